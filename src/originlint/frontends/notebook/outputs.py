"""Stored outputs of a notebook's cell to the tables that they show.

The forms of the outputs are those of nbformat 4 (and 3) and of what pandas, polars and Spark print: an HTML table, an
index or a list of names, the listings of `info()` and `printSchema()`, the grid of `show()`, and a series of one line
for each column (`dtypes`, `isnull().sum()`).
"""

from __future__ import annotations

import ast
import html
import re
from collections.abc import Iterator
from typing import Any

from originlint.frontends.python.pieces import Display

_LONGEST = 1 << 20
"""Longer texts, in characters, are no tables that somebody looked at."""

_CUT = frozenset({"...", "…", ""})
"""What stands for columns that are left out, and for the index."""

_HEAD = re.compile(r"<table[^>]*class=\"[^\"]*dataframe.*?<thead>\s*<tr(?P<style>[^>]*)>(?P<row>.*?)</tr>", re.S)
_STYLED = re.compile(r"<th[^>]*class=\"[^\"]*col_heading level0[^>]*>(.*?)</th>", re.S)
_CELL = re.compile(r"<th[^>]*>(.*?)</th>", re.S)
_TAG = re.compile(r"<[^>]*>")
_NAMES = re.compile(r"(?:Index\(|array\()?(\[[^\[\]]*\])", re.S)
_INFO = re.compile(r"<class 'pandas[^>]*DataFrame'>\n(?P<body>.*?)\ndtypes: ", re.S)
_INFO_LINE = re.compile(r"(?:\s*\d+\s{2,})?(\S.*?)\s{2,}(?:\d+ non-null|\w+\s*$)")
_SCHEMA = re.compile(r"^root\n((?:\s\|.*\n?)+)", re.M)
_SCHEMA_LINE = re.compile(r"^ \|-- (.+?): ", re.M)
_GRID = re.compile(r"^\+[-+]+\+\n\|(.*)\|\n\+[-+]+\+$", re.M)
_SERIES_LINE = re.compile(r"(\S.*?)\s{2,}\S+")


def displays(outputs: object) -> tuple[Display, ...]:
    """The tables that the outputs of one cell show, in order. What is not understood is left out."""
    found: list[Display] = []
    for output in outputs if isinstance(outputs, list) else ():
        if isinstance(output, dict):
            found += _displays(output)
    return tuple(display for display in found if display.columns)


def _displays(output: dict[str, Any]) -> Iterator[Display]:
    data = output.get("data", output)
    match output.get("output_type"):
        case "execute_result" | "pyout" if isinstance(data, dict):
            shown = _table(_text(data, "text/html", "html"))
            yield Display("value", shown or _printed(_text(data, "text/plain", "text")))
        case "display_data" if isinstance(data, dict):
            yield Display("display", _table(_text(data, "text/html", "html")))
        case "stream":
            yield from _streamed(_text(output, "text"))


def _text(data: dict[str, Any], *keys: str) -> str:
    value = next((data[key] for key in keys if key in data), "")
    text = "".join(each for each in value if isinstance(each, str)) if isinstance(value, list) else value
    return text if isinstance(text, str) and len(text) <= _LONGEST else ""


def _table(text: str) -> tuple[str, ...]:
    """The column names of an HTML table by pandas (whose first cell names the index), its styler, or polars."""
    found = _HEAD.search(text)
    cells = _CELL.findall(found["row"]) if found is not None else _STYLED.findall(text)
    if found is not None and found["style"]:
        cells = cells[1:]
    return _names(html.unescape(_TAG.sub("", cell)).strip() for cell in cells)


def _printed(text: str) -> tuple[str, ...]:
    """An index, an array or a list of names; or a series with a line for each column."""
    found = _NAMES.match(text)
    if found is not None:
        try:
            names = ast.literal_eval(found[1])
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            return ()
        return _names(name for name in names if isinstance(name, str))
    lines, _, last = text.rstrip().rpartition("\n")
    if "dtype: " not in last:
        return ()
    return _names(line[1] for line in map(_SERIES_LINE.fullmatch, lines.split("\n")) if line is not None)


def _streamed(text: str) -> Iterator[Display]:
    for info in _INFO.finditer(text):
        lines = info["body"].split("\n")
        start = next((number for number, line in enumerate(lines) if line.startswith("Data columns")), len(lines))
        matched = map(_INFO_LINE.match, lines[start + 1 :])
        names = (line[1] for line in matched if line is not None and set(line[1]) != {"-"})
        yield Display("info", _names(name for name in names if not re.fullmatch(r"#\s+Column", name)))
    for schema in _SCHEMA.finditer(text):
        yield Display("printSchema", _names(_SCHEMA_LINE.findall(schema[1])))
    for grid in _GRID.finditer(text):
        yield Display("show", _names(cell.strip() for cell in grid[1].split("|")))
    if text.startswith(("Index([", "[")):
        yield Display("print", _printed(text))


def _names(found: Iterator[str] | list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in found if name not in _CUT))
