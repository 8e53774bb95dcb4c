"""Whole scripts: in which order they run, and what is known of tables before any of them does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TypeAlias

from originlint.interpreter.catalog import Catalog, KnownColumn
from originlint.interpreter.relations.procedures import Dynamic
from originlint.interpreter.relations.session import Library, Session
from originlint.interpreter.relations.statements import Statements
from originlint.interpreter.relations.world import World
from originlint.ir.relational import Alter, Insert, Make, Merge, Place, Script, Table, Update, nested
from originlint.ir.walk import walk
from originlint.source.site import Site


def declared_columns(script: Script) -> Iterator[tuple[str, tuple[KnownColumn, ...]]]:
    """The tables that a script defines with their columns, before anything runs."""
    for statement in nested(script.statements):
        if isinstance(statement, Make) and statement.declared and statement.query is None and not statement.temporary:
            columns = [
                KnownColumn(name.text, _site(script, name.place), "declared", position)
                for position, name in enumerate(statement.declared)
            ]
            yield statement.table.name, tuple(columns)


def _site(script: Script, place: Place) -> Site:
    return Site(script.path, place.at, -1, place.length)


def run_script(world: World, script: Script, library: Library, dynamic: Dynamic | None = None) -> Session:
    """Evaluate a script that is a file, and put what it makes into the catalog."""

    session = Session(world, partial(_site, script), library, alternative=script.alternative)
    _observe(world, script)
    runner = Statements(session, dynamic)
    runner.run(script.statements)
    session.publish()
    return session


def _observe(world: World, script: Script) -> None:
    """Names that stand in the script without a query: declared columns, and statements that were not read."""
    for statement in nested(script.statements):
        if isinstance(statement, Make) and statement.query is None:
            for name in statement.declared:
                world.mention(name.text, _site(script, name.place), "schema", statement.table.name)
    for unread in script.unread:
        seen: set[str] = set()
        for name in unread.names:
            if name.text not in seen:
                seen.add(name.text)
                world.mention(name.text, _site(script, name.place), "name", None)


_Makers: TypeAlias = dict[str, dict[str, list[str]]]
"""By the last part of a table's name, and then by its full name: the paths of the scripts that write it, in turn from
the end."""


def makes(script: Script) -> Iterator[str]:
    """The names of the tables that a script makes."""
    for statement in nested(script.statements):
        match statement:
            case Make(table=table, temporary=False) | Alter(renamed=Table() as table):
                yield table.name


def script_order(scripts: Mapping[str, Script]) -> tuple[str, ...]:
    """The paths of scripts, those that write a table before those that read it; else by name. Circles are cut at the
    one that comes first by name."""
    written: _Makers = {}
    for path in sorted(scripts, reverse=True):
        for name in sorted({Catalog.full(table.name) for table in _writes(scripts[path])}):
            written.setdefault(Catalog.key(name), {}).setdefault(name, []).append(path)
    order: dict[str, None] = {}
    visiting: set[str] = set()
    for start in sorted(scripts):
        if start in visiting:
            continue
        visiting.add(start)
        stack = [(start, _needs(scripts[start], written, visiting))]
        while stack:
            current, following = stack[-1]
            for other in following:
                visiting.add(other)
                stack.append((other, _needs(scripts[other], written, visiting)))
                break
            else:
                order.setdefault(current)
                stack.pop()
    return tuple(order)


def _needs(script: Script, written: _Makers, visited: set[str]) -> Iterator[str]:
    """The scripts that have to run first and are not yet visited, which are then taken out of the makers."""
    for table in sorted(_reads(script)):
        makers = written.get(Catalog.key(table), {})
        for name in [name for name in makers if Catalog.agree(name, table)] or makers:
            paths = makers[name]
            while paths:
                if (path := paths.pop()) not in visited:
                    yield path


def _writes(script: Script) -> Iterator[Table]:
    for statement in nested(script.statements):
        match statement:
            case Make() | Insert() | Update() | Merge():
                yield statement.table
            case Alter(renamed=Table() as table):
                yield table


def _reads(script: Script) -> set[str]:
    """The full names of all tables in a script's forms."""
    return {Catalog.full(form.name) for form in walk(script.statements) if isinstance(form, Table)}
