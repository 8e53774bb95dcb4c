"""skops (skops.readthedocs.io): a tree of nodes in JSON, with the numbers in files beside it."""

from __future__ import annotations

import json

from originlint.frontends.artefacts.limits import NESTING
from originlint.frontends.artefacts.objects import Made, Pairs

_NESTING = 4 * NESTING


def unpack_skops(schema: bytes) -> object:
    """The saved object, as `unpickle` would give it. Raises ValueError when the schema is no JSON."""
    return _value(json.loads(schema), 0)


def _value(node: object, depth: int) -> object:
    if not isinstance(node, dict) or depth > _NESTING:
        return None
    content = node.get("content")
    match node.get("__loader__"):
        case "JsonNode":
            return json.loads(content) if isinstance(content, str) else None
        case "ListNode" | "SetNode":
            return _values(content, depth)
        case "TupleNode":
            return tuple(_values(content, depth))
        case "NdArrayNode":
            return _values(content, depth)
        case "DictNode" | "DefaultDictNode" | "OrderedDictNode":
            return _pairs(content, depth)
        case _:
            made = Made(f"{node.get('__module__', '')}.{node.get('__class__', '')}")
            made.states.append(_value(content, depth + 1))
            return made


def _values(content: object, depth: int) -> list[object]:
    if isinstance(content, dict):
        found = _value(content, depth + 1)
        return found if isinstance(found, list) else []
    return [_value(each, depth + 1) for each in content] if isinstance(content, list) else []


def _pairs(content: object, depth: int) -> Pairs:
    items = content.items() if isinstance(content, dict) else ()
    return Pairs([(key, _value(each, depth + 1)) for key, each in items])
