"""What was not analysed, as notifications: a run must never look cleaner than it was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from originlint.flows.flow import Analysis
from originlint.report.coverage import counted, statement
from originlint.report.sarif.locations import Places
from originlint.report.sarif.values import Json, present, text
from originlint.report.words import printable_text

_DESCRIPTIONS = (
    ("run-coverage", "Coverage", "What the run saw and what it did not."),
    ("file-not-analysed", "UnanalysedFile", "A file was not read, or only scanned for names."),
    ("not-understood", "Unparsed", "A statement or a file was not understood."),
    ("not-seen-into", "Unresolved", "A call, import or dataset that could not be resolved stood on a path."),
    ("stopped-early", "BudgetSpent", "A budget of steps ended a part of the analysis."),
)

_HELP = "A flow through what was not analysed is not reported. 'No finding' says nothing about it."

_MOST_CALLS = 200
"""So many names that were not seen into are told one by one."""


def descriptors() -> list[Json]:
    """The kinds of notification."""
    return [
        {
            "id": id,
            "name": name,
            "shortDescription": text(short),
            "fullDescription": text(short),
            "help": text(_HELP),
        }
        for id, name, short in _DESCRIPTIONS
    ]


def notifications(analysis: Analysis, places: Places) -> list[Json]:
    """All notifications of a run, the coverage statement first."""
    return [*_coverage(analysis), *_files(analysis, places), *_problems(analysis, places), *_unresolved(analysis)]


def _coverage(analysis: Analysis) -> Iterator[Json]:
    lines = (line.rstrip(".") for line in statement(analysis))
    yield _notification("run-coverage", "note", ". ".join(line[:1].upper() + line[1:] for line in lines))
    for cut in analysis.coverage.budget:
        yield _notification("stopped-early", "warning", cut)


def _files(analysis: Analysis, places: Places) -> Iterator[Json]:
    told = {problem.path for problem in analysis.coverage.problems}
    for file in analysis.coverage.files:
        if file.state not in ("unread", "scanned") or (file.path in told and file.state == "unread"):
            continue
        words = "was not read" if file.state == "unread" else "was only scanned for names"
        reason = f": {file.reason}" if file.reason else ""
        level = "warning" if file.state == "unread" else "note"
        message = f"'{printable_text(file.path)}' {words}{printable_text(reason)}"
        yield _notification("file-not-analysed", level, message, places.file(file.path))


def _problems(analysis: Analysis, places: Places) -> Iterator[Json]:
    for problem in analysis.coverage.problems:
        message = f"'{printable_text(problem.path)}': {printable_text(problem.message)}"
        yield _notification("not-understood", "warning", message, places.file(problem.path, problem.line))


def _unresolved(analysis: Analysis) -> Iterator[Json]:
    names: Counter[str] = Counter()
    for one in analysis.coverage.unresolved:
        names[one.what] += one.count
    ordered = sorted(names.items(), key=lambda item: (-item[1], item[0]))
    for what, count in ordered[:_MOST_CALLS]:
        words = f"'{printable_text(what)}' was not seen into, {counted(count, 'time')}"
        yield _notification("not-seen-into", "note", words)
    if left := ordered[_MOST_CALLS:]:
        yield _notification("not-seen-into", "note", f"{counted(len(left), 'further name')} could not be seen into")


def _notification(id: str, level: str, words: str, location: Json | None = None) -> Json:
    position = next(index for index, one in enumerate(_DESCRIPTIONS) if one[0] == id)
    return present(
        descriptor={"id": id, "index": position},
        level=level,
        message=text(words.rstrip(".") + "."),
        locations=None if location is None else [location],
    )
