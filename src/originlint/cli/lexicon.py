"""`originlint lexicon`: which lexicon is in use, and which words the project may want to add to it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from originlint.cli.options import config_option, existing, located

if TYPE_CHECKING:
    from originlint.lexicon.suggest import Suggestion

_SHOWN = 3


@click.group(invoke_without_command=True)
@click.pass_context
def lexicon(ctx: click.Context) -> None:
    """Say which words are known: version, hash and size of the lexicon, with the current project's own words."""
    if ctx.invoked_subcommand is not None:
        return
    from originlint.api import lexicon_of

    _, settings = located((Path(),), None)
    known = lexicon_of(settings)
    click.echo(f"version {known.version}")
    click.echo(f"hash {known.hash}")
    for what, count in known.counts():
        click.echo(f"{what} {count}")


@lexicon.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@config_option
def suggest(paths: tuple[Path, ...], as_json: bool, config: Path | None) -> None:
    """List unknown names at PATH (here, when not given) that stand next to origin attributes.

    They stand with them in one list, record, table, parameter list or class. Each may be an origin attribute that the
    lexicon does not know; [[words]] in the configuration can add or map it.
    """
    from originlint.api import suggestions

    paths = existing(paths)
    root, settings = located(paths, config)
    found = suggestions(root, paths, settings)
    for suggestion in found:
        click.echo(_as_json(suggestion) if as_json else _as_text(suggestion))
    if not found and not as_json:
        click.echo("No unknown name stands next to a known one.")


def _as_json(suggestion: Suggestion) -> str:
    record = {"name": suggestion.name, "lists": suggestion.lists, "beside": list(suggestion.beside)}
    return json.dumps(record, ensure_ascii=False)


def _as_text(suggestion: Suggestion) -> str:
    shown = ", ".join(suggestion.beside[:_SHOWN])
    more = f" and {len(suggestion.beside) - _SHOWN} more" if len(suggestion.beside) > _SHOWN else ""
    return f"{suggestion.name}: {suggestion.lists} time{'s' * (suggestion.lists != 1)} beside {shown}{more}"
