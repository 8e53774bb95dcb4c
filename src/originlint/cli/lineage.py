"""`originlint lineage`: which column owes to which, of all columns."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from originlint.cli.options import config_option, existing, located
from originlint.errors import ExitCode

if TYPE_CHECKING:
    from originlint.lineage import Edge, End


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--dialect", metavar="NAME", help="SQL dialect; worked out for each file when left out.")
@click.option(
    "--schema", "schemas", multiple=True, type=click.Path(path_type=Path, exists=True), metavar="FILE",
    help="DDL, dbt YAML, or a CSV or JSON dump of the columns. Repeatable.",
)  # fmt: skip
@click.option(
    "--format", "form", type=click.Choice(("jsonl", "text", "mermaid")), default="jsonl", show_default=True,
    help="JSON Lines as in `lineage-1.json`, lines for people, or a diagram.",
)  # fmt: skip
@config_option
def lineage(
    paths: tuple[Path, ...], dialect: str | None, schemas: tuple[Path, ...], form: str, config: Path | None
) -> int:
    """Print the column lineage of the SQL files at PATH (here, when not given): of all columns, not only origin.

    `*` stands for all columns of a table: those that nobody named, and, where the dependence is "selection", which rows
    there are. A target without a dataset is the result of a query.
    """
    from originlint.lineage import lineage as find

    paths = existing(paths)
    root, settings = located(paths, config)
    given = tuple(path.resolve().as_posix() for path in schemas)
    settings = replace(settings, dialect=dialect or settings.dialect, schemas=(*settings.schemas, *given))
    found = find(root, paths, settings)
    for problem in found.problems:
        where = f"{problem.path}:{problem.line}" if problem.line else problem.path
        click.echo(f"{where}: {problem.message}", err=True)
    for line in {"jsonl": _json_lines, "text": _text, "mermaid": _mermaid}[form](found.edges):
        click.echo(line)
    return ExitCode.CLEAN


def _json_lines(edges: Iterable[Edge]) -> Iterable[str]:
    for edge in edges:
        where = edge.location
        yield json.dumps(
            {
                "source": {"dataset": edge.source.dataset, "column": edge.source.column},
                "target": {"dataset": edge.target.dataset, "column": edge.target.column},
                "dependence": edge.dependence,
                "location": {"path": where.path, "line": where.start.line, "column": where.start.column},
            },
            ensure_ascii=False,
        )


def _text(edges: Iterable[Edge]) -> Iterable[str]:
    arrows = {"data": "->", "control": "=>", "selection": "~>"}
    for edge in edges:
        place = f"{edge.location.path}:{edge.location.start.line}:{edge.location.start.column}"
        yield f"{place}: {_name(edge.source)} {arrows[edge.dependence]} {_name(edge.target)}  {edge.dependence}"


def _mermaid(edges: Iterable[Edge]) -> Iterable[str]:
    arrows = {"data": "-->", "control": "-.->|decides|", "selection": "-.->|selects|"}
    yield "flowchart LR"
    ends: dict[str, str] = {}
    for edge in edges:
        for end in (edge.source, edge.target):
            name = _name(end)
            if name not in ends:
                ends[name] = f"n{len(ends)}"
                quoted = name.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
                yield f'  {ends[name]}["{quoted}"]'
        yield f"  {ends[_name(edge.source)]} {arrows[edge.dependence]} {ends[_name(edge.target)]}"


def _name(end: End) -> str:
    return f"{end.dataset or '(query)'}.{end.column}"
