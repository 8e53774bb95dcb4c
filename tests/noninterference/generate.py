"""Making programs: the same name and seed always give the same program."""

from __future__ import annotations

import random

from tests.noninterference import layouts
from tests.noninterference.dialects import generate_polars, generate_sql
from tests.noninterference.draft import KEPT, Column, Draft, Table, people_table
from tests.noninterference.features import feature_frame, text_features
from tests.noninterference.models import formula_end, model_end, truth_of
from tests.noninterference.program import Sample
from tests.noninterference.scripts import generate_script
from tests.noninterference.steps import arrays, decoys, encodings, groups, mutants, names, rows, values  # noqa: F401  (they register)
from tests.noninterference.steps.names import drop_these
from tests.noninterference.steps.registry import STEPS, Step

PROFILES = ("plain", "thin", "rows", "scores", "polars", "sql")
"""What the last part of a program leaves of the paths: whatever comes; one feature that owes to origin and at most two
others; no feature that does, only the choice of the rows. "scores" are written by hand in plain Python, "polars"
and "sql" (of DuckDB) in these."""


OTHERS = {"scores": generate_script, "polars": generate_polars, "sql": generate_sql}


def generate(profile: str, seed: int) -> Sample:
    """The program of that number."""
    if profile in OTHERS:
        return OTHERS[profile](seed)
    rng = random.Random(f"{profile}/{seed}")
    draft = Draft(rng)
    table = people_table("df")
    for chosen in _plan(rng, profile):
        before = len(draft.lines)
        if chosen.write(draft, table):
            draft.note(f"step {chosen.name}")
        else:
            del draft.lines[before:]
    features = _features(draft, table, profile)
    _encode(draft, table, features)
    body, draft.lines = draft.lines, []
    model = draft.chance(0.65)
    end = model_end(draft, table, features) if model else formula_end(draft, features)
    frame = feature_frame(draft, table, features)
    draft.note(f"end {'model' if model else 'formula'}")
    truth = truth_of(end, table, features, model)
    return layouts.assemble(f"{profile}-{seed}", profile, draft, body, frame, end, truth)


def _plan(rng: random.Random, profile: str) -> list[Step]:
    weights = [step.weight * (4 if profile == "rows" and step.effect == "rows" else 1) for step in STEPS]
    return rng.choices(STEPS, weights, k=rng.randint(1, 6))


def _features(draft: Draft, table: Table, profile: str) -> list[str]:
    usable = [name for name in table.columns if name not in KEPT]
    marked = [name for name in usable if table.columns[name].deps]
    plain = [name for name in usable if not table.columns[name].deps]
    match profile:
        case "thin" if marked:
            made = [name for name in marked if name.startswith(("feature", "field", "d_"))] or marked
            chosen = [draft.rng.choice(made if draft.chance(0.8) else marked)]
            chosen += draft.rng.sample(plain, min(len(plain), draft.rng.randint(0, 2)))
        case "rows" if plain:
            if marked and draft.chance(0.5):
                drop_these(draft, table, marked)
            chosen = draft.rng.sample(plain, min(len(plain), draft.rng.randint(1, 4)))
        case _:
            chosen = draft.rng.sample(usable, min(len(usable), draft.rng.randint(2, 7)))
    return [name for name in table.columns if name in chosen]


def _encode(draft: Draft, table: Table, features: list[str]) -> None:
    """Text becomes numbers, what is missing becomes 0."""
    df = table.variable
    texts = text_features(table, features)
    for name in texts:
        column = table.columns[name]
        draft.emit(f"{df}[{name!r}] = pd.factorize({df}[{name!r}])[0]")
        table.columns[name] = Column(column.deps | table.rows, "number")
    draft.emit(f"{df}[{features!r}] = {df}[{features!r}].fillna(0)")
