"""What schemas say about columns in words: descriptions, comments, tags."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from originlint.interpreter.catalog import Catalog, KnownColumn
from originlint.ir.schema import DeclaredTable
from originlint.lexicon.lexicon import Lexicon
from originlint.lexicon.verdict import Certainty, Verdict, Witnesses
from originlint.source.site import Site

if TYPE_CHECKING:
    from originlint.interpreter.interpreter import Interpreter

_CLAUSE = re.compile(r"[.,;:(\n]|\s[-–—]\s")

LONGEST = 8
"""Clauses of more words than this tell a story about the column and do not say what it is."""


def essence(told: str) -> str:
    """The first clause of a description, which says what a column is; what follows explains or restricts it. Empty
    when it is too long for that."""
    clause = _CLAUSE.split(told.strip(), maxsplit=1)[0].strip()
    return clause if len(clause.split()) <= LONGEST else ""


def verdict_on(lexicon: Lexicon, name: str, told: tuple[str, ...]) -> Verdict:
    """Whether a column is an origin attribute, by its name and by what is said about it."""
    verdict = lexicon.classify(name)
    if verdict.origin is True or not told:
        return verdict
    said = tuple(text for text in map(essence, told) if text)
    return lexicon.weigh(verdict, Witnesses(descriptions=said)) if said else verdict


def told_origin(lexicon: Lexicon, columns: Iterable[KnownColumn]) -> frozenset[str]:
    """The names of the columns that are origin attributes by what is said about them."""
    return frozenset(column.name for column in columns if verdict_on(lexicon, column.name, column.told).possible)


def mention_columns(vm: Interpreter, schemas: Mapping[str, tuple[DeclaredTable, ...]]) -> None:
    """Note the origin attributes among declared columns and fields: they are processed, whatever reads them."""
    for path in sorted(schemas):
        for table in schemas[path]:
            for column in table.columns:
                vm.born(column.name, Site(path, column.node), "schema", table.name or None, Certainty.DEFINITE)


def declare_tables(catalog: Catalog, path: str, tables: Iterable[DeclaredTable]) -> None:
    """Note the tables that a file declares. A list that may be incomplete proves columns, and nothing about others; a
    record without a name is no table."""
    for table in tables:
        if not table.name:
            continue
        columns = [
            KnownColumn(
                column.name, Site(path, column.node), "declared", position if table.complete else -1, column.told
            )
            for position, column in enumerate(table.columns)
        ]
        for name in (table.name, *table.names):
            catalog.declare(name, columns)
