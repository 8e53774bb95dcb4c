"""What a check yields."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from originlint.config.settings import Settings
from originlint.flows.flow import Analysis
from originlint.report.report import Report
from originlint.rules.finding import Finding
from originlint.rules.selection import Selection
from originlint.triage.baseline import Baseline, Comparison, Entry


def is_whole(paths: Iterable[Path]) -> bool:
    """Whether folders are checked. Of single files much of what leads through them is not seen: that nothing was found
    there says little."""
    return all(path.is_dir() for path in paths)


@dataclass(frozen=True, slots=True)
class Result:
    """What a check yields: the analysis, the findings, all that a report needs, and what was asked for."""

    analysis: Analysis
    findings: tuple[Finding, ...]
    report: Report
    root: Path
    settings: Settings
    is_whole: bool

    def compared(self, baseline: Baseline) -> Comparison:
        """How the findings relate to a baseline. Its entries are judged by the files and the rules of this run; of a
        run over single files none is stale."""
        read = {file.path for file in self.analysis.coverage.files}
        selection = Selection.of(self.settings)

        def is_gone(path: str) -> bool:
            return not (self.root / path).exists()

        def was_judged(entry: Entry) -> bool:
            return (
                self.is_whole
                and (entry.path in read or is_gone(entry.path))
                and selection.judges(entry.rule, entry.path)
            )

        return baseline.compare(self.findings, is_gone=is_gone, was_judged=was_judged)
