"""The `originlint` command: the group, its sub-commands, and what becomes of errors.

Sub-commands are imported when they are called, so that `originlint --version` does not pay for the analysis.
"""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from collections.abc import Sequence
from types import MappingProxyType

import click

from originlint import __version__
from originlint.cli.terminal import tolerate_encoding
from originlint.errors import ExitCode, UserError

SUBCOMMANDS = MappingProxyType(
    {
        "check": "originlint.cli.check:check",
        "trace": "originlint.cli.trace:trace",
        "graph": "originlint.cli.graph:graph",
        "baseline": "originlint.cli.baseline:baseline",
        "explain": "originlint.cli.explain:explain",
        "lexicon": "originlint.cli.lexicon:lexicon",
        "rule": "originlint.cli.rule:rule",
        "lineage": "originlint.cli.lineage:lineage",
        "ir": "originlint.cli.ir:ir",
        "config": "originlint.cli.config:config",
        "cache": "originlint.cli.cache:cache",
    }
)

_INTERRUPTED = 130
"""What shells return for a command that Ctrl-C ended."""


class LazyGroup(click.Group):
    """A group that imports a sub-command when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(SUBCOMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        target = SUBCOMMANDS.get(cmd_name)
        if target is None:
            return None
        module, _, name = target.partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="originlint")
def originlint() -> None:
    """Find where nationality, ethnicity, birthplace and what stands in for them can change a score.

    Exit codes: 0 no finding, 1 findings, 2 the job could not be done.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code. Arguments are those of the process when not given."""
    tolerate_encoding()
    try:
        result = originlint.main(
            args=None if arguments is None else list(arguments), prog_name="originlint", standalone_mode=False
        )
    except UserError as error:
        return _fail(error.message, error.hint)
    except click.ClickException as error:
        return _fail(error.format_message(), _usage_hint(error))
    except (click.Abort, KeyboardInterrupt):
        return _INTERRUPTED
    except BrokenPipeError:
        # The reader (`head`, a pager) has seen enough; Python must not complain about it again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.CLEAN
    except Exception:
        traceback.print_exc()
        return _fail("originlint failed on its own account", "Please report this, with the lines above.")
    return int(result or ExitCode.CLEAN)


def _usage_hint(error: click.ClickException) -> str:
    context = error.ctx if isinstance(error, click.UsageError) else None
    return f"'{context.command_path} --help' tells what can be said." if context is not None else ""


def _fail(message: str, hint: str) -> int:
    for line in message.splitlines():
        click.echo(f"error: {line}", err=True)
    if hint:
        click.echo(f"hint: {hint}", err=True)
    return ExitCode.FAILED
