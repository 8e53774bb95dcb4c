"""SQL in other code: text that Python, or SQL itself, puts together and runs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from originlint.interpreter.joins import join_cells, options
from originlint.interpreter.labels import Labels
from originlint.interpreter.opaque import open_frame
from originlint.interpreter.relations.parameters import Parameters, bind, parameters_of
from originlint.interpreter.relations.session import Locate, Session
from originlint.interpreter.relations.statements import Statements
from originlint.interpreter.store import Cell
from originlint.interpreter.text import pieces
from originlint.interpreter.values import Frame, Literal, Piece, Reference, Template, Value
from originlint.ir.relational import Place
from originlint.source.frozen import frozen
from originlint.source.nameless import nameless
from originlint.source.site import Site

if TYPE_CHECKING:
    from originlint.interpreter.interpreter import Interpreter

SCOPED = frozenset({"duckdb"})
"""Engines whose queries read data frames by the name of their variable."""


@frozen
class SqlText:
    """SQL with the places of its characters, and what stands in its holes."""

    text: str
    pieces: tuple[Piece, ...]
    holes: tuple[tuple[str, Labels], ...] = ()


def run_query(vm: Interpreter, text: Value, site: Site, dialect: str | None, given: Value | None = None) -> Value:
    """Evaluate SQL that Python runs, with what is `given` for its placeholders: a table of the result, an open one when
    the text is not known."""
    parameters = parameters_of(vm, given)
    result: Cell = None
    known = False
    for option in options(text):
        sql = _sql_text(vm, option)
        if sql is None or not sql.text.strip():
            continue
        known = True
        result = join_cells(result, _run(vm, sql, site, dialect, parameters))
    if not known:
        vm.unresolved("a query that is not known text", site)
        return vm.new(replace(open_frame(vm, nameless("query", site), site, "sql"), shared=vm.labels(text)))
    return vm.new(result if isinstance(result, Frame) else Frame(dialect="sql", dataset=None))


def run_dynamic(vm: Interpreter, session: Session, text: str, site: Site) -> None:
    """Evaluate SQL that a script puts together; all of it is placed where its text is."""
    if vm.read_sql is None or session.depth > 8:
        return
    script = vm.read_sql(text, None)
    before = session.site
    session.depth += 4
    session.site = lambda place: site
    try:
        Statements(session).run(script.statements)
    finally:
        session.site = before
        session.depth -= 4


def _sql_text(vm: Interpreter, value: Value) -> SqlText | None:
    content = vm.load(value)
    match content:
        case Literal(value=str(text)):
            return SqlText(text, pieces(content))
        case Template(parts=parts) if parts:
            return _with_holes(parts)
        case _:
            return None


def _with_holes(parts: Iterable[Literal | Template]) -> SqlText:
    """A text whose holes are filled with names."""
    text = ""
    places: list[Piece] = []
    holes: list[tuple[str, Labels]] = []
    for part in parts:
        if isinstance(part, Literal):
            places.extend(pieces(part))
            text += str(part.value)
            continue
        name = f"hole_{len(holes) + 1}_"
        text += f"{part.prefix}{name}{part.suffix}"
        holes.append((name, part.labels))
        places.append(Piece(part.site or Site("", -1), 0, len(part.prefix) + len(name) + len(part.suffix)))
    return SqlText(text, tuple(places), tuple(holes))


def _run(vm: Interpreter, sql: SqlText, site: Site, dialect: str | None, parameters: Parameters) -> Frame | None:
    if vm.read_sql is None:
        return None
    script = vm.read_sql(sql.text, dialect)
    vm.units.see_routines(vm)
    session = Session(vm, _locator(sql, site), vm.sql)
    bind(session, parameters)
    session.variables.update(sql.holes)
    session.holes = frozenset(name for name, _ in sql.holes)
    session.control = vm.control
    if dialect in SCOPED:
        session.given = _frames_in_scope(vm)
    runner = Statements(session)
    runner.run(script.statements)
    for unread in script.unread:
        vm.unresolved(f"SQL that {unread.reason}", session.site(unread.place))
        for name in unread.names:
            vm.mention(name.text, session.site(name.place), "name", None)
    session.publish()
    if session.result is None:
        return None
    return replace(session.result, dataset=None)


def _locator(sql: SqlText, site: Site) -> Locate:
    """Finds the site of a place in the text: inside the constant that it comes from."""
    starts: list[tuple[int, Piece]] = []
    position = 0
    for piece in sql.pieces:
        starts.append((position, piece))
        position += piece.length
    exact = position == len(sql.text)

    def locate(place: Place) -> Site:
        if exact:
            for start, piece in reversed(starts):
                if start <= place.at:
                    if piece.site.node < 0:
                        return site
                    offset = piece.start + place.at - start
                    length = min(place.length, max(piece.length - (place.at - start), 0))
                    return Site(piece.site.path, piece.site.node, offset, length)
        return site

    return locate


def _frames_in_scope(vm: Interpreter) -> dict[str, Frame]:
    found: dict[str, Frame] = {}
    for activation in vm.active:
        scope = vm.scopes.get(activation.scope.number)
        if scope is None:
            continue
        for name, value in vm.store.variables(scope.number):
            content = vm.load(value) if isinstance(value, Reference) else None
            if isinstance(content, Frame):
                found[name.lower()] = content
    return found
