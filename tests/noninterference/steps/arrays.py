"""Steps that write values into an array or a series, whole or in part, and steps that take the length of what is in a row."""

from __future__ import annotations

from tests.noninterference.draft import Draft, Table
from tests.noninterference.program import NO_DEPS
from tests.noninterference.steps.registry import step

EMPTY = (
    "{a} = np.zeros(len({df}))\n{a}[({mask}).to_numpy()] = 1",
    "{a} = np.ones(len({df}))\nnp.putmask({a}, {mask}, 3)",
    "{a} = np.zeros(len({df}))\nnp.copyto({a}, 2.0, where=({mask}).to_numpy())",
    "{a} = np.zeros(len({df}))\nnp.place({a}, ({mask}).to_numpy(), [4.0])",
    "{a} = np.zeros(len({df}))\nnp.put({a}, np.flatnonzero({mask}), 5.0)",
    "{a} = np.zeros(len({df}))\n{a}[np.where({mask})[0]] = 1",
    "{a} = np.zeros(len({df}))\n{a}[np.where({mask})] = 1",
    "{a} = np.zeros(len({df}))\nnp.add({a}, 2, out={a}, where=({mask}).to_numpy())",
    "{a} = np.ones(len({df}))\nnp.multiply({a}, ({mask}).to_numpy(), out={a})",
    "{a} = np.zeros(len({df}))\nnp.add.at({a}, np.flatnonzero({mask}), 2)",
    "{a} = np.zeros(len({df}))\n{a}[({mask}).to_numpy()] += 6",
    "{a} = np.full(len({df}), 2.0)\nfor place, met in enumerate({mask}):\n    if met:\n        {a}[place] = 7",
    "{a} = [0] * len({df})\nfor place, met in enumerate({mask}):\n    if met:\n        {a}[place] = 7",
    "{a} = pd.Series(0, index={df}.index)\n{a}[{mask}] = 3",
    "{a} = pd.Series(0, index={df}.index)\n{a}.loc[{mask}] = 3",
    "{a} = pd.Series(0, index={df}.index)\n{a}.iloc[np.flatnonzero({mask})] = 3",
    "{a} = pd.Series(1, index={df}.index)\n{a} = {a}.where(~({mask}), 0)",
    "{a} = np.zeros((len({df}), 2))\n{a}[({mask}).to_numpy(), 1] = 1\n{a} = {a}[:, 1]",
    "{a} = np.zeros(len({df}))\n{b} = {a}\n{b}[({mask}).to_numpy()] = 1",
    "{a} = {b} = np.zeros(len({df}))\n{b}[({mask}).to_numpy()] = 1",
    "{b} = np.zeros(len({df}))\n{a} = {b}\n{b}[({mask}).to_numpy()] = 1",
    "{a} = np.zeros(len({df}))\n{b} = [{a}]\n{b}[0][({mask}).to_numpy()] = 1",
)
"""Arrays `{a}` that owe to `{mask}` and to nothing else; `{b}` is another name."""

FILLED = (
    "{a} = {df}[{n!r}].copy()\n{a}[{mask}] = 0",
    "{a} = {df}[{n!r}].astype(float)\n{a}.mask({mask}, -1, inplace=True)",
    "{a} = {df}[{n!r}].to_numpy(dtype=float, copy=True)\n{a}[({mask}).to_numpy()] = 0",
    "{a} = {df}[{n!r}].to_numpy(dtype=float, copy=True)\nnp.subtract({a}, 9, out={a}, where=({mask}).to_numpy())",
    "{a} = {df}[[{n!r}]].to_numpy(dtype=float, copy=True)\n{a}[({mask}).to_numpy(), 0] = 0\n{a} = {a}[:, 0]",
    "{a} = np.array({df}[{n!r}], dtype=float)\nnp.putmask({a}, {mask}, -1)",
)
"""Arrays that owe to the number `{n}` as well."""

CLEAN = (
    "{a} = {df}[{n!r}].to_numpy(dtype=float, copy=True)\n{b} = {a}.copy()\n{b}[({mask}).to_numpy()] = 0",
    "{a} = {df}[{n!r}].copy()\n{b} = {a}.copy()\n{b}[{mask}] = 0",
    "{b} = ({mask}).to_numpy().astype(float)\n{b}[:] = 0\n{a} = {df}[{n!r}].to_numpy() + {b}",
    "{b} = ({mask}).to_numpy().astype(float)\n{b}.fill(2)\n{a} = {df}[{n!r}].to_numpy() * {b}",
    "{a} = {df}[{n!r}].to_numpy(dtype=float, copy=True)\n{b} = {a} + 0\n{b}[({mask}).to_numpy()] = 0",
)
"""Arrays that owe to the number only, though one beside them is written to."""

LENGTHS = (
    "{df}[{new!r}] = {df}.apply(lambda row: len(str(row[{a!r}])), axis=1)",
    "{df}[{new!r}] = [len(str(row[{a!r}])) for _, row in {df}.iterrows()]",
    "{df}[{new!r}] = [len(str(record[{a!r}])) for record in {df}.to_dict('records')]",
    "{df}[{new!r}] = [len(f'{{value}}') for value in {df}[{a!r}]]",
    "{df}[{new!r}] = {df}[{a!r}].astype(str).map(len)",
    "{df}[{new!r}] = [len(str(value)) if value else 0 for value in {df}[{a!r}].to_list()]",
)


def _mask(draft: Draft, table: Table, source: str) -> str:
    value = draft.rng.choice(table.columns[source].values)
    name = draft.name(source)
    df = table.variable
    return draft.rng.choice(
        [f"{df}[{name}] == {value!r}", f"{df}[{name}].eq({value!r})", f"{df}[{name}].isin([{value!r}])"]
    )


@step("written", "values", 5)
def written(draft: Draft, table: Table) -> bool:
    """Some values of an array are written, which `{mask}` chooses."""
    source, number = draft.pick(table, "text", origin=0.8), draft.pick(table, "number", origin=0.2)
    if source is None or number is None:
        return False
    df, new = table.variable, draft.fresh("feature")
    a, b = draft.fresh("values"), draft.fresh("other")
    template, deps = draft.rng.choice(
        [(text, table.deps(source)) for text in EMPTY]
        + [(text, table.deps(source, number)) for text in FILLED]
        + [(text, table.deps(number)) for text in CLEAN]
    )
    mask = _mask(draft, table, source)
    form = draft.rng.choice(["here", "here", "here", "function"])
    text = template.format(a=a, b=b, df=df, n=number, mask=mask)
    if form == "function":
        condition, function = draft.fresh("chosen"), draft.fresh("mark")
        body = template.format(a=a, b=b, df="frame", n=number, mask="chosen").replace("\n", "\n    ")
        draft.helpers.append(f"def {function}(frame, chosen):\n    {body}\n    return {a}")
        text = f"{condition} = {mask}\n{a} = {function}({df}, {condition})"
    draft.note(f"written in a {form}" if form == "function" else "written")
    draft.emit(f"{text}\n{df}[{new!r}] = {a}")
    table.add(new, deps)
    return True


@step("written by a function", "values", 2)
def written_by_function(draft: Draft, table: Table) -> bool:
    """A function writes into the array that it is given."""
    source = draft.pick(table, "text", origin=0.8)
    if source is None:
        return False
    df, new, a, function = table.variable, draft.fresh("feature"), draft.fresh("values"), draft.fresh("mark")
    body = draft.rng.choice(
        [
            "values[rows] = 1",
            "np.putmask(values, rows, 1)",
            "held = values\n    held[rows] = 1",
            "for place, met in enumerate(rows):\n        if met:\n            values[place] = 1",
        ]
    )
    draft.helpers.append(f"def {function}(values, rows):\n    {body}")
    mask = _mask(draft, table, source)
    draft.emit(f"{a} = np.zeros(len({df}))\n{function}({a}, ({mask}).to_numpy())\n{df}[{new!r}] = {a}")
    table.add(new, table.deps(source))
    return True


@step("length", "values")
def length(draft: Draft, table: Table) -> bool:
    """The length of what stands in a row."""
    source = draft.pick(table, "text", origin=0.8)
    if source is None:
        return False
    new = draft.fresh("feature")
    draft.emit(draft.rng.choice(LENGTHS).format(df=table.variable, new=new, a=source))
    table.add(new, table.deps(source))
    return True


@step("written over", "decoy")
def written_over(draft: Draft, table: Table) -> bool:
    """An array that owed to origin is filled anew."""
    source = draft.pick(table, "text", origin=1.0)
    if source is None:
        return False
    df, new, a = table.variable, draft.fresh("feature"), draft.fresh("values")
    fill = draft.rng.choice(["{a}[:] = 1", "{a}.fill(0)", "{a} = np.zeros(len({df}))"])
    mask = _mask(draft, table, source)
    draft.emit(f"{a} = ({mask}).to_numpy().astype(float)\n{fill.format(a=a, df=df)}\n{df}[{new!r}] = {a}")
    table.add(new, NO_DEPS)
    return True
