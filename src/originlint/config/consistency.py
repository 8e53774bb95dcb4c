"""What types cannot say about a configuration: which settings exclude or need one another."""

from __future__ import annotations

import datetime
import re

from originlint.config.reading import Mistake
from originlint.config.settings import (
    JustificationDeclaration,
    Settings,
    SinkDeclaration,
    SourceDeclaration,
    WordDeclaration,
)

_CODE = re.compile(r"ORL[0-9]{0,3}|ALL")
_QUALIFIED = re.compile(r"[^\W\d]\w*(\.[^\W\d]\w*)*")


def check_consistency(settings: Settings, mistakes: list[Mistake]) -> None:
    """Add a mistake to the list for each contradiction in `settings`."""
    _check_codes("select", settings.select, mistakes)
    _check_codes("ignore", settings.ignore, mistakes)
    for index, source in enumerate(settings.sources):
        _check_source(f"sources[{index}]", source, mistakes)
    for index, sink in enumerate(settings.sinks):
        _check_sink(f"sinks[{index}]", sink, mistakes)
    for index, measure in enumerate(settings.measures):
        _check_name(f"measures[{index}].function", measure.function, mistakes)
    for index, word in enumerate(settings.words):
        _check_word(f"words[{index}]", word, mistakes)
    for index, justification in enumerate(settings.justifications):
        _check_justification(f"justifications[{index}]", justification, mistakes)
    for index, entry in enumerate(settings.paths):
        _check_codes(f"paths[{index}].ignore", entry.ignore, mistakes)
        if not entry.match:
            mistakes.append(Mistake(f"paths[{index}].match", "must name at least one pattern"))
    for key, number in (
        ("max-file-size", settings.max_file_size),
        ("budget.steps", settings.budget.steps),
        ("budget.call-depth", settings.budget.call_depth),
    ):
        if number < 1:
            mistakes.append(Mistake(key, "must be at least 1"))


def check_codes(codes: tuple[str, ...]) -> tuple[str, ...]:
    """The codes among these that are neither a rule code nor the beginning of one."""
    return tuple(code for code in codes if not _CODE.fullmatch(code))


def _check_codes(key: str, codes: tuple[str, ...], mistakes: list[Mistake]) -> None:
    mistakes.extend(
        Mistake(key, f"names '{code}', which is no rule code such as ORL101 and no beginning of one")
        for code in check_codes(codes)
    )


def _check_source(key: str, source: SourceDeclaration, mistakes: list[Mistake]) -> None:
    if (source.function is None) == (not source.names):
        mistakes.append(Mistake(key, "must have either 'names' or 'function'"))
    elif source.function is None and (source.result or source.parameters):
        mistakes.append(Mistake(key, "can have 'result' and 'parameters' only together with 'function'"))
    elif source.function is not None:
        _check_name(f"{key}.function", source.function, mistakes)


def _check_sink(key: str, sink: SinkDeclaration, mistakes: list[Mistake]) -> None:
    places = [sink.function is not None, sink.decorator is not None, bool(sink.variables), bool(sink.columns)]
    if sum(places) != 1:
        mistakes.append(Mistake(key, "must have exactly one of 'function', 'decorator', 'variables' and 'columns'"))
        return
    if (sink.variables or sink.columns) and (sink.result or sink.arguments):
        mistakes.append(Mistake(key, "can have 'result' and 'arguments' only for a function or decorator"))
    for name, value in (("function", sink.function), ("decorator", sink.decorator)):
        if value is not None:
            _check_name(f"{key}.{name}", value, mistakes)
    if any(isinstance(argument, int) and argument < 0 for argument in sink.arguments):
        mistakes.append(Mistake(f"{key}.arguments", "counts positions from 0"))


def _check_word(key: str, word: WordDeclaration, mistakes: list[Mistake]) -> None:
    if not word.word:
        mistakes.append(Mistake(f"{key}.word", "must say something"))
    needs = {"add": "category", "map": "to", "deny": ""}[word.action]
    for name, value in (("category", word.category), ("to", word.to)):
        if name == needs and not value:
            mistakes.append(Mistake(f"{key}.{name}", f"is missing: '{word.action}' needs it"))
        elif name != needs and value:
            mistakes.append(Mistake(f"{key}.{name}", f"has no meaning for '{word.action}'"))


def _check_justification(key: str, entry: JustificationDeclaration, mistakes: list[Mistake]) -> None:
    _check_codes(f"{key}.rules", entry.rules, mistakes)
    for name, value in (("attributes", entry.attributes), ("rules", entry.rules)):
        if not value:
            mistakes.append(Mistake(f"{key}.{name}", "must name at least one"))
    for name, text in (("reference", entry.reference), ("approved-by", entry.approved_by)):
        if not text.strip():
            mistakes.append(Mistake(f"{key}.{name}", "must say something"))
    if entry.expires is not None and not is_date(entry.expires):
        mistakes.append(Mistake(f"{key}.expires", "must be a date such as 2027-12-31"))


def is_date(text: str) -> bool:
    """Whether a text is a date as YYYY-MM-DD; such texts sort as the days do."""
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _check_name(key: str, name: str, mistakes: list[Mistake]) -> None:
    if not _QUALIFIED.fullmatch(name):
        mistakes.append(Mistake(key, f"must be a qualified name such as 'package.module.function', not '{name}'"))
