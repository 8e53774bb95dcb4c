"""Which files a project consists of."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from originlint.config.settings import Settings
from originlint.errors import UserError
from originlint.project.files import Project, discover
from originlint.project.languages import language_table, read_table
from originlint.project.root import find_root


def write(root: Path, contents: Mapping[str, str]) -> None:
    for path, text in contents.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def paths(project: Project) -> list[str]:
    return [file.path for file in project.files]


def messages(project: Project) -> list[tuple[str, str]]:
    return [(problem.path, problem.message) for problem in project.problems]


def test_languages_are_known_by_ending_and_by_first_line(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "score.PY": "",
            "explore.ipynb": "{}",
            "views/risk.sql.j2": "",
            "params.yml": "",
            "bin/score": "#!/usr/bin/env python3\n",
            "bin/fit": "#!/usr/bin/env -S Rscript --vanilla\n",
            "bin/other": "#!/bin/sh\n",
            "model.R": "",
            "tariff.xlsx": "",
            "model.v2.joblib": "",
            "logo.png": "",
            "README": "words",
        },
    )
    assert [(file.path, file.language) for file in discover(tmp_path, (), Settings()).files] == [
        ("bin/fit", "r"),
        ("bin/score", "python"),
        ("explore.ipynb", "notebook"),
        ("model.R", "r"),
        ("model.v2.joblib", "model"),
        ("params.yml", "yaml"),
        ("score.PY", "python"),
        ("tariff.xlsx", "excel"),
        ("views/risk.sql.j2", "sql"),
    ]


def test_an_ending_belongs_to_one_language() -> None:
    with pytest.raises(ValueError, match=r"\.x belongs to both a and b"):
        read_table(
            '[[language]]\nname = "a"\nrole = "code"\nendings = [".x"]\n'
            '[[language]]\nname = "b"\nrole = "code"\nendings = [".x"]\n'
        )
    with pytest.raises(ValueError, match="unknown role"):
        read_table('[[language]]\nname = "a"\nrole = "cod"\nendings = [".x"]\n')
    assert language_table().by_name["python"].role == "code"


def test_tests_are_read_and_tool_folders_are_not(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "tests/test_model.py": "",
            "build/features.py": "",
            "build/lib/model.py": "",
            ".venv/lib/x.py": "",
            "myenv/pyvenv.cfg": "",
            "myenv/lib/x.py": "",
            "node_modules/a/x.py": "",
            "__pycache__/x.py": "",
            "analytics/dbt_project.yml": "",
            "analytics/target/compiled/a.sql": "",
            "target/population.py": "",
        },
    )
    assert paths(discover(tmp_path, (), Settings())) == [
        "analytics/dbt_project.yml",
        "build/features.py",
        "target/population.py",
        "tests/test_model.py",
    ]


def test_nested_gitignore_files_are_honoured(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            ".git/info/exclude": "*.local.py\n",
            ".gitignore": "*.csv\n/out/\nsecret.py\n",
            "a/x.local.py": "",
            "a/.gitignore": "!secret.py\n!keep.csv\ndrafts/\n",
            "a/secret.py": "",
            "a/keep.csv": "",
            "a/drop.csv": "",
            "a/drafts/x.py": "",
            "a/out/y.py": "",
            "out/z.py": "",
            "secret.py": "",
        },
    )
    assert paths(discover(tmp_path, (), Settings())) == ["a/keep.csv", "a/out/y.py", "a/secret.py"]
    assert "secret.py" in paths(discover(tmp_path, (), Settings(respect_gitignore=False)))


def test_gitignore_is_about_git(tmp_path: Path) -> None:
    write(tmp_path, {".gitignore": "data/\n", "data/clean.py": ""})
    assert paths(discover(tmp_path, (), Settings())) == ["data/clean.py"]


@pytest.mark.parametrize("version", [2, 4])
def test_a_tracked_file_is_never_ignored(tmp_path: Path, version: int) -> None:
    write(
        tmp_path,
        {
            "data/build/features.py": "",
            "data/build/more_features.py": "",
            "data/scratch.py": "",
            "data/.venv/x.py": "",
            "run.local.py": "",
            "model.py": "",
        },
    )

    def git(*arguments: str) -> None:
        subprocess.run(["git", "-C", str(tmp_path), *arguments], check=True, capture_output=True)

    git("init")
    git("config", "index.version", str(version))
    git("add", "data/build", "data/.venv", "run.local.py", "model.py")
    write(tmp_path, {".gitignore": "data/\n*.local.py\n"})
    expected = ["data/build/features.py", "data/build/more_features.py", "model.py", "run.local.py"]
    assert paths(discover(tmp_path, (), Settings())) == expected
    (tmp_path / ".git" / "index").write_bytes(b"DIRC" + b"\x00" * 5)
    assert paths(discover(tmp_path, (), Settings())) == ["model.py"]


def test_a_folder_that_gitignore_leaves_out_is_read_when_it_is_named(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            ".git/HEAD": "",
            ".gitignore": "/checkouts/\n*.sql\n",
            "checkouts/model/fit.py": "",
            "checkouts/model/q.sql": "",
        },
    )
    assert paths(discover(tmp_path, (), Settings())) == []
    named = discover(tmp_path, (tmp_path / "checkouts" / "model",), Settings())
    assert paths(named) == ["checkouts/model/fit.py", "checkouts/model/q.sql"]


def test_naming_a_file_does_not_bring_in_what_is_excluded(tmp_path: Path) -> None:
    write(tmp_path, {"legacy/old.py": "", "new.py": ""})
    settings = Settings(extend_exclude=("legacy/",))
    project = discover(tmp_path, (tmp_path / "legacy" / "old.py", tmp_path / "new.py"), settings)
    assert paths(project) == ["new.py"]
    assert messages(project) == [
        ("legacy/old.py", "left out by the configuration or the built-in list of excluded folders")
    ]


def test_excludes_are_relative_to_the_configuration_file(tmp_path: Path) -> None:
    write(tmp_path, {"model/raw/x.py": "", "raw/x.py": ""})
    assert paths(discover(tmp_path, (), Settings(extend_exclude=("/raw/",), base="model"))) == ["raw/x.py"]


def test_exclude_replaces_the_builtin_list(tmp_path: Path) -> None:
    write(tmp_path, {"venv/x.py": "", "skip/y.py": "", ".git/hooks/z.py": ""})
    assert paths(discover(tmp_path, (), Settings(exclude=("skip/",)))) == ["venv/x.py"]


def test_paths_are_relative_to_the_root_wherever_we_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"a/b/x.py": "", "a/y.py": "", "z.py": ""})
    monkeypatch.chdir(tmp_path / "a")
    assert paths(discover(tmp_path, (Path("b"),), Settings())) == ["a/b/x.py"]
    assert paths(discover(tmp_path, (Path(), Path("b")), Settings())) == ["a/b/x.py", "a/y.py"]


def test_a_missing_path_and_a_path_outside_the_root_are_told(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    with pytest.raises(UserError, match="no such file"):
        discover(tmp_path, (tmp_path / "absent",), Settings())
    with pytest.raises(UserError, match="outside the project root"):
        discover(tmp_path / "in", (tmp_path,), Settings())


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a privilege there")
def test_links_neither_loop_nor_lead_outside(tmp_path: Path) -> None:
    root = tmp_path / "project"
    write(root, {"a/x.py": ""})
    write(tmp_path, {"elsewhere/y.py": ""})
    (root / "a" / "again").symlink_to(root)
    (root / "copy.py").symlink_to(root / "a" / "x.py")
    (root / "out").symlink_to(tmp_path / "elsewhere")
    (root / "gone.py").symlink_to(root / "nowhere.py")
    (root / "loop.py").symlink_to(root / "loop.py")
    project = discover(root, (), Settings())
    assert paths(project) == ["a/x.py"]
    assert messages(project) == [
        ("gone.py", "symbolic link that leads nowhere"),
        ("loop.py", "symbolic link that leads nowhere"),
        ("out", "symbolic link to outside the project; not followed"),
    ]


def test_large_code_is_named_and_large_data_is_not(tmp_path: Path) -> None:
    write(tmp_path, {"big.py": "x" * 200, "big.json": "1" * 2_000_001, "big.csv": "a,b\n" * 600_000})
    project = discover(tmp_path, (), Settings(max_file_size=100))
    assert paths(project) == ["big.csv"]
    assert messages(project) == [("big.py", "200 bytes; larger than max-file-size (100)")]
    assert len(project.files[0].read_columns(tmp_path)) == 65_536


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not store such names")
def test_a_name_that_is_not_unicode_is_a_problem_of_that_file(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.py")).touch()
    project = discover(tmp_path, (), Settings())
    assert paths(project) == []
    assert messages(project) == [("caf\\udce9.py", "the file name is not valid Unicode; not read")]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_may_not_be_read_is_named(tmp_path: Path) -> None:
    write(tmp_path, {"locked/x.py": "", "y.py": ""})
    (tmp_path / "locked").chmod(0)
    try:
        project = discover(tmp_path, (), Settings())
    finally:
        (tmp_path / "locked").chmod(0o755)
    assert paths(project) == ["y.py"]
    assert messages(project) == [("locked", "folder cannot be read: Permission denied")]


def test_the_root_is_the_work_tree_or_else_the_common_folder(tmp_path: Path) -> None:
    write(
        tmp_path, {"clone/.git/HEAD": "", "clone/a/x.py": "", "clone/b/y.py": "", "plain/a/x.py": "", "plain/y.py": ""}
    )
    tmp_path = tmp_path.resolve()
    assert find_root((tmp_path / "clone" / "a",)) == tmp_path / "clone"
    assert find_root((tmp_path / "clone" / "a", tmp_path / "clone" / "b" / "y.py")) == tmp_path / "clone"
    assert find_root((tmp_path / "plain" / "a",)) == tmp_path / "plain" / "a"
    assert find_root((tmp_path / "plain" / "a", tmp_path / "plain" / "y.py")) == tmp_path / "plain"
