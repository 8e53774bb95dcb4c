"""Places in files: artifact locations, regions with their text, and what stands around them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from originlint.report.sarif.values import SRCROOT, Json, present, text
from originlint.report.texts import SourceTexts
from originlint.source.site import Range

_CONTEXT = 2
"""So many lines before and after a region are given as its context."""

_LONGEST_LINE = 300
"""Longer lines (images in notebooks, generated tables) are no context that anybody reads."""

_LONGEST_SNIPPET = 2_000


@dataclass(frozen=True, slots=True)
class Places:
    """Makes locations. `index` is the position of each path in `run.artifacts`; without `snippets` no source text is
    given."""

    sources: SourceTexts
    index: Mapping[str, int]
    snippets: bool = True

    def artifact(self, path: str) -> Json:
        """An `artifactLocation`, relative to the root of the repository."""
        return present(uri=quote(path), uriBaseId=SRCROOT, index=self.index.get(path))

    def physical(self, where: Range) -> Json:
        """A `physicalLocation` without text: enough for a step of a path."""
        return {"artifactLocation": self.artifact(where.path), "region": _region(where)}

    def quoted(self, where: Range) -> Json:
        """A `physicalLocation` with the text of the region and of the lines around it."""
        region = _region(where)
        snippet = self._snippet(where)
        if snippet:
            region["snippet"] = text(snippet)
        return present(
            artifactLocation=self.artifact(where.path),
            region=region,
            contextRegion=self._context(where) if snippet else None,
        )

    def file(self, path: str, line: int = 0) -> Json:
        """A `location` of a file, or of one whole line of it."""
        region = {"startLine": line} if line > 0 else None
        return {"physicalLocation": present(artifactLocation=self.artifact(path), region=region)}

    def _snippet(self, where: Range) -> str:
        if not self.snippets:
            return ""
        lines = [self.sources.line(where.path, number) for number in range(where.start.line, where.end.line + 1)]
        lines[-1] = _units(lines[-1], 0, where.end.column - 1)
        lines[0] = _units(lines[0], where.start.column - 1, None)
        snippet = "\n".join(lines)
        return snippet if len(snippet) <= _LONGEST_SNIPPET else ""

    def _context(self, where: Range) -> Json | None:
        """The lines around the region, as far as they are short; None when there is nothing around it."""
        first, last = where.start.line, where.end.line
        inside = [self.sources.line(where.path, number) for number in range(first, last + 1)]
        if any(len(line) > _LONGEST_LINE for line in inside):
            return None
        while first > 1 and where.start.line - first < _CONTEXT and self._is_short(where.path, first - 1):
            first -= 1
        total = len(self.sources.lines(where.path))
        while last < total and last - where.end.line < _CONTEXT and self._is_short(where.path, last + 1):
            last += 1
        if (first, last) == (where.start.line, where.end.line):
            return None
        lines = [self.sources.line(where.path, number) for number in range(first, last + 1)]
        return {"startLine": first, "endLine": last, "snippet": text("\n".join(lines))}

    def _is_short(self, path: str, number: int) -> bool:
        return len(self.sources.line(path, number)) <= _LONGEST_LINE


def _region(where: Range) -> Json:
    return {
        "startLine": where.start.line,
        "startColumn": where.start.column,
        "endLine": where.end.line,
        "endColumn": where.end.column,
    }


def _units(line: str, start: int, end: int | None) -> str:
    """A part of the line, counted in UTF-16 code units from 0."""
    units = line.encode("utf-16-le", "surrogatepass")
    return units[2 * start : None if end is None else 2 * end].decode("utf-16-le", "replace")
