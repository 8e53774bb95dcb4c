"""Evaluation of SQL queries: a query and its scope to a frame."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from originlint.interpreter.attribute_rows import holds_values
from originlint.interpreter.frame_joins import join_frames, join_rests
from originlint.interpreter.labels import NONE, Dependence, Everything, Label, Labels, Mark, Mention, join_all
from originlint.interpreter.machine import SinkKind
from originlint.interpreter.relations import sources, values
from originlint.interpreter.relations.frames import renamed, spelled_as, stacked
from originlint.interpreter.relations.lookups import looked_up
from originlint.interpreter.relations.parameters import PLACEHOLDERS, placeholders
from originlint.interpreter.relations.scope import Scope, Source, entry_of
from originlint.interpreter.relations.session import DEPTH, Session
from originlint.interpreter.relations.stars import star_columns
from originlint.interpreter.values import Entry, Frame
from originlint.ir.relational import (
    Aggregate,
    Apply,
    Choose,
    Column,
    Combined,
    Cte,
    Member,
    Name,
    Over,
    Projection,
    Query,
    Rows,
    Select,
    Star,
    Value,
    With,
    written_alike,
)
from originlint.lexicon.verdict import Certainty
from originlint.source.site import Site

RECURSIONS = 4
"""A recursive query is evaluated at most so often; each time its columns can only owe to more."""


def evaluate(session: Session, query: Query, outer: Scope | None = None) -> Frame:
    """The table that a query yields; `outer` is the scope around it."""
    if session.depth > DEPTH:
        session.world.unresolved("a query nested too deep", session.site(query.place))
        return Frame(dialect="sql")
    session.depth += 1
    try:
        match query:
            case Select():
                return _select(session, query, outer)
            case Combined():
                return _combined(session, query, outer)
            case Rows():
                return _rows(session, query, outer)
            case With():
                return _with(session, query, outer)
    finally:
        session.depth -= 1


def _with(session: Session, query: With, outer: Scope | None) -> Frame:
    names: dict[str, Frame] = {}
    session.named.append(names)
    try:
        for cte in query.ctes:
            names[cte.name.lower()] = _cte(session, cte, names, outer, query.recursive)
        return evaluate(session, query.body, outer)
    finally:
        session.named.pop()


def _cte(session: Session, cte: Cte, names: dict[str, Frame], outer: Scope | None, recursive: bool) -> Frame:
    if not recursive or not isinstance(cte.query, Combined):
        return renamed(evaluate(session, cte.query, outer), cte.columns)
    frame = renamed(evaluate(session, cte.query.left, outer), cte.columns)
    for _ in range(RECURSIONS):
        names[cte.name.lower()] = frame
        again = renamed(evaluate(session, cte.query, outer), cte.columns)
        if again == frame:
            break
        frame = again
    return frame


def _select(session: Session, query: Select, outer: Scope | None) -> Frame:
    scope = Scope(outer=outer)
    if query.source is not None:
        sources.bring(session, scope, query.source)
    conditions = values.evaluate_all(session, scope, query.where)
    site = session.site(query.place)
    chosen = session.site(query.where[0].place) if query.where else site
    scope.rows = scope.rows | _selecting(session, conditions, chosen)
    lookups = looked_up(session, scope, query.where)
    keys = NONE
    grouped = query.group is not None
    if query.group is not None:
        keys = values.evaluate_all(session, scope, query.group)
    aggregates = grouped or any(_aggregates(each.value) for each in query.projections)
    shown = grouped and _is_shown(query)
    columns: list[Entry] = []
    rest: tuple[Everything, ...] = ()
    shared = NONE
    ordered = True
    for projection in query.projections:
        star = projection.value
        if isinstance(star, Column) and star.parts[-1] in session.holes and not projection.aliased:
            star = Star(star.place)
        if isinstance(star, Star):
            part = star_columns(session, scope, star)
            columns.extend(part.columns)
            rest = join_rests(rest, part.rest)
            shared = shared | part.shared
            ordered = ordered and part.ordered and not part.rest
            continue
        entry = project(session, scope, projection, lookups, NONE if shown else keys)
        if projection.variable is not None:
            session.variables[projection.variable.lower()] = entry.labels | session.control
        else:
            columns.append(entry)
    by_group = NONE
    if shown:
        beside = join_all(entry.labels for entry in columns if entry.name in _shown_names(query))
        session.world.use("measured", keys | beside, site)
        by_group, keys = keys.weakened(Dependence.CONTROL), NONE
    having = values.evaluate_all(session, scope, query.having)
    grouping = _selecting(session, keys, site).doubted(Certainty.POSSIBLE)  # each group has its row
    rows = scope.rows | _selecting(session, having, site) | grouping
    if query.limited:
        rows = rows | _selecting(session, values.evaluate_all(session, scope, query.order), site)
    if query.distinct:
        rows = rows | _counting(columns)
    if aggregates and not grouped:
        # One row whatever happens: what chose the rows has gone into the aggregates.
        rows = _selecting(session, having, site)
    frame = Frame(tuple(columns), rest, shared, rows | lookups, dialect="sql", ordered=ordered)
    for variable, entry in zip(query.into, frame.columns, strict=False):
        session.variables[variable.lower()] = entry.labels | frame.rows | session.control
    _report_scores(session, query.projections, frame)
    if by_group:
        # There are so many rows for each group. Here that is plain to see, but the group may be left out later on.
        turns = by_group.through(site, "each group has its row", session.world.depth, mark=Mark.GROUPS)
        frame = replace(frame, rows=frame.rows | turns)
    return frame


def _selecting(session: Session, labels: Labels, site: Site) -> Labels:
    if not labels:
        return NONE
    return labels.weakened(Dependence.CONTROL).through(site, "selects the rows", session.world.depth)


def _counting(columns: Iterable[Entry]) -> Labels:
    """What decides how many rows are left when equal ones are folded. That alone seldom matters to anyone."""
    return join_all(entry.labels for entry in columns).weakened(Dependence.CONTROL).doubted(Certainty.POSSIBLE)


def _aggregates(value: Value) -> bool:
    match value:
        case Aggregate():
            return True
        case Apply():
            return any(_aggregates(each) for each in value.arguments)
        case Choose():
            return any(_aggregates(each) for each in (*value.tests, *value.values))
        case _:
            return False


def _is_shown(query: Select) -> bool:
    """Whether the groups stand beside their figures: such a table compares groups, and can be joined only by naming
    them."""
    keys = query.group or ()
    return bool(keys) and all(any(_shows(each, key) for each in query.projections) for key in keys)


def _shows(projection: Projection, key: Value) -> bool:
    """Whether an item of the SELECT list is what the rows are grouped by."""
    if isinstance(key, Column):
        name = key.parts[-1].lower()
        if isinstance(projection.value, Column):
            return projection.value.parts[-1].lower() == name
        return (
            projection.name is not None and projection.name.text.lower() == name and not _aggregates(projection.value)
        )
    return written_alike(projection.value, key)


def _shown_names(query: Select) -> frozenset[str]:
    return frozenset(
        each.name.text
        for each in query.projections
        if each.name is not None and any(_shows(each, key) for key in query.group or ())
    )


def project(session: Session, scope: Scope, projection: Projection, lookups: Labels, keys: Labels) -> Entry:
    """One column of the result."""
    value = projection.value
    name = projection.name
    bare = isinstance(value, Column) and (name is None or value.parts[-1].lower() == name.text.lower())
    labels = values.evaluate(session, scope, value, bare)
    if lookups and _is_content(value):
        labels = labels | lookups
    if keys and _aggregates(value):
        labels = labels | keys.weakened(Dependence.CONTROL)
    if session.control:
        labels = labels | session.control
    if name is None:
        return Entry(f"column{len(scope.aliases) + 1}", labels)
    if projection.aliased:
        site = session.site(name.place)
        if isinstance(value, Column):
            session.world.renames(labels, value.parts[-1], name.text)
        has_data = any(label.dependence is Dependence.DATA for label in labels)
        labels = labels.through(site, f"named `{name.text}`", session.world.depth)
        if not has_data and not isinstance(value, (Apply, Aggregate)):
            labels = labels | session.world.mention(name.text, site, "alias", None)
        elif not has_data and _calls(value):
            labels = labels | session.world.mention(name.text, site, "alias", None).doubted(Certainty.LIKELY)
        scope.aliases[name.text.lower()] = labels
    return Entry(name.text, labels)


def _calls(value: Value) -> bool:
    """Whether a value is computed from something, not a constant or a count."""
    return isinstance(value, Apply) and any(isinstance(each, (Column, Member, Apply)) for each in value.arguments)


def _is_content(value: Value) -> bool:
    match value:
        case Column():
            return holds_values(value.parts[-1])
        case Apply() | Aggregate():
            return any(_is_content(each) for each in value.arguments)
        case Choose():
            return any(_is_content(each) for each in value.values)
        case Over():
            return _is_content(value.value)
        case _:
            return False


def _report_scores(session: Session, projections: tuple[Projection, ...], frame: Frame) -> None:
    """Columns with a score's name are scores, when this query computes them."""
    for projection in projections:
        name = projection.name
        if name is None or (isinstance(projection.value, (Star, Column)) and not projection.aliased):
            continue
        entry = entry_of(frame, name.text)
        if entry is not None:
            report_score(session, name, with_rows(entry.labels, frame.rows))


def with_rows(labels: Labels, rows: Labels) -> Labels:
    """A column's labels, and those of what selected its rows: that an attribute decides a value does not say that it
    decides who has one. How often a row is repeated makes nobody's score another one, and what is only possible is
    not said twice."""
    known = {label.subject.identity for label in labels}
    selecting = (
        label
        for label in rows
        if not _only_repeats(label)
        and (label.certainty is not Certainty.POSSIBLE or label.subject.identity not in known)
    )
    return labels | Labels(selecting).weakened(Dependence.SELECTION)


def _only_repeats(label: Label) -> bool:
    """Whether a label of rows says only that DISTINCT or groups fold them, or an outer join repeats them: what those
    put in doubt is no doubt about the name."""
    named = label.subject.verdict.certainty if isinstance(label.subject, Mention) else Certainty.DEFINITE
    return label.certainty is Certainty.POSSIBLE and named is not Certainty.POSSIBLE


def report_score(session: Session, name: Name, labels: Labels) -> None:
    """Report what reaches a column or variable, when its name says that it is a score."""
    if labels and session.world.scores.is_score(name.text):
        session.world.sink(SinkKind.SCORE, name.text, labels, session.site(name.place))


def _combined(session: Session, query: Combined, outer: Scope | None) -> Frame:
    left = evaluate(session, query.left, outer)
    right = evaluate(session, query.right, outer)
    if query.operator == "union" and not query.by_name:
        frame = stacked(left, right)
        for name, entry in zip(_named(query.left), right.columns, strict=False):
            if name is not None:
                report_score(session, name, with_rows(entry.labels, right.rows))
    elif query.operator == "union":
        frame = join_frames(left, spelled_as(right, left))
    else:
        frame = left
        for each in (left, right):
            decided = join_all(entry.labels for entry in each.columns) | each.rows
            frame = replace(frame, rows=frame.rows | decided.weakened(Dependence.CONTROL))
    if query.operator == "union" and query.distinct:
        frame = replace(frame, rows=frame.rows | _counting(frame.columns))
    if query.limited and query.order:
        scope = Scope([Source((), frame, session.site(query.place))], outer=outer)
        order = values.evaluate_all(session, scope, query.order)
        frame = replace(frame, rows=frame.rows | _selecting(session, order, session.site(query.place)))
    return frame


def _named(query: Query) -> tuple[Name | None, ...]:
    """The names that the first SELECT of a UNION gives to the columns of all of them."""
    while isinstance(query, (Combined, With)):
        query = query.left if isinstance(query, Combined) else query.body
    if not isinstance(query, Select) or any(isinstance(each.value, Star) for each in query.projections):
        return ()
    return tuple(each.name for each in query.projections)


def _rows(session: Session, query: Rows, outer: Scope | None) -> Frame:
    scope = Scope(outer=outer)
    width = max((len(row) for row in query.rows), default=0)
    cells: list[Labels] = [NONE] * width
    filled = 0
    for row in query.rows:
        for place, cell in enumerate(row):
            count = placeholders(cell) if session.bound else 0
            if count:
                with session.filling(PLACEHOLDERS, join_all(session.bound[filled : filled + count])):
                    labels = values.evaluate(session, scope, cell)
                filled += count
            else:
                labels = values.evaluate(session, scope, cell)
            cells[place] = cells[place] | labels
    columns = [Entry(f"column{place + 1}", labels) for place, labels in enumerate(cells)]
    return Frame(tuple(columns), dialect="sql")
