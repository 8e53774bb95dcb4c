"""`originlint graph`: datasets, attributes and scores as a picture."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from originlint.cli.options import config_option, existing, located
from originlint.cli.output import write_file, write_stream
from originlint.cli.terminal import ProgressDisplay
from originlint.errors import ExitCode
from originlint.rules.mapping import INVENTORY


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--format", "language", type=click.Choice(("dot", "mermaid")), default="mermaid", show_default=True)
@click.option("--output-file", type=click.Path(path_type=Path), metavar="FILE", help="Where to; standard output else.")
@click.option("--inventory", is_flag=True, help="Attributes that reach no score as well.")
@config_option
def graph(
    paths: tuple[Path, ...], language: str, output_file: Path | None, inventory: bool, config: Path | None
) -> int:
    """Draw which attributes of which datasets reach which models and scores, for Graphviz (dot) or Mermaid."""
    from originlint import remembered
    from originlint.report.graph import WRITERS, graph_of

    paths = existing(paths)
    root, settings = located(paths, config)
    with ProgressDisplay(sys.stderr, enabled=True) as progress:
        findings = remembered.check(root, paths, settings, progress).findings
    if not inventory:
        findings = tuple(one for one in findings if not one.rule.code.startswith(INVENTORY))
    text = WRITERS[language](graph_of(findings))
    if output_file is None:
        write_stream(sys.stdout, text)
    else:
        write_file(output_file, text)
    return ExitCode.CLEAN
