"""What the marks on a witness say of a label."""

from __future__ import annotations

from collections.abc import Iterator

from originlint.interpreter.labels import NONE, Dependence, Label, Labels, Mark, Step
from originlint.lexicon.verdict import Certainty
from originlint.source.site import Site

PRESENCE = "asks whether it is there"
"""The text of a hop behind which only presence matters."""

MAPPED = "mapped by a table"
"""The text of a hop at which a table says what stands for a value."""

DECIDES = "decides the value"
"""The text of a hop at which a condition chooses between values."""


def is_measure(label: Label, applied: bool) -> bool:
    """Whether a label only says that something is measured: how well a model does, or, where one is `applied`, people
    group by group, each group in its turn, as an audit does."""
    by_groups = applied and label.dependence is Dependence.SELECTION and is_marked(label, Mark.GROUPS)
    return by_groups or is_marked(label, Mark.METRIC)


def is_marked(label: Label, mark: Mark) -> bool:
    """Whether a hop of the witness has that mark."""
    return any(step.mark is mark for step in steps(label))


def steps(label: Label) -> Iterator[Step]:
    """The hops of a label's witness, last to first."""
    step: Step | None = label.witness
    while step is not None:
        yield step
        step = step.previous


def selecting(labels: Labels, site: Site, depth: int) -> Labels:
    """The same labels as selection by a condition at `site`. Leaving out people of whom nothing is recorded is
    cleaning more often than a choice, and doubtful as such."""
    if not labels:
        return labels
    doubtful = Labels(label for label in labels if is_marked(label, Mark.PRESENCE)).doubted(Certainty.POSSIBLE)
    chosen = labels.beyond(doubtful) | doubtful if doubtful else labels
    return chosen.weakened(Dependence.SELECTION).through(site, "selects the rows", depth)


def counted(labels: Labels, site: Site, depth: int) -> Labels:
    """The labels of a figure over all rows. How many of them have a value at all says something of the table, and
    nothing of anybody in it."""
    gaps = Labels(label for label in labels if is_marked(label, Mark.PRESENCE)).doubted(Certainty.POSSIBLE)
    if not gaps:
        return labels
    return labels.beyond(gaps) | gaps.through(site, "counted over all rows", depth, mark=Mark.METRIC)


def measured(labels: Labels, site: Site, depth: int) -> Labels:
    """The labels of a figure that says how well a model does. It is doubted, so that any other way to the same place is
    shown before it."""
    return labels.doubted(Certainty.POSSIBLE).through(site, "measured over all", depth, mark=Mark.METRIC)


def as_value(labels: Labels, rows: Labels = NONE) -> Labels:
    """The same labels where they are on a value in a table with these rows: a choice of other rows that went into it
    decides which value it is; that of its own rows is no matter of the value."""
    chosen = Labels(label for label in labels if label.dependence is Dependence.SELECTION)
    return labels.beyond(chosen) | chosen.beyond(rows).deciding() if chosen else labels
