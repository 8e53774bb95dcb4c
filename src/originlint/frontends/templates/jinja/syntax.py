"""Parsing Jinja so that every node knows its character offset.

Jinja's nodes carry line numbers, which is too little to say where a column name stands. Its lexer yields the tokens in
order and loses nothing but white space, so their offsets can be found again; they are put where the line number goes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.ext import Extension, do, loopcontrols
from jinja2.lexer import TokenStream
from jinja2.parser import Parser

_SPACE = re.compile(r"\s*")
_BEGIN = frozenset({"variable_begin", "block_begin"})
_END = frozenset({"variable_end", "block_end"})

MAX_LENGTH = 1_000_000
"""Longer templates are not rendered."""


class TemplateError(Exception):
    """A template that cannot be rendered. `offset` is where the trouble is."""

    def __init__(self, reason: str, offset: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.offset = offset


@dataclass(frozen=True, slots=True)
class Syntax:
    """A parsed template. `lineno` of every node is a character offset; `tags` are the spans of `{{ … }}` and
    `{% … %}`, in order."""

    tree: nodes.Template
    text: str
    tags: tuple[tuple[int, int], ...]

    def tag(self, offset: int) -> tuple[int, int]:
        """The span of the tag that the offset is in; an empty one when it is in none."""
        index = bisect_right(self.tags, (offset, len(self.text) + 1)) - 1
        if index >= 0 and self.tags[index][0] <= offset < self.tags[index][1]:
            return self.tags[index]
        return offset, offset


def parse(text: str) -> Syntax:
    """Parse a template. Raises TemplateError when it is malformed, too long or nested too deeply."""
    if len(text) > MAX_LENGTH:
        raise TemplateError(f"has more than {MAX_LENGTH:,} characters, too many for a template")
    environment = _Environment(
        extensions=[do, loopcontrols, _DbtBlocks], keep_trailing_newline=True, autoescape=False, cache_size=0
    )
    try:
        tree = Parser(environment, text.replace("\r\n", " \n").replace("\r", "\n")).parse()
    except TemplateSyntaxError as error:
        raise TemplateError(f"not valid Jinja: {error.message}", error.lineno) from None
    except RecursionError:
        raise TemplateError("nested too deeply for a template") from None
    return Syntax(tree, text, tuple(environment.tags))


class _Environment(Environment):
    """Jinja's grammar; nothing is ever compiled or run with it."""

    tags: list[tuple[int, int]]

    def _tokenize(
        self, source: str, name: str | None, filename: str | None = None, state: str | None = None
    ) -> TokenStream:
        self.tags = []
        located = self._located(source, self.lexer.tokeniter(source, name, filename, state))
        stream = TokenStream(self.lexer.wrap(located, name, filename), name, filename)
        for extension in self.iter_extensions():
            filtered = extension.filter_stream(stream)
            stream = filtered if isinstance(filtered, TokenStream) else TokenStream(filtered, name, filename)
        return stream

    def _located(self, source: str, tokens: Iterator[tuple[int, str, str]]) -> Iterator[tuple[int, str, str]]:
        """The tokens with offsets in place of line numbers."""
        position = begin = 0
        while True:
            try:
                _, kind, value = next(tokens)
            except StopIteration:
                return
            except TemplateSyntaxError as error:
                error.lineno = position
                raise
            if not source.startswith(value, position):
                space = _SPACE.match(source, position)
                position = position if space is None else space.end()
                if not source.startswith(value, position):
                    raise TemplateSyntaxError("the text and its tokens do not agree", position)
            if kind in _BEGIN:
                begin = position
            elif kind in _END:
                self.tags.append((begin, position + len(value.rstrip())))
            yield position, kind, value
            position += len(value)


class _DbtBlocks(Extension):
    """The block tags that dbt adds: `snapshot`, `materialization`, `test`, `data_test` and `docs`.

    A block becomes a `Block` named after its kind and name, such as "snapshot orders".
    """

    tags = {"snapshot", "materialization", "test", "data_test", "docs"}  # noqa: RUF012 (Jinja's own attribute)

    def parse(self, parser: Parser) -> nodes.Node:
        kind = next(parser.stream)
        name = parser.stream.expect("name").value
        while parser.stream.current.type != "block_end":  # parameters, `default`, `adapter="…"`
            next(parser.stream)
        body = parser.parse_statements((f"name:end{kind.value}",), drop_needle=True)
        while parser.stream.current.type != "block_end":  # `{% endmaterialization name %}`
            next(parser.stream)
        block = nodes.Block(f"{kind.value} {name}", body, False, False)
        return block.set_lineno(kind.lineno)
