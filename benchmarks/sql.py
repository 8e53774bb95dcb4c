"""What SQL costs beside the parse of the same text by sqlglot: lowering, which parses, and evaluation.

Without a folder, generated scripts are measured, so that everybody has the same ones.
"""

from __future__ import annotations

import argparse
import gc
import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import sqlglot
from sqlglot.errors import ErrorLevel, SqlglotError

from benchmarks._timing import finish, heading
from originlint.cli.main import COLLECT
from originlint.frontends.sql.dialects import dialect_table
from originlint.frontends.sql.script import lower_text
from originlint.interpreter import program
from originlint.interpreter.catalog import Catalog
from originlint.interpreter.declared import Declared
from originlint.interpreter.inputs import Program
from originlint.interpreter.interpreter import Interpreter
from originlint.interpreter.limits import Limits
from originlint.interpreter.relations.scripts import declared_columns
from originlint.interpreter.scores import ScoreWords
from originlint.ir.depth import call_deep
from originlint.ir.relational import Script
from originlint.knowledge.library import Library
from originlint.lexicon.lexicon import Lexicon
from originlint.project.modules import ModuleMap

T = TypeVar("T")


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this measurement."""
    parser.add_argument("folder", type=Path, nargs="?", help="a folder of SQL files")
    parser.add_argument("--scripts", type=int, default=400, help="how many generated scripts, without a folder")
    parser.add_argument("--every", type=int, default=1, help="only every n-th file")
    parser.add_argument("--write", action="store_true", help="write the results")


def run(options: argparse.Namespace) -> int:
    """Measure, print, and write when asked to."""
    texts = _files(options.folder, options.every) if options.folder else _generated(options.scripts)
    return call_deep(lambda: _measure(texts, options))


def _files(folder: Path, every: int) -> dict[str, str]:
    paths = sorted(folder.rglob("*.sql"))[::every]
    return {str(path.relative_to(folder)): path.read_text(encoding="utf-8", errors="replace") for path in paths}


def _generated(count: int) -> dict[str, str]:
    from tests.sql_noninterference.scripts import script
    from tests.sql_noninterference.world import SCHEMA

    return {f"{number}.sql": ";\n".join((*SCHEMA, script(number, "duckdb").text)) for number in range(count)}


def _measure(texts: dict[str, str], options: argparse.Namespace) -> int:
    gc.set_threshold(*COLLECT)
    logging.getLogger("sqlglot").setLevel(logging.CRITICAL)
    library, lexicon = Library.load(), Lexicon.load()
    for dialect in (*dialect_table().known, ""):  # what is loaded once is no cost of a text
        lower_text("SELECT 1", "", dialect)
        _parse("SELECT 1", dialect)
    scripts: dict[str, Script] = {}
    parsed = lowered = 0.0
    for path, text in texts.items():
        taken, script = _timed(lambda path=path, text=text: lower_text(text, path))
        others, parses = _timed(lambda text=text, script=script: _parse(text, script.dialect))
        if parses:
            scripts[path] = script
            lowered += taken
            parsed += others
    evaluated, _ = _timed(lambda: _evaluate(scripts, library, lexicon))
    lines = heading("SQL beside sqlglot's parse")[:-2]
    statements = sum(script.total for script in scripts.values())
    unread = sum(len(script.unread) for script in scripts.values())
    lines += [
        f"{len(scripts)} files that sqlglot reads, {statements} statements, {unread} of them not read",
        "",
        f"parse by sqlglot                {parsed:8.2f} s",
        f"lowering, with its own parse    {lowered:8.2f} s  {lowered / parsed:6.2f} x",
        f"evaluation                      {evaluated:8.2f} s  {evaluated / parsed:6.2f} x",
        f"lowering and evaluation beyond the parse            {(lowered + evaluated - parsed) / parsed:6.2f} x",
    ]
    return finish("sql", lines, options.write)


def _timed(function: Callable[[], T]) -> tuple[float, T]:
    start = time.process_time()
    result = function()
    return time.process_time() - start, result


def _parse(text: str, dialect: str) -> bool:
    """Whether sqlglot reads the text: as much of it as it can."""
    try:
        sqlglot.parse(text, dialect=dialect or None, error_level=ErrorLevel.IGNORE)
    except (SqlglotError, ValueError, TypeError, AttributeError, KeyError, IndexError, AssertionError):
        return False
    return True


def _evaluate(scripts: dict[str, Script], library: Library, lexicon: Lexicon) -> None:
    catalog = Catalog()
    for script in scripts.values():
        for table, columns in declared_columns(script):
            catalog.declare(table, columns)
    given = Program({}, {}, ModuleMap({}), scripts)
    vm = Interpreter(
        given,
        library,
        lexicon,
        ScoreWords.load(),
        catalog,
        Declared(),
        lambda text, dialect: lower_text(text, "", dialect),
        Limits(),
    )
    program.run(vm)
