"""Facts flow one way: who may import whom."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "originlint"

HOMES = {
    "libcst": "frontends/python",
    "sqlglot": "frontends/sql",
    "jinja2": "frontends/templates",
    "click": "cli",
    "rich": "cli",
}
"""Each library has one home, so that a change of its interface is one package's business."""


def test_the_layers_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(config_filename="pyproject.toml", no_cache=True) == 0


def imported(file: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module.partition(".")[0])
    return names


@pytest.mark.parametrize(("library", "home"), sorted(HOMES.items()))
def test_a_library_is_imported_in_one_place(library: str, home: str) -> None:
    elsewhere = [
        file.relative_to(PACKAGE).as_posix()
        for file in sorted(PACKAGE.rglob("*.py"))
        if library in imported(file) and not file.is_relative_to(PACKAGE / home)
    ]
    assert elsewhere == []


def test_modules_stay_small() -> None:
    long = {
        file.relative_to(PACKAGE).as_posix(): lines
        for file in sorted(PACKAGE.rglob("*.py"))
        if (lines := file.read_text(encoding="utf-8").count("\n")) > 350
    }
    # The core language is a table of forms, and is read as such.
    long.pop("ir/forms.py", None)
    assert long == {}
