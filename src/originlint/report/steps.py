"""Which steps of a path are shown when there are too many."""

from __future__ import annotations

from dataclasses import replace

from originlint.rules.finding import PathStep


def shortened(path: tuple[PathStep, ...], most: int) -> tuple[PathStep, ...]:
    """At most `most` steps (two or more): the ends stay, steps that cross no boundary go first, then those in the
    middle. Where steps are left out, the next one says how many."""
    if len(path) <= most:
        return path
    spare = len(path) - most
    middle = range(1, len(path) - 1)
    plain = [index for index in middle if not path[index].boundary]
    dropped = set(_inner(plain, spare))
    if len(dropped) < spare:
        rest = [index for index in middle if index not in dropped]
        dropped.update(_inner(rest, spare - len(dropped)))
    shown: list[PathStep] = []
    left_out = 0
    for index, step in enumerate(path):
        if index in dropped:
            left_out += 1
            continue
        if left_out:
            steps = "1 step" if left_out == 1 else f"{left_out} steps"
            step = replace(step, text=f"after {steps} that are left out: {step.text}")
        left_out = 0
        shown.append(step)
    return tuple(shown)


def _inner(indices: list[int], count: int) -> list[int]:
    """`count` of them, from the middle."""
    first = max((len(indices) - count) // 2, 0)
    return indices[first : first + count]
