"""A program while it is being made: its text so far, and what every column in it depends on."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from tests.noninterference.header import HEADER, ORIGIN, PLAIN
from tests.noninterference.program import NO_DEPS, Deps

INDENT = "    "

KEPT = ("person_id", "label")
"""The columns that no step may touch: who it is, and what is to be learned."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it depends on, and what is in it: "number", "flag" (0 or 1) or "text" with these values."""

    deps: Deps
    kind: str
    values: tuple[str, ...] = ()


@dataclass(slots=True)
class Table:
    """A frame in the program. `rows` is what decided which rows it has."""

    variable: str
    columns: dict[str, Column]
    rows: Deps = NO_DEPS

    def copied(self, variable: str) -> Table:
        """The same frame under another name."""
        return Table(variable, dict(self.columns), self.rows)

    def add(self, name: str, deps: Deps, kind: str = "number", values: tuple[str, ...] = ()) -> None:
        """A column is stored; a new one comes last."""
        self.columns[name] = Column(deps, kind, values)

    def move(self, name: str, place: int) -> None:
        """A column goes to that place among the others."""
        others = [(each, column) for each, column in self.columns.items() if each != name]
        self.columns = dict([*others[:place], (name, self.columns[name]), *others[place:]])

    def deps(self, *names: str) -> Deps:
        """All that these columns depend on."""
        return frozenset[str]().union(*(self.columns[name].deps for name in names))


def people_table(variable: str) -> Table:
    """A data file as it is read."""
    kinds = {name: Column(NO_DEPS, "number") for name in HEADER}
    kinds |= {name: Column(NO_DEPS, "text", values) for name, values in PLAIN.items()}
    kinds |= {name: Column(frozenset({name}), "text", values) for name, values in ORIGIN.items()}
    return Table(variable, {name: kinds[name] for name in HEADER})


@dataclass(slots=True)
class Draft:
    """The program text under construction. `lines` is the section being written; helpers, constants and settings go to
    places of their own, which `layouts.py` decides."""

    rng: random.Random
    lines: list[str] = field(default_factory=list)
    helpers: list[str] = field(default_factory=list)
    constants: list[str] = field(default_factory=list)
    constant_names: list[str] = field(default_factory=list)
    settings: dict[str, object] = field(default_factory=dict)
    imports: set[str] = field(default_factory=set)
    kinds: list[str] = field(default_factory=list)
    count: int = 0
    positional: bool = False

    def fresh(self, stem: str) -> str:
        """A name that is not taken."""
        self.count += 1
        return f"{stem}_{self.count}"

    def emit(self, text: str) -> None:
        """Write one statement (it may have several lines)."""
        self.lines.extend(text.split("\n"))

    def by_position(self) -> None:
        """What was just written is about columns that it does not name: only a schema says which these are."""
        self.positional = True

    def note(self, kind: str) -> None:
        """Remember for the reports what was used."""
        self.kinds.append(kind)

    def chance(self, share: float) -> bool:
        """True for that share of the programs."""
        return self.rng.random() < share

    def pick(self, table: Table, *kinds: str, origin: float = 0.6) -> str | None:
        """A column of these kinds; with the probability `origin`, one that depends on origin when there is one."""
        fitting = [name for name, column in table.columns.items() if column.kind in kinds and name not in KEPT]
        marked = [name for name in fitting if table.columns[name].deps]
        if marked and self.chance(origin):
            return self.rng.choice(marked)
        plain = [name for name in fitting if name not in marked]
        pool = plain or fitting
        return self.rng.choice(pool) if pool else None

    # How an argument is written

    def name(self, value: str) -> str:
        """An expression for a column name, in any form."""
        forms = ["literal"] * 6 + [
            "variable",
            "f-string",
            "constant file",
            "dict",
            "settings",
            "concatenation",
            "class",
        ]
        form = self.rng.choice(forms)
        self.note(f"name as {form}")
        match form:
            case "variable":
                variable = self.fresh("name")
                self.emit(f"{variable} = {value!r}")
                return variable
            case "f-string":
                head, tail = value[: len(value) // 2], value[len(value) // 2 :]
                variable = self.fresh("part")
                self.emit(f"{variable} = {tail!r}")
                return f'f"{head}{{{variable}}}"'
            case "concatenation":
                head, tail = value[: len(value) // 2], value[len(value) // 2 :]
                return f"{head!r} + {tail!r}"
            case "dict":
                variable = self.fresh("lookup")
                self.emit(f"{variable} = {{'column': {value!r}, 'other': 'age'}}")
                return f"{variable}['column']"
            case "class":
                owner = self.fresh("Names").replace("_", "")
                self.helpers.append(f"class {owner}:\n    column = {value!r}\n    other = 'age'")
                return f"{owner}.column"
            case "constant file":
                return self._constant(value)
            case "settings":
                return self._setting(value)
            case _:
                return repr(value)

    def names(self, values: Sequence[str]) -> str:
        """An expression for a list of column names, in any form."""
        values = list(values)
        forms = ["literal"] * 5 + [
            "variable",
            "constant file",
            "settings",
            "sum",
            "comprehension",
            "append",
            "split",
            "keys",
        ]
        form = self.rng.choice(forms)
        if form == "sum" and len(values) < 2:
            form = "variable"
        self.note(f"names as {form}")
        variable = self.fresh("columns")
        match form:
            case "variable":
                self.emit(f"{variable} = {values!r}")
                return variable
            case "sum":
                cut = self.rng.randrange(1, len(values))
                self.emit(f"{variable} = {values[:cut]!r} + {values[cut:]!r}")
                return variable
            case "comprehension":
                more = [*values, "unused"]
                self.emit(f"{variable} = [name for name in {more!r} if name != 'unused']")
                return variable
            case "append":
                self.emit(f"{variable} = []")
                for value in values:
                    self.emit(f"{variable}.append({value!r})")
                return variable
            case "split":
                return f"{' '.join(values)!r}.split()"
            case "keys":
                self.emit(f"{variable} = {{name: 1 for name in {values!r}}}")
                return f"list({variable})"
            case "constant file":
                return self._constant(values)
            case "settings":
                return self._setting(values)
            case _:
                return repr(values)

    def mapping(self, values: Mapping[str, object]) -> str:
        """An expression for a dict, in any form."""
        table = dict(values)
        forms = ["literal"] * 4 + ["variable", "constant file", "settings", "zip", "comprehension", "stores"]
        form = self.rng.choice(forms)
        self.note(f"mapping as {form}")
        variable = self.fresh("table")
        match form:
            case "variable":
                self.emit(f"{variable} = {table!r}")
                return variable
            case "zip":
                return f"dict(zip({list(table)!r}, {list(table.values())!r}))"
            case "comprehension":
                self.emit(f"{variable} = {{key: value for key, value in {list(table.items())!r}}}")
                return variable
            case "stores":
                self.emit(f"{variable} = {{}}")
                for key, value in table.items():
                    self.emit(f"{variable}[{key!r}] = {value!r}")
                return variable
            case "constant file":
                return self._constant(table)
            case "settings":
                return self._setting(table)
            case _:
                return repr(table)

    def by_name(self, table: Table, template: str, name: str) -> None:
        """Write a statement on a frame `{df}` that uses one column name `{name}`, in any form: directly, in a loop over
        names, or in a function that takes the name."""
        form = self.rng.choice(["direct"] * 4 + ["loop", "function", "returning function"])
        self.note(f"statement as {form}")
        match form:
            case "loop":
                variable = self.fresh("each")
                self.emit(f"for {variable} in [{name!r}]:\n{INDENT}{template.format(df=table.variable, name=variable)}")
            case "function":
                function = self.fresh("apply_to")
                body = template.format(df="frame", name="name").replace("\n", "\n" + INDENT)
                self.helpers.append(f"def {function}(frame, name):\n{INDENT}{body}")
                self.emit(f"{function}({table.variable}, {name!r})")
            case "returning function":
                function = self.fresh("with")
                body = template.format(df="frame", name="name").replace("\n", "\n" + INDENT)
                self.helpers.append(
                    f"def {function}(frame, name={name!r}):\n{INDENT}frame = frame.copy()\n{INDENT}{body}\n{INDENT}return frame"
                )
                self.emit(f"{table.variable} = {function}({table.variable})")
            case _:
                self.emit(template.format(df=table.variable, name=self.name(name)))

    def _constant(self, value: object) -> str:
        constant = self.fresh("SETTING").upper()
        self.constants.append(f"{constant} = {value!r}")
        self.constant_names.append(constant)
        return constant

    def _setting(self, value: object) -> str:
        key = self.fresh("entry")
        self.settings[key] = json.loads(json.dumps(value))
        return f"SETTINGS[{key!r}]"


def without(table: Table, *names: str) -> dict[str, Column]:
    """The columns of a table but these."""
    return {name: column for name, column in table.columns.items() if name not in names}


def renamed(table: Table, names: Mapping[str, str]) -> dict[str, Column]:
    """The columns of a table under other names."""
    return {names.get(name, name): replace(column) for name, column in table.columns.items()}
