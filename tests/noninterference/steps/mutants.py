"""Steps that look as if a column went, and it stays: what a reader, and an analyser, may be taken in by."""

from __future__ import annotations

from tests.noninterference.draft import KEPT, Draft, Table, without
from tests.noninterference.steps.registry import step


def _victim(draft: Draft, table: Table) -> str | None:
    names = [name for name, column in table.columns.items() if column.deps and name not in KEPT]
    return draft.rng.choice(names) if names else None


@step("drop not assigned", "stays")
def drop_not_assigned(draft: Draft, table: Table) -> bool:
    name = _victim(draft, table)
    if name is None:
        return False
    df = table.variable
    draft.emit(
        draft.rng.choice(
            [
                f"{df}.drop(columns=[{draft.name(name)}])",
                f"{df}.drop({name!r}, axis=1)",
                f"_ = {df}.drop(columns={name!r})",
                f"{df}.drop({name!r}, axis=1, inplace=False)",
            ]
        )
    )
    return True


@step("drop on a copy", "stays")
def drop_on_copy(draft: Draft, table: Table) -> bool:
    name = _victim(draft, table)
    if name is None:
        return False
    df, other = table.variable, draft.fresh("copy")
    function = draft.fresh("clean")
    form = draft.rng.choice(["copy", "slice", "function", "rebound", "function copy"])
    match form:
        case "copy":
            draft.emit(f"{other} = {df}.copy()\n{other}.drop(columns={name!r}, inplace=True)")
        case "slice":
            draft.emit(f"{other} = {df}[{df}['person_id'] > 0]\ndel {other}[{name!r}]")
        case "function copy":
            draft.helpers.append(
                f"def {function}(frame):\n    frame = frame.copy()\n    del frame[{name!r}]\n    return frame"
            )
            draft.emit(f"{function}({df})")
        case "function":
            draft.helpers.append(f"def {function}(frame):\n    frame = frame.drop(columns={name!r})")
            draft.emit(f"{function}({df})")
        case _:
            draft.emit(f"{other} = {df}\n{other} = {other}.drop(columns=[{name!r}])")
    return True


@step("misspelt drop", "stays")
def misspelt_drop(draft: Draft, table: Table) -> bool:
    name = _victim(draft, table)
    if name is None:
        return False
    df, wrong = table.variable, name + draft.rng.choice([" ", "_x", "S"])
    draft.emit(
        draft.rng.choice(
            [
                f"{df} = {df}.drop(columns=[{wrong!r}], errors='ignore')",
                f"{df} = {df}.drop({wrong!r}, axis=1, errors='ignore')",
                f"if {wrong!r} in {df}.columns:\n    {df} = {df}.drop(columns={name!r})",
                f"{df} = {df}[[each for each in {df}.columns if each != {wrong!r}]]",
                f"try:\n    {df} = {df}.drop(columns=[{wrong!r}, {name!r}])\nexcept KeyError:\n    pass",
                f"{df} = {df}.loc[:, ~{df}.columns.isin([{wrong!r}])]",
            ]
        )
    )
    return True


@step("brought back", "stays", 3)
def brought_back(draft: Draft, table: Table) -> bool:
    name = _victim(draft, table)
    if name is None:
        return False
    df, raw = table.variable, draft.fresh("raw")
    column = table.columns[name]
    form = draft.rng.choice(["merge", "index", "assign", "concat", "reset", "series", "level"])
    draft.note(f"brought back by {form}")
    match form:
        case "merge":
            draft.emit(
                f"{raw} = {df}.copy()\n{df} = {df}.drop(columns=[{name!r}])\n"
                f"{df} = {df}.merge({raw}[['person_id', {name!r}]], on='person_id', how='left')"
            )
        case "index":
            draft.emit(f"{df} = {df}.set_index({name!r})\n{df} = {df}.reset_index()")
            table.columns = {name: column, **without(table, name)}
            return True
        case "level":
            draft.emit(
                f"{df} = {df}.set_index([{name!r}, 'person_id'])\n"
                f"{raw} = {df}.index.get_level_values({name!r})\n"
                f"{df} = {df}.reset_index(level='person_id').reset_index(drop=True)\n{df}[{name!r}] = {raw}"
            )
            rest = without(table, name, "person_id")
            table.columns = {"person_id": table.columns["person_id"], **rest, name: column}
            return True
        case "assign":
            draft.emit(f"{raw} = {df}\n{df} = {df}.drop(columns={name!r})\n{df}[{name!r}] = {raw}[{name!r}]")
        case "series":
            draft.emit(f"{raw} = {df}.pop({name!r})\n{df} = {df}.assign(**{{{name!r}: {raw}}})")
        case "concat":
            draft.emit(f"{raw} = {df}[[{name!r}]]\n{df} = pd.concat([{df}.drop(columns={name!r}), {raw}], axis=1)")
        case _:
            draft.emit(
                f"{raw} = {df}.set_index('person_id')[{name!r}]\ndel {df}[{name!r}]\n{df} = {df}.join({raw}, on='person_id')"
            )
    table.columns = {**without(table, name), name: column}
    return True


@step("suffix collision", "stays")
def suffix_collision(draft: Draft, table: Table) -> bool:
    """Both sides of a merge have the column; one of the two new names is dropped."""
    name = _victim(draft, table)
    if name is None:
        return False
    df, other = table.variable, draft.fresh("other")
    column = table.columns[name]
    draft.emit(f"{other} = {df}[['person_id', {name!r}]].copy()")
    form = draft.rng.choice(["default", "named", "join"])
    match form:
        case "default":
            draft.emit(f"{df} = {df}.merge({other}, on='person_id')\n{df} = {df}.drop(columns=[{name + '_x'!r}])")
            new = name + "_y"
        case "named":
            draft.emit(f"{df} = {df}.merge({other}, on='person_id', suffixes=('', '_old')).drop(columns={name!r})")
            new = name + "_old"
        case _:
            draft.emit(
                f"{df} = {df}.join({other}.set_index('person_id'), on='person_id', rsuffix='_r')\ndel {df}[{name!r}]"
            )
            new = name + "_r"
    table.columns = {**without(table, name), new: column}
    return True


@step("copied before the drop", "stays", 3)
def copied_before(draft: Draft, table: Table) -> bool:
    name = _victim(draft, table)
    if name is None:
        return False
    df, new = table.variable, draft.fresh("field")
    draft.emit(f"{df}[{new!r}] = {df}[{draft.name(name)}]\n{df} = {df}.drop(columns=[{name!r}])")
    table.columns = {**without(table, name), new: table.columns[name]}
    return True


@step("shape and back", "stays")
def shape_and_back(draft: Draft, table: Table) -> bool:
    """The table becomes something else and comes back."""
    df, columns, held = table.variable, draft.fresh("columns"), draft.fresh("held")
    draft.emit(
        draft.rng.choice(
            [
                f"{held} = {df}.to_dict('list')\n{df} = pd.DataFrame({held})",
                f"{held} = {df}.to_dict('records')\n{df} = pd.DataFrame({held})",
                f"{columns} = list({df}.columns)\n{df} = pd.DataFrame({df}.to_numpy(), columns={columns}).infer_objects()",
                f"{df} = pd.concat([{df}.iloc[:10], {df}.iloc[10:]]).reset_index(drop=True)",
                f"{df} = {df}.T.T.infer_objects()",
                f"{held} = [{df}, 1]\n{df} = {held}[0]",
                f"{held} = {{'data': {df}}}\n{df} = {held}['data'].copy()",
                f"{df}.to_csv('held.csv', index=False)\n{df} = pd.read_csv('held.csv')",
                f"{df}.to_pickle('held.pkl')\n{df} = pd.read_pickle('held.pkl')",
                f"{df} = pd.DataFrame({{name: {df}[name] for name in {df}.columns}})",
                f"{df} = {df}.pipe(lambda frame: frame.copy())",
                f"{df} = {df}.sort_values('person_id').reset_index(drop=True)",
            ]
        )
    )
    return True


@step("chosen by the data", "stays")
def chosen_by_data(draft: Draft, table: Table) -> bool:
    """Names are chosen by a condition on what is in the columns, which nothing meets."""
    name = _victim(draft, table)
    if name is None:
        return False
    df, many = table.variable, draft.fresh("many")
    draft.emit(
        draft.rng.choice(
            [
                f"{many} = [each for each in [{name!r}, 'age'] if {df}[each].nunique() > 1000]\n{df} = {df}.drop(columns={many})",
                f"for each in [{name!r}]:\n    if {df}[each].nunique() > 1000:\n        {df} = {df}.drop(columns=each)",
                f"{many} = [each for each in {df}.columns if not (each == {name!r} and {df}[each].nunique() > 1000)]\n{df} = {df}[{many}]",
                f"{many} = {df}.columns[{df}.isna().mean() > 0.99]\n{df} = {df}.drop(columns={many})",
                f"{df} = {df}.dropna(axis=1, how='all')",
                f"{df} = {df}.loc[:, {df}.nunique() > 0]",
            ]
        )
    )
    return True
