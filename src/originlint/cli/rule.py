"""`originlint rule`: which rules there are, and what one of them is about."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from originlint.cli.terminal import width
from originlint.errors import UserError

if TYPE_CHECKING:
    from originlint.rules.catalogue import Catalogue, Rule

_WIDEST = 100
"""Longer lines of prose are hard to read."""


@click.command()
@click.argument("code", required=False)
@click.option("--all", "everything", is_flag=True, help="Describe all rules, or all that CODE begins.")
@click.option("--format", "form", type=click.Choice(("text", "markdown", "json")), default="text", show_default=True)
def rule(code: str | None, everything: bool, form: str) -> None:
    """List the rules, or describe the one that CODE names.

    CODE may be the beginning of several codes (ORL1), which lists these.
    """
    from originlint.rules.catalogue import catalogue
    from originlint.rules.help import markdown, plain

    rules = catalogue()
    chosen = rules.matching("ALL" if code is None else code.upper())
    if not chosen:
        raise UserError(f"'{code}' is no rule", "'originlint rule' lists the codes.")
    is_described = everything or (code is not None and chosen[0].code == code.upper())
    if form == "json":
        click.echo(json.dumps([_as_json(one, rules) for one in chosen], indent=2, ensure_ascii=False))
    elif is_described:
        columns = min(width(sys.stdout), _WIDEST)
        texts = [markdown(one, rules) if form == "markdown" else plain(one, rules, columns) for one in chosen]
        click.echo("\n".join(texts), nl=False)
    elif form == "markdown":
        rows = (f"| {one.code} | {one.name} | {one.level.value} | {one.short} |" for one in chosen)
        click.echo("\n".join(("| rule | name | severity | says |", "|---|---|---|---|", *rows)))
    else:
        longest = max(len(one.name) for one in chosen)
        for one in chosen:
            click.echo(f"{one.code}  {one.name:<{longest}}  {one.level.value:<7}  {one.short}")


def _as_json(rule: Rule, rules: Catalogue) -> dict[str, object]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.level.value,
        "short": rule.short,
        "full": rule.full,
        "finds": rule.finds,
        "why": rule.why,
        "example": rule.example,
        "instead": rule.instead,
        "acceptable": rule.acceptable,
        "grounds": [
            {"instrument": instrument.name, "place": provision.place, "says": provision.says, "url": instrument.url}
            for instrument, provision in rules.provisions(rule)
        ],
    }
