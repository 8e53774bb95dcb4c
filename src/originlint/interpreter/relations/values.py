"""Evaluation of SQL expressions: what a value owes to."""

from __future__ import annotations

from originlint.interpreter.labelling import frame_labels
from originlint.interpreter.labels import NONE, Dependence, Labels, Mark, join_all
from originlint.interpreter.machine import SinkKind
from originlint.interpreter.relations import queries
from originlint.interpreter.relations.lookups import is_table, looked_up
from originlint.interpreter.relations.scope import Scope, column_labels, record_labels, visible
from originlint.interpreter.relations.session import Session
from originlint.interpreter.relations.training import trains
from originlint.interpreter.tables import is_origin_itself
from originlint.ir.relational import (
    Aggregate,
    Apply,
    Choose,
    Column,
    Constant,
    Member,
    Over,
    Star,
    Subquery,
    Value,
    Variable,
)

_METHODS = ("predict", "predict_proba", "forecast", "detect_anomalies")
"""What Snowflake's models do with rows."""


def evaluate(session: Session, scope: Scope, value: Value, bare: bool = False) -> Labels:
    """The labels of a value. `bare` tells that a column is only passed on under its own name."""
    match value:
        case Column():
            return column_labels(session, scope, value.parts, value.place, bare)
        case Constant():
            return _constant(session, value)
        case Variable():
            known = session.variables.get(value.name.lower())
            if known is not None:
                return known
            return session.world.mention(value.name, session.site(value.place), "parameter", None)
        case Member(object=Apply(function=name, arguments=index)) if name.lower() in session.records:
            labels = evaluate_all(session, scope, index)
            return labels | record_labels(session, name.lower(), value.name, session.site(value.place))
        case Member():
            inner = evaluate(session, scope, value.object)
            return inner | session.world.mention(value.name, session.site(value.place), "key", None)
        case Apply():
            return _apply(session, scope, value)
        case Choose():
            return _choose(session, scope, value)
        case Aggregate():
            labels = evaluate_all(session, scope, value.arguments)
            tests = evaluate_all(session, scope, value.tests)
            found = looked_up(session, scope, value.tests)
            return labels | found | (tests | scope.rows).weakened(Dependence.CONTROL)
        case Over():
            labels = evaluate(session, scope, value.value)
            tests = evaluate_all(session, scope, value.tests)
            return labels | (tests | scope.rows).weakened(Dependence.CONTROL)
        case Star():
            return join_all(frame_labels(source.frame) for source in visible(scope, value.qualifier))
        case Subquery():
            return _subquery(session, scope, value)


def _constant(session: Session, value: Constant) -> Labels:
    """A constant owes to nothing, unless other code has put something into it."""
    text = value.value
    if not session.holes or not isinstance(text, str):
        return NONE
    return join_all(session.variables.get(name, NONE) for name in sorted(session.holes) if name in text)


def evaluate_all(session: Session, scope: Scope, values: tuple[Value, ...]) -> Labels:
    """The labels of several values together."""
    return join_all(evaluate(session, scope, value) for value in values)


def _apply(session: Session, scope: Scope, value: Apply) -> Labels:
    labels = evaluate_all(session, scope, value.arguments)
    function = value.function.lower()
    name = function.rpartition(".")[2]
    labels = labels | session.library.labels(name)
    if labels and (name in session.library.models or _applies_model(function)):
        session.world.sink(SinkKind.APPLIED, value.function, labels, session.site(value.place))
    trains(session, function, value.arguments, value.place)
    return labels


def _applies_model(function: str) -> bool:
    """Whether a function of the database applies a model: of PostgresML, MADlib, Oracle, or a method of Snowflake's."""
    _, is_method, method = function.partition("!")
    if function.startswith("madlib.") and "_predict" in function:
        return True
    return function == "pgml.predict" or function.startswith("prediction") or (bool(is_method) and method in _METHODS)


def _choose(session: Session, scope: Scope, value: Choose) -> Labels:
    tests = evaluate_all(session, scope, value.tests)
    values = evaluate_all(session, scope, value.values)
    values = values | looked_up(session, scope, value.tests)
    step = f"{value.function} decides"
    mark = Mark.TABLE if is_table(value) and any(map(is_origin_itself, tests)) else None
    decided = tests.weakened(Dependence.CONTROL)
    return values | decided.through(session.site(value.place), step, session.world.depth, mark=mark)


def _subquery(session: Session, scope: Scope, value: Subquery) -> Labels:
    frame = queries.evaluate(session, value.query, scope)
    match value.kind:
        case "exists":
            return frame.rows.weakened(Dependence.CONTROL)
        case "in":
            mine = evaluate(session, scope, value.value) if value.value is not None else NONE
            return mine | join_all(entry.labels for entry in frame.columns) | frame.shared | frame.rows
        case _:
            labels = join_all(entry.labels for entry in frame.columns) | frame.shared
            return labels | frame.rows.weakened(Dependence.CONTROL)
