"""The witness of a label as a path that can be shown."""

from __future__ import annotations

from dataclasses import replace

from originlint.flows.flow import Waypoint
from originlint.interpreter.labels import Label, Step
from originlint.source.site import Site


def waypoints(label: Label, sink_site: Site, sink_text: str, depth: int = 0) -> tuple[Waypoint, ...]:
    """Return the steps of a label's witness, first to last, and the sink as the last one."""
    steps: list[Waypoint] = []
    step: Step | None = label.witness
    while step is not None:
        steps.append(Waypoint(step.site, step.text, step.depth, step.boundary))
        step = step.previous
    steps.reverse()
    last = steps[-1]
    if last.site == sink_site:  # a pipeline transforms and trains in one call
        steps[-1] = replace(last, text=f"{last.text}; {sink_text}")
    else:
        steps.append(Waypoint(sink_site, sink_text, depth, False))
    return tuple(steps)


def looks_up_table(label: Label) -> bool:
    """Whether the witness passes through a table of countries, nationalities or the like (ORL203)."""
    step: Step | None = label.witness
    while step is not None:
        if step.table:
            return True
        step = step.previous
    return False
