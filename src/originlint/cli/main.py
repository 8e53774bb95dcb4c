"""The `originlint` command: the group, its sub-commands, and what becomes of errors.

Sub-commands are imported when they are called, so that `originlint --version` does not pay for the analysis.
"""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Sequence
from types import MappingProxyType

import click

from originlint import __version__
from originlint.cli.terminal import tolerate_encoding
from originlint.errors import ExitCode, UserError

SUBCOMMANDS = MappingProxyType(
    {
        "check": ("originlint.cli.check:check", "Report which origin attributes can change a score."),
        "trace": ("originlint.cli.trace:trace", "Print the paths of an attribute or a finding in full."),
        "graph": ("originlint.cli.graph:graph", "Draw what reaches which models and scores."),
        "baseline": ("originlint.cli.baseline:baseline", "Accept the findings that are there."),
        "explain": ("originlint.cli.explain:explain", "Say whether a name is an origin attribute, and why."),
        "lexicon": ("originlint.cli.lexicon:lexicon", "Say which words are known, and suggest others."),
        "knowledge": ("originlint.cli.knowledge:knowledge", "Say what is known of a library call."),
        "rule": ("originlint.cli.rule:rule", "List the rules, or describe one."),
        "lineage": ("originlint.cli.lineage:lineage", "Print which column of SQL owes to which."),
        "ir": ("originlint.cli.ir:ir", "Print how a file was understood."),
        "config": ("originlint.cli.config:config", "Show the settings, or the schema of their file."),
        "cache": ("originlint.cli.cache:cache", "Look at what is kept between runs, or remove it."),
    }
)
"""Where each sub-command is, and what it does: listing them must not load them."""

COLLECT = (100_000, 20, 100)
"""When to look for garbage in cycles. There is hardly any, and looking for it would cost a tenth of the time."""

_INTERRUPTED = 130
"""What shells return for a command that Ctrl-C ended."""


class LazyGroup(click.Group):
    """A group that imports a sub-command when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(SUBCOMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in SUBCOMMANDS:
            return None
        module, _, name = SUBCOMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in SUBCOMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="originlint")
def originlint() -> None:
    """Find where nationality, ethnicity, birthplace and what stands in for them can change a score.

    Exit codes: 0 no finding, 1 findings, 2 the job could not be done.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code. Arguments are those of the process when not given."""
    tolerate_encoding()
    gc.set_threshold(*COLLECT)
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
        import traceback

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
