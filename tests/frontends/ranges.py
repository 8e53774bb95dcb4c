"""What the tests of the front ends share: forms of a text, and the text of a range."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from originlint.frontends.reader import Reading, locator, read
from originlint.ir.forms import Module
from originlint.ir.printer import print_module
from originlint.ir.walk import walk
from originlint.source.site import Range, Site

_LINE_END = re.compile(r"\r\n|\r|\n")


def module_of(source: str, path: str = "model.py") -> Module:
    reading = read(path, source.encode("utf-8"), "python")
    assert reading.module is not None, reading.problems
    return reading.module


def listing(source: str) -> str:
    """The listing without numbers and without the lines that tell which names are bound."""
    lines = print_module(module_of(source), numbers=False).splitlines()
    return "\n".join(line for line in lines if not line.strip().startswith("bound "))


def forms(module: Module, *kinds: type) -> list[Any]:
    found = [form for form in walk(module.body) if isinstance(form, kinds)]
    return sorted(found, key=lambda form: form.node)


class Ranged:
    """A file, what was read from it, and the text that stands in a range."""

    def __init__(self, data: bytes, language: str = "python", path: str = "file") -> None:
        self.path = path
        self.reading: Reading = read(path, data, language)
        self._locator = locator(path, data, language)
        self._lines = _LINE_END.split(data.decode("utf-8"))

    @property
    def module(self) -> Module:
        assert self.reading.module is not None, self.reading.problems
        return self.reading.module

    def range(self, node: int, offset: int = -1, length: int = 0) -> Range:
        return self._locator.locate(Site(self.path, node, offset, length))

    def text(self, node: int, offset: int = -1, length: int = 0) -> str:
        """The text of a site. Columns are taken as UTF-16 code units, as readers of SARIF take them."""
        return "\n".join(self._cut(self.range(node, offset, length)))

    def _cut(self, where: Range) -> Iterator[str]:
        for line in range(where.start.line, where.end.line + 1):
            units = self._lines[line - 1].encode("utf-16-le")
            first = where.start.column - 1 if line == where.start.line else 0
            last = where.end.column - 1 if line == where.end.line else len(units) // 2
            yield units[2 * first : 2 * last].decode("utf-16-le")
