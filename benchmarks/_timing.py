"""Running commands by turns, and saying how long they took.

Seconds are of the processor (user and system, children included), which a busy machine disturbs least. Only ratios of
commands that ran by turns in one measurement mean something on another machine.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from originlint import __version__

ROOT = Path(__file__).parent.parent
RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to measure: a command line, run in `folder`. Any exit code will do."""

    name: str
    arguments: tuple[str, ...]
    folder: Path = ROOT


def originlint(*arguments: str) -> tuple[str, ...]:
    """The command line of this originlint."""
    return (sys.executable, "-m", "originlint", *arguments)


def seconds(command: Command) -> float:
    """The processor time of one run."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": "0"}
    process = subprocess.Popen(
        command.arguments,
        cwd=command.folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    return usage.ru_utime + usage.ru_stime


def by_turns(commands: Sequence[Command], rounds: int) -> dict[str, list[float]]:
    """Run every command once per round, in order, and return the times of each."""
    times: dict[str, list[float]] = {command.name: [] for command in commands}
    for _ in range(rounds):
        for command in commands:
            times[command.name].append(seconds(command))
    return times


def table(times: dict[str, list[float]], base: str) -> list[str]:
    """Medians, lowest and highest, and the ratio to `base`, one line for each command."""
    reference = statistics.median(times[base])
    width = max(map(len, times))
    return [
        f"{name:<{width}}  {statistics.median(found):8.2f} s  ({min(found):.2f} to {max(found):.2f})"
        f"  {statistics.median(found) / reference:6.2f} x"
        for name, found in times.items()
    ]


def heading(title: str) -> list[str]:
    """What was measured, with what, and on what kind of machine."""
    return [
        title,
        f"originlint {__version__}, {platform.python_implementation()} {platform.python_version()}, {_processor()}, "
        f"{os.cpu_count()} cores, {platform.system()}; load when it began {os.getloadavg()[0]:.1f}",
        "seconds of processor time: median (lowest to highest), and ratio to the first line",
        "",
    ]


def finish(name: str, lines: Sequence[str], write: bool) -> int:
    """Print the lines, and write them to the results when asked to."""
    text = "\n".join(lines) + "\n"
    print(text, end="")
    if write:
        (RESULTS / f"{name}.txt").write_text(text, encoding="utf-8")
    return 0


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.machine()
    named = [line.partition(":")[2].strip() for line in text.splitlines() if line.startswith("model name")]
    return named[0] if named else platform.machine()
