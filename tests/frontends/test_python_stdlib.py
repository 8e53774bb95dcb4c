"""The standard library's own files: real code in every style, on the Python that runs the tests."""

from __future__ import annotations

import sysconfig
from pathlib import Path

import pytest
from tests.frontends.ranges import Ranged, forms

from originlint.frontends.reader import read
from originlint.ir.forms import Name
from originlint.ir.invariants import verify

LIBRARY = Path(sysconfig.get_path("stdlib"))
FILES = sorted(path for path in LIBRARY.glob("*.py") if 500 < path.stat().st_size < 30_000)[::4][:30]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_is_analysed_and_sound(path: Path) -> None:
    reading = read(path.name, path.read_bytes(), "python")
    assert (reading.state, reading.problems) == ("analysed", ())
    assert reading.module is not None
    assert verify(reading.module) == ()


def test_every_name_is_where_its_range_says() -> None:
    for name in ("bisect.py", "copy.py", "heapq.py"):
        file = Ranged((LIBRARY / name).read_bytes())
        for form in forms(file.module, Name)[::7]:
            if not form.name.startswith("$"):
                assert file.text(form.node) == form.name
