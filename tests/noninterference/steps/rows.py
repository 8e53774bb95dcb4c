"""Steps that choose rows."""

from __future__ import annotations

from tests.noninterference.draft import Draft, Table, without
from tests.noninterference.program import NO_DEPS
from tests.noninterference.steps.registry import step


@step("filter", "rows", 3)
def filtered(draft: Draft, table: Table) -> bool:
    source = draft.pick(table, "text", origin=0.8)
    if source is None:
        return False
    column, df = table.columns[source], table.variable
    value = draft.rng.choice(column.values)
    keep = list(column.values[:2])
    template = draft.rng.choice(
        [
            "{df} = {df}[{df}[{name}] != {value!r}].copy()",
            "{df} = {df}.loc[{df}[{name}].isin({keep!r})]",
            "{df} = {df}[~{df}[{name}].isin([{value!r}])].reset_index(drop=True)",
            "{df} = {df}.query(\"{source} != '{value}'\")",
            "{df} = {df}.drop({df}[{df}[{name}] == {value!r}].index)",
            "{df} = {df}[[word != {value!r} for word in {df}[{name}]]]",
            "{df} = {df}[{df}[{name}].apply(lambda word: word in {keep!r})]",
            "mask = {df}[{name}] == {value!r}\n{df} = {df}[~mask]",
            "{df} = {df}[np.where({df}[{name}] == {value!r}, False, True)]",
            "{df} = {df}.where({df}[{name}] != {value!r}).dropna(subset=['person_id'])",
            "chosen = {df}[{name}] != {value!r}\n{df} = {df}.iloc[np.flatnonzero(chosen)]",
        ]
    )
    draft.emit(template.format(df=df, name=draft.name(source), source=source, value=value, keep=keep))
    table.rows |= column.deps
    return True


@step("number filter", "rows", 2)
def number_filter(draft: Draft, table: Table) -> bool:
    source = draft.pick(table, "number", "flag", origin=0.8)
    if source is None:
        return False
    column, df = table.columns[source], table.variable
    draft.emit(
        draft.rng.choice(
            [
                f"{df} = {df}[{df}[{source!r}] <= {df}[{source!r}].quantile(0.8)]",
                f"{df} = {df}.nlargest(30, {source!r})",
                f"{df} = {df}.sort_values({source!r}).head(30)",
                f"{df} = {df}.sort_values(by=[{source!r}, 'person_id'], ascending=False)[:30]",
                f"{df} = {df}.iloc[np.argsort({df}[{source!r}].to_numpy(), kind='stable')[:30]]",
                f"{df} = {df}[{df}[{source!r}].rank(method='first') <= 30]",
            ]
        )
    )
    table.rows |= column.deps
    return True


@step("duplicates", "rows", 2)
def duplicates(draft: Draft, table: Table) -> bool:
    source = draft.pick(table, "text", origin=0.9)
    if source is None:
        return False
    if "tenure" not in table.columns:
        return False
    df = table.variable
    draft.emit(
        draft.rng.choice(
            [
                f"{df} = {df}.drop_duplicates(subset=[{draft.name(source)}, 'tenure'])",
                f"{df} = {df}[~{df}.duplicated([{source!r}, 'tenure'])]",
                f"{df} = {df}.groupby([{source!r}, 'tenure'], as_index=False).first()",
                f"{df} = {df}.groupby({source!r}).head(6)",
            ]
        )
    )
    if "first()" in draft.lines[-1]:
        keys = {name: table.columns[name] for name in (source, "tenure")}
        table.columns = {**keys, **without(table, *keys)}
    table.rows |= table.deps(source, "tenure")
    return True


@step("inner merge", "rows", 2)
def inner_merge(draft: Draft, table: Table) -> bool:
    """Who is not in the list drops out."""
    source = draft.pick(table, "text", origin=0.9)
    if source is None:
        return False
    column, df, side = table.columns[source], table.variable, draft.fresh("admitted")
    new = draft.fresh("extra")
    draft.emit(f"{side} = pd.DataFrame({{{source!r}: {list(column.values[:-1])!r}, {new!r}: 1}})")
    draft.emit(
        draft.rng.choice(
            [
                f"{df} = {df}.merge({side}, on={draft.name(source)})",
                f"{df} = pd.merge({df}, {side}, how='inner', on={source!r})",
                f"{df} = {df}.join({side}.set_index({source!r}), on={source!r}, how='inner')",
            ]
        )
    )
    table.add(new, NO_DEPS)
    table.rows |= column.deps
    return True


@step("missing", "rows", 2)
def missing(draft: Draft, table: Table) -> bool:
    source = draft.pick(table, "text", origin=0.9)
    if source is None:
        return False
    df = table.variable
    draft.emit(
        draft.rng.choice(
            [
                f"{df} = {df}.dropna(subset=[{draft.name(source)}])",
                f"{df} = {df}[{df}[{source!r}].notna()]",
                f"{df} = {df}.loc[~{df}[{source!r}].isnull(), :]",
                f"{df}.dropna(subset=[{source!r}], inplace=True)",
            ]
        )
    )
    table.rows |= table.deps(source)
    return True


@step("all missing", "rows", 1)
def all_missing(draft: Draft, table: Table) -> bool:
    draft.emit(f"{table.variable} = {table.variable}.dropna()")
    draft.by_position()
    table.rows |= table.deps(*table.columns)
    return True


@step("plain filter", "rows", 1)
def plain_filter(draft: Draft, table: Table) -> bool:
    if "age" not in table.columns:
        return False
    df = table.variable
    draft.emit(
        draft.rng.choice([f"{df} = {df}[{df}['age'] >= 25]", f"{df} = {df}.query('age > 24')", f"{df} = {df}.head(33)"])
    )
    if "head" not in draft.lines[-1]:
        table.rows |= table.deps("age")
    return True
