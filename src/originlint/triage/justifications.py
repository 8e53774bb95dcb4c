"""Accepting findings on recorded grounds, and finding the records that do not carry what they are meant to carry.

Like comments in the source, records mark findings and drop none.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from pathspec import GitIgnoreSpec

from originlint.config.settings import JustificationDeclaration, Settings
from originlint.lexicon.verdict import Kind
from originlint.project.ignores import Patterns
from originlint.rules.catalogue import catalogue
from originlint.rules.finding import Finding, Suppression
from originlint.rules.fingerprint import Fingerprints
from originlint.rules.message import fill
from originlint.rules.selection import Selection
from originlint.source.site import Position, Range

UNMATCHED, NOT_ALLOWED, EXPIRED = "ORL501", "ORL502", "ORL503"

ABOUT_JUSTIFICATIONS = "ORL5"
"""How the codes of rules begin that are about records."""

_WEIGHTS = "ORL104"
_HEADER = re.compile(r"^[ \t]*\[\[[ \t]*(?:tool\.originlint\.)?justifications[ \t]*\]\]", re.MULTILINE)


def justify(
    findings: Iterable[Finding],
    settings: Settings,
    selection: Selection,
    read: Callable[[str], str],
    as_of: str | None = None,
    *,
    judge_unused: bool = True,
) -> tuple[Finding, ...]:
    """The findings, those that a recorded ground allows marked, and with them the findings about the records.

    `read` gives the text of a file of the project. `as_of` is the day for which expiry is judged (YYYY-MM-DD). With
    `judge_unused`, records that match nothing are findings.
    """
    given = tuple(findings)
    if not settings.justifications:
        return given
    records = [_Record(settings, index, entry, as_of) for index, entry in enumerate(settings.justifications)]
    marked = [_marked(finding, records) for finding in given]
    places = _places(settings, read)
    for fault in _faults(records, places, selection):
        is_judged = judge_unused or fault.rule.code != UNMATCHED
        if is_judged and selection.runs_in(fault.rule.code, fault.entry.path):
            marked.append(fault)
    return tuple(sorted(marked, key=lambda finding: finding.order))


class _Record:
    """One justification, and what became of it in this run."""

    def __init__(self, settings: Settings, index: int, entry: JustificationDeclaration, as_of: str | None) -> None:
        self.index = index
        self.entry = entry
        self.is_used = False
        self.refused: dict[str, str] = {}
        """Why the ground does not hold, by attribute."""
        self.has_expired = as_of is not None and entry.expires is not None and entry.expires < as_of
        self._names = {name.casefold().replace(" ", "_") for name in entry.attributes}
        self._paths = Patterns(settings.base, GitIgnoreSpec.from_lines(entry.paths)) if entry.paths else None

    def is_about(self, finding: Finding) -> bool:
        """Whether the record speaks of a finding."""
        if finding.kind is None or not any(finding.rule.code.startswith(code) for code in self._codes()):
            return False
        if self.entry.sinks and finding.sink not in self.entry.sinks:
            return False
        if self._paths is not None and not self._paths.verdict(finding.entry.path):
            return False
        return not self._names.isdisjoint({finding.attribute.casefold().replace(" ", "_"), finding.category})

    def could_match(self, selection: Selection) -> bool:
        """Whether a rule that it is about was judged in full, so that no match means that there is none."""
        codes = (code for code in catalogue().rules if code.startswith(tuple(self._codes())))
        return any(selection.judges(code, "") for code in codes)

    def _codes(self) -> tuple[str, ...]:
        return tuple("ORL" if code == "ALL" else code for code in self.entry.rules)


def _marked(finding: Finding, records: list[_Record]) -> Finding:
    for record in records:
        if not record.is_about(finding):
            continue
        record.is_used = True
        if refusal := _refusal(record.entry, finding):
            record.refused.setdefault(finding.attribute, refusal)
        elif not record.has_expired and finding.suppression is None:
            finding = replace(finding, suppression=Suppression("external", _told(record.entry)))
    return finding


def _refusal(entry: JustificationDeclaration, finding: Finding) -> str:
    """Why the ground cannot allow the finding; empty when it can."""
    kind = finding.kind
    if kind is None:
        return ""
    if entry.ground == "objective justification" and kind.is_direct:
        what = "nationality" if kind is Kind.NATIONALITY else "origin itself"
        return f"an objective justification is for proxies, and this is {what} (kind {kind.value})"
    if entry.ground == "correction of bias" and finding.rule.code != _WEIGHTS:
        return f"a correction of bias weights the data, and this is {finding.rule.code}"
    return ""


def _told(entry: JustificationDeclaration) -> str:
    until = f", until {entry.expires}" if entry.expires else ""
    return f"{entry.reason.rstrip('.')} ({entry.ground}: {entry.reference}; approved by {entry.approved_by}{until})"


def _faults(records: list[_Record], places: list[Range], selection: Selection) -> Iterator[Finding]:
    rules = catalogue().rules
    fingerprints = Fingerprints()

    def finding(code: str, record: _Record, attribute: str, reason: str = "") -> Finding:
        where = places[record.index] if record.index < len(places) else places[-1]
        return Finding(
            rule=rules[code],
            severity=rules[code].level,
            message=fill(rules[code].message("data"), attribute=attribute, reason=reason),
            entry=where,
            fingerprint=fingerprints.next(code, where.path, attribute, record.entry.ground),
        )

    for record in records:
        names = ", ".join(record.entry.attributes)
        if not record.is_used and record.could_match(selection):
            yield finding(UNMATCHED, record, names)
        for attribute, reason in sorted(record.refused.items()):
            yield finding(NOT_ALLOWED, record, attribute, reason)
        if record.is_used and record.has_expired:
            yield finding(EXPIRED, record, names, f"its last day was {record.entry.expires}")


def _places(settings: Settings, read: Callable[[str], str]) -> list[Range]:
    """Where each record stands, in the order of `settings.justifications`; at least one place."""
    found: dict[str, list[Range]] = defaultdict(list)
    files = dict(settings.given).get("justifications", ()) or (settings.origin or "originlint.toml",)
    for file in files:
        for match in _HEADER.finditer(read(file)):
            line = read(file).count("\n", 0, match.start()) + 1
            found[file].append(Range(file, Position(line, 1), Position(line, match.end() - match.start() + 1)))
    start = Position(1, 1)
    return [place for file in files for place in found[file]] or [Range(files[-1], start, start)]
