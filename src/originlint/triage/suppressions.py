"""Marking the findings that comments in the source accept, and finding what is wrong with these comments.

Nothing is dropped: a suppressed finding stays in every report, is counted, and does not fail a run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from originlint.rules.catalogue import Catalogue, catalogue
from originlint.rules.finding import Finding, Suppression
from originlint.rules.fingerprint import Fingerprints
from originlint.rules.message import fill
from originlint.rules.selection import Selection
from originlint.triage.pragma import Pragma

UNUSED, MALFORMED, REASONLESS, UNKNOWN = "ORL901", "ORL902", "ORL903", "ORL904"
ABOUT_SUPPRESSIONS = frozenset({UNUSED, MALFORMED, REASONLESS, UNKNOWN})
"""Findings about suppressions cannot be suppressed themselves."""


def suppress(
    findings: Iterable[Finding], pragmas: Iterable[Pragma], selection: Selection, *, judge_unused: bool = True
) -> tuple[Finding, ...]:
    """The findings, those that a comment accepts marked, and with them the findings about the comments themselves.

    With `judge_unused`, these include comments that no finding needs.
    """
    ordered = sorted(pragmas, key=lambda one: (one.range.path, one.range.start))
    valid = [one for one in ordered if one.codes and one.reason]
    used: set[tuple[Pragma, str]] = set()
    marked = [_marked(finding, valid, used) for finding in findings]

    def wanted(fault: Finding) -> bool:
        is_judged = judge_unused or fault.rule.code != UNUSED
        return is_judged and selection.runs_in(fault.rule.code, fault.entry.path)

    marked.extend(one for one in _faults(ordered, used, selection) if wanted(one))
    return tuple(sorted(marked, key=lambda finding: finding.order))


def _marked(finding: Finding, pragmas: list[Pragma], used: set[tuple[Pragma, str]]) -> Finding:
    code = finding.rule.code
    meant = [one for one in pragmas if code in one.codes and one.covers(finding.location)]
    if not meant or code in ABOUT_SUPPRESSIONS:
        return finding
    used.update((one, code) for one in meant)
    # The comment that reaches least far says most about this finding.
    nearest = max(meant, key=lambda one: (one.extent == "ignore", one.extent == "cell-ignore"))
    return replace(finding, suppression=Suppression("inSource", nearest.reason, nearest.range))


def _faults(pragmas: list[Pragma], used: set[tuple[Pragma, str]], selection: Selection) -> Iterator[Finding]:
    rules = catalogue()
    make = _Maker(rules)
    for pragma in pragmas:
        if not pragma.codes:
            yield make.finding(MALFORMED, pragma, pragma.text)
            continue
        for code in pragma.codes:
            if code not in rules.rules:
                yield make.finding(UNKNOWN, pragma, code)
        known = [code for code in pragma.codes if code in rules.rules]
        if not pragma.reason:
            yield make.finding(REASONLESS, pragma, ", ".join(pragma.codes))
            continue
        for code in known:
            if (pragma, code) not in used and selection.judges(code, pragma.range.path):
                yield make.finding(UNUSED, pragma, code)


class _Maker:
    """Makes findings about suppressions, and numbers the equal ones."""

    def __init__(self, rules: Catalogue) -> None:
        self._rules = rules
        self._fingerprints = Fingerprints()

    def finding(self, code: str, pragma: Pragma, name: str) -> Finding:
        rule = self._rules.rules[code]
        return Finding(
            rule=rule,
            severity=rule.level,
            message=fill(rule.message("data"), attribute=name),
            entry=pragma.range,
            fingerprint=self._fingerprints.next(code, pragma.range.path, name),
        )
