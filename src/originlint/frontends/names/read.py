"""A file in a language that is not analysed, to a reading of its names."""

from __future__ import annotations

from pathlib import PurePosixPath

from originlint.frontends.names.scan import scan
from originlint.frontends.positions import TextLocator
from originlint.frontends.python.text import decode
from originlint.frontends.reading import Reading, unread
from originlint.ir.forms import Problem
from originlint.source.site import Locator


def read_names(path: str, data: bytes, language: str = "other") -> Reading:
    """Scan a text file for names. A file that is no text is "unread"."""
    decoded = decode(data)
    if decoded.text is None:
        return unread(path, language, decoded.problem)
    problems = (Problem(path, 0, f"{path} {decoded.problem}"),) if decoded.problem else ()
    return Reading(path, language, "scanned", names=scan(decoded.text, PurePosixPath(path).suffix), problems=problems)


def names_locator(path: str, data: bytes) -> Locator:
    """The locator of a scanned file."""
    decoded = decode(data)
    return TextLocator(path, decoded.text or "", decoded.shift)
