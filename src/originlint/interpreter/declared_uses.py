"""Who reads the project's datasets from outside, as its files declare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from originlint.interpreter.machine import SinkKind
from originlint.source.site import Site

if TYPE_CHECKING:
    from originlint.interpreter.interpreter import Interpreter


def observe(vm: Interpreter) -> None:
    """Note what declared uses see of each attribute: machine learning scores with it, anything else displays it."""
    for path, uses in sorted(vm.program.uses.items()):
        for use in uses:
            site = Site(path, use.node)
            for dataset in use.datasets:
                frame = vm.catalog.frame(dataset)
                if frame is None:
                    continue
                labels = vm.labels(frame).through(site, f"read by the {use.kind} `{use.name}`", 0, boundary=True)
                if use.learns:
                    vm.recorder.sink(SinkKind.APPLIED, use.name, site, path, labels)
                else:
                    vm.use("displayed", labels, site)
