"""Findings with their paths, drawn one after the other and in full."""

from __future__ import annotations

from originlint.report.coverage import counted
from originlint.report.frame import Frame, Mark
from originlint.report.palette import Role
from originlint.report.report import Look
from originlint.report.texts import SourceTexts
from originlint.report.words import printable_text
from originlint.report.wrapping import title
from originlint.rules.finding import Finding, PathStep
from originlint.rules.trace import Traced


def render_traces(traces: tuple[Traced, ...], sources: SourceTexts, look: Look) -> str:
    """Each finding, then its paths with their number."""
    lines: list[str] = []
    for one in traces:
        finding = one.finding
        lines += title(finding, look)
        lines.append(f"fingerprint {finding.fingerprint}, {_number(one)}")
        if finding.suppression is not None:
            lines.append(f"accepted: {printable_text(finding.suppression.reason)}")
        for number, path in enumerate(one.paths, start=1):
            lines += ["", look.palette.paint("strong", f"path {number} of {len(one.paths)}")]
            marks = _marks(finding, path)
            lines += Frame.for_marks(sources, look, marks).draw(finding.location, marks)
        lines.append("")
    return "\n".join(lines)


def _number(one: Traced) -> str:
    number = counted(len(one.paths), "path")
    return f"{number}, the shortest; there are more, which are not told apart" if one.cut else number


def _marks(finding: Finding, path: tuple[PathStep, ...]) -> list[Mark]:
    severity = finding.severity
    if not path:
        return [Mark(finding.location, "here", severity.value, True)]
    marks: list[Mark] = []
    for number, step in enumerate(path, start=1):
        is_primary = step.range == finding.location and not any(mark.primary for mark in marks)
        role: Role = severity.value if is_primary else "step"
        marks.append(Mark(step.range, f"{number}. {step.text}", role, is_primary))
    return marks
