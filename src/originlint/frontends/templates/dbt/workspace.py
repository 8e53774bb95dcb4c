"""All that templates of one repository can refer to: dbt projects, their macros, variables and sources."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import PurePosixPath

from jinja2 import nodes

from originlint.frontends.config.plain import field as value_of
from originlint.frontends.python.text import decode
from originlint.frontends.templates.dbt.context import Names, Settings, provide
from originlint.frontends.templates.dbt.macros import STANDINS, MacroTable
from originlint.frontends.templates.dbt.manifest import read_manifest
from originlint.frontends.templates.dbt.project import (
    Content,
    DbtProject,
    dialect_of_adapter,
    find_projects,
    read_form,
)
from originlint.frontends.templates.dbt.schema import source_paths
from originlint.frontends.templates.jinja.methods import replace, strip
from originlint.frontends.templates.jinja.render import Variants, render
from originlint.frontends.templates.jinja.renderer import Renderer
from originlint.frontends.templates.jinja.syntax import Syntax
from originlint.frontends.templates.jinja.values import Builtin, Call, Macro, shown, table_name
from originlint.frontends.templates.others import OtherTemplates
from originlint.frontends.templates.placeholders import blank_tags
from originlint.frontends.templates.traced import cut, joined, written
from originlint.project.aids import MANIFEST

_NO_PROJECT = DbtProject("dbt", "", (("model", ""),))
"""Models whose project file is not in the tree."""

_SOLITARY = frozenset({"test", "analysis"})
_ALONE = "the macro alone"
_SPACE = r"(?:\s|--[^\n]*\n|/\*.*?\*/)*"
_STATEMENT = re.compile(
    _SPACE + r"(?:create|insert|update|merge|delete|drop|alter|grant|truncate|use|set|begin|declare)\b", re.I | re.S
)
_STARTS = re.compile(
    _SPACE + r"(?:\(|select|with|create|insert|update|merge|delete|drop|alter|grant|truncate|use|set)\b", re.I | re.S
)
_SQL = re.compile(r"\b(?:select|case|coalesce|iff?|decode|join|where)\b", re.I)


_PYTHON_MODEL = re.compile(rb"^def model\(\s*\w+\s*,\s*\w+\s*\)", re.MULTILINE)
_SPARKLIKE = frozenset({"spark", "databricks", "snowflake", "bigquery"})
"""Dialects of databases whose Python models get data frames of Spark's kind."""


@dataclass(slots=True)
class Workspace:
    """Renders the templates of a repository."""

    projects: tuple[DbtProject, ...] = ()
    macros: MacroTable = field(default_factory=MacroTable)
    sources: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    others: OtherTemplates = field(default_factory=OtherTemplates)

    @classmethod
    def of(cls, paths: Iterable[str], content: Content, aids: Iterable[str] = ()) -> Workspace:
        """The workspace of some files; `content` reads one of them. Only dbt's own files are read. `aids` are the files
        of installed packages, and what dbt compiled."""
        ordered = sorted(paths)
        space = cls(find_projects(ordered, content), others=OtherTemplates(ordered, content))
        for path in ordered:
            project = space.project(path)
            if project is None:
                continue
            suffix = PurePosixPath(path).suffix.lower()
            if suffix == ".sql" and project.role(path) == "macro":
                space._add_macros(project, path, content)
            elif suffix in (".yml", ".yaml") and project.role(path) in ("model", "seed", "snapshot"):
                form = read_form(path, content)
                if value_of(form, "sources") is not None:
                    space.sources.update(source_paths(form))
        space._help(sorted(aids), content)
        return space

    def _add_macros(self, project: DbtProject, path: str, content: Content) -> None:
        text = decode(content(path)).text
        if text is not None:
            self.macros.add(project.name, path, text)

    def _help(self, aids: list[str], content: Content) -> None:
        """Take in what installed packages define, and what only dbt knows."""
        packages = find_projects(aids, content)
        for path in aids:
            package = next((each for each in packages if each.role(path) == "macro"), None)
            if package is not None:
                self._add_macros(package, path, content)
        for path in aids:
            if PurePosixPath(path).name != MANIFEST:
                continue
            manifest = read_manifest(content(path))
            own = {project.name for project in self.projects}
            known = own | self.macros.packages.keys()
            for name, text in manifest.macros:
                if name not in known:
                    self.macros.add(name, path, text)
            self.sources = {**dict(manifest.sources), **self.sources}
            root = path.removesuffix(f"target/{MANIFEST}").rstrip("/")
            self.projects = tuple(
                each.speaking(dialect_of_adapter(manifest.adapter)) if each.root == root else each
                for each in self.projects
            )

    def project(self, path: str) -> DbtProject | None:
        """The project that a file belongs to."""
        return next((project for project in self.projects if project.holds(path)), None)

    def role(self, path: str) -> str | None:
        """What a file is in its dbt project; None outside one."""
        project = self.project(path)
        return project.role(path) if project is not None else None

    def seed_names(self, path: str) -> tuple[str, ...]:
        """The names under which a data file is a table: its own when it is a seed."""
        return (model_name(path),) if self.role(path) == "seed" else ()

    def as_run(self, path: str, data: bytes) -> bytes:
        """A Python file as dbt runs it: a model is followed by the call that makes its table. What was there keeps its
        place."""
        project = self.project(path)
        if project is None or project.role(path) != "model" or _PYTHON_MODEL.search(data) is None:
            return data
        kind = "spark" if project.dialect in _SPARKLIKE else "pandas"
        session = "pyspark.sql.SparkSession.builder.getOrCreate()"
        made = f"model(dbt.{kind}_model, {session})"
        store = f"dbt.{kind}_model.store({made}, {model_name(path)!r})"
        return data + f"\n\nimport dbt.{kind}_model, pyspark.sql\n{store}\n".encode()

    def render_model(self, path: str, syntax: Syntax) -> Variants:
        """Render a template of dbt: a model or snapshot becomes the statement that makes its table.

        Raises TemplateError.
        """
        project = self.project(path) or _NO_PROJECT
        role = project.role(path) or "model"
        model = model_name(path)
        settings = Settings()

        def context(renderer: Renderer) -> None:
            settings.values.clear()
            provide(renderer, self._names(project, model), settings)
            renderer.snapshot = lambda name, text: _made(project.name, name, text, Settings())

        def finish(text: str) -> str:
            if role in _SOLITARY or (role == "snapshot" and "create table" in text):
                return text
            return _made(project.name, model, text, settings)

        return render(syntax, context, finish, partial(self.others.find, path))

    def render_macros(self, path: str, syntax: Syntax) -> Variants:
        """Render the macros of a file that no template called, each on its own, with parameters that are only names.

        Raises TemplateError.
        """
        project = self.project(path) or _NO_PROJECT
        uncalled = [
            node
            for node in syntax.tree.body
            if isinstance(node, nodes.Macro)
            and (path, node.name) not in self.macros.called
            and _SQL.search(syntax.text, *_span(syntax, node))
        ]
        calls = [
            nodes.Output([nodes.Call(nodes.Name(_ALONE, "load"), [nodes.Const(node.name)], [], None, None)])
            for node in uncalled
        ]
        for node, call in zip(uncalled, calls, strict=True):
            call.set_lineno(node.lineno, override=True)
        alone = Syntax(nodes.Template([*syntax.tree.body, *calls], lineno=0), syntax.text, syntax.tags)

        def context(renderer: Renderer) -> None:
            provide(renderer, self._names(project, model_name(path)), Settings())
            renderer.globals[_ALONE] = Builtin(_ALONE, lambda call: _alone(renderer, str(call.get(0, "name"))))

        return render(alone, context, template=partial(self.others.find, path))

    def _names(self, project: DbtProject, model: str) -> Names:
        return Names(
            project.name,
            model,
            project.dialect,
            dict(project.variables),
            lambda outer, table: self.sources.get((outer, table), (outer, table)),
            lambda renderer, package, name: self.macros.find(renderer, package, name, project.name),
            (*STANDINS, *self.macros.packages),
        )


def model_name(path: str) -> str:
    """The name of the model that a file holds."""
    return PurePosixPath(path).name.partition(".")[0]


def _alone(renderer: Renderer, name: str) -> str:
    """A macro as a statement of its own: an expression becomes a column named after it."""
    macro = renderer.lookup(name)
    if not isinstance(macro, Macro):
        return ""
    text = strip(shown(renderer.call_macro(macro, Call())))
    if not text or _STARTS.match(text):
        return joined([text, ";\n"])
    called = written(name, renderer.syntax.text.index(name, macro.node.lineno))
    return joined(["select ", text, " as ", called, ";\n"])


def _span(syntax: Syntax, node: nodes.Macro) -> tuple[int, int]:
    """Where a macro's body stands, roughly: up to the next macro at the top."""
    following = [
        each.lineno for each in syntax.tree.body if isinstance(each, nodes.Macro) and each.lineno > node.lineno
    ]
    return node.lineno, min(following, default=len(syntax.text))


def _hooks(settings: Settings, key: str, own: str) -> list[str]:
    """The statements that run before or after a model's. Of their tags only `{{ this }}` is rendered."""
    given = settings.values.get(key, settings.values.get(key.replace("_", "-")))
    found: list[str] = []
    for hook in given if isinstance(given, (list, tuple)) else [given]:
        text = hook.get("sql") if isinstance(hook, dict) else hook
        if isinstance(text, str) and text.strip():
            for spelling in ("{{ this }}", "{{this}}"):
                text = replace(text, spelling, own)
            found += [blank_tags(text), ";\n"]
    return found


def _made(package: str, name: str, text: str, settings: Settings) -> str:
    """The statement that makes a model's table of its query."""
    query = text.rstrip()
    while query.endswith(";"):
        query = query[:-1].rstrip()
    if not query.strip():
        return ""
    query = cut(text, 0, len(query))
    if _STATEMENT.match(query):
        return joined([query, ";\n"])
    own = joined([table_name(package), ".", table_name(name)])
    before, after = (_hooks(settings, f"{when}_hook", own) for when in ("pre", "post"))
    parts = [*before, "create table ", own, " as\n", query, ";\n", *after]
    alias = settings.values.get("alias")
    if isinstance(alias, str) and alias != name:
        parts += [
            "create view ",
            joined([table_name(package), ".", table_name(alias)]),
            " as select * from ",
            own,
            ";\n",
        ]
    return joined(parts)
