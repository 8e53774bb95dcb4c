"""`originlint config`: which settings hold, and which there are."""

from __future__ import annotations

import json
from pathlib import Path

import click

from originlint.cli.options import config_option, located
from originlint.config.schema import as_toml_value, json_schema


@click.group()
def config() -> None:
    """Show the settings that hold, or the schema of the configuration file."""


@config.command()
@click.argument("path", type=click.Path(path_type=Path), default=".")
@config_option
def show(path: Path, config: Path | None) -> None:
    """Print the settings that hold for PATH, as JSON, after a line that says where they come from."""
    _, settings = located((path,), config)
    click.echo(f"from: {settings.origin or 'the defaults'}", err=True)
    click.echo(json.dumps(as_toml_value(settings), indent=2, ensure_ascii=False))


@config.command()
def schema() -> None:
    """Print the JSON Schema of the configuration file."""
    click.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))
