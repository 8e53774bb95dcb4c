"""`originlint explain`: why a name is, or is not, that of an origin attribute."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from originlint.cli.options import config_option, located

if TYPE_CHECKING:
    from originlint.lexicon.verdict import Verdict

ANSWERS = {True: "origin", False: "not origin", None: "origin only with a second witness"}


@click.command()
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option(
    "--project",
    type=click.Path(path_type=Path),
    help="Also hear what the files there say about names: labels, comments, data dictionaries, renames.",
)
@config_option
def explain(names: tuple[str, ...], as_json: bool, project: Path | None, config: Path | None) -> None:
    """Say for each NAME (a column, key, field or parameter) whether it is an origin attribute, and why.

    The words that the configuration of the current project adds, denies or maps count. A NAME of '-' reads names from
    standard input, one a line.
    """
    from originlint import api

    paths = (project if project is not None else Path(),)
    root, settings = located(paths, config)
    wanted = _expanded(names)
    verdicts = map(api.lexicon_of(settings).classify, wanted)
    for verdict in verdicts if project is None else api.explain(root, paths, settings, wanted):
        click.echo(_as_json(verdict) if as_json else _as_text(verdict))


def _expanded(names: tuple[str, ...]) -> tuple[str, ...]:
    if "-" not in names:
        return names
    with click.open_file("-", encoding="utf-8", errors="replace") as stream:
        lines = stream.read().splitlines()
    return (*(name for name in names if name != "-"), *(line for line in lines if line.strip()))


def _as_json(verdict: Verdict) -> str:
    return json.dumps(
        {
            "name": verdict.name,
            "origin": verdict.origin,
            "category": verdict.category,
            "kind": verdict.kind.value if verdict.possible else None,
            "certainty": verdict.certainty.name.lower(),
            "reasons": list(verdict.reasons),
        },
        ensure_ascii=False,
    )


def _as_text(verdict: Verdict) -> str:
    head = f"{verdict.name}: {ANSWERS[verdict.origin]}"
    if verdict.possible:
        head += f" ({verdict.category}, kind {verdict.kind.value}, {verdict.certainty.name.lower()})"
    return "\n".join([head, *(f"  - {reason}" for reason in verdict.reasons)])
