"""The rules, and the laws they refer to, as SARIF describes them."""

from __future__ import annotations

from typing import Any

from originlint.rules.catalogue import Catalogue, Rule
from originlint.rules.help import markdown, plain
from originlint.rules.severity import Severity

TAGS = ("discrimination", "fairness", "maintainability")
_PROBLEM = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "recommendation"}


def descriptors(catalogue: Catalogue) -> list[dict[str, Any]]:
    """All rules, in the order of their codes."""
    return [_descriptor(rule, catalogue) for rule in catalogue.rules.values()]


def taxonomies(catalogue: Catalogue) -> list[dict[str, Any]]:
    """The legal instruments, with the provisions that rules refer to."""
    return [
        {
            "name": instrument.id,
            "fullName": instrument.name,
            "organization": instrument.organization,
            "version": "1.0.0",
            "informationUri": instrument.url,
            "isComprehensive": False,
            "shortDescription": {"text": instrument.about},
            "taxa": [
                {
                    "id": provision.id,
                    "name": provision.name,
                    "shortDescription": {"text": provision.says},
                    "helpUri": instrument.url,
                }
                for provision in instrument.provisions
            ],
        }
        for instrument in catalogue.instruments
    ]


def taxa(rule: Rule, catalogue: Catalogue) -> list[dict[str, Any]]:
    """References to the provisions that a rule rests on."""
    names = [instrument.id for instrument in catalogue.instruments]
    return [
        {
            "id": provision.id,
            "index": instrument.provisions.index(provision),
            "toolComponent": {"name": instrument.id, "index": names.index(instrument.id)},
        }
        for instrument, provision in catalogue.provisions(rule)
    ]


def _descriptor(rule: Rule, catalogue: Catalogue) -> dict[str, Any]:
    provisions = catalogue.provisions(rule)
    descriptor: dict[str, Any] = {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.short},
        "fullDescription": {"text": rule.full},
        "help": {"text": plain(rule, catalogue), "markdown": markdown(rule, catalogue)},
        "defaultConfiguration": {"level": rule.level.value},
        "properties": {"tags": list(TAGS), "precision": "high", "problem.severity": _PROBLEM[rule.level]},
        "relationships": [{"target": target, "kinds": ["relevant"]} for target in taxa(rule, catalogue)],
    }
    if provisions:
        descriptor["helpUri"] = provisions[0][0].url
    return descriptor
