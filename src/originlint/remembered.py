"""Checks whose result may be known already: the same files, settings and program give the same result.

This is the way in for commands. It brings in nothing of the analysis when nothing has changed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from originlint.config.settings import Settings
from originlint.flows import flow
from originlint.flows.flow import Analysis
from originlint.ir.problem import Problem
from originlint.lexicon import verdict
from originlint.project.cache import Cache, user_secret
from originlint.project.digest import inputs_digest, program_digest
from originlint.project.files import Project, discover
from originlint.project.git import revision
from originlint.report.report import Report
from originlint.report.texts import SourceTexts
from originlint.result import Result, is_whole
from originlint.rules import finding, severity
from originlint.rules.catalogue import Rule, catalogue
from originlint.rules.finding import Finding
from originlint.source import site
from originlint.source.encoding import Codec, DecodeError, Named, classes_in

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Kept:
    """The part of a result that is kept."""

    analysis: Analysis
    findings: tuple[Finding, ...]


def check(
    root: Path,
    paths: tuple[Path, ...],
    settings: Settings,
    progress: Progress | None = None,
    *,
    suppressions: bool = True,
    as_of: str | None = None,
    keep: bool = True,
) -> Result:
    """Like `api.check`; unless `keep` is false, the result is taken from the project's cache, or put there."""
    cache = Cache(root.resolve(), user_secret()) if keep else None
    program = program_digest() if cache is not None else ""
    project = discover(root, paths, settings)
    key = _key(program, project, paths, settings, suppressions, as_of) if cache is not None else ""
    known = _decoded(cache.get(key)) if cache is not None else None
    if known is not None:
        return _result(known, root.resolve(), settings, is_whole(paths))
    from originlint import api
    from originlint.frontends.readers import KeptReader

    files = KeptReader(cache, program) if cache is not None else None
    result = api.check(
        root, paths, settings, progress, suppressions=suppressions, as_of=as_of, files=files, project=project
    )
    if cache is not None:
        cache.put(key, _codec().encode(Kept(result.analysis, result.findings)))
    return result


def _key(
    program: str, project: Project, paths: tuple[Path, ...], settings: Settings, suppressions: bool, as_of: str | None
) -> str:
    asked = tuple(str(path.resolve().relative_to(project.root)) for path in paths)
    return inputs_digest(f"{program} {suppressions} {as_of}", project, settings, asked)


def _decoded(data: bytes | None) -> Kept | None:
    if data is None:
        return None
    try:
        kept = _codec().decode(data)
    except DecodeError:
        return None
    return kept if isinstance(kept, Kept) else None


def _result(kept: Kept, root: Path, settings: Settings, whole: bool) -> Result:
    def content(path: str) -> bytes:
        try:
            return (root / path).read_bytes()
        except OSError:
            return b""

    report = Report(kept.findings, kept.analysis, SourceTexts(content), root_name=root.name, revision=revision(root))
    return Result(kept.analysis, kept.findings, report, root, settings, whole)


@cache
def _codec() -> Codec:
    rules = catalogue().rules
    by_code: dict[type, Named] = {Rule: (lambda rule: rule.code, rules.__getitem__)}
    return Codec((Kept, Problem, *classes_in(flow, verdict, finding, severity, site)), by_code)
