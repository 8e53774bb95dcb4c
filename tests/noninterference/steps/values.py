"""Steps that compute columns from columns."""

from __future__ import annotations

from tests.noninterference.draft import Column, Draft, Table, without
from tests.noninterference.program import NO_DEPS
from tests.noninterference.steps.registry import step


def codes(draft: Draft, values: tuple[str, ...]) -> dict[str, object]:
    """A number for each value, in no order."""
    numbers = draft.rng.sample(range(1, 40), len(values))
    return dict(zip(values, numbers, strict=True))


@step("arithmetic", "values", 3)
def arithmetic(draft: Draft, table: Table) -> bool:
    one, other = draft.pick(table, "number", "flag"), draft.pick(table, "number", "flag", origin=0.2)
    if one is None or other is None:
        return False
    new, df = draft.fresh("feature"), table.variable
    template = draft.rng.choice(
        [
            "{df}[{new!r}] = {df}[{one}] * 2 + {df}[{other!r}]",
            "{df}[{new!r}] = {df}[{one}].sub({df}[{other!r}]).abs()",
            "{df}[{new!r}] = {df}[[{one}, {other!r}]].sum(axis=1)",
            "{df}[{new!r}] = np.log1p({df}[{one}].abs()) - {df}[{other!r}]",
            "{df}[{new!r}] = {df}.loc[:, {one}].clip(upper=30) / ({df}[{other!r}].abs() + 1)",
            "{df}[{new!r}] = np.maximum({df}[{one}].to_numpy(), {df}[{other!r}].values)",
            "{df} = {df}.assign(**{{{new!r}: lambda frame: frame[{one}] + frame[{other!r}]}})",
            "{df}.insert(2, {new!r}, {df}[{one}].astype(float).round(1) + {df}[{other!r}])",
        ]
    )
    draft.emit(template.format(df=df, new=new, one=draft.name(one), other=other))
    table.add(new, table.deps(one, other))
    if ".insert(" in template:
        table.move(new, 2)
    return True


@step("eval", "values")
def evaluate(draft: Draft, table: Table) -> bool:
    one, other = draft.pick(table, "number", "flag"), draft.pick(table, "number", origin=0.2)
    if one is None or other is None:
        return False
    new, df = draft.fresh("feature"), table.variable
    template = draft.rng.choice(
        [
            '{df}[{new!r}] = {df}.eval("{one} + 2 * {other}")',
            '{df}.eval("{new} = {one} - {other}", inplace=True)',
            '{df} = {df}.eval(f"{new} = {{{text}}} + {other}")',
        ]
    )
    text = ""
    if "{text}" in template:
        text = draft.fresh("term")
        draft.emit(f"{text} = {one!r}")
    draft.emit(template.format(df=df, new=new, one=one, other=other, text=text))
    table.add(new, table.deps(one, other))
    return True


@step("map", "values", 5)
def mapped(draft: Draft, table: Table) -> bool:
    source = draft.pick(table, "text", origin=0.8)
    if source is None:
        return False
    column, df, new = table.columns[source], table.variable, draft.fresh("feature")
    form = draft.rng.choice(["map", "map fill", "apply", "get", "list", "replace", "lambda", "in place"])
    draft.note(f"map by {form}")
    numbers = codes(draft, column.values)
    if form == "in place":
        draft.by_name(
            table,
            "{df}[{name}] = {df}[{name}].map(" + repr(numbers).replace("{", "{{").replace("}", "}}") + ").fillna(0)",
            source,
        )
        table.add(source, column.deps)
        return True
    if form == "lambda":
        value = column.values[0]
        draft.by_name(
            table, f"{{df}}[{new!r}] = {{df}}[{{name}}].map(lambda value: 1 if value == {value!r} else 0)", source
        )
        table.add(new, column.deps, "flag")
        return True
    name, mapping = draft.name(source), draft.mapping(numbers)
    text = {
        "map": f"{df}[{name}].map({mapping})",
        "map fill": f"{df}[{name}].map({mapping}).fillna(-1).astype(int)",
        "apply": f"{df}[{name}].apply(lambda value: {mapping}.get(value, 0))",
        "get": f"[{mapping}.get(value, 0) for value in {df}[{name}]]",
        "list": f"pd.Series([{mapping}.get(value, 0) for value in {df}[{name}].tolist()], index={df}.index)",
        "replace": f"{df}[{name}].replace({mapping}).astype(str).str.len()",
    }[form]
    draft.emit(f"{df}[{new!r}] = {text}")
    table.add(new, column.deps)
    return True


@step("where", "values", 4)
def where(draft: Draft, table: Table) -> bool:
    source = draft.pick(table, "text", origin=0.8)
    other = draft.pick(table, "number", origin=0.2)
    if source is None or other is None:
        return False
    column, df, new = table.columns[source], table.variable, draft.fresh("feature")
    value, name = draft.rng.choice(column.values), draft.name(source)
    template = draft.rng.choice(
        [
            "{df}[{new!r}] = np.where({df}[{name}] == {value!r}, {df}[{other!r}], 0)",
            "{df}[{new!r}] = np.where({df}[{name}].isin([{value!r}]), 3, 1)",
            "{df}[{new!r}] = {df}[{other!r}].where({df}[{name}] != {value!r}, -5)",
            "{df}[{new!r}] = {df}[{other!r}].mask({df}[{name}] == {value!r}, 7)",
            "{df}[{new!r}] = np.select([{df}[{name}] == {value!r}, {df}[{other!r}] > 20], [2, 1], default=0)",
            "{df}[{new!r}] = 0\n{df}.loc[{df}[{name}] == {value!r}, {new!r}] = 4",
            "{df}[{new!r}] = {df}[{other!r}]\n{df}.loc[{df}[{name}].isin([{value!r}]), {new!r}] += 25",
            "{df}[{new!r}] = [value == {value!r} for value in {df}[{name}]]\n{df}[{new!r}] = {df}[{new!r}].astype(int)",
            "{df}[{new!r}] = ({df}[{name}] == {value!r}) & ({df}[{other!r}] > 15)\n{df}[{new!r}] = {df}[{new!r}] * 1",
        ]
    )
    draft.emit(template.format(df=df, new=new, name=name, value=value, other=other))
    deps = column.deps if "[{other!r}]" not in template else column.deps | table.deps(other)
    table.add(new, deps)
    return True


@step("row function", "values", 3)
def row_function(draft: Draft, table: Table) -> bool:
    source = draft.pick(table, "text", origin=0.8)
    other = draft.pick(table, "number", origin=0.2)
    if source is None or other is None:
        return False
    column, df, new = table.columns[source], table.variable, draft.fresh("feature")
    value, deps = draft.rng.choice(column.values), column.deps | table.deps(other)
    form = draft.rng.choice(["lambda", "function", "field", "iterrows", "records", "itertuples", "zip"])
    draft.note(f"rows by {form}")
    match form:
        case "lambda":
            draft.emit(
                f"{df}[{new!r}] = {df}.apply(lambda row: row[{other!r}] if row[{source!r}] == {value!r} else 0, axis=1)"
            )
        case "field":
            draft.emit(f"{df}[{new!r}] = {df}.apply(lambda row: row.{other} * (row.{source} == {value!r}), axis=1)")
        case "function":
            function = draft.fresh("per_row")
            draft.helpers.append(
                f"def {function}(row):\n    if row[{source!r}] == {value!r}:\n        return row[{other!r}] + 10\n    return row[{other!r}]"
            )
            draft.emit(f"{df}[{new!r}] = {df}.apply({function}, axis=1)")
        case "iterrows":
            values = draft.fresh("values")
            draft.emit(
                f"{values} = []\nfor _, row in {df}.iterrows():\n    if row[{source!r}] == {value!r}:\n"
                f"        {values}.append(row[{other!r}])\n    else:\n        {values}.append(0)\n{df}[{new!r}] = {values}"
            )
        case "records":
            draft.emit(
                f"{df}[{new!r}] = [row[{other!r}] + (3 if row[{source!r}] == {value!r} else 0)"
                f" for row in {df}.to_dict('records')]"
            )
        case "itertuples":
            draft.emit(
                f"{df}[{new!r}] = [row.{other} if row.{source} != {value!r} else -1 for row in {df}.itertuples(index=False)]"
            )
        case _:
            draft.emit(
                f"{df}[{new!r}] = [number + len(str(word)) for word, number in zip({df}[{source!r}], {df}[{other!r}])]"
            )
    table.add(new, deps)
    return True


@step("text functions", "values", 3)
def text_functions(draft: Draft, table: Table) -> bool:
    source = draft.pick(table, "text", origin=0.8)
    if source is None:
        return False
    column, new = table.columns[source], draft.fresh("feature")
    value = draft.rng.choice(column.values)
    template = draft.rng.choice(
        [
            "{df}[{new!r}] = {df}[{name}].astype(str).str.startswith({head!r}).astype(int)",
            "{df}[{new!r}] = {df}[{name}].astype(str).str.contains({head!r}).astype(int)",
            "{df}[{new!r}] = {df}[{name}].astype(str).str.upper().map(len)",
            "{df}[{new!r}] = {df}[{name}].astype(str).str.slice(0, 1).map(ord)",
            "{df}[{new!r}] = {df}[{name}].astype(str).str[0].map(ord)",
            "{df}[{new!r}] = {df}[{name}].eq({value!r}).astype(int)",
            "{df}[{new!r}] = {df}[{name}].isin([{value!r}]).astype(int)",
            "{df}[{new!r}] = ({df}[{name}] == {value!r}).astype(int)",
            "{df}[{new!r}] = ({df}[{name}].fillna('') != {value!r}).map({{True: 1, False: 0}})",
        ]
    )
    template = (
        template.replace("{head!r}", repr(value[0])).replace("{value!r}", repr(value)).replace("{new!r}", repr(new))
    )
    draft.by_name(table, template, source)
    table.add(new, column.deps, "flag")
    return True


@step("attribute access", "values")
def attribute_access(draft: Draft, table: Table) -> bool:
    source = draft.pick(table, "text", origin=0.9)
    if source is None or not source.isidentifier():
        return False
    column, df, new = table.columns[source], table.variable, draft.fresh("feature")
    value = draft.rng.choice(column.values)
    draft.emit(
        draft.rng.choice(
            [
                f"{df}[{new!r}] = ({df}.{source} == {value!r}).astype(int)",
                f"{df}[{new!r}] = getattr({df}, {source!r}).eq({value!r}) * 2",
                f"{df}[{new!r}] = {df}.get({source!r}).eq({value!r}).astype(float)",
                f"{df}[{new!r}] = {df}.loc[:, {source!r}].eq({value!r}).astype(float)",
                f"{df}[{new!r}] = {df}.iloc[:, {list(table.columns).index(source)}].eq({value!r}).astype(float)",
            ]
        )
    )
    if "iloc" in draft.lines[-1]:
        draft.by_position()
    table.add(new, column.deps)
    return True


@step("numeric functions", "values", 3)
def numeric_functions(draft: Draft, table: Table) -> bool:
    source = draft.pick(table, "number", "flag", origin=0.8)
    if source is None:
        return False
    column, new = table.columns[source], draft.fresh("feature")
    template = draft.rng.choice(
        [
            "{df}[NEW] = pd.cut({df}[{name}], bins=4, labels=False)",
            "{df}[NEW] = pd.qcut({df}[{name}].rank(method='first'), 3, labels=False)",
            "{df}[NEW] = {df}[{name}].rank()",
            "{df}[NEW] = {df}[{name}].cumsum()",
            "{df}[NEW] = {df}[{name}].shift(1).fillna(0)",
            "{df}[NEW] = {df}[{name}].diff().fillna(0)",
            "{df}[NEW] = {df}[{name}].rolling(2).mean().fillna(0)",
            "{df}[NEW] = ({df}[{name}] - {df}[{name}].mean()) / ({df}[{name}].std() + 1)",
            "{df}[NEW] = {df}[{name}].apply(lambda number: number ** 2)",
            "{df}[NEW] = {df}[{name}].pipe(np.sqrt).fillna(0)",
            "{df}[NEW] = {df}[{name}].between(1, 20).astype(int)",
            "{df}[NEW] = np.digitize({df}[{name}], [1, 5, 20])",
            "{df}[NEW] = {df}[{name}].fillna({df}[{name}].median())",
        ]
    )
    draft.by_name(table, template.replace("NEW", repr(new)), source)
    table.add(new, column.deps | table.rows if _looks_around(template) else column.deps)
    return True


def _looks_around(template: str) -> bool:
    """Whether the value of a row depends on which other rows there are."""
    return any(
        word in template for word in ("cut(", "rank", "cumsum", "shift", "diff", "rolling", "mean()", "std()", "median")
    )


@step("overwritten", "values")
def overwritten(draft: Draft, table: Table) -> bool:
    """A column gets the same content for everybody: what it was no longer counts."""
    source = draft.pick(table, "text", origin=0.9)
    if source is None:
        return False
    df = table.variable
    draft.emit(
        draft.rng.choice(
            [
                f"{df}[{source!r}] = 0",
                f"{df} = {df}.assign({source}=1)",
                f"del {df}[{source!r}]\n{df}.insert(1, {source!r}, 2)",
            ]
        )
    )
    if "insert" in draft.lines[-1]:
        first, *others = without(table, source).items()
        table.columns = dict([first, (source, Column(NO_DEPS, "number")), *others])
    table.add(source, NO_DEPS)
    return True
