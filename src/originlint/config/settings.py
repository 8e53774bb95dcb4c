"""What a project may decide about its own analysis: one frozen value, with a default for everything.

The dataclasses are also the schema of the configuration file: `config/load.py` reads TOML by their types, and
`originlint config schema` prints them as JSON Schema. A field's key in TOML has dashes for underscores.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias, TypeVar

KindCode: TypeAlias = Literal["D", "N", "G", "R", "P1", "P2", "A", "E"]
"""The kinds of attribute, as `lexicon.verdict.Kind` spells them (README, "Kinds")."""

SinkUse: TypeAlias = Literal[
    "trained on", "scored on", "decides the score", "weights the training", "selects the population"
]
"""What a declared sink does with what reaches it, in the words of `flows.flow.Flow.use`."""

Ground: TypeAlias = Literal["binding rule", "objective justification", "correction of bias"]
"""What can allow the use of an origin attribute; which kinds it can allow is decided in `triage.justifications`."""

T = TypeVar("T")


def setting(about: str, default: T) -> T:
    """A field with a default and a sentence about it, for `config schema` and `config show`."""
    return field(default=default, metadata={"about": about})


def required(about: str) -> Any:
    """A field that has to be given."""
    return field(metadata={"about": about})


@dataclass(frozen=True, slots=True)
class SourceDeclaration:
    """Names, or one function, that the project declares to hold an origin attribute.

    Either `names` or `function` is given. With `function`, the `parameters` named are origin inside it; the result of
    calling it is origin when `result` is true, or when no parameter is named (see `counts_result`).
    """

    category: str = required("What the attribute is, such as 'nationality' or 'country_of_birth'.")
    reason: str = required("Why this is origin; shown by 'originlint explain' and in findings.")
    names: tuple[str, ...] = setting("Columns, keys, fields or variables, as written in the code.", ())
    function: str | None = setting("Qualified name of a function, such as 'mymodel.people.country_of'.", None)
    result: bool = setting("Whether the function's result is origin.", False)
    parameters: tuple[str, ...] = setting("Parameters of the function that are origin.", ())
    kind: KindCode | None = setting("How it relates to origin; the usual kind of the category when left out.", None)

    @property
    def counts_result(self) -> bool:
        """Whether the result of calling `function` is origin."""
        return self.function is not None and (self.result or not self.parameters)


@dataclass(frozen=True, slots=True)
class SinkDeclaration:
    """A place that the project declares to be a score: one of `function`, `decorator`, `variables` or `columns`.

    Of a function (or of every function that carries the decorator), the `arguments` named count, and the result when
    `result` is true or when no argument is named (see `counts_result`).
    """

    reason: str = required("Why this decides about people.")
    function: str | None = setting("Qualified name of a function, such as 'mymodel.rules.register_score'.", None)
    decorator: str | None = setting("Qualified name of a decorator that marks scoring functions.", None)
    arguments: tuple[str | int, ...] = setting("Arguments that count, by name or by position from 0.", ())
    result: bool = setting("Whether what the function returns is a score.", False)
    variables: tuple[str, ...] = setting("Variables and fields whose value is a score.", ())
    columns: tuple[str, ...] = setting("Columns, keys and SQL aliases whose value is a score.", ())
    use: SinkUse = setting("What happens there.", "decides the score")

    @property
    def counts_result(self) -> bool:
        """Whether the result of `function`, or of a function carrying `decorator`, counts."""
        return (self.function is not None or self.decorator is not None) and (self.result or not self.arguments)


@dataclass(frozen=True, slots=True)
class MeasureDeclaration:
    """A function that merely measures: an attribute that ends there is not used for a score."""

    function: str = required("Qualified name of a function, such as 'mymodel.audit.selection_rates'.")
    reason: str = required("What it measures.")


@dataclass(frozen=True, slots=True)
class WordDeclaration:
    """One change to the lexicon.

    `add` makes a word an origin word of `category`; `deny` says that a name is not origin here; `map` says that an
    opaque name (`kenmerk_17`) stands for the known name `to`.
    """

    word: str = required("The word or name, as written in the code.")
    action: Literal["add", "deny", "map"] = required("What to do with it.")
    reason: str = required("Why; shown by 'originlint explain'.")
    category: str = setting("For 'add': what the word names, such as 'nationality'.", "")
    to: str = setting("For 'map': the known name that this one stands for.", "")


@dataclass(frozen=True, slots=True)
class JustificationDeclaration:
    """The recorded ground on which findings are accepted: which ones, on what ground, and who decided."""

    attributes: tuple[str, ...] = required("Attributes as written in the code, or categories such as 'nationality'.")
    ground: Ground = required("What allows the use.")
    reference: str = required("Where the ground stands: law and article, or the assessment with its number.")
    reason: str = required("Why the ground holds here.")
    approved_by: str = required("Who decided.")
    rules: tuple[str, ...] = setting("Rule codes, or prefixes, that it is about.", ("ORL1", "ORL2", "ORL3"))
    paths: tuple[str, ...] = setting("Gitignore-style patterns of the files that let the attribute in; any else.", ())
    sinks: tuple[str, ...] = setting("Scores, as findings name them; any else.", ())
    expires: str | None = setting("The last day on which it holds (YYYY-MM-DD); judged by check --as-of.", None)


@dataclass(frozen=True, slots=True)
class PathSettings:
    """What holds only for some files. `match` are gitignore-style patterns, relative to the configuration file."""

    match: tuple[str, ...] = required("Gitignore-style patterns.")
    ignore: tuple[str, ...] = setting("Rule codes, or prefixes, that are not reported there.", ())
    dialect: str | None = setting("SQL dialect of these files.", None)


@dataclass(frozen=True, slots=True)
class Budget:
    """Where the analysis stops and says so. Counted in steps, not seconds, so that every machine finds the same."""

    steps: int = setting("Statements and expressions evaluated, over the whole project.", 20_000_000)
    call_depth: int = setting("How deep calls inside the project are followed.", 24)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one run. Everything that names a file is relative to the project root after loading."""

    extend: str | None = setting("Another configuration file, which this one goes on from.", None)
    select: tuple[str, ...] = setting("Rule codes, or prefixes of codes, that are reported.", ("ORL",))
    ignore: tuple[str, ...] = setting("Rule codes, or prefixes, that are not reported; the longer prefix wins.", ())
    kinds: tuple[KindCode, ...] = setting(
        "Kinds of attribute that are reported.", ("D", "N", "G", "R", "P1", "P2", "A", "E")
    )
    exclude: tuple[str, ...] | None = setting(
        "Gitignore-style patterns that replace the built-in list of folders nobody wants analysed.", None
    )
    extend_exclude: tuple[str, ...] = setting("Gitignore-style patterns of files left out as well.", ())
    respect_gitignore: bool = setting("Leave out what .gitignore files leave out.", True)
    max_file_size: int = setting("Code files larger than this (bytes) are reported as not read.", 8_000_000)
    import_roots: tuple[str, ...] = setting("Folders that are on sys.path when the code runs, nearest first.", ())
    sources: tuple[SourceDeclaration, ...] = setting("Further origin attributes.", ())
    sinks: tuple[SinkDeclaration, ...] = setting("Further scores.", ())
    measures: tuple[MeasureDeclaration, ...] = setting("Functions that merely measure.", ())
    words: tuple[WordDeclaration, ...] = setting("Changes to the lexicon.", ())
    justifications: tuple[JustificationDeclaration, ...] = setting("Grounds on which findings are accepted.", ())
    schemas: tuple[str, ...] = setting("Files that say which columns the datasets have (DDL, dbt YAML, CSV dump).", ())
    dialect: str | None = setting(
        "SQL dialect, as sqlglot names it; worked out for each statement when left out.", None
    )
    knowledge: tuple[str, ...] = setting("TOML files that describe further library calls.", ())
    paths: tuple[PathSettings, ...] = setting("What holds only for some files.", ())
    baseline: str | None = setting("File with the findings that are accepted as they are.", None)
    primary_location: Literal["entry", "sink"] = setting("The end of a flow that is its location.", "entry")
    budget: Budget = setting("Where the analysis stops and says so.", Budget())
    base: str = field(default="", metadata={"internal": True})
    """Folder of the configuration file, relative to the root with '/', '' for the root: patterns are relative to it."""
    origin: str | None = field(default=None, metadata={"internal": True})
    """The configuration file, relative to the root when it is inside; None when there is none."""
    given: tuple[tuple[str, tuple[str, ...]], ...] = field(default=(), metadata={"internal": True})
    """Which settings are not the defaults, by their keys, and the files that say so, named like `origin`."""
