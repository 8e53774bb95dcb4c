"""Column lineage of SQL: what every column of every table owes to, origin or not.

The evaluation is the one that looks for origin. Only the world is another: here every column that is read has a label,
and what a statement writes ends it, so that an edge joins the tables of one statement.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from originlint.config.dialects import dialect_of
from originlint.config.settings import Settings
from originlint.frontends import reader
from originlint.frontends.sql.script import lower_text
from originlint.frontends.templates.dbt.workspace import Workspace
from originlint.interpreter.catalog import Catalog
from originlint.interpreter.labels import NONE, Dependence, Everything, Label, Labels, Mention, Step
from originlint.interpreter.machine import SinkKind
from originlint.interpreter.opaque import everything_of
from originlint.interpreter.relations.scripts import script_order
from originlint.interpreter.relations.session import Session
from originlint.interpreter.relations.statements import Statements
from originlint.interpreter.scores import ScoreWords
from originlint.interpreter.values import Entry, Frame
from originlint.ir.depth import call_deep
from originlint.ir.forms import Problem
from originlint.ir.relational import Read, Script, nested
from originlint.lexicon.verdict import Certainty, Kind, Verdict
from originlint.project.files import TABLES, discover
from originlint.schemas import declare, declare_schemas
from originlint.source.nameless import shown
from originlint.source.site import Range, Site

_VERDICT = Verdict("", True, "", Kind.DIRECT, Certainty.DEFINITE, ())
_SILENT = frozenset({"alias", "schema", "name", "code", "parameter", "variable", "key", "field"})
"""Where the analysis sees an attribute, and lineage no column."""

ALL = "*"
"""The column that stands for all of a table: unseen ones, and which rows it has."""


@dataclass(frozen=True, slots=True, order=True)
class End:
    """A column of a dataset; no dataset for the result of a query, or when it is not known which table has it."""

    dataset: str | None
    column: str


@dataclass(frozen=True, slots=True)
class Edge:
    """One column owes to another: `dependence` is "data", "control" or "selection"."""

    source: End
    target: End
    dependence: str
    location: Range

    @property
    def order(self) -> tuple[object, ...]:
        where = self.location
        ends = (self.source.dataset or "", self.source.column, self.target.dataset or "", self.target.column)
        return (where.path, where.start, *ends, self.dependence)


@dataclass(frozen=True, slots=True)
class Lineage:
    """All edges, in the order of the text, and what could not be read."""

    edges: tuple[Edge, ...]
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _World:
    """The world of the evaluation: everything is worth a label, nothing is a score."""

    catalog: Catalog
    scores: ScoreWords = field(default_factory=lambda: ScoreWords(frozenset(), frozenset()))
    depth: int = 0

    def mention(self, name: str, site: Site, via: str, dataset: str | None = None) -> Labels:
        if via in _SILENT or (dataset is None and via == "column"):
            return NONE
        subject = Mention(name, site, _VERDICT, via, dataset)
        return Labels([Label(subject, Dependence.DATA, Certainty.DEFINITE, Step(site, name, None, 1, 0))])

    def renames(self, labels: Labels, name: str, meaning: str) -> None:
        """Lineage knows no meanings."""

    def names_attribute(self, text: str) -> bool:
        return False

    def read_dataset(self, name: str, site: Site, dialect: str) -> Frame:
        header = self.catalog.header(name)
        if not header:
            return Frame(rest=(everything_of(name, site),), dialect="sql", ordered=False, dataset=name)
        columns = tuple(Entry(each.name, self.mention(each.name, site, "star", name)) for each in header)
        return Frame(columns, dialect="sql", dataset=name)

    def write_dataset(self, name: str, frame: Frame, site: Site) -> None:
        return

    def sink(self, kind: SinkKind, name: str, value: Labels, site: Site) -> None:
        return

    def use(self, use: str, value: Labels, site: Site) -> None:
        return

    def unresolved(self, what: str, site: Site) -> None:
        return


@dataclass(slots=True)
class _Recording(Session):
    """A session that notes what is written, and forgets where that came from."""

    edges: dict[tuple[End, End, Dependence], Site] = field(default_factory=dict)

    def put(self, name: str, frame: Frame, site: Site) -> None:
        self.note(name, frame, site)
        columns = tuple(
            Entry(entry.name, self.world.mention(str(entry.name), site, "star", name), entry.certain)
            for entry in frame.columns
        )
        # Not `super()`: a slotted dataclass is another class than the one that the body was written in.
        Session.put(self, name, replace(frame, columns=columns, rows=NONE, shared=NONE), site)

    def note(self, name: str | None, frame: Frame, site: Site) -> None:
        """Note what each column of a table owes to."""
        for entry in frame.columns:
            self._edges(entry.labels, End(name, str(entry.name)), site)
        self._edges(frame.shared, End(name, ALL), site)
        self._edges(frame.rows.weakened(Dependence.SELECTION), End(name, ALL), site)
        for everything in frame.rest:
            source = End(everything.dataset, ALL)
            if everything.dataset != name:
                self.edges.setdefault((source, End(name, ALL), Dependence.DATA), everything.wildcard)

    def _edges(self, labels: Labels, target: End, site: Site) -> None:
        for label in labels:
            subject = label.subject
            if not isinstance(subject, (Mention, Everything)):
                continue
            where = subject.wildcard if isinstance(subject, Everything) else subject.entry
            column = ALL if isinstance(subject, Everything) else subject.name
            source = End(subject.dataset, column)
            if source != target:
                key = (source, target, label.dependence)
                self.edges[key] = min(self.edges.get(key, where), where)


def lineage(root: Path, paths: tuple[Path, ...], settings: Settings) -> Lineage:
    """The column lineage of the SQL files at `paths` below `root`. `settings` name the dialect, and the schemas that
    say which columns tables have.

    Raises UserError when a path or a schema cannot be used.
    """
    project = discover(root, paths, settings)
    catalog = Catalog()
    scripts: dict[str, Script] = {}
    problems: list[Problem] = []

    def content(path: str) -> bytes:
        return (project.root / path).read_bytes()

    workspace = Workspace.of((file.path for file in project.files), content, project.aids)
    for file in project.of_language("sql", "yaml", *sorted(TABLES)):
        data = file.read_needed(project.root)
        reading = reader.read(file.path, data, file.language, dialect_of(settings, file.path), workspace)
        declare(catalog, reading, workspace)
        if reading.script is not None:
            scripts[file.path] = reading.script
        if file.language == "sql":
            problems.extend(reading.problems)
    problems.extend(declare_schemas(catalog, project.root, settings, workspace, scripts))
    edges: list[Edge] = []
    for path in script_order(scripts):
        found = call_deep(partial(_of_script, catalog, scripts[path]))
        locate = reader.locator(path, content(path), "sql").locate
        edges.extend(
            Edge(_shown(source, locate), _shown(target, locate), dependence.name.lower(), locate(site))
            for (source, target, dependence), site in found.items()
        )
    return Lineage(tuple(sorted(edges, key=lambda edge: edge.order)), tuple(problems))


def _shown(end: End, locate: Callable[[Site], Range]) -> End:
    return end if end.dataset is None else replace(end, dataset=shown(end.dataset, locate))


def _of_script(catalog: Catalog, script: Script) -> dict[tuple[End, End, Dependence], Site]:
    session = _Recording(_World(catalog), lambda place: Site(script.path, place.at, -1, place.length))
    runner = Statements(session, _dynamic)
    reads = {id(each) for each in nested(script.statements) if isinstance(each, Read)}
    for statement in script.statements:
        session.result = None
        runner.run([statement])
        if id(statement) in reads and session.result is not None:
            session.note(None, session.result, session.site(statement.place))
    return session.edges


def _dynamic(session: Session, text: str, site: Site) -> None:
    before = session.site
    session.site = lambda place: site
    try:
        Statements(session).run(lower_text(text).statements)
    finally:
        session.site = before
