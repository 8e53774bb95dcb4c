"""Steps in which origin is looked at, and no score can owe to it."""

from __future__ import annotations

from tests.noninterference.draft import Draft, Table
from tests.noninterference.header import ORIGIN
from tests.noninterference.steps.registry import step


@step("looked at", "decoy", 3)
def looked_at(draft: Draft, table: Table) -> bool:
    source = draft.pick(table, "text", origin=1.0)
    if source is None:
        return False
    df = table.variable
    draft.emit(
        draft.rng.choice(
            [
                f"print({df}[{draft.name(source)}].value_counts())",
                f"print({df}.groupby({draft.name(source)})['label'].mean())",
                f"shares = {df}[{source!r}].value_counts(normalize=True)\nprint(shares.round(2))",
                f"for value, part in {df}.groupby({source!r}):\n    print(value, len(part))",
                f"print(pd.crosstab({df}[{source!r}], {df}['label']))",
                f"print({df}[{source!r}].isna().sum(), {df}[{source!r}].nunique())",
            ]
        )
    )
    return True


@step("made and overwritten", "decoy")
def made_and_overwritten(draft: Draft, table: Table) -> bool:
    source, other = draft.pick(table, "text", origin=1.0), draft.pick(table, "number", origin=0.0)
    if source is None or other is None:
        return False
    df, new = table.variable, draft.fresh("feature")
    value = table.columns[source].values[0]
    draft.emit(f"{df}[{new!r}] = ({df}[{source!r}] == {value!r}) * 1\n{df}[{new!r}] = {df}[{other!r}] + 1")
    table.add(new, table.deps(other))
    return True


@step("other frame", "decoy")
def other_frame(draft: Draft, table: Table) -> bool:
    column = draft.rng.choice(list(ORIGIN))
    other = draft.fresh("regions")
    draft.emit(
        f"{other} = pd.DataFrame({{{column!r}: {list(ORIGIN[column])!r}, 'size': {list(range(len(ORIGIN[column])))!r}}})\n"
        f"{other}['share'] = {other}['size'] / {other}['size'].sum()\nprint({other})"
    )
    return True


@step("unused column", "decoy", 2)
def unused_column(draft: Draft, table: Table) -> bool:
    source = draft.pick(table, "text", origin=1.0)
    if source is None:
        return False
    df, copy = table.variable, draft.fresh("report")
    value = table.columns[source].values[0]
    draft.emit(
        f"{copy} = {df}.copy()\n{copy}['marked'] = ({copy}[{source!r}] == {value!r}) * 1\n"
        f"{copy} = {copy}[{copy}[{source!r}] == {value!r}]\nprint({copy}['marked'].sum(), len({copy}))"
    )
    return True
