"""Evaluation of procedures: variables, branches, loops, routines and dynamic SQL."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from originlint.interpreter.labels import NONE, Dependence, Labels, join_all
from originlint.interpreter.machine import SinkKind
from originlint.interpreter.relations import queries, values
from originlint.interpreter.relations.frames import renamed
from originlint.interpreter.relations.scope import Scope
from originlint.interpreter.relations.session import Defined, Session
from originlint.interpreter.values import Frame
from originlint.ir.relational import (
    Alter,
    Apply,
    Branch,
    Column,
    Constant,
    Execute,
    Fetch,
    Name,
    Repeat,
    Routine,
    Statement,
    Table,
    Value,
    Variable,
)
from originlint.source.site import Site

ROUNDS = 2
"""Loop bodies are evaluated so often: what they do the second time already owes to the first."""

RETURNED = "return value"
"""The variable that holds what a routine returns."""

CALLS = 4
"""Procedures that call each other, at most."""

_JOINING = ("||", "dpipe", "concat", "add", "+")
_FIELD = re.compile(r"%(?:\d+\$)?-?\d*[sIL]")
_PLACEHOLDER = re.compile(r"(?<![:\w])[:@]([A-Za-z_]\w*|\d+)|\$(\d+)|(\?)")

Dynamic = Callable[[Session, str, Site], None]
"""Evaluates SQL text that a script puts together itself."""


class Procedures:
    """Evaluates what stands around statements. `run` evaluates those inside, `dynamic` the text of an `EXECUTE`."""

    def __init__(
        self, session: Session, run: Callable[[Iterable[Statement]], None], dynamic: Dynamic | None = None
    ) -> None:
        self._session = session
        self._run = run
        self._dynamic = dynamic

    def assign(self, variable: str, value: Value, site: Site) -> None:
        """A variable gets a value."""
        session = self._session
        key = variable.lower()
        labels = values.evaluate(session, Scope(), value) | session.control
        session.records.pop(key, None)
        text = known_text(session, value)
        if text is not None:
            session.texts[key] = text
        else:
            session.texts.pop(key, None)
        if isinstance(value, Constant) and value.value is None and not labels:
            session.variables[key] = session.world.mention(variable, site, "variable", None)
            return
        session.variables[key] = labels.through(site, f"`{variable}` gets it", session.world.depth)
        if labels and session.world.scores.is_score(variable):
            session.world.sink(SinkKind.SCORE, variable, labels, site)

    def fetch(self, statement: Fetch) -> None:
        """Variables get the columns of a cursor's row."""
        frame = self._session.records.get(statement.cursor.lower())
        if frame is None:
            frame = Frame(shared=self._session.variables.get(statement.cursor.lower(), NONE), dialect="sql")
        self._receive(frame, statement.variables, self._session.site(statement.place))

    def _receive(self, frame: Frame, variables: tuple[str, ...], site: Site) -> None:
        """Variables get a row: one each column by position, or one all of it."""
        session = self._session
        rows = frame.rows.weakened(Dependence.CONTROL) | session.control
        entries = [entry.labels | frame.shared for entry in frame.columns]
        if len(variables) == 1 and len(entries) != 1:
            session.records[variables[0].lower()] = frame
            entries = [join_all(entries) | frame.shared]
        entries += [frame.shared] * (len(variables) - len(entries))
        for variable, labels in zip(variables, entries, strict=False):
            session.variables[variable.lower()] = labels | rows
            session.texts.pop(variable.lower(), None)
            if session.world.scores.is_score(variable) and labels | rows:
                session.world.sink(SinkKind.SCORE, variable, labels | rows, site)

    def branch(self, statement: Branch) -> None:
        """Evaluate both arms, and join what they leave in variables."""
        session = self._session
        test = values.evaluate(session, Scope(), statement.test) if statement.test is not None else NONE
        with session.under(test):
            before = dict(session.variables)
            self._run(statement.then)
            after, session.variables = session.variables, before
            self._run(statement.otherwise)
        for name, labels in after.items():
            session.variables[name] = session.variables.get(name, NONE) | labels

    def repeat(self, statement: Repeat) -> None:
        """Evaluate a loop, over rows or under a test."""
        session = self._session
        test = values.evaluate(session, Scope(), statement.test) if statement.test is not None else NONE
        frame: Frame | None = None
        if statement.query is not None:
            frame = queries.evaluate(session, statement.query)
            session.result = frame if not statement.variables else session.result
        elif isinstance(statement.test, Column):
            frame = session.records.get(statement.test.parts[-1].lower())
        if frame is not None:
            self._receive(frame, statement.variables, session.site(statement.place))
            test = test | frame.rows
        if statement.body:
            with session.under(test):
                for _ in range(ROUNDS):
                    self._run(statement.body)

    def routine(self, statement: Routine) -> None:
        """Evaluate a definition, with parameters that only their names say something of."""
        session = self._session
        before, control = dict(session.variables), session.control
        result = session.result
        for parameter in statement.parameters:
            site = session.site(parameter.place)
            session.variables[parameter.text.lower()] = session.world.mention(parameter.text, site, "parameter", None)
        session.variables.pop(RETURNED, None)
        session.control, session.result = NONE, None
        self._run(statement.body)
        returned = session.variables.pop(RETURNED, NONE)
        if returned and session.world.scores.is_score(statement.name.text):
            session.world.sink(SinkKind.SCORE, statement.name.text, returned, session.site(statement.name.place))
        yielded = session.table(statement.yields) if statement.yields else session.result
        session.forget(statement.yields)
        table = renamed(yielded, statement.columns) if yielded is not None else None
        defined = Defined(returned, table, statement, session.site)
        session.library.routines[statement.name.text.lower()] = defined
        session.variables, session.control, session.result = before, control, result

    def execute(self, statement: Execute) -> None:
        """Evaluate dynamic SQL as far as its text is known, and a call of a procedure with what it is given."""
        session = self._session
        name = statement.function.rpartition(".")[2].lower()
        given = tuple(values.evaluate(session, Scope(), each) for each in statement.arguments)
        known = session.library.routines.get(name)
        if known is not None:
            self._call(known, given)
        elif name == "sp_rename":
            self._renamed(statement)
        else:
            for argument in statement.arguments:
                text = known_text(session, argument)
                if text is not None and self._dynamic is not None and " " in text.strip():
                    for found in _PLACEHOLDER.finditer(text):
                        session.variables.setdefault((found[1] or found[2] or found[3]).lower(), join_all(given))
                    self._dynamic(session, text, session.site(argument.place))
                elif not statement.function and (text is None) and isinstance(argument, (Variable, Column, Apply)):
                    session.world.unresolved("SQL that is put together at run time", session.site(statement.place))
        for variable in statement.into:
            session.variables[variable.lower()] = join_all(given) | session.control

    def _call(self, known: Defined, given: tuple[Labels, ...]) -> None:
        """Evaluate the body of a procedure again for what it is given, and take over the table that it yields."""
        session = self._session
        if known.table is not None:
            session.result = known.table
        routine = known.routine
        if session.calls >= CALLS or not (session.control or any(given)):
            return
        before, site = dict(session.variables), session.site
        for parameter, labels in zip(routine.parameters, given, strict=False):
            session.variables[parameter.text.lower()] = labels
        session.calls, session.site = session.calls + 1, known.site
        try:
            self._run(routine.body)
        finally:
            session.calls, session.site = session.calls - 1, site
        session.variables = before

    def _renamed(self, statement: Execute) -> None:
        """`sp_rename 'table.column', 'name', 'COLUMN'`, or a table."""
        session = self._session
        old, new, *_ = (*(known_text(session, each) or "" for each in statement.arguments), "", "")
        parts = tuple(part.strip('[]"') for part in old.split(".") if part)
        if not parts or not new:
            return
        place = statement.arguments[0].place
        if len(statement.arguments) < 3:
            renamed = Table(place, (*parts[:-1], new))
            self._run([Alter(place, Table(place, parts), renamed)])
        elif len(parts) > 1:
            called = ((Name(parts[-1], place), Name(new, statement.arguments[1].place)),)
            self._run([Alter(place, Table(place, parts[:-1]), called=called)])


def known_text(session: Session, value: Value) -> str | None:
    """The text of a constant, of a variable that holds one, or of both put together."""
    match value:
        case Constant(value=str(text)):
            return text
        case Variable(name=name):
            return session.texts.get(name.lower())
        case Column(parts=(name,)):
            return session.texts.get(name.lower()) or (name if " " in name.strip() else None)
        case Apply(function=function, arguments=(first, *_)) if function.lower() in ("format", "format_string"):
            pattern = known_text(session, first)
            return _FIELD.sub("_hole_", pattern) if pattern is not None else None
        case Apply(function=function, arguments=arguments) if function.lower() in _JOINING:
            texts = [known_text(session, each) for each in arguments]
            return "".join(each or " _hole_ " for each in texts) if any(texts) else None
        case _:
            return None
