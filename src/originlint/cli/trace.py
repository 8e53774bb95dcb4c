"""`originlint trace`: paths, step by step."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import get_args

import click

from originlint.cli.options import config_option, existing, located
from originlint.cli.output import look_at, write_stream
from originlint.cli.terminal import ColorChoice, ProgressDisplay
from originlint.errors import ExitCode


@click.command()
@click.argument("query", metavar="ATTRIBUTE|FINDING")
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@config_option
@click.option("--color", type=click.Choice(get_args(ColorChoice)), default="auto", show_default=True)
def trace(query: str, paths: tuple[Path, ...], config: Path | None, color: ColorChoice) -> int:
    """Print every path of an attribute or a finding, in full.

    A path leads from a place where the attribute comes in to a score, the one that reports show first. Paths that pass
    other columns, branches or functions are told apart; of more than 32 between the same two places, the shortest are
    printed, and it is said that there are more. Findings that are accepted are printed too, with the reason.

    ATTRIBUTE is a name as it stands in the code, or a category such as nationality. FINDING is a place as reports give
    it (path:line), or the beginning of a fingerprint. Exit code 1 when nothing is meant by it.
    """
    from originlint import api
    from originlint.report.trace import render_traces
    from originlint.report.words import printable_text

    paths = existing(paths)
    root, settings = located(paths, config)
    with ProgressDisplay(sys.stderr, enabled=True) as progress:
        report, traces = api.trace(root, paths, settings, query, progress)
    if not traces:
        names = sorted({finding.attribute for finding in report.findings if finding.attribute})
        known = f" Attributes that were found: {', '.join(names)}." if names else ""
        click.echo(printable_text(f"No finding is meant by '{query}'.{known}"), err=True)
        return ExitCode.FINDINGS
    write_stream(sys.stdout, render_traces(traces, report.sources, look_at(sys.stdout, root, color)))
    return ExitCode.CLEAN
