"""The witness of a label as a path that can be shown."""

from __future__ import annotations

from dataclasses import replace

from originlint.flows.flow import Waypoint
from originlint.interpreter.labels import Label
from originlint.interpreter.marks import steps
from originlint.source.site import Site


def waypoints(label: Label, sink_site: Site, sink_text: str, depth: int = 0) -> tuple[Waypoint, ...]:
    """Return the steps of a label's witness, first to last, and the sink as the last one."""
    points = [Waypoint(step.site, step.text, step.depth, step.boundary, step.dataset) for step in steps(label)]
    points.reverse()
    last = points[-1]
    if last.site == sink_site:  # a pipeline transforms and trains in one call
        points[-1] = replace(last, text=f"{last.text}; {sink_text}")
    else:
        points.append(Waypoint(sink_site, sink_text, depth, False))
    return tuple(points)
