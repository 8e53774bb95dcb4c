"""Options that several sub-commands share, and what they mean together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from originlint.config.load import load
from originlint.config.settings import Settings
from originlint.errors import UserError
from originlint.project.root import find_root

Command = TypeVar("Command", bound=Callable[..., Any])


def comma_separated(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Callback of a repeatable option whose values are lists: `--select A,B --select C` is A, B, C."""
    return tuple(word.strip() for part in value for word in part.split(",") if word.strip())


def config_option(command: Command) -> Command:
    """`--config FILE`."""
    return click.option(
        "--config",
        "config",
        type=click.Path(path_type=Path),
        metavar="FILE",
        help="Configuration file; without it the nearest originlint.toml or pyproject.toml counts.",
    )(command)


def located(paths: tuple[Path, ...], config: Path | None) -> tuple[Path, Settings]:
    """The root of the project that `paths` are in, and its settings. Raises `UserError` for a bad configuration."""
    root = find_root(paths)
    start = paths[0].resolve() if len(paths) == 1 else root
    return root, load(root, config, start)


def existing(paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """The paths to check, the current folder when none is named. Raises `UserError` for one that is not there."""
    for path in paths:
        if not path.exists():
            raise UserError(f"{path}: no such file or directory", "Name an existing file or folder to check.")
    return paths or (Path(),)
