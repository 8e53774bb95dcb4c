"""Where the forms of one parsed text stand in it. Costs more than parsing, so it is done for few files only."""

from __future__ import annotations

from collections.abc import Mapping

import libcst as cst
from libcst.metadata import ByteSpanPositionProvider, CodeSpan
from libcst.metadata.span_provider import SpanProvidingCodegenState

from originlint.frontends.offsets import OffsetMap, Segment
from originlint.frontends.python.context import Fragment, Origin, Span
from originlint.frontends.python.strings import segments, split_literal
from originlint.frontends.python.texts import adjacent, is_raw
from originlint.ir.depth import call_deep

_FORM_FEED = "\f"


class Spans:
    """Spans, in characters, of the syntax nodes of one module. Making them raises `RecursionError` where the module is
    nested too deep."""

    def __init__(self, module: cst.Module, text: str) -> None:
        self._text = text
        written = _written(module)
        self._moved = _moved(written.code, text)
        self._spans = written.spans

    def span(self, origin: Origin) -> Span:
        """The stretch of text to show for a form."""
        match origin:
            case Span():
                return origin
            case Fragment():
                return self._node(origin.node)
            case cst.Attribute():
                return self._node(origin.attr)
            case cst.Call(func=cst.Attribute(attr=method)):
                whole, name = self._node(origin), self._node(method)
                # A call in a method chain over several lines begins at its own line.
                broken = "\n" in self._text[whole.start : name.start]
                return Span(name.start, whole.end) if broken else whole
            case cst.Try() | cst.TryStar():
                start = self._node(origin).start
                return Span(start, start + len("try"))
            case cst.CSTNode():
                return self._node(origin)
            case (first, last):
                return Span(self._node(first).start, self._node(last).end)

    def characters(self, origin: Origin) -> OffsetMap | None:
        """The map from a string constant's value to the text; None for forms that are no strings. Of a formatted
        string, the map reaches up to the first hole."""
        match origin:
            case Span(start, end):
                return OffsetMap.identity(end - start, start)
            case cst.SimpleString():
                return OffsetMap(self._literal(origin))
            case cst.ConcatenatedString():
                return OffsetMap(self._concatenated(origin))
            case cst.FormattedString() | cst.TemplatedString():
                return OffsetMap(self._formatted(origin))
            case Fragment(node, raw):
                return OffsetMap(self._fragment(node, raw))
            case _:
                return None

    def _node(self, node: cst.CSTNode) -> Span:
        found = self._spans[node]
        start = self._moved.start(found.start)
        return Span(start, self._moved.behind(found.start + found.length) if found.length else start)

    def _literal(self, node: cst.SimpleString) -> list[Segment]:
        literal = split_literal(node.value)
        start = self._node(node).start + literal.start
        found = segments(literal.content, literal.raw, bytes_=literal.is_bytes)
        return [Segment(each.size, start + each.start, each.width) for each in found]

    def _concatenated(self, node: cst.ConcatenatedString) -> list[Segment]:
        made: list[Segment] = []
        for part in adjacent(node):
            if isinstance(part, cst.SimpleString):
                made += self._literal(part)
            elif isinstance(part, (cst.FormattedString, cst.TemplatedString)):
                made += self._formatted(part)
                if not all(isinstance(each, (cst.FormattedStringText, cst.TemplatedStringText)) for each in part.parts):
                    break
        return made

    def _formatted(self, node: cst.FormattedString | cst.TemplatedString) -> list[Segment]:
        made: list[Segment] = []
        for part in node.parts:
            if not isinstance(part, (cst.FormattedStringText, cst.TemplatedStringText)):
                break
            made += self._fragment(part, is_raw(node.start))
        return made

    def _fragment(self, node: cst.FormattedStringText | cst.TemplatedStringText, raw: bool) -> list[Segment]:
        start = self._node(node).start
        return [Segment(each.size, start + each.start, each.width) for each in segments(node.value, raw, braces=True)]


def _written(module: cst.Module) -> _Writer:
    """The module written out. Raises `RecursionError` where it is nested too deep for that; on its way out of it,
    libcst looks for the place of a node that it had not come to yet."""
    try:
        return call_deep(lambda: _Writer(module))
    except KeyError:
        raise RecursionError("nested too deep to be written out") from None


class _Writer(ByteSpanPositionProvider):
    """Writes a module out again, once, and notes where each node comes to stand, in characters. (`MetadataWrapper`
    walks the tree besides, counts bytes, and leaves it to us to write the code once more.)"""

    def __init__(self, module: cst.Module) -> None:
        super().__init__()
        state = SpanProvidingCodegenState(module.default_indent, module.default_newline, self)
        module._codegen(state)
        self.code = "".join(state.tokens)
        self.spans: Mapping[cst.CSTNode, CodeSpan] = dict(self._computed)  # type: ignore[arg-type]  # none is lazy


def _moved(code: str, text: str) -> OffsetMap:
    """libcst drops form feeds at the beginning of a line; this maps its code back to the text."""
    if code == text:
        return OffsetMap.identity(len(text))
    made: list[Segment] = []
    position = 0
    for character in code:
        while position < len(text) and text[position] == _FORM_FEED and character != _FORM_FEED:
            position += 1
        made.append(Segment(1, position, 1))
        position += 1
    return OffsetMap(made)
