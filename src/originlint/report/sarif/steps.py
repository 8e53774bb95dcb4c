"""The path of a finding as a thread flow, the form in which viewers show it step by step."""

from __future__ import annotations

from originlint.report.sarif.locations import Places
from originlint.report.sarif.values import Json, text
from originlint.report.steps import shortened
from originlint.report.words import printable_text, sentence
from originlint.rules.finding import Finding, PathStep

MOST = 100
"""GitHub keeps more, the validator's own limit is this."""


def code_flows(finding: Finding, places: Places) -> list[Json]:
    """The one path that is shown, the best; empty when it has a single step, which the location tells already."""
    path = shortened(finding.path, MOST)
    if len(path) < 2:
        return []
    ends = f"From '{printable_text(finding.attribute)}'" if finding.attribute else "From an open set of features"
    to = f" to '{printable_text(finding.sink)}'" if finding.sink else ""
    locations = [_step(step, number, len(path), places) for number, step in enumerate(path, start=1)]
    return [{"message": text(f"{ends}{to}."), "threadFlows": [{"locations": locations}]}]


def _step(step: PathStep, number: int, total: int, places: Places) -> Json:
    return {
        # Viewers count call depth from 1: Visual Studio Code indents by one less than this.
        "nestingLevel": step.depth + 1,
        "executionOrder": number,
        "importance": "essential" if step.boundary or number in (1, total) else "important",
        "location": {"physicalLocation": places.physical(step.range), "message": text(sentence(step.text))},
    }
