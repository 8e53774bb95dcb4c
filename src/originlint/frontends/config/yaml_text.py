"""YAML to forms that know where they stand.

Built from the parser's events, not from its node tree: so nothing recurses, aliases can be counted before they are
written out, and no tag ever constructs anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from originlint.frontends.config.limits import MAX_DEPTH, MAX_FORMS, Malformed
from originlint.ir.forms import Constant, Expression, Mapping, Sequence, Unsupported

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PREFIX = "tag:yaml.org,2002:"


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come yet. `size` counts the forms in it."""

    start: int
    mapping: bool
    anchor: str | None
    items: list[Expression] = field(default_factory=list)
    merges: list[int] = field(default_factory=list)
    size: int = 1


def read_yaml(text: str) -> Expression:
    """Read a YAML text; the `node` of every form is its character offset. Several documents are a list, an empty text
    is None. Tags are ignored except those of the YAML 1.1 core types. Raises `Malformed`."""
    documents = list(_Reader().documents(text))
    if len(documents) == 1:
        return documents[0]
    return Sequence(0, "list", tuple(documents)) if documents else Constant(0, None)


class _Reader:
    def __init__(self) -> None:
        self._scalars = _Scalars()
        self._open: list[_Open] = []
        self._anchors: dict[str, tuple[Expression, int]] = {}
        self._pending: set[str] = set()
        self._total = 0

    def documents(self, text: str) -> Iterator[Expression]:
        try:
            for event in yaml.parse(text, Loader=_LOADER):
                if isinstance(event, yaml.DocumentStartEvent):
                    self._anchors.clear()
                form = self._event(event)
                if form is not None:
                    yield form
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise Malformed(mark.index if mark else 0, error.problem or "not valid YAML") from None
        except yaml.YAMLError as error:
            raise Malformed(getattr(error, "position", 0), "a character that YAML does not allow") from None

    def _event(self, event: Any) -> Expression | None:
        """Take one event; the document's form when it is complete."""
        match event:
            case yaml.ScalarEvent():
                form = self._scalars.read(event)
                if self._is_merge(event):
                    self._open[-1].merges.append(len(self._open[-1].items))
                return self._add(form, 1, event.anchor)
            case yaml.AliasEvent():
                start = _start(event)
                if event.anchor in self._pending:
                    return self._add(Unsupported(start, "an alias of what it stands in"), 1, None)
                if event.anchor not in self._anchors:
                    raise Malformed(start, f"the alias {event.anchor!r} stands for nothing")
                return self._add(*self._anchors[event.anchor], None)
            case yaml.CollectionStartEvent():
                if len(self._open) >= MAX_DEPTH:
                    raise Malformed(_start(event), "nested too deeply")
                mapping = isinstance(event, yaml.MappingStartEvent)
                self._open.append(_Open(_start(event), mapping, event.anchor))
                if event.anchor is not None:
                    self._pending.add(event.anchor)
            case yaml.CollectionEndEvent():
                ended = self._open.pop()
                self._pending.discard(ended.anchor or "")
                return self._add(_closed(ended), ended.size, ended.anchor)
            case _:
                pass
        return None

    def _is_merge(self, event: yaml.ScalarEvent) -> bool:
        if not self._open or not self._open[-1].mapping or len(self._open[-1].items) % 2:
            return False
        return event.value == "<<" and bool(event.implicit[0])

    def _add(self, form: Expression, size: int, anchor: str | None) -> Expression | None:
        if anchor is not None:
            self._anchors[anchor] = form, size
        if not self._open:
            return form
        self._open[-1].items.append(form)
        self._open[-1].size += size
        if self._open[-1].size > MAX_FORMS:
            raise Malformed(self._open[-1].start, "too many values, aliases written out")
        return None


def _start(event: yaml.Event) -> int:
    return 0 if event.start_mark is None else event.start_mark.index


def _closed(ended: _Open) -> Expression:
    if not ended.mapping:
        return Sequence(ended.start, "list", tuple(ended.items))
    merged: list[tuple[Expression | None, Expression]] = []
    own: list[tuple[Expression | None, Expression]] = []
    for index in range(0, len(ended.items), 2):
        key, value = ended.items[index], ended.items[index + 1]
        if index not in ended.merges:
            own.append((key, value))
        elif isinstance(value, Sequence):
            merged += [(None, each) for each in reversed(value.items)]  # the first one wins, so it comes last
        else:
            merged.append((None, value))
    return Mapping(ended.start, (*merged, *own))  # a mapping's own keys win over merged ones


class _Scalars:
    """Plain scalars by the YAML 1.1 rules that PyYAML's `safe_load` follows, so that values are what a program gets."""

    def __init__(self) -> None:
        self._resolver = yaml.resolver.Resolver()
        self._constructor = yaml.constructor.SafeConstructor()

    def read(self, event: yaml.ScalarEvent) -> Constant:
        tag = event.tag
        if tag is None or tag == "!":
            tag = str(self._resolver.resolve(yaml.ScalarNode, event.value, event.implicit))  # type: ignore[no-untyped-call]
        node = yaml.ScalarNode(tag, event.value)
        value: object = event.value
        try:
            match tag.removeprefix(_PREFIX):
                case "null":
                    value = None
                case "bool":
                    value = self._constructor.construct_yaml_bool(node)
                case "int":
                    value = self._constructor.construct_yaml_int(node)
                case "float":
                    value = self._constructor.construct_yaml_float(node)
                case _:
                    pass
        except (ValueError, KeyError, IndexError):
            value = event.value  # tagged as what it is not
        return Constant(_start(event), value)
