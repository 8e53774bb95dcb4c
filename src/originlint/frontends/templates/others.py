"""The templates that a template includes or imports."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from originlint.frontends.python.text import decode
from originlint.frontends.templates.jinja.syntax import Syntax, TemplateError, parse

_NAMES_ANOTHER = re.compile(rb"\{%[-+]?\s*(?:include|import|from|extends)\b")


def names_another(data: bytes) -> bool:
    """Whether a file is a template whose text depends on other files."""
    return _NAMES_ANOTHER.search(data) is not None


def _nothing(path: str) -> bytes:
    return b""


@dataclass(slots=True)
class OtherTemplates:
    """The files of a tree as templates, read when one of them is asked for."""

    paths: Iterable[str] = ()
    content: Callable[[str], bytes] = _nothing
    _parsed: dict[str, Syntax | None] = field(default_factory=dict)
    _named: dict[str, list[str]] | None = None

    def find(self, user: str, name: str) -> Syntax | None:
        """The template that the file `user` means by a name: a path whose beginning only a run knows. Of several that
        of the folder nearest to the user; None when there is none, or it is malformed."""
        wanted = name.removeprefix("./").lstrip("/")
        if self._named is None:
            self._named = {}
            for path in sorted(self.paths):
                self._named.setdefault(PurePosixPath(path).name, []).append(path)
        fitting = [
            path
            for path in self._named.get(PurePosixPath(wanted).name, ())
            if path != user and (path == wanted or path.endswith(f"/{wanted}"))
        ]
        if not fitting:
            return None
        chosen = min(fitting, key=lambda path: (-_shared(user, path), len(path), path))
        if chosen not in self._parsed:
            self._parsed[chosen] = self._read(chosen)
        return self._parsed[chosen]

    def _read(self, path: str) -> Syntax | None:
        text = decode(self.content(path)).text
        try:
            return parse(text) if text is not None else None
        except TemplateError:
            return None


def _shared(one: str, other: str) -> int:
    """How many folders two paths have in common."""
    count = 0
    for left, right in zip(one.split("/")[:-1], other.split("/")[:-1], strict=False):
        if left != right:
            break
        count += 1
    return count
