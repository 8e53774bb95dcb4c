"""Evaluation of procedures: variables, branches, loops, routines and dynamic SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from originlint.interpreter.labels import NONE, join_all
from originlint.interpreter.machine import SinkKind
from originlint.interpreter.relations import queries, values
from originlint.interpreter.relations.scope import Scope
from originlint.interpreter.relations.session import Session
from originlint.ir.relational import (
    Apply,
    Branch,
    Constant,
    Execute,
    Repeat,
    Routine,
    Select,
    Statement,
    Value,
    Variable,
)
from originlint.source.site import Site

ROUNDS = 2
"""Loop bodies are evaluated so often: what they do the second time already owes to the first."""

RETURNED = "return value"
"""The variable that holds what a routine returns."""

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
        labels = values.evaluate(session, Scope(), value) | session.control
        if isinstance(value, Constant) and value.value is None and not labels:
            labels = session.world.mention(variable, site, "variable", None)
            session.variables[variable.lower()] = labels
            return
        session.variables[variable.lower()] = labels.through(site, f"`{variable}` gets it", session.world.depth)
        if labels and session.world.scores.is_score(variable):
            session.world.sink(SinkKind.SCORE, variable, labels, site)

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
        if statement.query is not None:
            frame = queries.evaluate(session, statement.query)
            session.result = frame if not statement.variables else session.result
            rows = frame.rows | session.control
            entries = [entry.labels for entry in frame.columns]
            if len(statement.variables) == 1 and not isinstance(statement.query, Select):
                entries = [join_all(entries)]
            elif len(statement.variables) == 1 and len(entries) != 1:
                entries = [join_all(entries) | frame.shared]
            for variable, labels in zip(statement.variables, entries, strict=False):
                session.variables[variable.lower()] = labels | rows
                if session.world.scores.is_score(variable) and labels | rows:
                    session.world.sink(SinkKind.SCORE, variable, labels | rows, session.site(statement.place))
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
        session.control = NONE
        self._run(statement.body)
        returned = session.variables.pop(RETURNED, NONE)
        if returned and session.world.scores.is_score(statement.name.text):
            session.world.sink(SinkKind.SCORE, statement.name.text, returned, session.site(statement.name.place))
        session.library.routines[statement.name.text.lower()] = returned
        session.variables, session.control = before, control
        session.result = result

    def execute(self, statement: Execute) -> None:
        """Evaluate dynamic SQL as far as its text is known."""
        session = self._session
        labels = values.evaluate_all(session, Scope(), statement.arguments)
        for argument in statement.arguments:
            text = _text(argument)
            if text is not None and self._dynamic is not None and " " in text.strip():
                self._dynamic(session, text, session.site(argument.place))
            elif isinstance(argument, Variable) or (isinstance(argument, Apply) and text is None):
                session.world.unresolved("SQL that is put together at run time", session.site(statement.place))
        for variable in statement.into:
            session.variables[variable.lower()] = labels | session.control


def _text(value: Value) -> str | None:
    """The text of a constant, or of constants put together."""
    match value:
        case Constant(value=str(text)):
            return text
        case Apply(function="||" | "dpipe" | "concat" | "CONCAT" | "add" | "+", arguments=arguments):
            parts = [_text(each) for each in arguments]
            return "".join(part or " _hole_ " for part in parts) if any(parts) else None
        case _:
            return None
