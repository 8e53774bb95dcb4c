"""Saved models, by their content: the names of the features that they were trained on. Nothing is loaded or run."""

from __future__ import annotations

import json
import re

from originlint.frontends.artefacts import catboost, onnx, pmml, ubjson
from originlint.frontends.artefacts.limits import LARGEST, NESTING, Unreadable
from originlint.frontends.artefacts.names import FeatureNames
from originlint.frontends.artefacts.packed import member, unpacked
from originlint.frontends.artefacts.pickles import unpickle
from originlint.frontends.artefacts.plain import plain_value
from originlint.frontends.artefacts.skops import unpack_skops
from originlint.frontends.artefacts.texts import is_table, texts
from originlint.frontends.reading import MODEL, PICKLED, PICKLED_TABLE, Reading, unread
from originlint.ir.forms import Constant, Mapping, Problem, Sequence

_PICKLED = (b"\x80", b"(", b"c", b"]", b"}", b")")
"""How pickles begin: with their protocol, or, in the oldest, with their first value."""

_LIGHTGBM = re.compile(rb"^feature_names=(.*)$", re.M)
_LISTED = re.compile(rb'"feature_names"\s*:\s*(\[(?:[^\]\\"]|"(?:[^"\\]|\\.)*")*\])')


def read_model(path: str, data: bytes) -> Reading:
    """Read a saved model, of which `data` is the beginning if it is longer than `LARGEST`.

    The value of the reading is the mapping `{"features": […]}`; that of a pickle of plain values is what was pickled,
    that of a pickled table its columns.
    """
    try:
        return _read(path, data)
    except ValueError as error:
        return unread(path, MODEL, str(error))
    except RecursionError:
        return unread(path, MODEL, "nests too deep")


def _read(path: str, data: bytes) -> Reading:
    if not data:
        raise Unreadable("is empty")
    is_whole = len(data) <= LARGEST
    data = unpacked(data)
    names = _in_one_piece(data, 0)
    if names is None and path.lower().endswith(".onnx"):
        names = onnx.input_names(data)
    if names is None:
        if data[:1] not in _PICKLED:
            raise Unreadable("is in a format of saved models that is not read")
        pickled = unpickle(data)
        is_whole = is_whole and pickled.is_whole
        if is_table(pickled.value):
            columns = tuple(Constant(0, name) for name in texts(pickled.value))
            return Reading(path, PICKLED_TABLE, "analysed", value=Sequence(0, "list", columns))
        value = plain_value(pickled.value) if pickled.is_whole else None
        if value is not None:
            return Reading(path, PICKLED, "analysed", value=value)
        names = FeatureNames(_inner, 0).of(pickled.value)
    problem = "" if names else "names none of the features it was trained on"
    problem = problem if is_whole else "could not be read to its end, so that not all of its features may be known"
    problems = (Problem(path, 0, f"{path} {problem}"),) if problem else ()
    features = Sequence(0, "list", tuple(Constant(0, name) for name in names))
    value = Mapping(0, ((Constant(0, "features"), features),))
    return Reading(path, MODEL, "partly" if problem else "analysed", value=value, problems=problems)


def _in_one_piece(data: bytes, depth: int) -> list[str] | None:
    """The features of a model that is stored as text or in a format of its own; None when it is none. Raises ValueError
    when it is one that cannot be read."""
    if data.startswith(b"tree\n"):
        found = _LIGHTGBM.search(data)
        return found.group(1).decode("utf-8", "replace").split() if found else []
    if data.startswith(catboost.MAGIC):
        return catboost.feature_names(data)
    if data[:1] == b"{" and data[1:2] in (b"i", b"U", b"I", b"l", b"L", b"#", b"$"):
        return ubjson.feature_names(data)
    if data.startswith(b"PK\x03\x04"):
        return _in_archive(data, depth)
    head = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{"):
        return _in_json(data)
    return pmml.field_names(data) if head.startswith(b"<") else None


def _inner(data: bytes, depth: int) -> list[str]:
    """The features of a model that is kept in one piece in another object."""
    try:
        return (_in_one_piece(data, depth) or []) if depth <= NESTING else []
    except ValueError:
        return []


def _in_archive(data: bytes, depth: int) -> list[str]:
    """Models in an archive: H2O's MOJO, skops, and the pickle that PyTorch puts there."""
    held = member(data, "model.ini", "schema.json", "data.pkl", "archive/data.pkl")
    if held is None:
        raise Unreadable("is an archive in a format of saved models that is not read")
    name, content = held
    if name == "model.ini":
        return _mojo(content.decode("utf-8", "replace"))
    value = unpack_skops(content) if name == "schema.json" else unpickle(content).value
    return FeatureNames(_inner, depth).of(value)


def _mojo(text: str) -> list[str]:
    """The columns of an H2O model. The last one is the response, when the model has one."""
    _, _, behind = text.partition("[columns]")
    columns = [line.strip() for line in behind.partition("[domains]")[0].splitlines() if line.strip()]
    supervised = re.search(r"^supervised\s*=\s*true", text, re.M)
    return columns[:-1] if supervised else columns


def _in_json(data: bytes) -> list[str]:
    """The list of names in a model that is JSON, wherever it is cut off."""
    found = _LISTED.search(data)
    if found is None:
        raise Unreadable("is JSON that names no features")
    return [name for name in json.loads(found.group(1)) if isinstance(name, str)]
