"""Steps that look at groups, and that bring tables together."""

from __future__ import annotations

from tests.noninterference.draft import Draft, Table
from tests.noninterference.steps.registry import step
from tests.noninterference.steps.values import codes


@step("group statistics", "values", 4)
def group_statistics(draft: Draft, table: Table) -> bool:
    key, value = draft.pick(table, "text", origin=0.8), draft.pick(table, "number", origin=0.2)
    if key is None or value is None or key == value:
        return False
    df, new = table.variable, draft.fresh("feature")
    template = draft.rng.choice(
        [
            "{df}[{new!r}] = {df}.groupby({key})[{value!r}].transform({how!r})",
            "{df}[{new!r}] = {df}[{value!r}] - {df}.groupby({key})[{value!r}].transform('mean')",
            "{df}[{new!r}] = {df}[{key}].map({df}.groupby({key})[{value!r}].{how}())",
            "{df}[{new!r}] = {df}.groupby({key})[{value!r}].rank()",
            "{df}[{new!r}] = {df}.groupby({key}).cumcount()",
            "{df}[{new!r}] = {df}.groupby({key})[{value!r}].transform(lambda part: part.max() - part.min())",
            "stats = {df}.groupby({key})[{value!r}].agg(['{how}']).rename(columns={{'{how}': {new!r}}}).reset_index()\n"
            "{df} = {df}.merge(stats, on={key}, how='left')",
            "stats = {df}.groupby({key}, as_index=False)[{value!r}].{how}()\n"
            "stats.columns = [{key}, {new!r}]\n{df} = pd.merge({df}, stats, on={key}, how='left')",
            "stats = {df}.groupby({key}).agg({new}=({value!r}, '{how}'))\n{df} = {df}.join(stats, on={key})",
            "stats = {df}.pivot_table(index={key}, values={value!r}, aggfunc='{how}')\n"
            "{df}[{new!r}] = {df}[{key}].map(stats[{value!r}])",
        ]
    )
    how = draft.rng.choice(["mean", "max", "sum", "median"])
    draft.emit(
        template.format(df=df, new=new, key=draft.name(key), value=value, how=how)
        + f"\n{df}[{new!r}] = {df}[{new!r}].fillna(0)"
    )
    deps = table.deps(key) if "cumcount" in template else table.deps(key, value)
    table.add(new, deps | table.rows)
    return True


@step("target mean", "values", 3)
def target_mean(draft: Draft, table: Table) -> bool:
    key = draft.pick(table, "text", origin=0.8)
    if key is None:
        return False
    new = draft.fresh("feature")
    draft.by_name(
        table,
        draft.rng.choice(
            [
                f"{{df}}[{new!r}] = {{df}}[{{name}}].map({{df}}.groupby({{name}})['label'].mean()).fillna(0)",
                f"{{df}}[{new!r}] = {{df}}.groupby({{name}})['label'].transform('mean').fillna(0)",
                f"means = {{df}}.groupby({{name}})['label'].mean().to_dict()\n"
                f"{{df}}[{new!r}] = [means.get(value, 0) for value in {{df}}[{{name}}]]",
            ]
        ),
        key,
    )
    table.add(new, table.deps(key) | table.rows)
    return True


@step("look-up table", "values", 4)
def lookup_table(draft: Draft, table: Table) -> bool:
    key = draft.pick(table, "text", origin=0.8)
    if key is None:
        return False
    column, df, new = table.columns[key], table.variable, draft.fresh("feature")
    other = draft.fresh("key")
    numbers = codes(draft, column.values)
    side = draft.fresh("side")
    form = draft.rng.choice(["on", "left_on", "join", "index", "map series"])
    draft.note(f"look-up by {form}")
    name = key if form in ("on", "join", "index") else other
    draft.emit(f"{side} = pd.DataFrame({{{name!r}: {list(numbers)!r}, {new!r}: {list(numbers.values())!r}}})")
    match form:
        case "on":
            draft.emit(f"{df} = {df}.merge({side}, on={draft.name(key)}, how='left')")
        case "left_on":
            draft.emit(
                f"{df} = {df}.merge({side}, left_on={key!r}, right_on={name!r}, how='left').drop(columns={name!r})"
            )
        case "join":
            draft.emit(f"{df} = {df}.join({side}.set_index({key!r}), on={key!r})")
        case "index":
            draft.emit(
                f"{df} = pd.merge({df}, {side}.set_index({key!r}), left_on={key!r}, right_index=True, how='left')"
            )
        case _:
            draft.emit(f"{df}[{new!r}] = {df}[{key!r}].map({side}.set_index({name!r})[{new!r}])")
    draft.emit(f"{df}[{new!r}] = {df}[{new!r}].fillna(0)")
    table.add(new, column.deps)
    return True


@step("self merge", "values")
def self_merge(draft: Draft, table: Table) -> bool:
    """A part of the table is put aside, computed with, and brought back by the number of the person."""
    source = draft.pick(table, "text", origin=0.8)
    if source is None:
        return False
    column, df, new, part = table.columns[source], table.variable, draft.fresh("feature"), draft.fresh("part")
    value = draft.rng.choice(column.values)
    draft.emit(
        draft.rng.choice(
            [
                f"{part} = {df}[['person_id', {source!r}]].copy()\n{part}[{new!r}] = ({part}[{source!r}] == {value!r}) * 1\n"
                f"{df} = {df}.merge({part}[['person_id', {new!r}]], on='person_id')",
                f"{part} = {df}.set_index('person_id')[{source!r}].eq({value!r}).astype(int).rename({new!r})\n"
                f"{df} = {df}.merge({part}.reset_index(), on='person_id', how='left')",
                f"{part} = {df}[['person_id']].assign({new}={df}[{source!r}].eq({value!r}).astype(int))\n"
                f"{df} = {df}.set_index('person_id').join({part}.set_index('person_id')).reset_index()",
            ]
        )
    )
    if "reset_index()" in draft.lines[-1] and "set_index('person_id').join" in draft.lines[-1]:
        table.columns = {"person_id": table.columns["person_id"], **table.columns}
    table.add(new, column.deps, "flag")
    return True


@step("several numbers", "values")
def several_numbers(draft: Draft, table: Table) -> bool:
    """One statement over several columns, each from itself."""
    names = [
        name for name, column in table.columns.items() if column.kind == "number" and name not in ("person_id", "label")
    ]
    if len(names) < 2:
        return False
    chosen = draft.rng.sample(names, 2)
    df = table.variable
    text = draft.names(chosen)
    template = draft.rng.choice(
        [
            "{df}[{names}] = StandardScaler().fit_transform({df}[{names}])",
            "{df}[{names}] = {df}[{names}].fillna(0)",
            "{df}[{names}] = {df}[{names}].apply(lambda column: column - column.min())",
            "for name in {names}:\n    {df}[name] = {df}[name] / ({df}[name].max() + 1)",
            "for name in {names}:\n    {df}[name + '_squared'] = {df}[name] ** 2",
            "{df} = {df}.assign(**{{name + '_squared': {df}[name] ** 2 for name in {names}}})",
        ]
    )
    if "Scaler" in template:
        draft.imports.add("from sklearn.preprocessing import StandardScaler")
    draft.emit(template.format(df=df, names=text))
    for name in chosen:
        deps = table.deps(name) | table.rows
        table.add(f"{name}_squared" if "squared" in template else name, deps)
    return True
