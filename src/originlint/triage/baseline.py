"""The baseline: findings that were there already, each accepted with a reason, so that a run fails for new ones only.

The file has one table for each finding, named by its fingerprint and sorted by that: two branches that change it seldom
meet at the same line. It holds no line numbers, no dates and no version of the program, so that it changes only when
findings do. `check` never writes it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from originlint.config.toml import written
from originlint.errors import UserError
from originlint.rules.finding import BaselineState, Finding
from originlint.rules.fingerprint import VERSION as FINGERPRINT_VERSION
from originlint.rules.fingerprint import callee
from originlint.source.toml import TOMLDecodeError, load_toml
from originlint.triage.justifications import ABOUT_JUSTIFICATIONS
from originlint.triage.suppressions import ABOUT_SUPPRESSIONS

FILE_NAME = "originlint-baseline.toml"
VERSION = 1

_HEADER = """\
# Findings of originlint that were accepted as they were, each with the reason. `originlint baseline update` removes
# what is no longer found; it adds nothing unless it is told to accept it, with a reason.
"""
_FIELDS = ("rule", "attribute", "path", "sink", "reason")


@dataclass(frozen=True, slots=True)
class Entry:
    """One accepted finding. All but the fingerprint and the reason is there for the reader."""

    fingerprint: str
    rule: str
    attribute: str
    path: str
    sink: str
    reason: str

    @classmethod
    def of(cls, finding: Finding, reason: str) -> Entry:
        """The entry that accepts a finding."""
        sink = finding.sink or ""
        return cls(finding.fingerprint, finding.rule.code, finding.attribute, finding.entry.path, sink, reason)

    @property
    def loose(self) -> tuple[str, str, str]:
        """What stays the same when the file is moved."""
        return (self.rule, self.attribute, callee(self.sink))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Findings with their state, and the entries that are no longer found. `moved` are entries whose file has got
    another name, with the entry that takes their place."""

    findings: tuple[Finding, ...]
    stale: tuple[Entry, ...] = ()
    moved: tuple[tuple[Entry, Entry], ...] = ()

    @property
    def new(self) -> tuple[Finding, ...]:
        """The findings that the baseline could hold and does not."""
        return tuple(one for one in self.findings if one.baseline is BaselineState.NEW and can_hold(one))


@dataclass(frozen=True, slots=True)
class Baseline:
    """Accepted findings, sorted by fingerprint."""

    entries: tuple[Entry, ...] = ()

    def compare(
        self,
        findings: Iterable[Finding],
        *,
        is_gone: Callable[[str], bool] = lambda path: False,
        was_judged: Callable[[Entry], bool] = lambda entry: True,
    ) -> Comparison:
        """Mark findings as new or unchanged.

        An entry is stale only when its rule and its file were judged in this run. When its file `is_gone` and exactly
        one new finding agrees in rule, attribute and sink, the file was moved.
        """
        given = tuple(findings)
        found = {one.fingerprint for one in given}
        missing = [one for one in self.entries if one.fingerprint not in found and was_judged(one)]
        known = {one.fingerprint for one in self.entries}
        moved = _moved([one for one in missing if is_gone(one.path)], [x for x in given if x.fingerprint not in known])
        known |= {entry.fingerprint for _, entry in moved}
        marked = tuple(
            replace(one, baseline=BaselineState.UNCHANGED if one.fingerprint in known else BaselineState.NEW)
            for one in given
        )
        left = {entry.fingerprint for entry, _ in moved}
        return Comparison(marked, tuple(one for one in missing if one.fingerprint not in left), moved)

    def updated(self, comparison: Comparison, accept: str = "") -> Baseline:
        """The baseline without what is stale, with moved entries renamed, and with what is new when there is a reason
        to accept it."""
        dropped = {*comparison.stale, *(before for before, _ in comparison.moved)}
        kept = [one for one in self.entries if one not in dropped]
        kept += [after for _, after in comparison.moved]
        if accept:
            kept += [Entry.of(one, accept) for one in comparison.new]
        return Baseline(tuple(sorted(kept, key=lambda one: one.fingerprint)))


def can_hold(finding: Finding) -> bool:
    """Whether a baseline is the place for a finding: not for one that is accepted otherwise, nor for one about that."""
    is_about = finding.rule.code in ABOUT_SUPPRESSIONS or finding.rule.code.startswith(ABOUT_JUSTIFICATIONS)
    return finding.suppression is None and not is_about


def read_baseline(file: Path) -> Baseline:
    """Read a baseline. Raises `UserError` when it cannot be read or says something that is not understood."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "is not UTF-8 text"
        raise UserError(f"{file}: cannot be read: {reason}", "'originlint baseline create' makes one.") from error
    try:
        document = load_toml(text)
    except TOMLDecodeError as error:
        raise UserError(f"{file}: is not valid TOML: {error}", "If a merge left two sides, keep both.") from error
    if document.get("version") != VERSION or document.get("fingerprint") != FINGERPRINT_VERSION:
        raise UserError(
            f"{file}: is no baseline of version {VERSION} with fingerprints {FINGERPRINT_VERSION}",
            "Use the version of originlint that wrote it, or make a new one.",
        )
    findings = document.get("findings", {})
    if not isinstance(findings, dict):
        raise UserError(f"{file}: 'findings' must be a table")
    return Baseline(tuple(_entry(file, name, findings[name]) for name in sorted(findings)))


def write_baseline(baseline: Baseline, file: Path) -> None:
    """Write a baseline. Raises `UserError` when that is not possible."""
    lines = [_HEADER + f"version = {VERSION}", f'fingerprint = "{FINGERPRINT_VERSION}"']
    for entry in baseline.entries:
        lines += ["", f"[findings.{entry.fingerprint}]"]
        values = ((field, getattr(entry, field)) for field in _FIELDS)
        lines += [f"{field} = {written(_encodable(value))}" for field, value in values if value]
    try:
        file.write_bytes(("\n".join(lines) + "\n").encode("utf-8"))
    except OSError as error:
        raise UserError(f"{file}: cannot be written: {error.strerror}") from error


def _entry(file: Path, name: str, table: Any) -> Entry:
    if not isinstance(table, dict) or not all(isinstance(value, str) for value in table.values()):
        raise UserError(f"{file}: 'findings.{name}' must be a table of strings")
    if unknown := sorted(set(table) - set(_FIELDS)):
        raise UserError(f"{file}: 'findings.{name}.{unknown[0]}' is no field; known are {', '.join(_FIELDS)}")
    if not table.get("reason", "").strip() or not table.get("rule"):
        raise UserError(f"{file}: 'findings.{name}' must have a rule and a reason")
    return Entry(name, *(table.get(field, "") for field in _FIELDS))


def _moved(gone: list[Entry], new: list[Finding]) -> tuple[tuple[Entry, Entry], ...]:
    candidates: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for finding in new:
        if can_hold(finding):
            candidate = Entry.of(finding, "")
            candidates[candidate.loose].append(candidate)
    before: dict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for entry in gone:
        before[entry.loose].append(entry)
    return tuple(
        (entries[0], replace(candidates[key][0], reason=entries[0].reason))
        for key, entries in sorted(before.items())
        if len(entries) == 1 and len(candidates[key]) == 1
    )


def _encodable(text: str) -> str:
    """Names from the code may hold half of a surrogate pair."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
