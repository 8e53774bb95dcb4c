"""`originlint baseline`: accept what is there, so that only new findings fail."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from originlint.cli.options import config_option, existing, located
from originlint.errors import ExitCode, UserError

if TYPE_CHECKING:
    from originlint.result import Result


@click.group()
def baseline() -> None:
    """Accept the findings that are there, so that a run fails for new ones only.

    The baseline is a file to be committed. It shrinks by `update`, and grows only where a reason is given.
    """


_paths = click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
_file = click.option("--file", type=click.Path(path_type=Path), help="The baseline, when the configuration names none.")


@baseline.command()
@_paths
@_file
@config_option
@click.option("--accept", required=True, metavar="REASON", help="Why the present findings are accepted.")
def create(paths: tuple[Path, ...], file: Path | None, config: Path | None, accept: str) -> int:
    """Write a baseline of the findings in the repository at PATH."""
    from originlint.triage.baseline import Baseline, write_baseline

    target, result = _checked(paths, file, config)
    if target.exists():
        raise UserError(f"{target}: is there already", "'originlint baseline update' brings it up to date.")
    empty = Baseline()
    made = empty.updated(result.compared(empty), _reason(accept))
    write_baseline(made, target)
    click.echo(f"{target}: {_entries(len(made.entries))}.")
    if result.settings.baseline is None:
        click.echo(f'Write baseline = "{target.name}" into the configuration, or use check --baseline {target}.')
    return ExitCode.CLEAN


@baseline.command()
@_paths
@_file
@config_option
@click.option("--accept", default="", metavar="REASON", help="Accept the new findings as well, and why.")
def update(paths: tuple[Path, ...], file: Path | None, config: Path | None, accept: str) -> int:
    """Remove what is no longer found from the baseline; add new findings only with --accept."""
    from originlint.triage.baseline import read_baseline, write_baseline

    target, result = _checked(paths, file, config)
    before = read_baseline(target)
    comparison = result.compared(before)
    after = before.updated(comparison, _reason(accept) if accept else "")
    if after != before:
        write_baseline(after, target)
    told = [f"{len(comparison.stale)} removed", f"{len(comparison.moved)} moved"]
    new = len(comparison.new)
    told.append(f"{new} accepted" if accept else f"{new} new, not accepted")
    click.echo(f"{target}: {_entries(len(after.entries))}; {', '.join(told)}.")
    return ExitCode.CLEAN


@baseline.command()
@_paths
@_file
@config_option
def status(paths: tuple[Path, ...], file: Path | None, config: Path | None) -> int:
    """Tell what is new and what is no longer found. Exit code 1 when the baseline is out of date."""
    from originlint.report.words import place, printable_text
    from originlint.triage.baseline import read_baseline

    target, result = _checked(paths, file, config)
    before = read_baseline(target)
    comparison = result.compared(before)
    for finding in comparison.new:
        click.echo(f"new:   {place(finding.location)}: {finding.rule.code} {finding.message}")
    for entry in comparison.stale:
        what = " → ".join(filter(None, (entry.attribute, entry.sink)))
        click.echo(printable_text(f"stale: {entry.path}: {entry.rule} {what}"))
    for old, now in comparison.moved:
        click.echo(printable_text(f"moved: {old.path} is now {now.path}: {old.rule} {old.attribute}"))
    click.echo(
        f"{target}: {_entries(len(before.entries))}; {len(comparison.new)} new, {len(comparison.stale)} stale, "
        f"{len(comparison.moved)} moved."
    )
    return ExitCode.FINDINGS if comparison.new or comparison.stale or comparison.moved else ExitCode.CLEAN


def _checked(paths: tuple[Path, ...], file: Path | None, config: Path | None) -> tuple[Path, Result]:
    """The file that is meant, from here where it is below, and what is found now."""
    from originlint import remembered
    from originlint.cli.terminal import ProgressDisplay
    from originlint.triage.baseline import FILE_NAME

    paths = existing(paths)
    root, settings = located(paths, config)
    target = file or root / (settings.baseline or FILE_NAME)
    if target.is_relative_to(Path.cwd()):
        target = target.relative_to(Path.cwd())
    with ProgressDisplay(sys.stderr, enabled=True) as progress:
        return target, remembered.check(root, paths, settings, progress)


def _reason(text: str) -> str:
    if not text.strip():
        raise UserError("--accept: give the reason", "It stands in the baseline, for whoever reviews it.")
    return " ".join(text.split())


def _entries(number: int) -> str:
    return "1 entry" if number == 1 else f"{number} entries"
