"""Evaluation of `*`."""

from __future__ import annotations

from dataclasses import replace

from originlint.interpreter.frame_joins import join_rests
from originlint.interpreter.labels import NONE, Everything, Labels
from originlint.interpreter.name_condition import NameTest
from originlint.interpreter.relations import queries, values
from originlint.interpreter.relations.frames import with_entry, without_columns
from originlint.interpreter.relations.scope import Scope, Source, entry_of, spellings, visible
from originlint.interpreter.relations.session import Session
from originlint.interpreter.values import Entry, Frame
from originlint.ir.relational import (
    Column,
    Name,
    Star,
)
from originlint.source.site import Site


def star_columns(session: Session, scope: Scope, star: Star) -> Frame:
    """The columns that a star lets in."""
    site = session.site(star.place)
    gone = {each.text.lower() for each in star.without}
    columns: list[Entry] = []
    rest: tuple[Everything, ...] = ()
    shared = NONE
    ordered = True
    found = False
    for source in visible(scope, star.qualifier):
        found = True
        for entry in source.frame.columns:
            name = str(entry.name).lower()
            if name in gone:
                session.world.use("dropped", entry.labels, site)
                continue
            if name in source.merged and not star.qualifier:
                continue
            columns.append(replace(entry, labels=_taken_over(session, entry.labels, source, site)))
        without = frozenset().union(*(spellings(each.text) for each in star.without)) if star.without else frozenset()
        for everything in source.frame.rest:
            own = everything.wildcard == source.site
            wildcard = site if own or star.without else everything.wildcard
            rest = join_rests(rest, (replace(everything, without=everything.without | without, wildcard=wildcard),))
        shared = shared | source.frame.shared
        ordered = ordered and source.frame.ordered and not source.frame.rest
    if not found and star.qualifier:
        # A struct, or a relation that nobody knows: all of it is let in.
        labels = values.evaluate(session, scope, Column(star.place, star.qualifier))
        shared = shared | labels
        rest = (Everything(".".join(star.qualifier), frozenset(), (), site),)
    frame = Frame(tuple(columns), rest, shared, dialect="sql", ordered=ordered)
    if star.test is not None:
        frame = _matching(frame, NameTest(*star.test))
    for old, new in star.renamed:
        frame = _called(session, scope, frame, old, new)
    for projection in star.replaced:
        entry = queries.project(session, scope, projection, NONE, NONE)
        frame = with_entry(frame, entry)
    return frame


def _taken_over(session: Session, labels: Labels, source: Source, site: Site) -> Labels:
    """Columns that a wildcard at the table's own place admits are admitted by this star."""
    if not labels:
        return NONE
    moved = []
    for label in labels:
        subject = label.subject
        if isinstance(subject, Everything) and subject.wildcard == source.site:
            label = replace(label, subject=replace(subject, wildcard=site))
            label = replace(label, witness=replace(label.witness, site=site), ways=None)
        moved.append(label)
    return Labels(moved).through(site, "all columns", session.world.depth)


def _matching(frame: Frame, test: NameTest) -> Frame:
    columns = tuple(entry for entry in frame.columns if test.holds(str(entry.name)) is not False)
    rest = tuple(replace(each, matching=(*each.matching, test)) for each in frame.rest)
    return replace(frame, columns=columns, rest=rest)


def _called(session: Session, scope: Scope, frame: Frame, old: Name, new: Name) -> Frame:
    entry = entry_of(frame, old.text)
    if entry is None:
        labels = values.evaluate(session, scope, Column(old.place, (old.text,)))
        entry = Entry(old.text, labels)
    site = session.site(new.place)
    labels = entry.labels.through(site, f"renamed to `{new.text}`", session.world.depth)
    labels = labels or session.world.mention(new.text, site, "alias", None)
    kept = without_columns(frame, [old.text])
    return with_entry(kept, Entry(new.text, labels))
