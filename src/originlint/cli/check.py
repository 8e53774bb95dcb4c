"""`originlint check`: analyse a project and report what was found."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from originlint.cli.options import comma_separated, config_option, existing, located
from originlint.cli.output import Destination, parse_destination, write_reports
from originlint.cli.pipeline import azure_pipeline
from originlint.cli.terminal import ColorChoice, ProgressDisplay
from originlint.config.consistency import check_codes, is_date
from originlint.config.settings import KindCode, Settings
from originlint.errors import ExitCode, UserError
from originlint.project.git import changed_files, staged_files
from originlint.report.formats import FORMATS
from originlint.report.report import Report

if TYPE_CHECKING:
    from originlint.result import Result


@click.command()
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--output-format", type=click.Choice(tuple(FORMATS)), default="full", show_default=True, help="The report."
)
@click.option("--output-file", type=click.Path(path_type=Path), metavar="FILE", help="Where to; standard output else.")
@click.option("--output", "outputs", multiple=True, metavar="FORMAT:FILE", help="A further report. Repeatable.")
@click.option(
    "--select", multiple=True, callback=comma_separated, metavar="CODES", help="Rules to report: ORL1,ORL201."
)
@click.option("--ignore", multiple=True, callback=comma_separated, metavar="CODES", help="Rules not to report.")
@click.option("--kinds", multiple=True, callback=comma_separated, metavar="KINDS", help="Kinds to report: D,N,G,R.")
@config_option
@click.option("--staged", is_flag=True, help="Report only flows through files that are staged for the next commit.")
@click.option("--since", metavar="REF", help="Report only flows through files that changed since the branch left REF.")
@click.option("--baseline", type=click.Path(path_type=Path), metavar="FILE", help="Fail for findings not in FILE only.")
@click.option("--no-baseline", is_flag=True, help="Leave the baseline that the configuration names aside.")
@click.option("--no-suppressions", is_flag=True, help="Report what comments and recorded grounds accept like the rest.")
@click.option("--as-of", metavar="DATE", help="Judge the expiry of recorded grounds for this day (YYYY-MM-DD).")
@click.option("--category", default="", metavar="NAME", help="Tells several SARIF files of one commit apart.")
@click.option("--exit-zero", is_flag=True, help="Return 0 also when there are findings.")
@click.option("--statistics", is_flag=True, help="Count the findings by rule at the end, in text reports.")
@click.option("--quiet", "-q", is_flag=True, help="No progress; nothing on standard output when there is no finding.")
@click.option("--no-cache", is_flag=True, help="Neither take the result from .originlint_cache nor keep it there.")
@click.option("--color", type=click.Choice(get_args(ColorChoice)), default="auto", show_default=True)
def check(
    paths: tuple[Path, ...],
    output_format: str,
    output_file: Path | None,
    outputs: tuple[str, ...],
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    kinds: tuple[str, ...],
    config: Path | None,
    staged: bool,
    since: str | None,
    baseline: Path | None,
    no_baseline: bool,
    no_suppressions: bool,
    as_of: str | None,
    category: str,
    exit_zero: bool,
    statistics: bool,
    quiet: bool,
    no_cache: bool,
    color: ColorChoice,
) -> int:
    """Report which origin attributes can change a score in the repository at PATH (here, when not given).

    Nothing is executed or imported, and no data is needed. Paths in the report are relative to the root of the git
    repository. The last line always says what was seen and what was not.
    """
    if as_of is not None and not is_date(as_of):
        raise UserError(f"--as-of: '{as_of}' is no date", "Write it as 2027-12-31; in a shell, $(date +%F).")
    destinations = [Destination(output_format, output_file), *map(parse_destination, outputs)]
    paths = existing(paths)
    root, settings = located(paths, config)
    settings = _overridden(settings, select, ignore, kinds)

    changed = staged_files(root) if staged else None
    if since is not None:
        changed = (changed or frozenset()) | changed_files(root, since)

    from originlint import remembered
    from originlint.triage.changes import concerning

    with ProgressDisplay(sys.stderr, enabled=not quiet) as progress:
        result = remembered.check(
            root, paths, settings, progress, suppressions=not no_suppressions, as_of=as_of, keep=not no_cache
        )
    report = replace(result.report, category=category.strip("/"), pipeline=azure_pipeline())
    if baseline is None and settings.baseline is not None and not no_baseline:
        baseline = root / settings.baseline
    if baseline is not None:
        report = _compared(report, result, baseline)
    if changed is not None:
        findings = concerning(report.findings, changed, settings)
        report = replace(report, findings=findings, elsewhere=len(report.findings) - len(findings))
    write_reports(report, destinations, root, color=color, statistics=statistics, quiet=quiet)
    return ExitCode.CLEAN if exit_zero else report.exit_code


def _compared(report: Report, result: Result, file: Path) -> Report:
    """The report with each finding's relation to the baseline."""
    from originlint.triage.baseline import read_baseline

    comparison = result.compared(read_baseline(file))
    stale = tuple(entry.fingerprint for entry in comparison.stale)
    return replace(report, findings=comparison.findings, has_baseline=True, stale=stale)


def _overridden(
    settings: Settings, select: tuple[str, ...], ignore: tuple[str, ...], kinds: tuple[str, ...]
) -> Settings:
    """The settings with what the command line says instead."""
    for option, codes in (("--select", select), ("--ignore", ignore)):
        if wrong := check_codes(codes):
            raise UserError(f"{option}: '{wrong[0]}' is no rule code", "'originlint rule' lists the codes.")
    known = get_args(KindCode)
    for kind in kinds:
        if kind not in known:
            raise UserError(f"--kinds: '{kind}' is no kind", f"The kinds are {', '.join(known)}.")
    return replace(
        settings,
        select=select or settings.select,
        ignore=ignore or settings.ignore,
        kinds=tuple(kind for kind in known if kind in kinds) or settings.kinds,
    )
