"""What labels, comments on columns and data dictionaries say about names, in whatever language they stand."""

from __future__ import annotations

import bisect
import csv
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from originlint.frontends.python.text import decode
from originlint.lexicon.lessons import Told
from originlint.source.toml import load_toml

_MOST = 1 << 22
"""A larger file is data, not a description of data."""

_QUOTED = r"""(?:"([^"\n]{2,200})"|'((?:[^'\n]|''){2,200})')"""
_NAME = r"[A-Za-z_][\w.$]*"

_MODIFIER = r"(?:private|protected|public|final|va[lr])"

_SAS = re.compile(rf"^\s*label\b((?:\s+{_NAME}\s*=\s*{_QUOTED})+)", re.I | re.M)
_SAS_PAIR = re.compile(rf"({_NAME})\s*=\s*{_QUOTED}")
_SPSS = re.compile(rf"^\s*variable\s+labels?\b((?:\s*/?\s*{_NAME}\s+{_QUOTED})+)", re.I | re.M)
_SPSS_PAIR = re.compile(rf"({_NAME})\s+{_QUOTED}")
_SINGLE = tuple(
    re.compile(pattern, flags)
    for pattern, flags in (
        # Stata
        (rf"^\s*la(?:b|be|bel)?\s+var(?:i|ia|iab|iabl|iable)?\s+({_NAME})\s+{_QUOTED}", re.I | re.M),
        # R: labelled, Hmisc, sjlabelled
        (rf"""attr\(\s*[\w.]+\$({_NAME})\s*,\s*["']label["']\s*\)\s*<-\s*{_QUOTED}""", 0),
        (rf"(?:var_)?label\(\s*[\w.]+\$({_NAME})\s*\)\s*<-\s*{_QUOTED}", 0),
        # MySQL's and Spark's attribute of a column
        (rf"^\s*,?\s*[\"`]?({_NAME})[\"`]?\s+\w+(?:\([\d, ]*\))?[^,\n]*?\bcomment\s+{_QUOTED}", re.I | re.M),
        # Java and Kotlin entities: the name of the column, and the field that holds it
        (rf"""@Column\(\s*(?:name\s*=\s*)?"({_NAME})"[^)]*\)\s*(?:{_MODIFIER}\s+)*(?:\w+\s+)?()(\w+)""", 0),
    )
)
_SQL_COMMENT = re.compile(
    rf"comment\s+on\s+column\s+(?:[\w\"`]+\.)*?(?:[\"`]?(\w+)[\"`]?\.)?[\"`]?(\w+)[\"`]?\s+is\s+{_QUOTED}", re.I
)
"""The statement of the SQL standard: table, column, text."""
_SQL_TABLE = re.compile(r"\bcreate\s+(?:\w+\s+){0,3}?table\s+(?:if\s+not\s+exists\s+)?([\w.\"`\[\]]+)\s*\(|;", re.I)
_SQL_REMARK = re.compile(
    rf"^\s*,?\s*[\"`]?({_NAME})[\"`]?\s+(?:var|n)?(?:char|text|int|integer|bigint|smallint|numeric|number|decimal|date|boolean|string)"
    r"\w*(?:\([\d, ]*\))?[^\n]*?--[ \t]*(\S[^\n]{1,200})$",
    re.I | re.M,
)
_SQL_ALIAS = re.compile(
    rf"(?:^|[\s,(])(?:\w+\.)?({_NAME}?)\s+as\s+[\"`]?(\w+)[\"`]?(?=\s*(?:,|$|\bfrom\b))", re.I | re.M
)

_ROW = re.compile(r"^\s*\|(.+)\|\s*$")
_BULLET = re.compile(
    rf"^\s*[-*+]\s+[`*]{{1,3}}({_NAME}):?[`*]{{1,3}}\s*(?:\([^)]*\)\s*)?(?:[:=–—-]\s*|(?<=:[`*])\s*)(\S.{{1,200}})$"
)
_SAYS_COLUMNS = re.compile(
    r"\b(?:columns?|variables?|features?|fields?|attributes?|predictors?|codebook|schema|kolom(?:men)?|veld(?:en)?|variabelen?"
    r"|kenmerk(?:en)?|attributen|merkmale|spalten)\b|dictionar|woordenboek",
    re.I,
)
_CLAUSE = re.compile(r"[.;:(\n]|\s[-–—]\s")
_WORDS = 8

_SQL_ENDINGS = (".sql", ".ddl", ".psql", ".pgsql", ".hql", ".tsql", ".jinja", ".j2")
_CODE_ENDINGS = (".sas", ".sps", ".do", ".r", ".rmd", ".qmd", ".java", ".kt", ".scala", *_SQL_ENDINGS)


@dataclass(frozen=True, slots=True)
class _Words:
    """Titles of the columns of a data dictionary."""

    names: frozenset[str]
    meanings: frozenset[str]
    datasets: frozenset[str]


@functools.lru_cache(maxsize=1)
def _words() -> _Words:
    content = resources.files("originlint.frontends").joinpath("labels.toml").read_text(encoding="utf-8")
    document = load_toml(content)
    return _Words(frozenset(document["names"]), frozenset(document["meanings"]), frozenset(document["datasets"]))


def read_labels(path: str, data: bytes) -> Iterator[Told]:
    """Yield what a file that is not Python says about names. Nothing that is in it makes this raise."""
    ending = path.lower()
    is_code = ending.endswith(_CODE_ENDINGS)
    if len(data) > _MOST or not (is_code or ending.endswith((".csv", ".tsv", ".md", ".markdown"))):
        return
    text = decode(data).text
    if text is None:
        return
    if is_code:
        found = _in_code(text, ending.endswith(_SQL_ENDINGS))
    elif ending.endswith((".csv", ".tsv")):
        found = _in_table(text)
    else:
        found = _in_markdown(text, path.rpartition("/")[2])
    for each in found:
        line = text.count("\n", 0, each.offset) + 1 if each.offset >= 0 else 0
        meaning = each.meaning.replace("''", "'").strip()
        yield Told(each.name.rpartition(".")[2], meaning, path, line, each.declared, each.dataset)


@dataclass(frozen=True, slots=True)
class _Found:
    """A name and what it means, at a character offset (-1 when not known); as in `Told`."""

    name: str
    meaning: str
    offset: int
    declared: bool = True
    dataset: str = ""


def _in_code(text: str, is_sql: bool) -> Iterator[_Found]:
    tables = _Tables(text) if is_sql else None
    for whole, pair in ((_SAS, _SAS_PAIR), (_SPSS, _SPSS_PAIR)):
        for statement in whole.finditer(text):
            for found in pair.finditer(statement.group(1)):
                yield _Found(found.group(1), found.group(2) or found.group(3), statement.start(1) + found.start())
    for pattern in _SINGLE:
        for found in pattern.finditer(text):
            dataset = tables.around(found.start(1)) if tables is not None else ""
            yield _Found(found.group(1), found.group(2) or found.group(3) or "", found.start(1), dataset=dataset)
    if tables is not None:
        for found in _SQL_COMMENT.finditer(text):
            dataset, name = found.group(1) or "", found.group(2)
            yield _Found(name, found.group(3) or found.group(4) or "", found.start(2), dataset=dataset)
        for found in _SQL_REMARK.finditer(text):
            yield _Found(found.group(1), found.group(2), found.start(1), dataset=tables.around(found.start(1)))
        for found in _SQL_ALIAS.finditer(text):
            yield _Found(found.group(1), found.group(2), found.start(1), declared=False)


class _Tables:
    """Which table a place in a SQL file declares columns of."""

    def __init__(self, text: str) -> None:
        found = list(_SQL_TABLE.finditer(text))
        self._starts = [each.start() for each in found]
        self._names = [each.group(1) or "" for each in found]

    def around(self, offset: int) -> str:
        """The table of the `CREATE TABLE` that goes on at that place; empty when none does."""
        place = bisect.bisect_right(self._starts, offset) - 1
        return self._names[place] if place >= 0 else ""


def _in_table(text: str) -> Iterator[_Found]:
    """A table whose header says that it lists names and what they mean."""
    first = text.partition("\n")[0]
    delimiter = max(",;\t|", key=first.count)
    rows = csv.reader(text.splitlines(), delimiter=delimiter)
    try:
        places = _places(next(rows, []))
        if places is None:
            return
        for row in rows:
            if len(row) > max(places.name, places.meaning):
                yield _Found(row[places.name].strip(), row[places.meaning], -1, dataset=places.dataset_in(row))
    except csv.Error:
        return


def _in_markdown(text: str, title: str) -> Iterator[_Found]:
    """The tables of a text that list names and what they mean, and its lists of names in code style where the title or
    the heading above speaks of columns. A text explains much else, so only the beginning of a meaning is taken."""
    places: _Places | None = None
    offset, lists_names = 0, _SAYS_COLUMNS.search(title) is not None
    for line in text.splitlines(keepends=True):
        row, point = _ROW.match(line), _BULLET.match(line)
        if line.startswith("#"):
            lists_names = _SAYS_COLUMNS.search(line) is not None
        if row is None:
            places = None
        else:
            cells = [cell.strip().strip("`*") for cell in row.group(1).split("|")]
            if places is None:
                places = _places(cells)
            elif len(cells) > max(places.name, places.meaning):
                meaning = _beginning(cells[places.meaning])
                yield _Found(cells[places.name], meaning, offset, dataset=places.dataset_in(cells))
        if point is not None and lists_names:
            yield _Found(point.group(1), _beginning(point.group(2)), offset)
        offset += len(line)


def _beginning(meaning: str) -> str:
    """The first clause of a meaning, and not much of a long one."""
    return " ".join(_CLAUSE.split(meaning.strip(), maxsplit=1)[0].split()[:_WORDS])


@dataclass(frozen=True, slots=True)
class _Places:
    """Where a table has its names and their meanings, and the dataset that they are in (-1 when it does not say)."""

    name: int
    meaning: int
    dataset: int = -1

    def dataset_in(self, row: list[str]) -> str:
        return row[self.dataset].strip() if 0 <= self.dataset < len(row) else ""


def _places(header: list[str]) -> _Places | None:
    """The places by the titles of a table, or None when it is no list of names."""
    words = _words()
    titles = [title.strip().lower().replace(" ", "_").strip("\ufeff\"'`*") for title in header]
    names = [place for place, title in enumerate(titles) if title in words.names]
    meanings = [place for place, title in enumerate(titles) if title in words.meanings and place not in names[:1]]
    datasets = [place for place, title in enumerate(titles) if title in words.datasets]
    return _Places(names[0], meanings[0], (datasets or [-1])[0]) if names and meanings else None
