"""Which column a name means: the relations of a query, and those around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from originlint.interpreter.labels import NONE, Dependence, Everything, Label, Labels, Mention
from originlint.interpreter.relations.session import Session
from originlint.interpreter.values import Entry, Family, Frame
from originlint.ir.relational import Place
from originlint.source.frozen import frozen
from originlint.source.site import Site


@frozen
class Source:
    """One relation in FROM. `names` is its alias, or catalog, schema and name. `base` is the dataset's name when it
    comes from the catalog. `site` is where it is named; the open rest of a base table has its wildcard there until a
    star takes it over."""

    names: tuple[str, ...]
    frame: Frame
    site: Site
    base: str | None = None
    merged: frozenset[str] = frozenset()
    index: Mapping[str, Entry] = field(init=False, repr=False, compare=False)
    """Columns that USING or NATURAL has merged into those of an earlier source: `*` does not repeat them."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "index", _indexed(self.frame))

    def entry(self, name: str) -> Entry | None:
        """The column of that name, whatever the case; several of one name are joined."""
        found = self.index.get(name.lower())
        return found if found is not None else _of_family(self.frame, name)

    def is_value(self, alias: str, name: str) -> bool:
        """Whether the source is a list of values called `alias`, so that `alias.name` is a field of one of them."""
        alone = len(self.frame.columns) == 1 and not self.frame.rest
        return alone and self.entry(name) is None and self.entry(alias) is not None

    def answers_to(self, qualifier: tuple[str, ...]) -> bool:
        """Whether a qualifier means this source."""
        if len(qualifier) > len(self.names):
            qualifier = qualifier[-len(self.names) :]
        asked = tuple(part.lower() for part in qualifier)
        return tuple(part.lower() for part in self.names[-len(asked) :]) == asked


@dataclass(slots=True)
class Scope:
    """The relations that a query's expressions see. `rows` is what decides which rows there are."""

    sources: list[Source] = field(default_factory=list)
    rows: Labels = NONE
    outer: Scope | None = None
    aliases: dict[str, Labels] = field(default_factory=dict)


def entry_of(frame: Frame, name: str) -> Entry | None:
    """The column of that name, whatever the case; several of one name are joined."""
    found: Entry | None = None
    wanted = name.lower()
    for entry in frame.columns:
        if isinstance(entry.name, str) and entry.name.lower() == wanted:
            found = entry if found is None else replace(found, labels=found.labels | entry.labels)
    return found if found is not None else _of_family(frame, name)


def _indexed(frame: Frame) -> Mapping[str, Entry]:
    found: dict[str, Entry] = {}
    for entry in frame.columns:
        if isinstance(entry.name, str):
            key = entry.name.lower()
            known = found.get(key)
            found[key] = entry if known is None else replace(known, labels=known.labels | entry.labels)
    return found


def _of_family(frame: Frame, name: str) -> Entry | None:
    for entry in frame.columns:
        family = entry.name
        if isinstance(family, Family) and family.covers(name):
            return replace(entry, name=name, certain=False)
    return None


def spellings(name: str) -> frozenset[str]:
    """A column's name in the cases that a catalog may hold it in."""
    return frozenset({name, name.lower(), name.upper()})


def admitting(frame: Frame, name: str) -> Everything | None:
    """The part of the unseen rest that may hold a column of that name."""
    return next((each for each in frame.rest if each.admits(name)), None)


def column_labels(session: Session, scope: Scope, parts: tuple[str, ...], place: Place, bare: bool) -> Labels:
    """What a column reference owes to. `bare` tells that it is only passed on, under the name it has."""
    site = session.site(place)
    around: Scope | None = scope
    while around is not None:
        labels = _in_scope(session, around, parts, site, bare)
        if labels is not None:
            return labels
        around = around.outer
    name = parts[-1]
    if len(parts) > 1 and parts[-2].lower() in session.records:
        return record_labels(session, parts[-2].lower(), name, site)
    variable = session.variables.get(name.lower())
    if variable is not None:
        return variable
    return session.world.mention(name, site, "column", None)


def record_labels(session: Session, record: str, name: str, site: Site) -> Labels:
    """What a field of a variable that holds a row owes to."""
    frame = session.records[record]
    labels = _read(session, Source((record,), frame, site), name, site, True)
    return labels | frame.rows.weakened(Dependence.CONTROL)


def _in_scope(session: Session, scope: Scope, parts: tuple[str, ...], site: Site, bare: bool) -> Labels | None:
    for count in range(len(parts) - 1, 0, -1):
        for source in scope.sources:
            if source.answers_to(parts[:count]):
                if source.is_value(parts[count - 1], parts[count]):
                    labels = _read(session, source, parts[count - 1], site, False)
                    return _members(session, labels, parts[count:], site, source.base)
                labels = _read(session, source, parts[count], site, bare and count == len(parts) - 1)
                return _members(session, labels, parts[count + 1 :], site, source.base)
    if len(parts) > 1 and not any(source.entry(parts[0]) for source in scope.sources):
        return None
    return _unqualified(session, scope, parts, site, bare)


def _unqualified(session: Session, scope: Scope, parts: tuple[str, ...], site: Site, bare: bool) -> Labels | None:
    name = parts[0]
    known = [source for source in scope.sources if source.entry(name) is not None]
    certain = [source for source in known if (entry := source.entry(name)) is not None and entry.certain]
    for source in known[1:]:
        if name.lower() in source.merged:
            certain = known
    if known:
        labels = NONE
        for source in certain or known:
            labels = labels | _read(session, source, name, site, bare and len(parts) == 1)
        return _members(session, labels, parts[1:], site, known[0].base)
    if name.lower() in session.variables and len(parts) == 1:
        return session.variables[name.lower()]
    if name.lower() in scope.aliases and len(parts) == 1:
        return scope.aliases[name.lower()]
    open_ones = [source for source in scope.sources if admitting(source.frame, name) is not None]
    if len(open_ones) == 1:
        return _read(session, open_ones[0], name, site, bare)
    if open_ones:
        labels = session.world.mention(name, site, "column of one of several tables", None)
        for source in open_ones:
            labels = labels | source.frame.shared
        return labels
    return None


def _read(session: Session, source: Source, name: str, site: Site, bare: bool) -> Labels:
    entry = source.entry(name)
    if entry is not None:
        labels = Labels(label for label in entry.labels if not _is_own(label, source))
        labels = labels.through(site, f"column `{name}` is read", session.world.depth)
        if bare and (source.base is None or _says(labels, name)):
            return labels
        return labels | session.world.mention(name, site, "column", source.base)
    everything = admitting(source.frame, name)
    dataset = everything.dataset if everything is not None else source.base
    labels = session.world.mention(name, site, "column", dataset or None)
    return labels | source.frame.shared if everything is not None else labels


def _says(labels: Labels, name: str) -> bool:
    """Whether the labels already say that this column is the attribute of its name."""
    return any(isinstance(each.subject, Mention) and each.subject.name.lower() == name.lower() for each in labels)


def _is_own(label: Label, source: Source) -> bool:
    """Whether a label only says that a wildcard at this very place would admit the column: naming it is clearer."""
    return isinstance(label.subject, Everything) and label.subject.wildcard == source.site


def _members(session: Session, labels: Labels, members: tuple[str, ...], site: Site, dataset: str | None) -> Labels:
    for member in members:
        labels = labels | session.world.mention(member, site, "field", dataset)
    return labels


def visible(scope: Scope, qualifier: tuple[str, ...]) -> Iterator[Source]:
    """The sources that `*` or `qualifier.*` stands for."""
    for source in scope.sources:
        if not qualifier or source.answers_to(qualifier):
            yield source
