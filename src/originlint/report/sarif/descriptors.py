"""The rules, the notifications and the legal grounds, as SARIF describes them."""

from __future__ import annotations

from originlint.report.sarif.values import Json, text
from originlint.rules import help as rule_help
from originlint.rules.catalogue import Catalogue, Rule
from originlint.rules.grounds import Instrument
from originlint.rules.message import numbered
from originlint.rules.severity import Severity

_TAGS = ("discrimination", "fairness", "origin")


def rules(catalogue: Catalogue) -> list[Json]:
    """All rules, in the order of their codes: a reader has to see what was looked for, not only what was found."""
    return [_rule(rule, catalogue) for rule in catalogue.rules.values()]


def taxonomies(catalogue: Catalogue) -> list[Json]:
    """The laws and frameworks that rules refer to."""
    return [_taxonomy(instrument) for instrument in catalogue.instruments]


def taxonomy_references(catalogue: Catalogue) -> list[Json]:
    """References to `taxonomies`, by name and position."""
    return [{"name": one.id, "index": index} for index, one in enumerate(catalogue.instruments)]


def _rule(rule: Rule, catalogue: Catalogue) -> Json:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": text(rule.short),
        "fullDescription": text(rule.full),
        "help": {"text": rule_help.plain(rule, catalogue), "markdown": rule_help.markdown(rule, catalogue)},
        "messageStrings": {variant: text(numbered(message)) for variant, message in rule.messages.items()},
        "defaultConfiguration": {"level": rule.level.value},
        "relationships": _relationships(rule, catalogue),
        "properties": {
            "tags": list(_TAGS),
            "precision": "high" if rule.level is Severity.ERROR else "medium",
            "problem.severity": "recommendation" if rule.level is Severity.NOTE else rule.level.value,
        },
    }


def _relationships(rule: Rule, catalogue: Catalogue) -> list[Json]:
    position = {instrument.id: index for index, instrument in enumerate(catalogue.instruments)}
    return [
        {
            "target": {
                "id": provision.id,
                "index": instrument.provisions.index(provision),
                "toolComponent": {"name": instrument.id, "index": position[instrument.id]},
            },
            "kinds": ["relevant"],
        }
        for instrument, provision in catalogue.provisions(rule)
    ]


def _taxonomy(instrument: Instrument) -> Json:
    return {
        "name": instrument.id,
        "fullName": instrument.name,
        "organization": instrument.organization,
        "shortDescription": text(instrument.about),
        "informationUri": instrument.url,
        "isComprehensive": False,
        "taxa": [
            {"id": provision.id, "name": provision.name, "shortDescription": text(provision.says)}
            for provision in instrument.provisions
        ],
    }
