"""Whether what the analyser said covers what was observed. Needs no library."""

from __future__ import annotations

from tests.noninterference.analyser import Answer
from tests.noninterference.movements import Input, Movement, inputs
from tests.noninterference.program import Sample

SELECTION = "selects the population"
STAGES = {
    "train": frozenset({"trained on", "weights the training", SELECTION}),
    "score": frozenset({"scored on", "decides the score", SELECTION}),
}
ANY = STAGES["train"] | STAGES["score"] | {"stored in a model"}


def covers(sample: Sample, answer: Answer, movement: Movement) -> bool:
    """Whether a finding of the right family says that this can happen: of the same attribute, at the same end, and for
    the choice of rows a finding that the population is selected. Where nothing shows the columns of the data, "the
    feature set is open" will do."""
    said = uses(answer, movement.input)
    if excused(sample, answer) and not said:
        return True
    return bool(said) and (movement.how != "rows" or SELECTION in said)


def uses(answer: Answer, target: Input) -> frozenset[str]:
    """How the analyser says that this input counts, as far as the stage that changing it is about."""
    stage = STAGES.get(target.stage, ANY)
    return frozenset(one.use for one in answer.said if one.category == target.column and one.use in stage)


def excused(sample: Sample, answer: Answer) -> bool:
    """Whether "the feature set is open" is all that could be said: nothing shows the columns of the data."""
    return answer.open and not sample.schema


def faults(sample: Sample, answer: Answer) -> frozenset[str]:
    """Where the answer differs from the paths that the generator laid: those that are not reported ("missed"), those
    that decide who is there and are reported as values only ("rows"), and what is reported without one
    ("imprecise")."""
    found = {f"{category} imprecise" for category in answer.categories - sample.truth.all}
    for target in inputs(sample):
        said = uses(answer, target)
        if not said and not excused(sample, answer) and target.column in sample.truth.at(target.stage):
            found.add(f"{target.table} {target.column} missed")
        if said and SELECTION not in said and target.column in sample.truth.rows and target.stage != "train":
            found.add(f"{target.table} {target.column} rows")
    return frozenset(found)
