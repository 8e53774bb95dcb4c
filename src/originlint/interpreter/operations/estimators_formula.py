"""Formulas: `y ~ C(race) + age` names the columns that a model is trained on (R's and patsy's notation)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from originlint.interpreter.labels import NONE, Labels
from originlint.interpreter.machine import Invocation, Machine
from originlint.interpreter.operations.estimators_construct import settings
from originlint.interpreter.operations.estimators_features import features_of, pick
from originlint.interpreter.values import Column, Entry, Estimator, Family, Frame, Items, Literal, Opaque, Value
from originlint.source.site import Site

_NAME = re.compile(r"Q\(\s*(['\"])(?P<quoted>.+?)\1\s*\)|`(?P<ticked>[^`]+)`|(?P<plain>[^\W\d][\w.]*)")
_STRINGS = re.compile(r"(['\"]).*?\1")


def formula_model(machine: Machine, call: Invocation) -> Value:
    """`smf.ols(formula, data)`: a model whose data are the columns that the formula names."""
    features, target = _sides(machine, call.site, call.get("formula"), call.get("data"))
    given = (*settings(machine, call), ("exog", machine.new(features)), ("endog", target))
    made = str(call.record.option("makes", "statsmodels.base.model.Model"))
    class_ = machine.library.class_of(made)
    return machine.new(Estimator(made, class_.role if class_ is not None else "model", options=given))


def formula_matrices(machine: Machine, call: Invocation) -> Value:
    """`patsy.dmatrices(formula, data)`: target and features as tables; `dmatrix` gives the features alone."""
    text = call.get("formula_like") or call.get("formula")
    features, target = _sides(machine, call.site, text, call.get("data"))
    features = replace(features, columns=(Entry("Intercept", certain=False), *features.columns))
    table = machine.new(features)
    if call.record.option("gives") == "features":
        return table
    return machine.new(Items("tuple", (target, table)))


def formula_features(machine: Machine, text: Value, data: Value | None, site: Site) -> Frame:
    """The features that a formula names, for models that get one beside the table."""
    return _sides(machine, site, text, data)[0]


def _sides(machine: Machine, site: Site, text: Value | None, data: Value | None) -> tuple[Frame, Value]:
    """The features and the target of a formula over a table. Of a formula that is not known text, all columns."""
    frame = features_of(machine, data, site)
    content = machine.load(text) if text is not None else None
    if not (isinstance(content, Literal) and isinstance(content.value, str)):
        unsure = tuple(replace(entry, certain=False) for entry in frame.columns)
        return replace(frame, columns=unsure, shared=frame.shared | machine.labels(text)), Opaque()
    left, tilde, right = content.value.partition("~")
    if not tilde:
        left, right = "", left
    start = len(content.value) - len(right)
    features = tuple(_terms(machine, frame, content, right, start, site))
    wanted = tuple(_terms(machine, frame, content, left, 0, site)) if left else ()
    labels: Labels = NONE
    for entry in wanted:
        labels = labels | entry.labels
    target = Column(wanted[0].name if wanted else None, labels, frame.rows)
    keeps_all = re.search(r"(^|[+\s])\.(?=$|[-+\s])", right) is not None
    rest = frame.rest if keeps_all else ()
    columns = (*features, *(frame.columns if keeps_all else ()))
    return replace(frame, columns=columns, rest=rest, ordered=False), target


def _terms(machine: Machine, frame: Frame, text: Literal, side: str, start: int, site: Site) -> Iterator[Entry]:
    """The columns that one side of a formula names. A name before `(` is a function; `- name` takes a term away."""
    seen: set[str] = set()
    blanked = _STRINGS.sub(
        lambda found: " " * len(found.group()) if not _in_q(side, found.start()) else found.group(), side
    )
    for found in _NAME.finditer(blanked):
        name = found.group("quoted") or found.group("ticked") or found.group("plain")
        behind = blanked[found.end() :].lstrip()
        if found.group("plain") and behind.startswith("("):
            continue
        if found.group("plain") and behind.startswith("=") and not behind.startswith("=="):
            continue
        if name in seen or blanked[: found.start()].rstrip().endswith("-"):
            continue
        seen.add(name)
        group = "quoted" if found.group("quoted") else "ticked" if found.group("ticked") else "plain"
        place = place_in(text, start + found.start(group), len(name), site)
        entry = pick(machine, frame, name, place)
        coded = blanked[: found.start()].rstrip().endswith("C(")
        yield replace(entry, name=Family(f"C({name})[T.", "]")) if coded else entry


def _in_q(side: str, position: int) -> bool:
    return side[:position].rstrip().endswith("Q(")


def place_in(text: Literal, start: int, length: int, site: Site) -> Site:
    """Where a stretch of a known text is written."""
    position = 0
    for piece in text.pieces:
        if position <= start < position + piece.length and piece.site.node >= 0:
            offset = piece.start + start - position + max(piece.site.offset, 0)
            return replace_site(piece.site, offset, length)
        position += piece.length
    if text.pieces or text.site is None:
        return text.site or site
    return replace_site(text.site, start + max(text.site.offset, 0), length)


def replace_site(site: Site, offset: int, length: int) -> Site:
    """The same node, with a stretch inside it."""
    return site._replace(offset=offset, length=length)
