"""Evaluates SQL text, alone or with Python, and says what reached which score."""

from __future__ import annotations

from functools import cache

from originlint.frontends.python.lower import lower
from originlint.frontends.python.pieces import Code
from originlint.frontends.schemas.classes import tables_in_module
from originlint.frontends.sql.script import lower_text
from originlint.frontends.templates.dbt.workspace import Workspace
from originlint.frontends.templates.read import lower_query
from originlint.interpreter import program
from originlint.interpreter.catalog import Catalog
from originlint.interpreter.declared import Declared
from originlint.interpreter.descriptions import declare_tables
from originlint.interpreter.inputs import Program
from originlint.interpreter.interpreter import Interpreter
from originlint.interpreter.labels import Everything, Mention
from originlint.interpreter.limits import Limits
from originlint.interpreter.relations.scripts import declared_columns, makes
from originlint.interpreter.scores import ScoreWords
from originlint.ir.relational import Script
from originlint.knowledge.library import Library
from originlint.lexicon.lexicon import Lexicon
from originlint.project.modules import ModuleMap

_LIBRARY = Library.load()
_LEXICON = Lexicon.load()
_SCORES = ScoreWords.load()


@cache
def _read_sql(text: str, dialect: str | None) -> Script:
    return lower_query(text, dialect, Workspace())


def interpret(dialect: str | None = None, **files: str) -> Interpreter:
    """Evaluate files given by name: `b_py` is b.py, anything else SQL."""
    python = {name[:-3] + ".py": text for name, text in files.items() if name.endswith("_py")}
    scripts = {
        name + ".sql": lower_text(text, name + ".sql", dialect)
        for name, text in files.items()
        if not name.endswith("_py")
    }
    modules = {path: lower(path, [Code(text)]).module for path, text in python.items()}
    catalog = Catalog()
    for script in scripts.values():
        for table, columns in declared_columns(script):
            catalog.declare(table, columns)
        for table in makes(script):
            catalog.define(table)
    for path, module in modules.items():
        declare_tables(catalog, path, tables_in_module(module))
    vm = Interpreter(
        Program(modules, {}, ModuleMap(modules), scripts),
        _LIBRARY,
        _LEXICON,
        _SCORES,
        catalog,
        Declared(),
        _read_sql,
        Limits(strict=True),
    )
    program.run(vm)
    return vm


def reached(dialect: str | None = None, **files: str) -> set[tuple[str, str, str]]:
    """(use, attribute, dependence) of what reached a score; a wildcard's attribute is `dataset.*`."""
    found: set[tuple[str, str, str]] = set()
    for hit in interpret(dialect, **files).recorder.sink_hits():
        for label in hit.labels:
            name = label.subject.name if isinstance(label.subject, Mention) else f"{label.subject.dataset}.*"
            assert isinstance(label.subject, (Mention, Everything))
            found.add((hit.kind.value, name, label.dependence.name.lower()))
    return found


def scores(sql: str, dialect: str | None = None) -> set[tuple[str, str]]:
    """The (attribute, dependence) pairs that a score in one script depends on."""
    return {(name, how) for use, name, how in reached(dialect, a=sql) if use == "decides the score"}
