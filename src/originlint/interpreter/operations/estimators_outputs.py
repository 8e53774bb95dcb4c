"""What a described transformer makes of the columns it gets, as the `output` option of its class says."""

from __future__ import annotations

from dataclasses import replace

from originlint.interpreter.labels import NONE, Labels
from originlint.interpreter.machine import Machine
from originlint.interpreter.operations.estimators_features import column_labels, data_labels, mapped, select
from originlint.interpreter.values import Entry, Estimator, Family, Frame, Literal, Value
from originlint.source.site import Site


def output_of(machine: Machine, transformer: Estimator, frame: Frame, target: Labels, site: Site) -> Frame:
    """The frame that comes out. `target` are the labels of y, which target encoders mix in."""
    class_ = machine.library.class_of(transformer.type)
    kind = str(class_.option("output", "same")) if class_ is not None else "same"
    given = dict(transformer.options)
    short = transformer.type.rpartition(".")[2]
    frame = mapped(frame, site, f"transformed by `{short}`", machine.depth)
    dialect = str(class_.option("dialect", "numpy")) if class_ is not None else "numpy"
    kept: Frame | None = None
    columns_option = class_.option("columns") if class_ is not None else None
    if isinstance(columns_option, str) and columns_option in given and not _is_none(machine, given[columns_option]):
        chosen, names = select(machine, frame, given[columns_option], site)
        if names is not None:
            kept = replace(frame, columns=tuple(entry for entry in frame.columns if str(entry.name) not in names))
            frame = replace(frame, columns=chosen.columns, rest=())
    elif isinstance(columns_option, str) and kind in ("family", "mix"):
        # Without a list, encoders take the columns of text; which these are is not known, and the others stay.
        kept = replace(frame, columns=tuple(replace(entry, certain=False) for entry in frame.columns))
    if kind == "without" and kept is not None:
        return replace(kept, dialect=dialect, index=())
    result = _changed(machine, kind, class_.option("prefix") if class_ is not None else None, frame)
    if class_ is not None and class_.option("uses_target"):
        result = _with_target(result, data_labels(target))
    if kept is not None:
        result = replace(result, columns=(*kept.columns, *result.columns), rest=kept.rest, ordered=False)
    set_output = given.get("set_output")
    if set_output is not None:
        chosen_dialect = machine.load(set_output)
        if isinstance(chosen_dialect, Literal) and chosen_dialect.value in ("pandas", "polars"):
            dialect = str(chosen_dialect.value)
    return replace(result, dialect=dialect, index=())


def _is_none(machine: Machine, value: Value) -> bool:
    content = machine.load(value)
    return isinstance(content, Literal) and content.value is None


def _changed(machine: Machine, kind: str, prefix: object, frame: Frame) -> Frame:
    match kind:
        case "mix":
            everything = column_labels(machine, frame)
            return replace(
                frame, columns=(Entry(Family(str(prefix or "")), everything),), rest=(), shared=NONE, ordered=False
            )
        case "text":
            labels = column_labels(machine, frame)
            return replace(
                frame, columns=(Entry(Family(str(prefix or "")), labels),), rest=(), shared=NONE, ordered=False
            )
        case "family":
            return replace(frame, columns=tuple(_family(entry) for entry in frame.columns), ordered=False)
        case "subset":
            return replace(
                frame, columns=tuple(replace(entry, certain=False) for entry in frame.columns), ordered=False
            )
        case "expand":
            products = Entry(Family(""), column_labels(machine, frame))
            return replace(frame, columns=(*frame.columns, products), ordered=False)
        case "row":
            everything = column_labels(machine, frame)
            columns = tuple(replace(entry, labels=everything) for entry in frame.columns)
            return replace(frame, columns=columns, shared=frame.shared | everything)
        case _:
            return frame


def _family(entry: Entry) -> Entry:
    if isinstance(entry.name, Family) or entry.name is None:
        return entry
    return replace(entry, name=Family(f"{entry.name}_"), type="number")


def _with_target(frame: Frame, target: Labels) -> Frame:
    if not target:
        return frame
    columns = tuple(replace(entry, labels=entry.labels | target) for entry in frame.columns)
    return replace(frame, columns=columns, shared=frame.shared | target)
