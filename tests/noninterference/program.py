"""What the generator makes: a small project, the data it reads, and what its scores really depend on."""

from __future__ import annotations

from dataclasses import dataclass, field

Deps = frozenset[str]
"""Names of the origin columns of the generated data on which something depends."""

NO_DEPS: Deps = frozenset()


@dataclass(frozen=True, slots=True)
class Truth:
    """The exact dependences of the scores, as the generator laid them: by way of the training, by way of what is
    scored, and by way of which people are there at all."""

    train: Deps = NO_DEPS
    score: Deps = NO_DEPS
    rows: Deps = NO_DEPS

    @property
    def all(self) -> Deps:
        """Every origin column that has a path to a score."""
        return self.train | self.score | self.rows

    def at(self, stage: str) -> Deps:
        """Those whose path begins in what the model learns from ("train"), in the people scored ("score"), or in
        either."""
        match stage:
            case "train":
                return self.train
            case "score":
                return self.score | self.rows
            case _:
                return self.all


@dataclass(frozen=True, slots=True)
class Sample:
    """A generated program.

    `files` are paths and texts; `scripts` those that run, in that order, and the last of them leaves a frame `result`
    with the columns `person_id` and `value`. `tables` are the data files that it reads (see `people.py`). With
    `schema`, the analyser sees the headers of these. `kinds` names the operations and
    forms that were used, for the reports.
    """

    name: str
    profile: str
    files: tuple[tuple[str, str], ...]
    scripts: tuple[str, ...]
    tables: tuple[str, ...]
    schema: bool
    truth: Truth
    kinds: tuple[str, ...] = field(default=())

    def text(self, path: str) -> str:
        """The text of one file."""
        return dict(self.files)[path]
