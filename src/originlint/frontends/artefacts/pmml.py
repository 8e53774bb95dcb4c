"""PMML (dmg.org): the fields that a model's mining schema takes in."""

from __future__ import annotations

from xml.parsers import expat

_NO_FEATURE = frozenset({"target", "predicted", "supplementary", "group", "order"})


class _Declares(Exception):
    """The document has declarations of its own, which could grow without bound."""


def field_names(data: bytes) -> list[str]:
    """The names of the active fields, each once, or of all fields where no model says which. Raises ValueError when the
    document is not well-formed, unless names came before that."""
    active: dict[str, None] = {}
    declared: dict[str, None] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "MiningField" if attributes.get("usageType", "active") not in _NO_FEATURE:
                active.setdefault(attributes.get("name", ""))
            case "DataField":
                declared.setdefault(attributes.get("name", ""))

    def refuse(*_: object) -> None:
        raise _Declares

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EntityDeclHandler = refuse
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except _Declares:
        raise ValueError("holds XML with declarations of its own") from None
    except (expat.ExpatError, ValueError):
        if not active:
            raise ValueError("is no XML that can be read to its end") from None
    return [name for name in active or declared if name]
