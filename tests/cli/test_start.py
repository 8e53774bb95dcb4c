"""What is not asked for is not loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("libcst", "sqlglot", "jinja2", "rich", "yaml", "originlint.interpreter", "originlint.report.full")


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]], ids=" ".join)
def test_help_loads_nothing_but_click(arguments: list[str]) -> None:
    code = (
        "import sys; from originlint.cli.main import main; main(sys.argv[1:]);"
        f"sys.stderr.write(repr([name for name in {HEAVY!r} if name in sys.modules]))"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], check=True, capture_output=True, text=True)
    assert done.stderr == "[]"


def test_a_project_without_sql_does_not_load_its_parser(tmp_path: Path) -> None:
    (tmp_path / "score.py").write_text("def risk(person):\n    return person['nationality'] * 2\n", encoding="utf-8")
    code = (
        "import sys; from originlint.cli.main import main; main(['check', sys.argv[1], '-q', '--no-cache']);"
        "sys.stderr.write(repr('sqlglot' in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=True, capture_output=True, text=True)
    assert done.stderr == "False"
