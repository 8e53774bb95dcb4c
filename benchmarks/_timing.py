"""Running commands by turns, and saying what they cost.

Seconds are of the processor (user and system, children included), which a busy machine disturbs least; it still raises
them. Only ratios of commands that ran by turns in one measurement mean something on another machine.
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


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took: seconds of the processor, and megabytes of memory at its peak."""

    seconds: float
    megabytes: float


def seconds(command: Command) -> float:
    """The processor time of one run."""
    return cost(command).seconds


def cost(command: Command) -> Cost:
    """What one run takes. Python keeps compiled modules, as it does where a program is installed."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": "0"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
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
    peak = usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
    return Cost(usage.ru_utime + usage.ru_stime, peak)


def by_turns(commands: Sequence[Command], rounds: int) -> dict[str, list[Cost]]:
    """Run every command once per round, in order, and return what each took."""
    costs: dict[str, list[Cost]] = {command.name: [] for command in commands}
    for _ in range(rounds):
        for command in commands:
            costs[command.name].append(cost(command))
    return costs


def table(costs: dict[str, list[Cost]], base: str) -> list[str]:
    """Medians, lowest and highest, the ratio to `base` and the highest peak of memory, one line for each command."""
    reference = statistics.median(each.seconds for each in costs[base])
    width = max(map(len, costs))
    lines: list[str] = []
    for name, found in costs.items():
        times = [each.seconds for each in found]
        middle, peak = statistics.median(times), max(each.megabytes for each in found)
        lines.append(
            f"{name:<{width}}  {middle:8.2f} s  ({min(times):.2f} to {max(times):.2f})"
            f"  {middle / reference:7.2f} x  {peak:5.0f} MB"
        )
    return lines


def heading(title: str) -> list[str]:
    """What was measured, with what, and on what kind of machine."""
    return [
        title,
        f"originlint {__version__}, {platform.python_implementation()} {platform.python_version()}, {_processor()}, "
        f"{os.cpu_count()} cores, {platform.system()}; load when it began {os.getloadavg()[0]:.1f}",
        "seconds of processor time: median (lowest to highest), ratio to the first line, and peak of memory",
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
