"""Evaluation of SQL statements: what they do to tables, variables, models and scores."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from originlint.interpreter.frame_joins import join_frames
from originlint.interpreter.labelling import frame_labels
from originlint.interpreter.labels import NONE, Dependence, Labels, join_all
from originlint.interpreter.machine import SinkKind
from originlint.interpreter.relations import queries, sources, values
from originlint.interpreter.relations.frames import renamed, stacked, with_entry, without_columns
from originlint.interpreter.relations.procedures import RETURNED, Dynamic, Procedures
from originlint.interpreter.relations.queries import report_score, with_rows
from originlint.interpreter.relations.scope import Scope, Source, entry_of
from originlint.interpreter.relations.session import Session
from originlint.interpreter.values import Entry, Frame
from originlint.ir.relational import (
    Alter,
    Arm,
    Assign,
    Branch,
    Delete,
    Drop,
    Execute,
    Fetch,
    Insert,
    Make,
    Merge,
    Name,
    Read,
    Relation,
    Repeat,
    Return,
    Routine,
    Sequence,
    Setting,
    Statement,
    Table,
    Train,
    Update,
)
from originlint.source.site import Site


class Statements:
    """Evaluates statements in a session. `dynamic` evaluates SQL that they put together themselves."""

    def __init__(self, session: Session, dynamic: Dynamic | None = None) -> None:
        self._session = session
        self._procedures = Procedures(session, self.run, dynamic)

    def run(self, statements: Iterable[Statement]) -> None:
        """Evaluate statements in order."""
        for statement in statements:
            self._run(statement)

    def _run(self, statement: Statement) -> None:
        session = self._session
        match statement:
            case Read():
                self._read(statement)
            case Make():
                self._make(statement)
            case Insert():
                self._insert(statement)
            case Update():
                self._update(statement)
            case Merge():
                self._merge(statement)
            case Delete():
                self._delete(statement)
            case Drop():
                if not statement.keeps_columns:
                    session.forget(statement.table.name)
            case Alter():
                self._alter(statement)
            case Train():
                self._train(statement)
            case Assign():
                self._procedures.assign(statement.variable, statement.value, session.site(statement.place))
            case Fetch():
                self._procedures.fetch(statement)
            case Branch():
                self._procedures.branch(statement)
            case Repeat():
                self._procedures.repeat(statement)
            case Routine():
                self._procedures.routine(statement)
            case Return():
                labels = values.evaluate(session, Scope(), statement.value) | session.control
                session.variables[RETURNED] = session.variables.get(RETURNED, NONE) | labels
            case Execute():
                self._procedures.execute(statement)
            case Sequence():
                self.run(statement.body)

    def _read(self, statement: Read) -> None:
        session = self._session
        session.result = result = queries.evaluate(session, statement.query)
        labels = join_all(entry.labels for entry in result.columns) | result.rows
        session.variables[RETURNED] = session.variables.get(RETURNED, NONE) | labels

    def _make(self, statement: Make) -> None:
        session = self._session
        site = session.site(statement.table.place)
        if statement.query is None:
            if statement.like is not None:
                session.put(statement.table.name, session.current(statement.like.name, site), site)
            elif session.table(statement.table.name) is None and statement.temporary:
                columns = tuple(Entry(name.text, NONE) for name in statement.declared)
                session.put(statement.table.name, Frame(columns, dialect="sql"), site)
            return
        frame = queries.evaluate(session, statement.query)
        frame = renamed(frame, statement.declared)
        for name in statement.declared:
            entry = entry_of(frame, name.text)
            if entry is not None:
                born = session.world.mention(name.text, session.site(name.place), "alias", None)
                frame = with_entry(frame, replace(entry, labels=entry.labels or born))
        self._write(statement.table, self._controlled(frame), site, statement.declared)

    def _controlled(self, frame: Frame) -> Frame:
        control = self._session.control
        if not control:
            return frame
        columns = tuple(replace(entry, labels=entry.labels | control) for entry in frame.columns)
        return replace(frame, columns=columns, rows=frame.rows | control)

    def _write(self, table: Table, frame: Frame, site: Site, names: tuple[Name, ...]) -> None:
        """Store a table, and report the scores and lists for review that it holds."""
        session = self._session
        frame = replace(frame, dataset=table.name)
        session.put(table.name, frame, site)
        for name in names:
            entry = entry_of(frame, name.text)
            if entry is not None:
                report_score(session, name, with_rows(entry.labels, frame.rows))
        own = table.parts[-1]
        if session.world.scores.is_list(own) and frame.rows:
            session.world.sink(SinkKind.POPULATION, own, frame.rows.weakened(Dependence.SELECTION), site)
        if session.world.scores.is_score(own):
            for entry in frame.columns:
                if isinstance(entry.name, str) and session.world.scores.is_amount(entry.name) and entry.labels:
                    session.world.sink(SinkKind.SCORE, f"{own}.{entry.name}", entry.labels, site)

    def _insert(self, statement: Insert) -> None:
        session = self._session
        site = session.site(statement.table.place)
        frame = queries.evaluate(session, statement.query)
        known = session.current(statement.table.name, site)
        filled = statement.columns
        if filled:
            frame = renamed(frame, filled)
        elif known.columns and not known.rest and not frame.rest and len(known.columns) >= len(frame.columns):
            # Columns meet by position; those that the query calls as the table does have been reported there.
            place = statement.table.place
            columns = tuple(zip(frame.columns, known.columns, strict=False))
            filled = tuple(Name(str(own.name), place) for entry, own in columns if not _same(entry.name, own.name))
            frame = replace(frame, columns=tuple(replace(entry, name=own.name) for entry, own in columns))
        frame = self._controlled(frame)
        if not statement.overwrite:
            known = replace(known, columns=tuple(replace(each, certain=True) for each in known.columns))
            before = session.table(statement.table.name)
            if before is not None:
                frame = _joined(before, frame)
        self._write(statement.table, frame, site, filled)

    def _target(self, table: Table) -> tuple[Table, Frame, Site]:
        session = self._session
        site = session.site(table.place)
        return table, session.current(table.name, site), site

    def _scope(self, table: Table, source: Relation | None) -> tuple[Scope, Table]:
        """The scope of an UPDATE or DELETE, and the table that it means: its name may be an alias in FROM."""
        session = self._session
        scope = Scope()
        if source is not None:
            sources.bring(session, scope, source)
        if len(table.parts) == 1:
            for each in scope.sources:
                if each.base is not None and each.answers_to(table.parts):
                    return scope, Table(table.place, tuple(each.base.split(".")), table.alias)
        site = session.site(table.place)
        names = (table.alias,) if table.alias else table.parts
        scope.sources.insert(0, Source(names, session.current(table.name, site), site, table.name))
        return scope, table

    def _update(self, statement: Update) -> None:
        session = self._session
        scope, table = self._scope(statement.table, statement.source)
        conditions = values.evaluate_all(session, scope, statement.where)
        joined = _joining(scope)
        self._set(table, scope, statement.settings, conditions | joined)

    def _set(self, table: Table, scope: Scope, settings: tuple[Setting, ...], conditions: Labels) -> None:
        session = self._session
        _, frame, site = self._target(table)
        for setting in settings:
            place = session.site(setting.column.place)
            labels = values.evaluate(session, scope, setting.value)
            decided = (conditions | session.control).weakened(Dependence.CONTROL)
            labels = labels | decided.through(
                place, f"decides whether `{setting.column.text}` is set", session.world.depth
            )
            if not any(label.dependence is Dependence.DATA for label in labels):
                born = session.world.mention(setting.column.text, place, "alias", table.name)
                labels = labels | born
            report_score(session, setting.column, labels)
            before = entry_of(frame, setting.column.text)
            entry = Entry(setting.column.text, labels if before is None else before.labels | labels)
            frame = with_entry(frame, entry)
        session.put(table.name, frame, site)

    def _merge(self, statement: Merge) -> None:
        session = self._session
        scope, table = self._scope(statement.table, statement.source)
        on = values.evaluate_all(session, scope, statement.on)
        for arm in statement.arms:
            tests = on | values.evaluate_all(session, scope, arm.tests)
            self._arm(table, scope, arm, tests)

    def _arm(self, table: Table, scope: Scope, arm: Arm, tests: Labels) -> None:
        session = self._session
        if arm.kind == "delete":
            self._select_rows(table, tests)
            return
        settings = arm.settings
        if arm.kind == "insert":
            self._select_rows(table, tests)
            settings = tuple(Setting(name, value) for name, value in zip(arm.columns, arm.values, strict=False))
            if not arm.columns:
                _, frame, _ = self._target(table)
                settings = tuple(
                    Setting(Name(str(entry.name), table.place), value)
                    for entry, value in zip(frame.columns, arm.values, strict=False)
                )
        self._set(table, scope, settings, tests)
        if session.world.scores.is_list(table.parts[-1]) and tests:
            site = session.site(table.place)
            session.world.sink(SinkKind.POPULATION, table.parts[-1], tests.weakened(Dependence.SELECTION), site)

    def _delete(self, statement: Delete) -> None:
        session = self._session
        scope, table = self._scope(statement.table, statement.source)
        conditions = values.evaluate_all(session, scope, statement.where) | _joining(scope)
        self._select_rows(table, conditions)

    def _select_rows(self, table: Table, conditions: Labels) -> None:
        session = self._session
        decided = conditions | session.control
        if not decided:
            return
        _, frame, site = self._target(table)
        chosen = decided.weakened(Dependence.CONTROL).through(site, "selects the rows", session.world.depth)
        if session.world.scores.is_list(table.parts[-1]):
            session.world.sink(SinkKind.POPULATION, table.parts[-1], chosen.weakened(Dependence.SELECTION), site)
        self._scored_rows(frame, chosen, site)
        session.put(table.name, replace(frame, rows=frame.rows | chosen), site)

    def _scored_rows(self, frame: Frame, chosen: Labels, site: Site) -> None:
        """Report what selects the rows of a table that holds scores."""
        session = self._session
        selected = chosen.weakened(Dependence.SELECTION)
        for entry in frame.columns if selected else ():
            if isinstance(entry.name, str) and session.world.scores.is_score(entry.name):
                session.world.sink(SinkKind.SCORE, entry.name, selected, site)

    def _alter(self, statement: Alter) -> None:
        session = self._session
        table = statement.table
        site = session.site(table.place)
        frame = session.current(table.name, site)
        for name in statement.added:
            labels = session.world.mention(name.text, session.site(name.place), "schema", table.name)
            frame = with_entry(frame, Entry(name.text, NONE if session.table(table.name) is not None else labels))
        frame = without_columns(frame, [name.text for name in statement.dropped])
        for old, new in statement.called:
            entry = entry_of(frame, old.text)
            labels = session.world.mention(old.text, session.site(old.place), "column", table.name)
            kept = labels | (entry.labels if entry is not None else NONE)
            kept = kept.through(session.site(new.place), f"renamed to `{new.text}`", session.world.depth)
            frame = with_entry(without_columns(frame, [old.text]), Entry(new.text, kept))
        if statement.renamed is not None:
            session.forget(table.name)
            session.put(statement.renamed.name, frame, session.site(statement.renamed.place))
        elif statement.added or statement.dropped or statement.called:
            session.put(table.name, frame, site)

    def _train(self, statement: Train) -> None:
        session = self._session
        frame = queries.evaluate(session, statement.query)
        features = without_columns(frame, (*statement.targets, *statement.ignored))
        if statement.function:
            session.library.models.add(statement.function.lower())
        site = session.site(statement.place)
        session.world.sink(SinkKind.TRAINED, f"CREATE MODEL {statement.model}", frame_labels(features), site)


def _same(one: object, other: object) -> bool:
    """Whether two columns have the same name, whatever the case."""
    return str(one).lower() == str(other).lower()


def _joining(scope: Scope) -> Labels:
    """What decided which rows a joined UPDATE or DELETE sees."""
    return scope.rows if len(scope.sources) > 1 else NONE


def _joined(before: Frame, frame: Frame) -> Frame:
    if not before.rest and not frame.rest and len(before.columns) == len(frame.columns):
        same = [str(e.name).lower() for e in before.columns] == [str(e.name).lower() for e in frame.columns]
        if same:
            return stacked(before, frame)
    known = {str(entry.name).lower(): entry.name for entry in before.columns}
    columns = tuple(replace(entry, name=known.get(str(entry.name).lower(), entry.name)) for entry in frame.columns)
    return join_frames(before, replace(frame, columns=columns))
