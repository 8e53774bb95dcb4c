"""A SQL file, templated or not, to a reading."""

from __future__ import annotations

from dataclasses import replace

from originlint.frontends.positions import Lines
from originlint.frontends.python.text import decode
from originlint.frontends.reading import Reading
from originlint.frontends.sql.read import read_sql
from originlint.frontends.sql.script import lower_text
from originlint.frontends.templates.dbt.workspace import Workspace
from originlint.frontends.templates.relocate import relocated
from originlint.frontends.templates.render import render_sql
from originlint.ir.forms import Problem
from originlint.ir.relational import Script


def read_templated(path: str, data: bytes, dialect: str | None, workspace: Workspace) -> Reading:
    """Read a SQL file; a template is rendered first. Places are those of the file. `dialect` is what somebody says it
    is in; a template may know better where nobody does."""
    decoded = decode(data)
    rendered = render_sql(path, decoded.text, workspace) if decoded.text is not None else None
    if decoded.text is None or rendered is None:
        return read_sql(path, data, dialect)
    script = relocated(lower_text(rendered.text, path, dialect or rendered.dialect), rendered.origins)
    lines = Lines(path, decoded.text)
    problems = [Problem(path, 0, f"{path} {decoded.problem}")] if decoded.problem else []
    for offset, note in rendered.notes:
        problems.append(Problem(path, lines.position(offset).line if offset > 0 else 0, note))
    for unread, problem in zip(script.unread, script.problems, strict=True):
        problems.append(replace(problem, line=lines.position(unread.place.at).line))
    script = replace(script, alternative=True, problems=tuple(problems), text=decoded.text)
    state = "partly" if problems else "analysed"
    return Reading(path, "sql", state, script=script, problems=tuple(problems))


def lower_query(text: str, dialect: str | None, workspace: Workspace) -> Script:
    """Lower SQL that code runs; a Jinja template is rendered first. Places are those of `text`."""
    rendered = render_sql("", text, workspace) if "{{" in text or "{%" in text else None
    if rendered is None:
        return lower_text(text, "", dialect)
    script = lower_text(rendered.text, "", dialect or rendered.dialect)
    return replace(relocated(script, rendered.origins), alternative=True)
