"""Evaluation of FROM: relations come into scope, with what decides how their rows meet."""

from __future__ import annotations

from dataclasses import replace

from originlint.interpreter.attribute_rows import holds_values
from originlint.interpreter.labelling import frame_labels
from originlint.interpreter.labels import NONE, Dependence, Everything, Labels, Mark, join_all
from originlint.interpreter.machine import SinkKind
from originlint.interpreter.relations import queries, values
from originlint.interpreter.relations.frames import renamed, without_columns
from originlint.interpreter.relations.lookups import looked_up
from originlint.interpreter.relations.scope import Scope, Source, admitting, column_labels, entry_of
from originlint.interpreter.relations.session import Session
from originlint.interpreter.relations.training import trains
from originlint.interpreter.relations.uniqueness import keeps_rows
from originlint.interpreter.values import Entry, Family, Frame
from originlint.ir.relational import (
    NOWHERE,
    Column,
    Derived,
    Joined,
    Name,
    Pivoted,
    Produced,
    Projection,
    Query,
    Relation,
    Select,
    Star,
    Table,
    Unpivoted,
    Value,
    columns_in,
)
from originlint.lexicon.verdict import Certainty
from originlint.source.nameless import nameless
from originlint.source.site import Site

_PREDICTING = ("predict", "explain_predict", "forecast", "detect_anomalies", "recommend", "explain_forecast")
_ML = ("ml.", "ai.")
_MEASURING = ("evaluate", "roc_curve", "confusion_matrix")


def bring(session: Session, scope: Scope, relation: Relation) -> None:
    """Bring what a relation holds into the scope, and what decides its rows."""
    match relation:
        case Table():
            scope.sources.append(_table(session, scope, relation))
        case Derived():
            frame = renamed(queries.evaluate(session, relation.query, scope), relation.columns)
            names = (relation.alias,) if relation.alias else ()
            scope.sources.append(Source(names, frame, session.site(relation.place)))
            scope.rows = scope.rows | frame.rows
        case Produced():
            _produced(session, scope, relation)
        case Joined():
            _joined(session, scope, relation)
        case Pivoted():
            _pivoted(session, scope, relation)
        case Unpivoted():
            _unpivoted(session, scope, relation)


def _table(session: Session, scope: Scope, table: Table) -> Source:
    site = session.site(table.place)
    names = (table.alias,) if table.alias else table.parts
    named = session.cte(table.parts[0]) if len(table.parts) == 1 else None
    if named is not None:
        scope.rows = scope.rows | named.rows
        return Source(names, renamed(named, table.columns), site)
    frame = renamed(session.current(table.name, site), table.columns)
    scope.rows = scope.rows | frame.rows.weakened(Dependence.CONTROL)
    return Source(names, frame, site, table.name)


# ---------------------------------------------------------------------------------------------------------- joins


def _joined(session: Session, scope: Scope, join: Joined) -> None:
    before = len(scope.sources)
    bring(session, scope, join.left)
    middle, rows = len(scope.sources), scope.rows
    bring(session, scope, join.right)
    left, right = scope.sources[before:middle], scope.sources[middle:]
    if not right:
        return
    kept = keeps_rows(join)
    if kept:  # which rows the right side has only decides whether something is found
        right = [_owing(source, scope.rows.beyond(rows).weakened(Dependence.CONTROL)) for source in right]
        scope.sources[middle:], scope.rows = right, rows
    site = right[0].site
    decided = NONE
    if join.on is not None:
        decided = values.evaluate(session, scope, join.on)
        if asked := looked_up(session, scope, (join.on,)):
            right = [_holding(source, asked) for source in right]
            scope.sources[middle:] = right
    shared = join.using or (_common(left, right) if join.natural else ())
    for name in shared:
        for source in (*left, *right):
            if entry_of(source.frame, name.text) is not None or admitting(source.frame, name.text) is not None:
                alone = Scope([source])
                decided = decided | column_labels(session, alone, (name.text,), name.place, False)
    if shared:
        merged = frozenset(name.text.lower() for name in shared)
        right = [replace(source, merged=source.merged | merged) for source in right]
        scope.sources[middle:] = right
    if not decided:
        return
    chosen = decided.weakened(Dependence.CONTROL)
    if not kept:
        meeting = chosen.through(site, "decides which rows are joined", session.world.depth)
        # An outer join loses no row of its own side; it can only repeat one, which counts where rows are counted.
        scope.rows = scope.rows | (meeting.doubted(Certainty.POSSIBLE) if join.kind == "left" else meeting)
    if join.kind in ("semi", "anti"):
        del scope.sources[middle:]
    elif join.kind != "right":
        scope.sources[middle:] = [_owing(source, _looked_up(session, decided, site)) for source in right]
    if join.kind in ("right", "full"):
        scope.sources[before:middle] = [_owing(source, _looked_up(session, decided, site)) for source in left]
    elif join.kind == "inner" and join.on is not None and not _asked(session, scope, join.on, left):
        # Points that stand first, and the people behind them: what is known of the people looks up the points.
        scope.sources[before:middle] = [_owing(source, _looked_up(session, decided, site)) for source in left]


def _looked_up(session: Session, decided: Labels, site: Site) -> Labels:
    """What the columns of a relation owe to, whose row is found by that."""
    table = any(label.dependence is Dependence.DATA for label in decided)
    chosen = decided.weakened(Dependence.CONTROL)
    return chosen.through(site, "the row is looked up by it", session.world.depth, mark=Mark.TABLE if table else None)


def _asked(session: Session, scope: Scope, on: Value, relations: list[Source]) -> Labels:
    """The labels of those columns in a condition that are of these relations."""
    found = NONE
    for column in columns_in(on):
        of_them = any(
            source.answers_to(column.parts[:-1]) if len(column.parts) > 1 else source.entry(column.parts[0])
            for source in relations
        )
        if of_them:
            found = found | column_labels(session, scope, column.parts, column.place, False)
    return found


def _owing(source: Source, labels: Labels) -> Source:
    """A source whose every column owes to these labels too."""
    frame = source.frame
    columns = tuple(replace(entry, labels=entry.labels | labels) for entry in frame.columns)
    return replace(source, frame=replace(frame, columns=columns, shared=frame.shared | labels))


def _holding(source: Source, labels: Labels) -> Source:
    """A source of which the columns that hold values of attributes owe to these labels too."""
    columns = tuple(
        replace(entry, labels=entry.labels | labels) if holds_values(str(entry.name)) else entry
        for entry in source.frame.columns
    )
    return replace(source, frame=replace(source.frame, columns=columns))


def _common(left: list[Source], right: list[Source]) -> tuple[Name, ...]:
    mine = {str(entry.name).lower(): str(entry.name) for source in left for entry in source.frame.columns}
    theirs = {str(entry.name).lower() for source in right for entry in source.frame.columns}
    return tuple(Name(name, NOWHERE) for key, name in sorted(mine.items()) if key in theirs)


# ------------------------------------------------------------------------------------------------ table functions


def _produced(session: Session, scope: Scope, relation: Produced) -> None:
    site = session.site(relation.place)
    function = relation.function.lower()
    name = function.rpartition(".")[2]
    is_ml = function.startswith(_ML) or relation.model is not None
    names = (relation.alias,) if relation.alias else ()
    if is_ml and name in (*_PREDICTING, *_MEASURING):
        scope.sources.append(Source(names, _predicted(session, scope, relation, name), site))
        return
    trains(session, function, relation.arguments, relation.place)
    labels = values.evaluate_all(session, scope, relation.arguments)
    defined = session.library.routines.get(name)
    if defined is not None and defined.table is not None:
        frame = renamed(defined.table, relation.columns)
        scope.rows = scope.rows | frame.rows | labels.weakened(Dependence.CONTROL)
        scope.sources.append(_owing(Source(names or (name,), frame, site), labels))
        return
    labels = labels | session.library.labels(name)
    for query in relation.inputs:
        frame = queries.evaluate(session, query, scope)
        labels = labels | frame_labels(frame)
    columns = tuple(Entry(each.text, labels) for each in relation.columns)
    if function in ("generate_series", "range", "sequence", "generate_date_array", "generate_array"):
        frame = Frame(columns or (Entry(relation.alias or name, labels),), dialect="sql")
    else:
        frame = Frame(columns, (), labels, dialect="sql")
        if not columns or name in ("explode", "flatten"):
            dataset = nameless(f"{relation.function}()", site)
            unseen = Everything(dataset, frozenset(), (), site)
            frame = replace(frame, rest=(unseen,), ordered=False)
    scope.sources.append(Source(names, frame, site))


def _predicted(session: Session, scope: Scope, relation: Produced, name: str) -> Frame:
    site = session.site(relation.place)
    model, inputs = relation.model, list(relation.inputs)
    arguments = list(relation.arguments)
    if model is None and arguments and isinstance(named := arguments[0], Column):
        model = ".".join(named.parts)
        del arguments[0]
    if not inputs and arguments and isinstance(named := arguments[0], Column):
        inputs.append(_whole(named))
    frame = Frame(dialect="sql")
    for query in inputs:
        frame = queries.evaluate(session, query, scope)
    labels = frame_labels(frame)
    scope.rows = scope.rows | frame.rows
    what = f"{relation.function} {model}" if model else relation.function
    if name in _PREDICTING:
        session.world.sink(SinkKind.APPLIED, what, labels, site)
        data = join_all(entry.labels for entry in frame.columns) | frame.shared
        made = Entry(Family("predicted_"), data)
        outcomes = [Entry(each, data, False) for each in ("prediction", "score", "probability")]
        return replace(frame, columns=(*frame.columns, made, *outcomes))
    session.world.use("measured", labels, site)
    return Frame(dialect="sql")


def _whole(column: Column) -> Query:
    star = Projection(Star(column.place), None)
    return Select(column.place, (star,), Table(column.place, column.parts))


# ---------------------------------------------------------------------------------------------------------- pivot


def _inner(session: Session, scope: Scope, relation: Relation) -> Scope:
    inner = Scope(outer=scope.outer)
    bring(session, inner, relation)
    scope.rows = scope.rows | inner.rows
    return inner


def _used(value: Value) -> set[str]:
    return {column.parts[-1].lower() for column in columns_in(value)}


def _pivoted(session: Session, scope: Scope, relation: Pivoted) -> None:
    inner = _inner(session, scope, relation.relation)
    site = session.site(relation.place)
    keys = values.evaluate_all(session, inner, relation.keys).weakened(Dependence.CONTROL)
    content = NONE
    gone: set[str] = set()
    for key in relation.keys:
        gone |= _used(key)
    for aggregate in relation.aggregates:
        content = content | values.evaluate(session, inner, aggregate.value)
        gone |= _used(aggregate.value)
    kept: list[Entry] = []
    rest: tuple[Everything, ...] = ()
    for source in inner.sources:
        if relation.group is None:
            kept.extend(entry for entry in source.frame.columns if str(entry.name).lower() not in gone)
            part = without_columns(Frame(rest=source.frame.rest), gone)
            rest = (*rest, *part.rest)
    kept.extend(
        Entry(group.parts[-1], values.evaluate(session, inner, group, True))
        for group in relation.group or ()
        if isinstance(group, Column)
    )
    made = [Entry(name.text, content | keys) for name in relation.columns]
    if not made:
        made = [Entry(Family(""), content | keys)]
    frame = Frame((*kept, *made), rest, NONE, scope.rows, dialect="sql", ordered=not rest)
    scope.sources.append(Source((relation.alias,) if relation.alias else (), frame, site))


def _unpivoted(session: Session, scope: Scope, relation: Unpivoted) -> None:
    inner = _inner(session, scope, relation.relation)
    content = values.evaluate_all(session, inner, relation.columns)
    gone = set().union(*(_used(each) for each in relation.columns)) if relation.columns else set()
    kept: list[Entry] = []
    rest: tuple[Everything, ...] = ()
    for source in inner.sources:
        kept.extend(entry for entry in source.frame.columns if str(entry.name).lower() not in gone)
        rest = (*rest, *without_columns(Frame(rest=source.frame.rest), gone).rest)
    made = [Entry(name.text, content) for name in relation.values]
    if relation.name is not None:
        made.insert(0, Entry(relation.name.text, NONE))
    frame = Frame((*kept, *made), rest, NONE, scope.rows, dialect="sql", ordered=not rest)
    names = (relation.alias,) if relation.alias else ()
    scope.sources.append(Source(names, frame, session.site(relation.place)))
