"""`originlint config`: which settings hold, which there are, and a file to begin with."""

from __future__ import annotations

import json
from pathlib import Path

import click

from originlint.cli.options import config_option, located
from originlint.config.load import FILE_NAME
from originlint.config.schema import as_toml_value, json_schema
from originlint.config.toml import shown, template
from originlint.errors import UserError


@click.group()
def config() -> None:
    """Show the settings that hold, the schema of the configuration file, or write one to begin with."""


@config.command()
@click.argument("path", type=click.Path(path_type=Path), default=".")
@click.option("--json", "as_json", is_flag=True, help="As JSON: the values, and where they come from.")
@config_option
def show(path: Path, as_json: bool, config: Path | None) -> None:
    """Print the settings that hold for PATH, each with where it comes from, as TOML."""
    _, settings = located((path,), config)
    if as_json:
        given = {key: list(files) for key, files in settings.given}
        click.echo(json.dumps({"settings": as_toml_value(settings), "from": given}, indent=2, ensure_ascii=False))
    else:
        click.echo(shown(settings), nl=False)


@config.command()
def schema() -> None:
    """Print the JSON Schema of the configuration file, for editors."""
    click.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))


@config.command()
@click.argument("folder", type=click.Path(path_type=Path), default=".")
def init(folder: Path) -> None:
    """Write an originlint.toml into FOLDER (here, when not given) in which every setting is described."""
    file = folder / FILE_NAME
    try:
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(template())
    except FileExistsError:
        raise UserError(f"{file}: is there already", "'originlint config show' prints what it says.") from None
    except OSError as error:
        raise UserError(f"{file}: cannot be written: {error.strerror}") from error
    click.echo(f"{file}: written. Nothing is set yet.")
