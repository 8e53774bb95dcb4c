"""Choosing the features out of the table."""

from __future__ import annotations

from tests.noninterference.draft import KEPT, Draft, Table


def feature_frame(draft: Draft, table: Table, features: list[str]) -> str:
    """Write an expression, or statements and a variable, for a frame of exactly these columns. Features may come in
    another order; what a feature is called does not change."""
    data = "{data}"
    others = [name for name in table.columns if name not in features]
    form = draft.rng.choice(
        [
            "list",
            "list",
            "drop",
            "drop",
            "loc",
            "comprehension",
            "difference",
            "iloc",
            "filter",
            "drop axis",
            "values",
            "copy",
            "chain",
            "isin",
            "slots",
        ]
    )
    draft.note(f"features by {form}")
    match form:
        case "drop":
            return f"{data}.drop(columns={draft.names(others)})"
        case "drop axis":
            return f"{data}.drop({draft.names(others)}, axis=1)"
        case "loc":
            return f"{data}.loc[:, {draft.names(features)}]"
        case "comprehension":
            return f"{data}[[name for name in {data}.columns if name not in {draft.names(others)}]]"
        case "difference":
            return f"{data}[{data}.columns.difference({draft.names(others)})]"
        case "iloc":
            draft.by_position()
            return f"{data}.iloc[:, {[list(table.columns).index(name) for name in features]!r}]"
        case "filter":
            return f"{data}.filter(items={draft.names(features)})"
        case "copy":
            return f"{data}[{draft.names(features)}].copy()"
        case "chain":
            return f"{data}.drop(columns={list(KEPT)!r})[{draft.names(features)}]"
        case "isin":
            return f"{data}.loc[:, {data}.columns.isin({draft.names(features)})]"
        case "slots":
            return "pd.concat([" + ", ".join(f"{data}[[{name!r}]]" for name in features) + "], axis=1)"
        case "values":
            columns = draft.names(features)
            return f"pd.DataFrame({data}[{columns}].to_numpy(), columns={columns}, index={data}.index)"
        case _:
            return f"{data}[{draft.names(features)}]"


def text_features(table: Table, features: list[str]) -> list[str]:
    """Those that are not numbers yet."""
    return [name for name in features if table.columns[name].kind == "text"]
