"""`originlint knowledge`: what is known of library calls, and how to describe further ones."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from originlint.cli.options import config_option, located
from originlint.errors import UserError

if TYPE_CHECKING:
    from originlint.knowledge.entries import RawEntry


@click.command()
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--operations", "listed", is_flag=True, help="List what a record may say that a call does.")
@click.option("--guide", is_flag=True, help="Say how a knowledge file is written, in Markdown.")
@config_option
def knowledge(names: tuple[str, ...], listed: bool, guide: bool, config: Path | None) -> None:
    """Print the entry that says what calling NAME (pandas.DataFrame.merge) means, and where it stands.

    The files that the configuration of the current project names count. Without a NAME, says how many names of each
    library are described.
    """
    from originlint.api import knowledge_of, operations
    from originlint.knowledge.library import DATA

    if guide:
        click.echo((DATA / "README.md").read_text(encoding="utf-8"), nl=False)
        return
    if listed:
        for name, meaning in operations().items():
            click.echo(f"{name}\n    {meaning}")
        return
    library = knowledge_of(*located((Path(),), config))
    if not names:
        for top, count in library.counts():
            click.echo(f"{top} {count}")
    for name in names:
        entry = library.entry(name)
        if entry is None:
            raise UserError(
                f"nothing is known of calling {name}", "`originlint knowledge --guide` says how to describe it."
            )
        click.echo(_as_text(entry, operations()))


def _as_text(entry: RawEntry, operations: Mapping[str, str]) -> str:
    operation = entry.record(entry.names[0]).operation
    return f"# {entry.file}, line {entry.line}\n# {operation}: {operations[operation]}\n{entry.text.strip()}\n"
