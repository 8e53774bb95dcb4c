"""Steps that rename columns, and that really take them away."""

from __future__ import annotations

from tests.noninterference.draft import KEPT, Draft, Table, renamed, without
from tests.noninterference.steps.registry import step


@step("rename", "values", 3)
def rename(draft: Draft, table: Table) -> bool:
    source = draft.pick(table, "text", "number", origin=0.9)
    if source is None:
        return False
    df, new = table.variable, draft.fresh("field")
    form = draft.rng.choice(
        ["dict", "function", "assign", "list", "set_axis", "in place", "swap", "series", "comprehension"]
    )
    draft.note(f"rename by {form}")
    names = {source: new}
    listed = [names.get(name, name) for name in table.columns]
    match form:
        case "dict":
            draft.emit(f"{df} = {df}.rename(columns={draft.mapping(names)})")
        case "function":
            draft.emit(f"{df} = {df}.rename(columns=lambda name: {new!r} if name == {source!r} else name)")
        case "assign":
            draft.by_position()
            draft.emit(f"{df}.columns = {listed!r}")
        case "list":
            draft.emit(f"{df}.columns = [{new!r} if name == {source!r} else name for name in {df}.columns]")
        case "comprehension":
            draft.by_position()
            draft.emit(f"{df}.columns = [{{{source!r}: {new!r}}}.get(name, name) for name in {df}.columns]")
        case "set_axis":
            draft.by_position()
            draft.emit(f"{df} = {df}.set_axis({listed!r}, axis=1)")
        case "in place":
            draft.emit(f"{df}.rename(columns={draft.mapping(names)}, inplace=True)")
        case "series":
            draft.emit(f"{df}[{new!r}] = {df}.pop({source!r})")
            table.columns = {**without(table, source), new: table.columns[source]}
            return True
        case _:
            others = [
                name
                for name, column in table.columns.items()
                if column.kind == table.columns[source].kind and bool(column.deps) == bool(table.columns[source].deps)
            ]
            other = draft.rng.choice([name for name in others if name != source and name not in KEPT] or [source])
            if other == source:
                return False
            names = {source: other, other: source}
            draft.emit(f"{df} = {df}.rename(columns={draft.mapping(names)})")
    table.columns = renamed(table, names)
    return True


@step("prefix", "values", 1)
def prefix(draft: Draft, table: Table) -> bool:
    df = table.variable
    head = draft.fresh("p") + "_"
    back = {head + name: name for name in KEPT}
    draft.emit(f"{df} = {df}.add_prefix({head!r}).rename(columns={back!r})")
    table.columns = renamed(table, {name: head + name for name in table.columns if name not in KEPT})
    return True


@step("drop", "gone", 4)
def drop(draft: Draft, table: Table) -> bool:
    names = [name for name, column in table.columns.items() if column.deps and name not in KEPT]
    if not names:
        return False
    chosen = draft.rng.sample(names, draft.rng.randint(1, min(3, len(names))))
    drop_these(draft, table, chosen)
    return True


def drop_these(draft: Draft, table: Table, names: list[str]) -> None:
    """Take these columns away, in one of many ways."""
    df = table.variable
    kept = [name for name in table.columns if name not in names]
    form = draft.rng.choice(
        [
            "drop",
            "drop axis",
            "in place",
            "del",
            "pop",
            "projection",
            "comprehension",
            "difference",
            "loc mask",
            "loop",
            "conditional",
            "ignore",
            "sets",
            "remove",
            "filter",
            "iloc",
            "reindex",
            "function",
            "try",
        ]
    )
    draft.note(f"drop by {form}")
    match form:
        case "drop":
            draft.emit(f"{df} = {df}.drop(columns={draft.names(names)})")
        case "drop axis":
            draft.emit(f"{df} = {df}.drop({draft.names(names)}, axis=1)")
        case "in place":
            draft.emit(f"{df}.drop({draft.names(names)}, axis='columns', inplace=True)")
        case "del":
            for name in names:
                draft.emit(f"del {df}[{draft.name(name)}]")
        case "pop":
            for name in names:
                draft.emit(f"{df}.pop({draft.name(name)})")
        case "projection":
            draft.emit(f"{df} = {df}[{draft.names(kept)}]")
        case "comprehension":
            draft.emit(f"{df} = {df}[[name for name in {df}.columns if name not in {draft.names(names)}]].copy()")
        case "difference":
            draft.emit(f"{df} = {df}[{df}.columns.difference({draft.names(names)})]")
            kept = sorted(kept)
        case "loc mask":
            draft.emit(f"{df} = {df}.loc[:, ~{df}.columns.isin({draft.names(names)})]")
        case "loop":
            draft.emit(f"for name in {draft.names(names)}:\n    {df} = {df}.drop(columns=name)")
        case "conditional":
            draft.emit(f"for name in {draft.names(names)}:\n    if name in {df}.columns:\n        del {df}[name]")
        case "ignore":
            draft.emit(f"{df} = {df}.drop(columns={draft.names([*names, 'absent'])}, errors='ignore')")
        case "sets":
            draft.emit(f"{df} = {df}[sorted(set({df}.columns) - set({draft.names(names)}))]")
            kept = sorted(kept)
        case "remove":
            variable = draft.fresh("kept")
            draft.emit(f"{variable} = list({df}.columns)")
            for name in names:
                draft.emit(f"{variable}.remove({draft.name(name)})")
            draft.emit(f"{df} = {df}[{variable}]")
        case "filter":
            draft.emit(f"{df} = {df}.filter(items={draft.names(kept)})")
        case "iloc":
            draft.by_position()
            places = [index for index, name in enumerate(table.columns) if name not in names]
            draft.emit(f"{df} = {df}.iloc[:, {places!r}]")
        case "reindex":
            draft.emit(f"{df} = {df}.reindex(columns={draft.names(kept)})")
        case "try":
            for name in names:
                draft.emit(f"try:\n    del {df}[{name!r}]\nexcept KeyError:\n    pass")
        case _:
            function = draft.fresh("clean")
            draft.helpers.append(f"def {function}(frame, names):\n    return frame.drop(columns=names)")
            draft.emit(f"{df} = {function}({df}, {draft.names(names)})")
    table.columns = {name: table.columns[name] for name in kept}
