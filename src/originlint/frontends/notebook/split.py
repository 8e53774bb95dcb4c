"""One notebook cell to pieces: Python with its line magics taken out, SQL, and what is in other languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from originlint.frontends.notebook.magics import Magic, find_magic, query_start, result_variable
from originlint.frontends.python.blocks import logical_line, physical_line
from originlint.frontends.python.parse import parse
from originlint.frontends.python.pieces import Code, Foreign, Piece, Run, SqlText

_CELL_MAGIC = re.compile(r"\s*%%([\w!-]+)([^\r\n]*)(?:\r\n|\r|\n|$)")
_WHOLE_MAGIC = re.compile(r"\s*%(\w[\w-]*)([^\r\n]*)(?:\r\n|\r|\n|$)")
_SUSPECT = re.compile(r"^[ \t]*(?:[%!?]|(?:pip3?|conda|mamba)[ \t])|=[ \t]*[%!]|\?[ \t]*$", re.MULTILINE)
_MAGIC = re.compile(
    r"(?P<indent>[ \t]*)(?:(?P<target>[\w.\[\]'\", ]+?)[ \t]*=[ \t]*)?(?P<magic>%(?P<name>[\w-]+)|!!?|%)"
)
_INSTALL = re.compile(r"[ \t]*(?:(?:pip3?|conda|mamba)[ \t]+(?:install|uninstall|update|list|freeze)\b|\?)")
_HELP = re.compile(r"[ \t]*%{0,2}[\w.*\[\]'\"]+\?\??[ \t]*$")
_OPTIONS = re.compile(r"(?:[ \t]*-{1,2}[A-Za-z][\w-]*(?:[ \t]*\d+)?(?=[ \t]|$))*[ \t]*")
_VARIABLE = re.compile(r"[^\W\d]\w*\Z")
_PATH = re.compile(r"[ \t]*(?:-\w+[ \t]+)*[\"']?([^\s\"']+)")
_END = re.compile(r"[\r\n]")


def split_cell(text: str, cell: int, *, single: bool = False) -> list[Piece]:
    """The pieces of a cell, in order. With `single`, one percent sign in the first line speaks for the whole cell, as
    it does in Databricks."""
    found = _CELL_MAGIC.match(text)
    if found is None and single:
        found = _WHOLE_MAGIC.match(text)
        if found is not None and not _is_whole(found.group(1)):
            found = None
    if found is None and (bare := _WHOLE_MAGIC.match(text)) and _is_query(bare, text):
        found = bare
    if found is None:
        return list(_lines(text, cell, 0))
    return _body(found, text, cell)


def _is_whole(name: str) -> bool:
    magic = find_magic(name)
    return magic is not None and magic.reads in ("sql", "names", "python")


def _is_query(found: re.Match[str], text: str) -> bool:
    """Whether a line magic for SQL is followed by more SQL: so Databricks notebooks look outside Databricks."""
    magic = find_magic(found.group(1))
    rest = text[found.end() :]
    if magic is None or magic.reads != "sql" or not rest.strip():
        return False
    return not found.group(2).strip() or bool(parse(rest)[1])


def _body(found: re.Match[str], text: str, cell: int) -> list[Piece]:
    name, start = found.group(1), found.end()
    magic = find_magic(name)
    if magic is None:
        body = text[start:]
        if not parse(body)[1]:
            return list(_lines(text, cell, start))
        return [Foreign(body, f"%%{name} is not known", True, cell, start)]
    match magic.reads:
        case "sql":
            return _sql(magic, text, found.start(2), found.end(2), len(text), cell)
        case "python":
            return list(_lines(text, cell, start))
        case "run":
            return _run(text[found.start(2) : found.end(2)], cell, found.start(2))
        case _:
            return [Foreign(text[start:], f"%%{name} is not analysed", magic.heavy, cell, start)]


def _sql(magic: Magic, text: str, first: int, last: int, end: int, cell: int, target: str | None = None) -> list[Piece]:
    """SQL whose first line, from `first` to `last`, begins with options."""
    arguments = text[first:last]
    start = first + query_start(arguments)
    target = target or result_variable(magic, arguments[: start - first])
    query = text[start:end]
    if not query.strip():
        return []
    blank = len(query) - len(query.lstrip())
    return [SqlText(query[blank:].rstrip(), magic.dialect, target, cell, start + blank)]


def _run(arguments: str, cell: int, start: int) -> list[Piece]:
    found = _PATH.match(arguments)
    if found is None:
        return []
    parts = re.sub(r"\.(?:py|ipynb|sql|r|scala)$", "", found.group(1), flags=re.IGNORECASE).split("/")
    level = 0 if parts[0] == "" else 1 + parts.count("..")
    module = ".".join(part for part in parts if part not in ("", ".", ".."))
    return [Run(found.group(1), module, level, cell, start + found.start(1))] if module else []


def _lines(text: str, cell: int, start: int) -> Iterator[Piece]:
    """Python from `start` on. Magics become blanks of the same length, or pieces of their own."""
    if not _SUSPECT.search(text, start):
        yield Code(text[start:], cell, start)
        return
    code: list[str] = []
    begin = position = start
    while position < len(text):
        found = _MAGIC.match(text, position)
        if found is None and not _INSTALL.match(text, position) and not _is_help(text, position):
            end = logical_line(text, position)
            code.append(text[position:end])
            position = end
            continue
        end = _magic_end(text, position)
        line = text[position:end]
        pieces = _line_pieces(found, text, end, cell) if found is not None else []
        if pieces:
            if code:
                yield Code("".join(code), cell, begin)
            yield from pieces
            code, begin = [], end
        else:
            code.append(_blank(line) if found is None else _without(found, line))
        position = end
    if code:
        yield Code("".join(code), cell, begin)


def _is_help(text: str, position: int) -> bool:
    end = _END.search(text, position)
    return _HELP.match(text[position : len(text) if end is None else end.start()]) is not None


def _magic_end(text: str, position: int) -> int:
    """The end of a magic's line; a backslash at its end goes on."""
    while True:
        end = physical_line(text, position)
        if end >= len(text) or not text[position:end].rstrip("\r\n").endswith("\\"):
            return end
        position = end


def _line_pieces(found: re.Match[str], text: str, end: int, cell: int) -> list[Piece]:
    """The pieces that an unindented magic stands for; none when it can be dropped or written as Python."""
    magic = find_magic(found["name"] or "")
    target = found["target"]
    if magic is None or found["indent"] or (target is not None and not _VARIABLE.match(target)):
        return []
    if magic.reads == "sql":
        return _sql(magic, text.replace("\\\n", " \n"), found.end(), end, end, cell, target)
    if magic.reads == "run" and target is None:
        return _run(text[found.end() : end], cell, found.end())
    return []


def _without(found: re.Match[str], line: str) -> str:
    """A line with a magic as Python of the same length: with its statement if it has one, else without effect."""
    magic = find_magic(found["name"] or "")
    start = found.start("magic") - found.start()
    head = line[:start]
    if magic is not None and magic.reads == "python":
        options = _OPTIONS.match(line, found.end() - found.start())
        rest = found.end() - found.start() if options is None else options.end()
        if line[rest:].strip():
            filler = "0;" if found["target"] is None else ""
            return head + filler + " " * (rest - start - len(filler)) + line[rest:]
    if found["target"] is not None:
        return head + "_" + _blank(line[start + 1 :])
    if found["indent"]:
        return head + "0" + _blank(line[start + 1 :])
    return _blank(line)


def _blank(line: str) -> str:
    return re.sub(r"[^\r\n]", " ", line)
