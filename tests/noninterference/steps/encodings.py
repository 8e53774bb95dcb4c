"""Steps that turn text into numbers."""

from __future__ import annotations

from tests.noninterference.draft import Draft, Table, without
from tests.noninterference.steps.registry import step


@step("dummies", "values", 4)
def dummies(draft: Draft, table: Table) -> bool:
    source = draft.pick(table, "text", origin=0.8)
    if source is None:
        return False
    column, df = table.columns[source], table.variable
    prefix = draft.rng.choice([source, draft.fresh("d")])
    names = [f"{prefix}_{value}" for value in column.values]
    if any(name in table.columns for name in names):
        return False
    form = draft.rng.choice(["frame", "concat", "join", "prefix"])
    draft.note(f"dummies by {form}")
    fixed = f".reindex(columns={names!r}, fill_value=0).astype(int)"
    match form:
        case "concat":
            part = draft.fresh("dummies")
            draft.emit(f"{part} = pd.get_dummies({df}[{draft.name(source)}], prefix={prefix!r}){fixed}")
            draft.emit(f"{df} = pd.concat([{df}, {part}], axis=1)")
        case "join":
            draft.emit(f"{df} = {df}.join(pd.get_dummies({df}[{draft.name(source)}], prefix={prefix!r}){fixed})")
        case "prefix":
            draft.emit(
                f"{df} = {df}.merge(pd.get_dummies({df}[{draft.name(source)}], prefix={prefix!r}){fixed},"
                " left_index=True, right_index=True)"
            )
        case _:
            kept = [name for name in table.columns if name != source]
            draft.emit(f"{df} = pd.get_dummies({df}, columns=[{draft.name(source)}], prefix={prefix!r}, dtype=int)")
            draft.emit(f"{df} = {df}.reindex(columns={kept!r} + {names!r}, fill_value=0)")
            table.columns = without(table, source)
    for name in names:
        table.add(name, column.deps, "flag")
    return True


@step("category codes", "values", 3)
def category_codes(draft: Draft, table: Table) -> bool:
    source = draft.pick(table, "text", origin=0.8)
    if source is None:
        return False
    column, new = table.columns[source], draft.fresh("feature")
    target = draft.rng.choice([new, source])
    template = draft.rng.choice(
        [
            "{df}[NEW] = {df}[{name}].astype('category').cat.codes",
            "{df}[NEW] = pd.factorize({df}[{name}])[0]",
            "{df}[NEW], _ = pd.factorize({df}[{name}])",
            "{df}[NEW] = pd.Categorical({df}[{name}]).codes",
            "{df}[NEW] = LabelEncoder().fit_transform({df}[{name}].astype(str))",
            "coder = LabelEncoder()\n{df}[NEW] = coder.fit_transform({df}[{name}].astype(str))",
            "{df}[NEW] = OrdinalEncoder().fit_transform({df}[[{name}]].astype(str))",
            "{df}[NEW] = {df}[{name}].astype(str).map({{word: number for number, word in enumerate(sorted({df}[{name}].astype(str).unique()))}})",
            "{df}[NEW] = np.unique({df}[{name}].astype(str), return_inverse=True)[1]",
        ]
    )
    for encoder in ("LabelEncoder", "OrdinalEncoder"):
        if encoder in template:
            draft.imports.add(f"from sklearn.preprocessing import {encoder}")
    draft.by_name(table, template.replace("NEW", repr(target)), source)
    table.add(target, column.deps | table.rows)
    return True


@step("encode loop", "values")
def encode_loop(draft: Draft, table: Table) -> bool:
    """Every text column becomes codes, each of its own."""
    names = [name for name, column in table.columns.items() if column.kind == "text"]
    if not names:
        return False
    df = table.variable
    draft.imports.add("from sklearn.preprocessing import LabelEncoder")
    listed = draft.rng.choice([draft.names(names), f"{df}.select_dtypes(include=['object', 'string']).columns"])
    draft.emit(f"for name in {listed}:\n    {df}[name] = LabelEncoder().fit_transform({df}[name].astype(str))")
    for name in names:
        column = table.columns[name]
        table.add(name, column.deps | table.rows, "number")
    return True


@step("frequency", "values", 3)
def frequency(draft: Draft, table: Table) -> bool:
    source = draft.pick(table, "text", origin=0.8)
    if source is None:
        return False
    column, new = table.columns[source], draft.fresh("feature")
    template = draft.rng.choice(
        [
            "{df}[NEW] = {df}[{name}].map({df}[{name}].value_counts()).fillna(0)",
            "{df}[NEW] = {df}[{name}].map({df}[{name}].value_counts(normalize=True).to_dict()).fillna(0)",
            "{df}[NEW] = {df}.groupby({name})[{name}].transform('count')",
            "{df}[NEW] = {df}.groupby({name})['person_id'].transform('size')",
            "{df}[NEW] = {df}[{name}].map({df}.groupby({name}).size()).fillna(0)",
        ]
    )
    draft.by_name(table, template.replace("NEW", repr(new)), source)
    table.add(new, column.deps | table.rows)
    return True
