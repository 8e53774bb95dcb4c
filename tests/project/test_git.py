"""What git tells: revisions without credentials, and which files changed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from originlint.errors import UserError
from originlint.project.git import Revision, address, changed_files, revision, staged_files


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(root), *arguments], check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "test")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "test@localhost")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / "a.py").write_text("a = 1\n")
    (tmp_path / "gone.py").write_text("a = 1\n")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "first")
    return tmp_path


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://user:secret@example.org/o/r.git", "https://example.org/o/r.git"),
        ("https://token@example.org:8443/o/r.git?x=1#y", "https://example.org:8443/o/r.git"),
        ("git@example.org:o/r.git", "ssh://example.org/o/r.git"),
        ("ssh://git@example.org:22/o/r.git", "ssh://example.org:22/o/r.git"),
        ("https://example.org/o/my%20model é.git", "https://example.org/o/my%20model%20%C3%A9.git"),
        ("/home/me/r.git", None),
        ("file:///home/me/r.git", None),
        ("C:/repositories/r", None),
        ("../r", None),
        ("", None),
    ],
)
def test_the_address_of_a_remote_has_no_credentials_and_no_local_path(url: str, expected: str | None) -> None:
    assert address(url) == expected


def test_the_revision_is_that_of_the_root_itself(repository: Path, tmp_path: Path) -> None:
    git(repository, "remote", "add", "origin", "https://me:secret@example.org/r.git")
    known = revision(repository)
    assert (known.repository, known.branch) == ("https://example.org/r.git", "main")
    assert known.commit is not None and len(known.commit) == 40
    inner = repository / "inner"
    (inner / ".git").mkdir(parents=True)
    assert revision(inner) == Revision()


def test_staged_files_are_those_that_are_added_changed_or_removed(repository: Path) -> None:
    (repository / "a.py").write_text("a = 2\n")
    (repository / "naïve name.py").write_text("")
    (repository / "untracked.py").write_text("")
    git(repository, "add", "a.py", "naïve name.py")
    git(repository, "rm", "-q", "gone.py")
    assert staged_files(repository) == {"a.py", "gone.py", "naïve name.py"}


def test_changes_since_the_branch_left_count_whether_committed_or_not(repository: Path) -> None:
    git(repository, "checkout", "-qb", "topic")
    (repository / "b.py").write_text("")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "second")
    git(repository, "checkout", "-q", "main")
    (repository / "on_main.py").write_text("")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "third")
    git(repository, "checkout", "-q", "topic")
    (repository / "c.py").write_text("")
    (repository / "a.py").write_text("a = 3\n")
    assert changed_files(repository, "main") == {"a.py", "b.py", "c.py"}


def test_outside_a_repository_and_for_unknown_commits_it_is_said(repository: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="git knows no commit"):
        changed_files(repository, "--output=x")
    bare = tmp_path / "elsewhere"
    bare.mkdir()
    for ask in (staged_files, lambda root: changed_files(root, "main")):
        with pytest.raises(UserError, match="git does not tell what changed: fatal: not a git repository"):
            ask(bare)
