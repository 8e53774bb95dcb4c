"""The places of a lowered text, moved to where its characters come from."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from originlint.frontends.offsets import OffsetMap
from originlint.ir.depth import call_deep
from originlint.ir.relational import Place, Script


def relocated(script: Script, origins: OffsetMap) -> Script:
    """The script with every place looked up in the source that `origins` maps to."""
    moved = call_deep(lambda: _moved(script, origins))
    assert isinstance(moved, Script)
    return moved


def _moved(form: Any, origins: OffsetMap) -> Any:
    if isinstance(form, Place):
        if not form.length:
            return Place(origins.start(form.at)) if form.at else form
        first, last = origins.stretch(form.at, form.at + form.length)
        return Place(first, last - first)
    if isinstance(form, tuple):
        return tuple(_moved(each, origins) for each in form)
    if is_dataclass(form) and not isinstance(form, type):
        return type(form)(**{each.name: _moved(getattr(form, each.name), origins) for each in fields(form)})
    return form
