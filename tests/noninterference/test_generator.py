"""The generated programs are the same every time, and every step gets its turn. Needs no library."""

from __future__ import annotations

import ast

import pytest
from tests.noninterference.generate import PROFILES, generate
from tests.noninterference.steps.registry import STEPS

SEEDS = range(120)


@pytest.mark.parametrize("profile", PROFILES)
def test_programs_parse_and_are_the_same_every_time(profile: str) -> None:
    for seed in SEEDS:
        sample = generate(profile, seed)
        assert sample == generate(profile, seed)
        for path, text in sample.files:
            if path.endswith(".py"):
                ast.parse(text, path)
        assert sample.scripts
        assert set(sample.scripts) <= dict(sample.files).keys()


def test_every_step_is_used() -> None:
    used = {kind for profile in PROFILES for seed in SEEDS for kind in generate(profile, seed).kinds}
    assert {f"step {step.name}" for step in STEPS} <= used
