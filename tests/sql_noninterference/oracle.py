"""What running a script shows, what the analysis says of it, and whether the two agree."""

from __future__ import annotations

import enum
from collections.abc import Sequence

from tests.interpreter.sql import reached
from tests.sql_noninterference.engines import Engine, Rows
from tests.sql_noninterference.world import SCHEMA


class Verdict(enum.Enum):
    """How a script was judged."""

    FOUND = "influence, and said"
    CLEAN = "no influence, and none said"
    ONLY_SAID = "none shown, but said"
    MISSED = "influence that is not said"
    WEAK = "a value changes, and only selection is said"


def influences(engine: Engine, script: Sequence[str]) -> set[str]:
    """Whether the nationality changes scores ("value") or who has one ("rows"). Raises ScriptError."""
    found: set[str] = set()
    first: dict[int, Rows] = {}
    for data, rows in engine.scores(script):
        other = first.setdefault(data, rows)
        if rows != other:
            found.add("value" if _ids(rows) == _ids(other) else "rows")
        if len(found) == 2:
            break
    return found


def _ids(rows: Rows) -> frozenset[object]:
    return frozenset(row[0] for row in rows)


def says(dialect: str, script: Sequence[str]) -> set[str]:
    """What the analysis says of the same script: "value", "rows", both, or nothing."""
    found = reached(dialect, a=";\n".join((*SCHEMA, *script)))
    hows = {how for _, name, how in found if name.lower() == "nationality" or name.endswith(".*")}
    return {"rows" if how == "selection" else "value" for how in hows}


def judge(shown: set[str], said: set[str], one_row_each: bool) -> Verdict:
    """Compare. Where a person has one row only, a changed value must be said to be one; where there are more, the
    nationality may also have chosen among the rows."""
    if not shown:
        return Verdict.ONLY_SAID if said else Verdict.CLEAN
    if not said:
        return Verdict.MISSED
    if one_row_each and "value" in shown and "value" not in said:
        return Verdict.WEAK
    return Verdict.FOUND
