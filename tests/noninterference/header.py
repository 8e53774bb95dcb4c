"""The columns of the made-up people: what the analyser may be shown of them. Needs no library."""

from __future__ import annotations

ORIGIN: dict[str, tuple[str, ...]] = {
    "nationality": ("NL", "TR", "MA", "DE", "SY"),
    "ethnicity": ("one", "two", "three", "four"),
    "country_of_birth": ("NL", "TR", "SR", "PL"),
}
"""The origin columns and their values. The categories of the lexicon have the same names."""

PLAIN: dict[str, tuple[str, ...]] = {"housing": ("rent", "own", "social"), "contract": ("fixed", "flex", "none")}
NUMBERS = ("age", "income", "debts", "tenure")
HEADER = ("person_id", *ORIGIN, *PLAIN, *NUMBERS, "label")
