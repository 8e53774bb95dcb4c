"""How much of the SQL of a folder is understood: statements that are not read, and words that no form holds.

The folder is read as `originlint` reads it, with templates rendered and what `.gitignore` and the excludes leave out.
"""

from __future__ import annotations

import argparse
import logging
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from tests.frontends.sql_census import WORDS, lost, written

from benchmarks._timing import finish, heading
from originlint.config.dialects import dialect_of
from originlint.config.load import load
from originlint.frontends.python.text import decode
from originlint.frontends.sql.script import lower_text
from originlint.frontends.templates.dbt.workspace import Workspace
from originlint.frontends.templates.render import render_sql
from originlint.ir.depth import call_deep
from originlint.ir.relational import Script, Unread
from originlint.project.files import Project, discover


def add_options(parser: argparse.ArgumentParser) -> None:
    """The options of this measurement."""
    parser.add_argument("folders", type=Path, nargs="+", help="folders of SQL files")
    parser.add_argument("--show", type=int, default=0, help="how many unread statements and lossy files to print")
    parser.add_argument("--write", action="store_true", help="write the results")


def run(options: argparse.Namespace) -> int:
    """Count, print, and write when asked to."""
    logging.getLogger("sqlglot").setLevel(logging.CRITICAL)
    lines = heading("How much of SQL is read")[:-2]
    for folder in options.folders:
        lines += ["", *_census(folder.resolve(), options.show)]
    return finish("census", lines, options.write)


def _census(folder: Path, show: int) -> list[str]:
    settings = load(folder)
    project = discover(folder, (), settings)
    statements = files = 0
    reasons: Counter[str] = Counter()
    said: Counter[str] = Counter()
    missing: Counter[str] = Counter()
    examples: list[str] = []
    for path, text, script in _scripts(project, lambda path: dialect_of(settings, path)):
        files += 1
        statements += script.total
        reasons.update(each.reason for each in script.unread)
        examples += [f"    {path}: {each.reason}: {_beginning(text, each)}" for each in script.unread]
        said += written(text, script.dialect)
        gone = lost(text, script)
        missing += gone
        if gone:
            examples.append(f"    {path}: {dict(sorted(gone.items()))} of {script.dialect or 'standard'} SQL not held")
    share = 100 * reasons.total() / max(statements, 1)
    words = ", ".join(f"{said[word] - missing[word]} of {said[word]} {word}" for word in WORDS if said[word])
    return [
        folder.name,
        f"  {files} files, {statements} statements, {reasons.total()} of them not read ({share:.2f} %)",
        *(
            f"    {count:5}  {reason}"
            for reason, count in sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0]))
        ),
        f"  words that a form holds: {words}",
        *examples[:show],
    ]


def _beginning(text: str, unread: Unread) -> str:
    return " ".join(text[unread.place.at :][: unread.place.length].split())[:150]


def _scripts(project: Project, dialect: Callable[[str], str | None]) -> Iterator[tuple[str, str, Script]]:
    """The SQL files, each with the text that is lowered: that of the file, or what a template becomes."""

    def content(path: str) -> bytes:
        return (project.root / path).read_bytes()

    space = Workspace.of((file.path for file in project.files), content, project.aids)
    for file in sorted(project.of_language("sql"), key=lambda file: space.role(file.path) == "macro"):
        text = decode(content(file.path)).text
        if text is not None:
            rendered = call_deep(partial(render_sql, file.path, text, space))
            shown = rendered.text if rendered is not None else text
            speaking = rendered.dialect if rendered is not None else None
            yield file.path, shown, lower_text(shown, file.path, dialect(file.path) or speaking)
