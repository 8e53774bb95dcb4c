"""Where suppressions stand, what they say, and which code they cover."""

from __future__ import annotations

import json

import pytest

from originlint.source.site import Position, Range
from originlint.triage.pragma import Said, parse
from originlint.triage.pragmas import pragmas

PYTHON = """\
import a  # originlint: ignore[ORL101] imported
names = [
    "one",  # originlint: ignore[ORL101] trailing inside
    # originlint: ignore[ORL101] own line inside

    # a remark
    "two",
    "three",
]
call(
    1,
)  # originlint: ignore[ORL101] behind the end
# originlint: ignore[ORL101] before a decorated function
@decorated(
    1
)
def f(
    x,
):
    # originlint: ignore[ORL101] the last of a block
    return x
text = '''
# originlint: ignore[ORL101] no comment
'''
a = 1; b = 2  # originlint: ignore[ORL101] two statements
# originlint: ignore[ORL101] nothing follows
"""


def lines(source: str, language: str) -> dict[str, tuple[int, int] | None]:
    """The lines that each suppression covers, by its reason."""
    found = pragmas("f", source.encode(), language)
    return {
        one.reason: None if one.cover is None else (one.cover[0].line, one.cover[1].line) for one in found if one.codes
    }


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_what_a_comment_in_python_covers(ending: str) -> None:
    assert lines(PYTHON.replace("\n", ending), "python") == {
        "imported": (1, 1),
        "trailing inside": (3, 3),
        "own line inside": (7, 7),
        "behind the end": (10, 12),
        "before a decorated function": (14, 19),
        "the last of a block": (21, 21),
        "two statements": (25, 25),
        "nothing follows": None,
    }


def test_in_a_file_that_is_no_python_comments_are_found_line_by_line() -> None:
    source = "a = 1  # originlint: ignore[ORL101] before\ndef f(:\n\tx = ')\nb  # originlint: ignore[ORL101] behind\n"
    assert lines(source, "python") == {"before": (1, 1), "behind": (4, 4)}


def test_what_a_comment_in_sql_covers() -> None:
    source = """\
-- originlint: ignore[ORL202] the statement
SELECT a, ';', -- originlint: ignore[ORL202] the line
       -- originlint: ignore[ORL202] the next line
       b
FROM t;
/* originlint: ignore[ORL202] a block */
SELECT '-- originlint: ignore[ORL202] no comment'
FROM t; -- originlint: ignore[ORL202] all of it
{# originlint: ignore[ORL202] a template #}
SELECT {{ x }}
"""
    assert lines(source, "sql") == {
        "the statement": (2, 5),
        "the line": (2, 2),
        "the next line": (4, 4),
        "a block": (7, 8),
        "all of it": (7, 8),
        "a template": (10, 10),
    }


def test_what_a_comment_in_yaml_covers() -> None:
    source = """\
# originlint: ignore[ORL101] the list
features:
- income
- nationality # originlint: ignore[ORL101] one item
# originlint: ignore[ORL101] a mapping
model:
  name: x
other: "# originlint: is text"
"""
    assert lines(source, "yaml") == {"the list": (2, 4), "one item": (4, 4), "a mapping": (6, 7)}


@pytest.mark.parametrize("as_list", [True, False])
def test_in_notebooks_places_are_those_of_the_raw_file(as_list: bool) -> None:
    source = "x = 1\n!ls\n# originlint: ignore[ORL101] here\ny = '\"' + '\\n'\n"
    cells = [
        {"cell_type": "markdown", "source": ["originlint: ignore[ORL101] text\n"]},
        {"cell_type": "code", "source": source.splitlines(keepends=True) if as_list else source},
        {"cell_type": "code", "source": ["# originlint: cell-ignore[ORL101] cell\n", "z"]},
        {"cell_type": "code", "source": ["%%sql\n", "-- originlint: ignore[ORL202] query\n", "SELECT 1"]},
    ]
    raw = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4}, indent=1)
    here, cell, query = pragmas("n.ipynb", raw.encode(), "notebook")
    first, last = (raw.splitlines()[position.line - 1] for position in here.cover or ())
    assert "y = " in first and "y = " in last
    assert (here.range.cell, cell.range.cell, query.range.cell) == (2, 3, 4)
    assert here.cover is not None
    column = first.index("y = ") + 1
    assert here.covers(Range("n.ipynb", Position(here.cover[0].line, column), Position(here.cover[0].line, column + 1)))
    assert not here.covers(Range("other.ipynb", here.cover[0], here.cover[0]))
    assert cell.covers(Range("n.ipynb", Position(1, 1), Position(1, 1), cell=3))
    assert not cell.covers(Range("n.ipynb", Position(1, 1), Position(1, 1), cell=2))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (" originlint: ignore[ORL101] by law ", Said("", "ignore", ("ORL101",), "by law")),
        ("originlint:ignore[ORL101,ORL201]: by law", Said("", "ignore", ("ORL101", "ORL201"), "by law")),
        (" originlint: file-ignore[ORL302] archive", Said("", "file-ignore", ("ORL302",), "archive")),
        (" originlint: cell-ignore[ORL302] archive", Said("", "cell-ignore", ("ORL302",), "archive")),
        (" noqa: E501  # originlint: ignore[ORL101] by law", Said("", "ignore", ("ORL101",), "by law")),
        (" originlint: ignore[ORL101] by law  # noqa: E501", Said("", "ignore", ("ORL101",), "by law")),
        (" originlint: ignore[ORL101] see # 12 of the list", Said("", "ignore", ("ORL101",), "see # 12 of the list")),
        (" originlint: ignore[ORL101]", Said("", "ignore", ("ORL101",), "")),
        (" originlint: ignore[ORL101]  # noqa: E501", Said("", "ignore", ("ORL101",), "")),
        (" originlint: ignore", Said("")),
        (" originlint: ignore[] all", Said("")),
        (" originlint: ignore ORL101 by law", Said("")),
        (" originlint: disable", Said("")),
        (" Originlint: Ignore[ORL101] by law", Said("")),
        (" see originlint: it finds this", None),
        (" ordinary", None),
    ],
)
def test_forms(body: str, said: Said | None) -> None:
    found = parse(body)
    if said is None or found is None:
        assert found is said
    else:
        assert (found.extent, found.codes, found.reason) == (said.extent, said.codes, said.reason)
