"""The statement that ends every run: what was seen and what was not. It never says that there are no problems."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from originlint.flows.flow import Analysis
from originlint.rules.mapping import SCORING

_FILES = (
    ("analysed", "analysed"),
    ("partly", "analysed in part"),
    ("scanned", "only scanned for names"),
    ("unread", "not read"),
)

NOT_SEEN_INTO = "not seen into"
NOT_UNDERSTOOD = "not understood"


@dataclass(frozen=True, slots=True)
class Seen:
    """The figures of the coverage statement. `clear` are the scores that no flow was found in."""

    files: tuple[tuple[str, int], ...]
    """How many files are in each state, in the order in which they are told."""
    irrelevant: int
    sinks: int
    determined: int
    clear: int
    unresolved: int
    problems: int
    cuts: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing stood in the way: every file read, every feature set determined, every call resolved."""
        unseen = sum(count for state, count in self.files if state != "analysed")
        return not (unseen or self.unresolved or self.problems or self.cuts) and self.sinks == self.determined


def seen(analysis: Analysis) -> Seen:
    """Count what the analysis saw."""
    coverage = analysis.coverage
    states = Counter(file.state for file in coverage.files)
    reached = {(flow.sink, flow.sink_site) for flow in analysis.flows if flow.use in SCORING and flow.sink_site}
    return Seen(
        files=tuple((state, states[state]) for state, _ in _FILES),
        irrelevant=states["irrelevant"],
        sinks=coverage.sinks,
        determined=coverage.determined,
        clear=max(coverage.sinks - len(reached), 0),
        unresolved=len(coverage.unresolved),
        problems=len(coverage.problems),
        cuts=coverage.budget,
    )


def statement(analysis: Analysis) -> tuple[str, ...]:
    """The coverage as lines of text, the verdict last."""
    figures = seen(analysis)
    counts = dict(figures.files)
    told = [f"{counts[state]} {words}" for state, words in _FILES if counts[state] or state == "analysed"]
    lines = [
        f"files: {', '.join(told)}" + (f" ({figures.irrelevant} more cannot matter)" if figures.irrelevant else "")
    ]
    if figures.sinks:
        lines.append(f"scores: {figures.sinks} found, the features of {figures.determined} are determined by the code")
    if figures.unresolved:
        lines.append(
            f"{NOT_SEEN_INTO}: {counted(figures.unresolved, 'call, import or dataset', 'calls, imports or datasets')}"
        )
    if figures.problems:
        lines.append(f"{NOT_UNDERSTOOD}: {counted(figures.problems, 'statement or file', 'statements or files')}")
    lines.extend(f"stopped: {cut.rstrip('.')}" for cut in figures.cuts)
    lines.append(_verdict(figures))
    return tuple(lines)


def counted(number: int, one: str, many: str = "") -> str:
    """`1 error`, `2 errors`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def _verdict(figures: Seen) -> str:
    if not figures.sinks:
        return "No score was found, so no flow into one could be."
    if not figures.clear:
        return "Every score that was found has a flow into it."
    return f"No flow found in {figures.clear} of {counted(figures.sinks, 'score')}."
