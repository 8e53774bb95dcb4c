"""`originlint ir`: how a file was understood."""

from __future__ import annotations

from pathlib import Path

import click

from originlint.errors import ExitCode, UserError


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--numbers/--no-numbers", default=True, help="Show the number of every form.")
@click.option("--verify", is_flag=True, help="Also check the invariants that every lowering has to keep.")
def ir(file: Path, numbers: bool, verify: bool) -> int:
    """Print what FILE was lowered to: the core language that the analysis evaluates."""
    from originlint.frontends.reader import read
    from originlint.ir.invariants import verify as broken_invariants
    from originlint.ir.printer import print_expression, print_module
    from originlint.project.languages import language_table

    known = language_table().of_file(file.name)
    language = known.name if known is not None and known.role in ("code", "data", "artefact") else "other"
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UserError(f"{file}: cannot be read: {error.strerror}") from error
    try:
        reading = read(file.as_posix(), data, language)
    except ValueError as error:
        raise UserError(f"{file}: {error}") from error
    for problem in reading.problems:
        where = f"{problem.path}:{problem.line}" if problem.line else problem.path
        click.echo(f"{where}: {problem.message}", err=True)
    if reading.module is not None:
        click.echo(print_module(reading.module, numbers=numbers).rstrip("\n"))
    elif reading.value is not None:
        click.echo(print_expression(reading.value, numbers=numbers))
    else:
        for name in reading.names:
            click.echo(f"{name.name} {name.count}")
    broken = broken_invariants(reading.module) if verify and reading.module is not None else ()
    for message in broken:
        click.echo(f"broken: {message}", err=True)
    return ExitCode.FAILED if broken or reading.state == "unread" else ExitCode.CLEAN
