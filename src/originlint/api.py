"""The analysis as a library: read a project, evaluate it, judge what was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from inspect import getdoc
from pathlib import Path

from originlint.config.settings import Settings
from originlint.flows.flow import Analysis
from originlint.frontends import reader
from originlint.frontends.readers import Reader
from originlint.interpreter.neighbours import names_together
from originlint.interpreter.operations.table import OPERATIONS
from originlint.knowledge.library import Library
from originlint.lexicon.suggest import Suggestion, suggest
from originlint.lexicon.verdict import Verdict
from originlint.project.files import Project, discover
from originlint.project.git import revision
from originlint.report.report import Report
from originlint.report.texts import SourceTexts
from originlint.result import Result, is_whole
from originlint.rules.finding import Finding
from originlint.rules.judge import judge
from originlint.rules.selection import Selection
from originlint.rules.trace import Traced, trace_findings
from originlint.run import Progress, Run, front_end
from originlint.run import knowledge_of as knowledge_of
from originlint.run import lexicon_of as lexicon_of
from originlint.triage.justifications import justify
from originlint.triage.suppressions import suppress


def check(
    root: Path,
    paths: tuple[Path, ...],
    settings: Settings,
    progress: Progress | None = None,
    *,
    suppressions: bool = True,
    as_of: str | None = None,
    files: Reader | None = None,
    project: Project | None = None,
) -> Result:
    """Analyse the files at `paths` below `root` and judge what is found.

    Without `suppressions`, comments and records that accept findings count for nothing. `as_of` is the day (YYYY-MM-DD)
    for which the expiry of records is judged. `files` reads the files, in place of reading each anew; `project` are the
    files at these paths, where they are known already.

    Raises UserError when a path or a file named in the settings cannot be used.
    """
    selection = Selection.of(settings)
    project = project or discover(root, paths, settings)
    run = Run(project, settings, progress, None, files)
    analysis = run.analyse()
    texts, whole = SourceTexts(run.content), is_whole(paths)
    findings = judge(analysis, run.locate, selection, settings.primary_location)
    if suppressions:
        findings = _accepted(findings, run, settings, selection, texts, as_of, judge_unused=whole)
    report = Report(findings, analysis, texts, root_name=project.root.name, revision=revision(project.root))
    run.finish()
    return Result(analysis, findings, report, project.root, settings, whole)


def trace(
    root: Path, paths: tuple[Path, ...], settings: Settings, query: str, progress: Progress | None = None
) -> tuple[Report, tuple[Traced, ...]]:
    """Every path of the findings that a query means: an attribute, a category, a place `path:line` or a fingerprint.

    Raises UserError like `check`.
    """
    selection = Selection.of(settings)
    project = discover(root, paths, settings)
    run = Run(project, settings, progress, None)
    analysis = run.analyse(every_path=True)
    texts = SourceTexts(run.content)
    findings = judge(analysis, run.locate, selection, settings.primary_location)
    findings = _accepted(findings, run, settings, selection, texts, None, judge_unused=False)
    traced = trace_findings(findings, query, analysis.paths, run.locate)
    return Report(findings, analysis, texts, root_name=project.root.name), traced


def _accepted(
    findings: tuple[Finding, ...],
    run: Run,
    settings: Settings,
    selection: Selection,
    texts: SourceTexts,
    as_of: str | None,
    *,
    judge_unused: bool,
) -> tuple[Finding, ...]:
    """The findings with what comments and records accept of them, and those about such comments and records."""
    findings = suppress(findings, run.pragmas(), selection, judge_unused=judge_unused)
    return justify(findings, settings, selection, texts.text, as_of, judge_unused=judge_unused)


def analyse(root: Path, paths: tuple[Path, ...], settings: Settings, knowledge: Library | None = None) -> Analysis:
    """The flows in the files at `paths` below `root`, unjudged: what a caller needs who analyses many small projects.

    `knowledge` replaces the shipped knowledge and the project's own. Raises UserError like `check`.
    """
    return Run(discover(root, paths, settings), settings, None, knowledge).analyse()


def explain(root: Path, paths: tuple[Path, ...], settings: Settings, names: Iterable[str]) -> Iterator[Verdict]:
    """Whether each name is an origin attribute, by what the files at `paths` say about it too. Raises UserError like
    `check`."""
    run = Run(discover(root, paths, settings), settings, None, None)
    return map(run.explain, names)


def suggestions(root: Path, paths: tuple[Path, ...], settings: Settings) -> tuple[Suggestion, ...]:
    """Unknown names in the files at `paths` that stand next to known origin attributes, most telling first.

    Raises UserError like `check`.
    """
    lists: list[Sequence[str]] = []
    for file in discover(root, paths, settings).files:
        if file.role in ("artefact", "told"):
            continue
        try:
            data = file.read_needed(root)
        except OSError:
            continue
        # What stands together in SQL is told well enough by what stands near.
        language = front_end(file)
        reading = reader.read(file.path, data, "other" if language == "sql" else language)
        lists.extend(names_together(reading.module.body if reading.module is not None else reading.value))
        lists.append([scanned.name for scanned in sorted(reading.names, key=lambda scanned: scanned.node)])
    return suggest(lists, lexicon_of(settings))


def operations() -> Mapping[str, str]:
    """What a record may say that a call does: the names of all operations, sorted, each with its meaning."""
    return {name: " ".join((getdoc(OPERATIONS[name]) or "").split()) for name in sorted(OPERATIONS)}
