"""The names that dbt gives to a template: `ref`, `source`, `var`, `this`, `adapter` …"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from originlint.frontends.templates.jinja.limits import Abandoned
from originlint.frontends.templates.jinja.renderer import Renderer, Returned
from originlint.frontends.templates.jinja.values import (
    Builtin,
    Call,
    Library,
    Relation,
    Unknown,
    Value,
    shown,
)
from originlint.frontends.templates.traced import joined

_AT_RUN = (
    "run_query",
    "load_result",
    "load_relation",
    "fromjson",
    "tojson",
    "fromyaml",
    "toyaml",
    "zip",
    "zip_strict",
    "set",
    "set_strict",
    "local_md5",
    "diff_of_two_dicts",
    "get_where_subquery",
    "should_full_refresh",
    "run_hooks",
    "store_result",
    "submit_python_job",
    "source_node",
)
"""Functions whose results only a run knows."""

_SILENT = ("log", "print", "debug", "doc", "statement", "set_sql_header", "write")
"""Functions that print nothing into the text."""


_BACKTICKS = frozenset({"bigquery", "databricks", "hive", "mysql", "spark"})
"""Dialects that quote names with backticks."""


@dataclass(slots=True)
class Settings:
    """What a template says about itself by `config(…)`."""

    values: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Names:
    """What the names of one template stand for. `package` is the project's own name, `model` the template's; `sources`
    gives the path of a source by its two names; `macro` finds a macro by package ("" for any) and name."""

    package: str
    model: str
    dialect: str | None
    variables: dict[str, object]
    sources: Callable[[str, str], tuple[str, ...]]
    macro: Callable[[Renderer, str, str], Value | None]
    packages: tuple[str, ...]


def provide(renderer: Renderer, names: Names, settings: Settings) -> None:
    """Give a renderer dbt's names. What `config` is told is put into `settings`."""

    def ref(call: Call) -> Value:
        name = call.positional[-1] if call.positional else Unknown("ref")
        name = name.name if isinstance(name, Unknown) else name
        return Relation((names.package, name)) if isinstance(name, str) else Unknown("ref")

    def source(call: Call) -> Value:
        outer, table = call.get(0, "source_name"), call.get(1, "table_name")
        if not isinstance(outer, str) or not isinstance(table, str):
            return Unknown("source")
        return Relation(names.sources(outer, table))

    def variable(call: Call) -> Value:
        name = call.get(0, "name")
        renderer.soft = True
        if isinstance(name, str) and name in names.variables:
            value = names.variables[name]
            if not (isinstance(value, str) and "{{" in value):
                return value
        return _default(call, name)

    def environment(call: Call) -> Value:
        renderer.soft = True
        return _default(call, call.get(0, "var"))

    def config(call: Call) -> Value:
        settings.values.update(call.keywords)
        for each in call.positional:
            if isinstance(each, dict):
                settings.values.update({str(key): value for key, value in each.items()})
        return ""

    def configured(call: Call) -> Value:
        name = str(call.get(0, "name"))
        renderer.soft = True
        return settings.values.get(name, call.get(1, "default", Unknown(name)))

    def dispatch(call: Call) -> Value:
        name, package = call.get(0, "macro_name"), call.get(1, "macro_namespace", "")
        for prefix in (f"{names.dialect}__", "default__", ""):
            found = names.macro(renderer, package if isinstance(package, str) else "", f"{prefix}{name}")
            if found is not None:
                return found
        return Unknown(str(name))

    def quote(call: Call) -> Value:
        mark = "`" if names.dialect in _BACKTICKS else '"'
        return joined([mark, shown(call.get(0, "identifier")), mark])

    this = Relation((names.package, names.model))
    target: dict[str, Value] = {"type": names.dialect} if names.dialect else {}
    renderer.globals = {
        "ref": Builtin("ref", ref),
        "source": Builtin("source", source),
        "var": Builtin("var", variable),
        "env_var": Builtin("env_var", environment),
        "config": Builtin(
            "config",
            config,
            {"get": Builtin("get", configured), "require": Builtin("require", configured), "set": _silent("set")},
        ),
        "this": this,
        "execute": True,
        "is_incremental": _at_run("is_incremental"),
        "target": Library("target", target),
        "adapter": Library("adapter", {"dispatch": Builtin("dispatch", dispatch), "quote": Builtin("quote", quote)}),
        "api": Library("api", {"Relation": Library("Relation", {"create": Builtin("create", _relation)})}),
        "exceptions": Library(
            "exceptions",
            {"raise_compiler_error": Builtin("raise", _abandon), "warn": _silent("warn")},
        ),
        "return": Builtin("return", _return),
        "builtins": Library("builtins", {"ref": Builtin("ref", ref), "source": Builtin("source", source)}),
        **{name: _at_run(name) for name in _AT_RUN},
        **{name: _silent(name) for name in _SILENT},
        **{package: _package(renderer, names, package) for package in names.packages},
    }
    renderer.find = lambda name: names.macro(renderer, "", name)


def _package(renderer: Renderer, names: Names, package: str) -> Library:
    return Library(package, {}, lambda name: names.macro(renderer, package, name))


def _default(call: Call, name: Value) -> Value:
    unknown = Unknown(name if isinstance(name, str) else "var")
    value = call.get(1, "default", unknown)
    return unknown if value is None else value


def _at_run(name: str) -> Builtin:
    return Builtin(name, lambda call: Unknown(name, (*call.positional, *call.keywords.values()), called=True))


def _silent(name: str) -> Builtin:
    return Builtin(name, lambda call: "")


def _relation(call: Call) -> Value:
    identifier = call.get(2, "identifier")
    return Relation((identifier,)) if isinstance(identifier, str) else Unknown("relation")


def _return(call: Call) -> Value:
    raise Returned(call.get(0, "data"))


def _abandon(call: Call) -> Value:
    raise Abandoned
