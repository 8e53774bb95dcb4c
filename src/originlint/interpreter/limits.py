"""Budgets of an evaluation, in steps: never in seconds, so that the same input gives the same answer anywhere."""

from __future__ import annotations

from originlint.source.frozen import frozen


class Budget(Exception):
    """The steps of one entry point are used up; what it would still have done is not analysed."""


@frozen
class Limits:
    """Budgets in steps. Beyond `inline_steps` (for a script or module) or `function_steps` (for a function that nobody
    calls) calls are no longer entered, though each statement of a module may spend `statement_steps` on them; beyond
    the first `casual_steps` of a function, only those are that take origin along or lead near to an origin name or a
    score; at `steps` the entry point is given up. Tests, and all functions once a round has taken a quarter of
    `round_steps`, have `busy_function_steps`; once it has taken all of them, only the first `late_steps` of an entry
    point may enter calls, so that cost stays in proportion to the code.
    `strict` lets an error of our own pass, for tests; else it costs the entry point and stands in the coverage."""

    steps: int = 100_000
    inline_steps: int = 40_000
    statement_steps: int = 2_000
    function_steps: int = 24_000
    busy_function_steps: int = 8_000
    casual_steps: int = 500
    round_steps: int = 2_000_000
    late_steps: int = 500
    depth: int = 18
    unroll: int = 48
    strict: bool = False
