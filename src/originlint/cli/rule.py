"""`originlint rule`: which rules there are, and what one of them is about."""

from __future__ import annotations

import sys

import click

from originlint.cli.terminal import width
from originlint.errors import UserError

_WIDEST = 100
"""Longer lines of prose are hard to read."""


@click.command()
@click.argument("code", required=False)
def rule(code: str | None) -> None:
    """List the rules, or describe the one that CODE names.

    CODE may be the beginning of several codes (ORL1), which lists these.
    """
    from originlint.rules.catalogue import catalogue
    from originlint.rules.help import plain

    rules = catalogue()
    chosen = rules.matching("ALL" if code is None else code.upper())
    if not chosen:
        raise UserError(f"'{code}' is no rule", "'originlint rule' lists the codes.")
    if code is not None and chosen[0].code == code.upper():
        click.echo(plain(chosen[0], rules, min(width(sys.stdout), _WIDEST)), nl=False)
        return
    longest = max(len(one.name) for one in chosen)
    for one in chosen:
        click.echo(f"{one.code}  {one.name:<{longest}}  {one.level.value:<7}  {one.short}")
