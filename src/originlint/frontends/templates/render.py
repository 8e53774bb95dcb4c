"""A templated text to the text that a database would see."""

from __future__ import annotations

import re
from functools import partial

from originlint.frontends.templates.dbt.workspace import Workspace
from originlint.frontends.templates.jinja.render import render
from originlint.frontends.templates.jinja.syntax import TemplateError, parse
from originlint.frontends.templates.placeholders import blank_tags, fill_holes, has_holes
from originlint.frontends.templates.rendered import Rendered
from originlint.frontends.templates.sqlrender import is_sqlrender, render_sqlrender
from originlint.frontends.templates.traced import Traced, cut, grounded, joined, offset_map, written

_JINJA = re.compile(r"\{\{[-+]?\s*[A-Za-z_'\"(\[]|\{%[-+]?\s*[a-z]|\{#.*?#\}", re.DOTALL)
_DBT = re.compile(r"\{\{-?\s*(?:ref|source|config)\s*\(|\{%-?\s*(?:macro|snapshot)\b")


def render_sql(path: str, text: str, workspace: Workspace) -> Rendered | None:
    """The text of a templated SQL file as a database would see it; None when the file is no template.

    The ways in which its conditions can go stand in it one after another.
    """
    role = workspace.role(path)
    project = workspace.project(path)
    dialect = project.dialect if project is not None else None
    if role is not None or _JINJA.search(text):
        return _jinja(path, text, workspace, role, dialect)
    if is_sqlrender(text):
        return _together(text, [fill_holes(each) for each in render_sqlrender(text)], dialect="tsql")
    if has_holes(text):
        return _together(text, [fill_holes(written(text, 0))])
    return None


def _jinja(path: str, text: str, workspace: Workspace, role: str | None, dialect: str | None) -> Rendered:
    """Jinja, with or without dbt. What cannot be rendered is read with its tags taken out."""
    try:
        syntax = parse(text)
        if role == "macro":
            done = workspace.render_macros(path, syntax)
        elif role is not None or _DBT.search(text):
            done = workspace.render_model(path, syntax)
        else:
            done = render(syntax, template=partial(workspace.others.find, path))
    except TemplateError as error:
        note = (error.offset, f"{error.reason}; read without its tags")
        return _together(text, [fill_holes(blank_tags(written(text, 0)))], (note,), dialect)
    return _together(text, [fill_holes(each) for each in done.texts], done.notes, dialect)


def _together(
    source: str, texts: list[Traced], notes: tuple[tuple[int, str], ...] = (), dialect: str | None = None
) -> Rendered:
    """The renderings as one text. Statements that are the same in several come once, behind all that comes before them
    in any, so that they see whatever it makes."""
    merged: list[str] = []
    for text in texts:
        place = 0
        for statement in _statements(text) if len(texts) > 1 else [text]:
            if not statement.strip():
                continue
            try:
                place = merged.index(statement, place) + 1
            except ValueError:
                merged.insert(place, statement)
                place += 1
    parts: list[str] = []
    for statement in merged:
        parts += [statement, "\n" if statement.rstrip().endswith(";") else "\n;\n"]
    whole = grounded(joined(parts), len(source), len(source))
    return Rendered(str(whole), offset_map(whole), dialect, notes)


_SEMICOLON = re.compile(r"'(?:[^']|'')*'|\"[^\"]*\"|--[^\n]*|/\*.*?(?:\*/|\Z)|\$(\w*)\$.*?(?:\$\1\$|\Z)|(;)", re.DOTALL)


def _statements(text: Traced) -> list[str]:
    """The text in pieces that each end in a semicolon."""
    pieces: list[str] = []
    position = 0
    for match in _SEMICOLON.finditer(text):
        if match.group(2):
            pieces.append(cut(text, position, match.end()))
            position = match.end()
    pieces.append(cut(text, position, len(text)))
    return [piece for piece in pieces if piece.strip()]
