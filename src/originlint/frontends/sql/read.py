"""A SQL file to a reading."""

from __future__ import annotations

from originlint.frontends.positions import TextLocator
from originlint.frontends.python.text import decode
from originlint.frontends.reading import Reading, unread
from originlint.frontends.sql.script import lower_text
from originlint.ir.forms import Problem
from originlint.source.site import Locator


def read_sql(path: str, data: bytes, dialect: str | None = None) -> Reading:
    """Read a file of SQL. `dialect` is what somebody says it is in. The reading is "partly" analysed when a statement
    was not understood: that statement's names still count."""
    decoded = decode(data)
    if decoded.text is None:
        return unread(path, "sql", decoded.problem)
    script = lower_text(decoded.text, path, dialect)
    problems = (Problem(path, 0, f"{path} {decoded.problem}"),) if decoded.problem else ()
    state = "partly" if script.unread else "analysed"
    return Reading(path, "sql", state, script=script, problems=(*problems, *script.problems))


def sql_locator(path: str, data: bytes) -> Locator:
    """The locator of a SQL file: its nodes are character offsets."""
    decoded = decode(data)
    return TextLocator(path, decoded.text or "", decoded.shift)
