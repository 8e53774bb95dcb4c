"""Functions of a database that train a model on a table that they are told by name."""

from __future__ import annotations

import re

from originlint.interpreter.labelling import frame_labels
from originlint.interpreter.labels import NONE, Labels
from originlint.interpreter.machine import SinkKind
from originlint.interpreter.relations.frames import without_columns
from originlint.interpreter.relations.scope import Scope, Source, column_labels
from originlint.interpreter.relations.session import Session
from originlint.ir.relational import Constant, Place, Value
from originlint.source.frozen import frozen

_WORD = re.compile(r"[^\W\d]\w*(?!\w*\s*\()")


@frozen
class _Training:
    """Which of its texts name the table, what is to be predicted, and an expression of what it is predicted from."""

    name: re.Pattern[str]
    table: int
    target: int
    features: int | None = None


_KNOWN = (
    _Training(re.compile(r"pgml\.train"), 2, 3),  # postgresml.org/docs: pgml.train
    _Training(
        re.compile(r"madlib\.\w+_train"), 0, 2, 3
    ),  # madlib.apache.org/docs: the functions of supervised learning
)


def trains(session: Session, function: str, arguments: tuple[Value, ...], place: Place) -> bool:
    """Report what a function is trained on; whether it trains at all."""
    known = next((each for each in _KNOWN if each.name.fullmatch(function)), None)
    if known is None:
        return False
    texts = [each for each in arguments if isinstance(each, Constant) and isinstance(each.value, str)]
    if len(texts) <= known.table:
        return True
    site = session.site(place)
    frame = session.current(str(texts[known.table].value), site)
    labels = frame_labels(without_columns(frame, [str(each.value) for each in texts[known.target : known.target + 1]]))
    if known.features is not None and len(texts) > known.features:
        labels = _named_in(session, Scope([Source((), frame, site)]), texts[known.features])
    session.world.sink(SinkKind.TRAINED, function, labels, site)
    return True


def _named_in(session: Session, scope: Scope, text: Constant) -> Labels:
    """The labels of the columns that an expression in a text names."""
    labels = NONE
    for found in _WORD.finditer(str(text.value)):
        if found.group().upper() not in ("ARRAY", "NULL", "CASE", "WHEN", "THEN", "ELSE", "END"):
            place = Place(text.place.at + 1 + found.start(), len(found.group()))
            labels = labels | column_labels(session, scope, (found.group(),), place, False)
    return labels
