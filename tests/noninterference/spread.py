"""How short programs (polars, SQL) are spread over files, and how their queries are sent."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from tests.noninterference.draft import INDENT
from tests.noninterference.layouts import cells

READ = "people.csv"


@dataclass(slots=True)
class Queries:
    """Statements that send queries on a table `df`, in any form; `files` are what they need beside them."""

    rng: random.Random
    files: dict[str, str] = field(default_factory=dict)
    kinds: set[str] = field(default_factory=set)
    count: int = 0

    def ask(self, query: str, target: str = "df") -> list[str]:
        """Make `target` the result."""
        self.count += 1
        form = self.rng.choice(
            ["sql"] * 4 + ["query", "execute", "file", "variable", "joined", "view", "table", "relation"]
        )
        self.kinds.add(f"query as {form}")
        match form:
            case "query":
                return [f"{target} = duckdb.query({query!r}).to_df()"]
            case "execute":
                return [f"con = duckdb.connect()\n{target} = con.execute({query!r}).fetchdf()"]
            case "file":
                path = f"query_{self.count}.sql"
                self.files[path] = query + "\n"
                return [
                    f"with open({path!r}) as stream:\n{INDENT}query = stream.read()",
                    f"{target} = duckdb.sql(query).df()",
                ]
            case "variable":
                return [f"query_{self.count} = {query!r}", f"{target} = duckdb.sql(query_{self.count}).df()"]
            case "joined":
                head, _, tail = query.partition(" FROM ")
                return [f"source = {' FROM ' + tail!r}", f"{target} = duckdb.sql({head!r} + source).df()"]
            case "view" | "table":
                sort, name = form.upper(), f"{form}_{self.count}"
                return [
                    "con = duckdb.connect()\ncon.register('df', df)",
                    f"con.execute({f'CREATE {sort} {name} AS {query}'!r})",
                    f"{target} = con.execute('SELECT * FROM {name}').df()",
                ]
            case "relation":
                return [f"part = duckdb.sql({query!r})", f"{target} = part.df()"]
            case _:
                return [f"{target} = duckdb.sql({query!r}).df()"]


def spread(
    rng: random.Random, imports: list[str], read: str, body: list[str], end: list[str]
) -> tuple[dict[str, str], tuple[str, ...], str]:
    """The files, those that run, and the name of the layout. `body` works on the table `df` that the expression `read`
    gives, and `end` makes the result of it."""
    layout = rng.choice(["script"] * 3 + ["function", "notebook", "modules"])
    start = [f"df = {read}"]
    function = [
        "def prepare(df):",
        *(INDENT + line for part in body for line in part.split("\n")),
        f"{INDENT}return df",
    ]
    match layout:
        case "function":
            return {"main.py": _text([*imports, *function, f"df = prepare({read})", *end])}, ("main.py",), layout
        case "modules":
            main = [*imports, "from preparing import prepare", f"df = prepare({read})", *end]
            return {"main.py": _text(main), "preparing.py": _text([*imports, *function])}, ("main.py",), layout
        case "notebook":
            return {"main.ipynb": cells(_text([*imports, *start, *body, *end]))}, ("main.ipynb",), layout
        case _:
            return {"main.py": _text([*imports, *start, *body, *end])}, ("main.py",), layout


def _text(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"
