"""Bad input costs the file it is in, is named, and nothing of it is executed; the findings of other files stay."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from originlint import api
from originlint.cli.main import main
from originlint.config.settings import Settings

GOOD = (
    "import pandas as pd\n"
    "from sklearn.linear_model import LogisticRegression\n"
    "people = pd.read_csv('people.csv')\n"
    "model = LogisticRegression().fit(people[['income', 'nationality']], people['fraud'])\n"
)

BROKEN = {
    "broken.py": b"def f(:\n  pass\n",
    "python2.py": b"print 'nationality' if\nprint `x`\n",
    "nul.py": b"x = 1\x00\ny = 2\n",
    "latin.py": "naam = 'Zoë'\n".encode("latin-1"),
    "unknown_encoding.py": b"# -*- coding: klingon -*-\nx = 1\n",
    "deep.py": b"x = " + b"(" * 3000 + b"1" + b")" * 3000 + b"\n",
    "notebook.ipynb": b'{"cells": [',
    "no_cells.ipynb": b'{"nbformat": 4}',
    "list.ipynb": b"[1, 2]",
}
"""Files that cannot be read as what they are called."""

READ_ALL_THE_SAME = {"latin.py", "unknown_encoding.py"}
"""Files of which only letters outside ASCII are in doubt."""

ODD = {
    "bom.py": b"\xef\xbb\xbfx = 1\n",
    "empty.py": b"",
    "long_line.py": b"x = '" + b"a" * 300_000 + b"'\n",
    "literal.py": b"table = [" + b"1, " * 20_000 + b"]\n",
    "itself.py": b"import itself\nfrom itself import *\n",
    "one.py": b"from two import *\nimport two\n",
    "two.py": b"from one import *\nimport one\n",
    "recursive.py": b"def f(x):\n    return f(f(x))\nf(f)\n",
    "metaclass.py": b"class M(type):\n    def __call__(cls): return cls\nclass A(metaclass=M): pass\nA()()()\n",
    "base.py": b"class A(A): pass\nclass B(C): pass\nclass C(B): pass\nB().f\n",
    "endless.py": b"while True:\n    x = [x for x in x]\n",
    "model.pkl": b"cos\nsystem\n(S'touch executed'\ntR.",
    "template.sql": b"select {{ ''.__class__.__mro__ }} from {% if x %}",
    "settings.yaml": b"a: &a [*a, *a]\nb: !!python/object/apply:os.system ['touch executed']\n",
    "broken.json": b'{"a": ',
    "broken.toml": b"[a\n",
    "empty.csv": b"",
    "binary.csv": bytes(range(256)),
}
"""Files that are odd, but cost nothing else."""


def project(root: Path, files: dict[str, bytes]) -> Path:
    (root / "train.py").write_text(GOOD)
    for name, data in files.items():
        (root / name).write_bytes(data)
    return root


def codes(root: Path) -> set[tuple[str, str]]:
    result = api.check(root, (root,), Settings())
    assert not [cut for cut in result.analysis.coverage.budget if "error in originlint" in cut]
    return {(one.rule.code, one.location.path) for one in result.findings}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_named_and_costs_nothing_else(name: str, tmp_path: Path) -> None:
    root = project(tmp_path, {name: BROKEN[name]})
    result = api.check(root, (root,), Settings())
    assert ("ORL101", "train.py") in {(one.rule.code, one.location.path) for one in result.findings}
    assert name in {problem.path for problem in result.analysis.coverage.problems}
    state = {file.path: file.state for file in result.analysis.coverage.files}[name]
    assert (state == "analysed") == (name in READ_ALL_THE_SAME)


@pytest.mark.parametrize("name", ODD)
def test_an_odd_file_costs_nothing_else(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    root = project(tmp_path, {name: ODD[name]})
    assert ("ORL101", "train.py") in codes(root)
    assert not (tmp_path / "executed").exists()


def test_all_of_them_at_once_give_a_valid_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = project(tmp_path, {**BROKEN, **ODD})
    assert main(["check", str(root), "--output-format", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert {file["path"] for file in report["coverage"]["files"]} >= set(BROKEN)
    assert not (tmp_path / "executed").exists()


def test_links_in_circles_folders_named_like_files_and_pipes_are_passed_by(tmp_path: Path) -> None:
    root = project(tmp_path, {})
    (root / "folder.py").mkdir()
    (root / "loop").symlink_to(root, target_is_directory=True)
    (root / "dangling.py").symlink_to(root / "absent.py")
    os.mkfifo(root / "pipe.py")
    assert ("ORL101", "train.py") in codes(root)


def test_the_same_files_give_the_same_bytes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = project(tmp_path, ODD)
    reports = []
    for _ in range(2):
        main(["check", str(root), "--output-format", "sarif"])
        reports.append(capsys.readouterr().out)
    assert reports[0] == reports[1]


def test_nothing_in_the_working_directory_is_imported(tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('this was run')\n", encoding="utf-8")
    command = [sys.executable, "-m", "originlint", "check", "--no-cache", "."]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, "this was run" in done.stderr) == (0, False), done.stderr
