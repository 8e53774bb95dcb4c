"""`originlint cache`: what is kept between runs."""

from __future__ import annotations

from pathlib import Path

import click

from originlint.cli.options import existing
from originlint.project.cache import Cache
from originlint.project.root import find_root


@click.group()
def cache() -> None:
    """Look at what is kept between runs, or remove it. It only saves time."""


@cache.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
def info(path: Path | None) -> int:
    """Say how much is kept for the project at PATH."""
    usage = _cache(path).usage()
    if usage is None:
        click.echo("nothing is kept")
        return 0
    entries = "1 result" if usage.entries == 1 else f"{usage.entries} results"
    click.echo(f"{entries}, {usage.size} bytes, in {usage.file.parent.name}/")
    return 0


@cache.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
def clear(path: Path | None) -> int:
    """Remove what is kept for the project at PATH."""
    click.echo("removed" if _cache(path).clear() else "nothing is kept")
    return 0


def _cache(path: Path | None) -> Cache:
    paths = existing(() if path is None else (path,))
    return Cache(find_root(paths).resolve(), None)
