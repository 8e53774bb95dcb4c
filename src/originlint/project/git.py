"""What git tells about a work tree: its revision, and which files changed.

git is optional. What it is asked cannot make it run anything that the repository's configuration names: no file system
monitor, no external diff, no text conversion, no hooks.
"""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

from originlint.errors import UserError

_SAFE = ("-c", "core.fsmonitor=false", "-c", "core.quotePath=false", "--no-optional-locks")
_NAMES = ("--name-only", "-z", "--no-renames", "--no-ext-diff", "--no-textconv", "--relative")
_SCP = re.compile(r"(?:[^@/:]+@)?([^@/:]{2,}):(?!//)(.+)")
"""`user@host:path`, the short form of an ssh address; a single letter in front of the colon is a drive."""

_SAFE_IN_PATHS = "/%~:@!$&'()*+,;="
"""What may stand in the path of an address; a percent sign is taken for one that begins an escape."""

_PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Revision:
    """The state of the repository that was analysed. `repository` is an address without credentials."""

    repository: str | None = None
    commit: str | None = None
    branch: str | None = None


def revision(root: Path) -> Revision:
    """The revision that is checked out in `root`; empty when git does not answer."""
    if not (root / ".git").exists():
        return Revision()
    return Revision(
        repository=address(_ask(root, "config", "--get", "remote.origin.url") or ""),
        commit=_ask(root, "rev-parse", "--verify", "--quiet", "HEAD"),
        branch=_ask(root, "symbolic-ref", "--short", "--quiet", "HEAD"),
    )


def staged_files(root: Path) -> frozenset[str]:
    """The files that the next commit adds, changes or removes.

    Paths are relative to `root`. Raises `UserError` outside a repository.
    """
    _demand_repository(root)
    return _split(_demand(root, "diff", "--cached", *_NAMES))


def changed_files(root: Path, reference: str) -> frozenset[str]:
    """The files that were added, changed or removed since the branch left `reference`, committed or not.

    Paths are relative to `root`. Raises `UserError` outside a repository and when git does not know the reference.
    """
    _demand_repository(root)
    base = _ask(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{reference}^{{commit}}")
    if base is None:
        raise UserError(
            f"--since: git knows no commit '{reference}'",
            "Name a commit, tag or branch; in CI, fetch its history.",
        )
    # Without a common history (a shallow clone) the two trees are compared as they are.
    base = _ask(root, "merge-base", base, "HEAD") or base
    changed = _split(_demand(root, "diff", *_NAMES, base))
    return changed | _split(_demand(root, "ls-files", "--others", "--exclude-standard", "-z"))


def address(url: str) -> str | None:
    """The address of a remote without user and password; None when it is a path on this machine."""
    if short := _SCP.fullmatch(url):
        host, path = short.groups()
        return f"ssh://{host}/{quote(path.lstrip('/'), safe=_SAFE_IN_PATHS)}"
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https", "ssh", "git") or not parts.hostname:
        return None
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit((parts.scheme, host, quote(parts.path, safe=_SAFE_IN_PATHS), "", ""))


def _split(names: str) -> frozenset[str]:
    return frozenset(name for name in names.split("\0") if name)


def _ask(root: Path, *arguments: str) -> str | None:
    """What git says, None when it fails or says nothing."""
    try:
        run = _git(root, arguments)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return run.stdout.strip() or None if run.returncode == 0 else None


def _demand(root: Path, *arguments: str) -> str:
    try:
        run = _git(root, arguments)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UserError(f"git cannot be run: {error}", "Install git, or leave out --staged and --since.") from error
    if run.returncode != 0:
        reason = run.stderr.strip().partition("\n")[0] or f"exit code {run.returncode}"
        raise UserError(f"git does not tell what changed: {reason}", "Run originlint inside a git repository.")
    return run.stdout


def _demand_repository(root: Path) -> None:
    """Outside of one, git takes what it is asked for something else, and says so in words that help nobody."""
    _demand(root, "rev-parse", "--git-dir")


def _git(root: Path, arguments: tuple[str, ...]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["git", "-C", str(root), *_SAFE, *arguments],
        capture_output=True,
        check=False,
        encoding="utf-8",
        errors="surrogateescape",
        timeout=_PATIENCE,
        # The repository is the one at `root`, never one that happens to lie around it.
        env={**os.environ, "GIT_CEILING_DIRECTORIES": str(root.parent), "LC_ALL": "C"},
    )
