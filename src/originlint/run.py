"""One analysis of one project: its files are read, evaluated, and made into flows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

from originlint.config.dialects import dialect_of
from originlint.config.settings import Settings, WordDeclaration
from originlint.errors import UserError
from originlint.flows.build import Builder
from originlint.flows.evidence import Evidence
from originlint.flows.flow import Analysis, Coverage, FileReport, Unresolved
from originlint.frontends import reader
from originlint.frontends.labels import read_labels
from originlint.frontends.readers import DirectReader, Reader, Request
from originlint.frontends.reading import MODEL, PICKLED_TABLE, Reading
from originlint.frontends.templates.dbt.workspace import Workspace
from originlint.interpreter import program
from originlint.interpreter.catalog import Catalog
from originlint.interpreter.clues import Clues, clues
from originlint.interpreter.declared import Declared
from originlint.interpreter.descriptions import verdict_on
from originlint.interpreter.inputs import Program
from originlint.interpreter.interpreter import Interpreter
from originlint.interpreter.labels import Everything, Label
from originlint.interpreter.limits import Limits
from originlint.interpreter.machine import SinkKind
from originlint.interpreter.name_condition import listed
from originlint.interpreter.operations.table import OPERATIONS
from originlint.interpreter.scores import ScoreWords
from originlint.ir import forms
from originlint.ir.depth import call_deep
from originlint.ir.relational import Script
from originlint.ir.schema import DeclaredTable, DeclaredUse
from originlint.ir.walk import walk
from originlint.knowledge.library import Library
from originlint.lexicon.lessons import Told
from originlint.lexicon.lexicon import Lexicon, ProjectWord
from originlint.lexicon.terms import LexiconError
from originlint.lexicon.verdict import Verdict
from originlint.project.files import TABLES, Project, SourceFile
from originlint.project.modules import ModuleMap
from originlint.schemas import declare, declare_schemas
from originlint.source.site import Locator, Range, Site
from originlint.triage.pragma import Pragma
from originlint.triage.pragmas import COMMENTED, pragmas

Progress = Callable[[str, int, int], None]
"""Told the phase, how many items are done and how many there are."""

_TOGETHER = 64
"""So many files are read at once."""

SCORING = frozenset({SinkKind.TRAINED, SinkKind.APPLIED, SinkKind.SCORE, SinkKind.DECISION})
"""The sinks that the coverage counts."""


class Run:
    """One analysis of one project. `files` reads its files, in place of reading each anew."""

    def __init__(
        self,
        project: Project,
        settings: Settings,
        progress: Progress | None,
        knowledge: Library | None,
        files: Reader | None = None,
    ) -> None:
        self._files = files or DirectReader()
        self._project = project
        self._settings = settings
        self._progress = progress
        self._knowledge = knowledge
        self._modules: dict[str, forms.Module] = {}
        self._configs: dict[str, forms.Expression] = {}
        self._scripts: dict[str, Script] = {}
        self._artefacts: dict[str, forms.Expression | None] = {}
        self._schemas: dict[str, tuple[DeclaredTable, ...]] = {}
        self._uses: dict[str, tuple[DeclaredUse, ...]] = {}
        self._workspace = Workspace.of((file.path for file in project.files), self.content, project.aids)
        self._problems: list[forms.Problem] = []
        self._reports: list[FileReport] = []
        self._told: list[Told] = []
        self._catalog = Catalog()
        self._languages = {file.path: front_end(file) for file in project.files}
        self._locators: dict[str, Locator] = {}
        self._lexicon: Lexicon | None = None

    def analyse(self, *, every_path: bool = False) -> Analysis:
        lexicon, said = self._learn()
        vm = self._interpreter(lexicon, every_path)
        call_deep(lambda: program.run(vm, self._progress))
        names = {path: module.names for path, module in self._modules.items()}
        names.update((path, script.names) for path, script in self._scripts.items())
        names.update((path, texts_in(value)) for path, value in self._artefacts.items() if value is not None)
        evidence = Evidence(lexicon, self._catalog, names, said.compared)
        builder = Builder(vm.recorder, self._catalog, lexicon, evidence)
        paths = builder.paths() if every_path else ()
        return Analysis(builder.flows(), self._coverage(vm), lexicon.version, lexicon.hash, paths)

    def explain(self, name: str) -> Verdict:
        """Whether a name is an origin attribute, by what the files of the project say about it too."""
        if self._lexicon is None:
            self._lexicon, _ = self._learn()
        verdict = self._lexicon.classify(name)
        described = sorted(
            (each for each in self._catalog.described() if each.name == name), key=lambda each: each.site
        )
        verdicts = (verdict_on(self._lexicon, name, column.told) for column in described)
        return verdict if verdict.origin else next((each for each in verdicts if each.origin), verdict)

    def _learn(self) -> tuple[Lexicon, Clues]:
        """Read all files, and what they say about names."""
        # Macros come last: only then it is known which of them no template calls.
        files = sorted(self._project.files, key=lambda file: self._workspace.role(file.path) == "macro")
        for number in range(0, len(files), _TOGETHER):
            if self._progress is not None:
                self._progress("reading", number, len(files))
            self._read(files[number : number + _TOGETHER])
        read = self._scripts.keys() | self._schemas.keys()
        self._problems += declare_schemas(self._catalog, self._project.root, self._settings, self._workspace, read)
        for problem in self._project.problems:
            self._problems.append(forms.Problem(problem.path, 0, problem.message))
            self._reports.append(FileReport(problem.path, "", "unread", problem.message))
        said = clues(self._modules, self._configs, self._scripts)
        return lexicon_of(self._settings).taught((*self._told, *said.told), said.compared), said

    def locate(self, site: Site) -> Range:
        """The exact range of a site; files are read again for it, and only those that a finding touches."""
        if site.path not in self._locators:
            language = self._languages.get(site.path, "other")
            self._locators[site.path] = self._files.locator(site.path, self.content(site.path), language)
        return self._locators[site.path].locate(site)

    def finish(self) -> None:
        """Nothing more will be asked."""
        self._files.finish()

    def content(self, path: str) -> bytes:
        """The content of a file of the project; empty when it cannot be read any more."""
        try:
            return (self._project.root / path).read_bytes()
        except OSError:
            return b""

    def pragmas(self) -> Iterator[Pragma]:
        """What comments in the files say to us."""
        for file in self._project.files:
            if file.language in COMMENTED:
                yield from pragmas(file.path, self.content(file.path), file.language)

    def _interpreter(self, lexicon: Lexicon, every_way: bool) -> Interpreter:
        settings = self._settings
        names = frozenset(name for sink in settings.sinks for name in (*sink.variables, *sink.columns))
        finder = ModuleMap(self._modules, settings.import_roots)
        limits = Limits(depth=settings.budget.call_depth)
        return Interpreter(
            Program(self._modules, self._configs, finder, self._scripts, self._schemas, self._artefacts, self._uses),
            self._knowledge or knowledge_of(self._project.root, settings),
            lexicon,
            ScoreWords.load(names),
            self._catalog,
            Declared.of(settings),
            cache(self._read_sql),
            limits=limits,
            every_way=every_way,
        )

    def _read(self, files: Sequence[SourceFile]) -> None:
        requests: list[Request] = []
        for file in files:
            data = self._bytes(file)
            if data is not None:
                self._told.extend(read_labels(file.path, data))
                if file.role != "told":
                    dialect = dialect_of(self._settings, file.path)
                    requests.append(Request(file.path, data, front_end(file), dialect))
        by_path = {file.path: file for file in files}
        for reading in self._files.read(requests, self._workspace):
            self._take(by_path[reading.path], reading)

    def _bytes(self, file: SourceFile) -> bytes | None:
        """The part of a file that is read; None, and a note, when it cannot be read."""
        try:
            return file.read_needed(self._project.root)
        except OSError as error:
            reason = f"cannot be read: {error.strerror or error}"
            self._problems.append(forms.Problem(file.path, 0, reason))
            self._reports.append(FileReport(file.path, file.language, "unread", reason))
            return None

    def _take(self, file: SourceFile, reading: Reading) -> None:
        self._problems.extend(reading.problems)
        reason = reading.problems[0].message if reading.problems else ""
        self._reports.append(FileReport(file.path, file.language, reading.state, reason))
        if reading.module is not None:
            self._modules[file.path] = reading.module
        if reading.script is not None:
            self._scripts[file.path] = reading.script
        if reading.tables:
            self._schemas[file.path] = reading.tables
        if reading.uses:
            self._uses[file.path] = reading.uses
        declare(self._catalog, reading, self._workspace)
        if reading.language == MODEL:
            self._artefacts[file.path] = reading.value
        elif reading.value is not None and reading.language not in (*TABLES, PICKLED_TABLE):
            self._configs[file.path] = reading.value

    def _read_sql(self, text: str, dialect: str | None) -> Script:
        from originlint.frontends.templates.read import lower_query

        return lower_query(text, dialect, self._workspace)

    def _coverage(self, vm: Interpreter) -> Coverage:
        hits = [hit for hit in vm.recorder.sink_hits() if hit.kind in SCORING]
        determined = sum(1 for hit in hits if not any(_is_open(label) for label in hit.labels))
        unresolved = tuple(
            Unresolved(what, site, count)
            for (what, site), count in sorted(vm.recorder.unresolved.items(), key=lambda item: (item[0][1], item[0][0]))
        )
        return Coverage(
            tuple(sorted(self._reports, key=lambda report: report.path)),
            tuple(self._problems),
            unresolved,
            len(hits),
            determined,
            tuple(sorted(vm.recorder.cuts)),
        )


def _is_open(label: Label) -> bool:
    """Whether what carries the label can be any column of a dataset."""
    return isinstance(label.subject, Everything) and listed(label.subject.matching) is None


def texts_in(value: forms.Expression) -> frozenset[str]:
    """All texts in a constant value."""
    constants = (form.value for form in walk(value) if isinstance(form, forms.Constant))
    return frozenset(text for text in constants if isinstance(text, str))


def lexicon_of(settings: Settings) -> Lexicon:
    """The lexicon with the project's own words. Raises UserError when one of these is wrong."""
    try:
        return Lexicon.load(tuple(_project_word(word) for word in settings.words))
    except LexiconError as error:
        raise UserError(str(error), "Correct the words in the configuration.") from error


def front_end(file: SourceFile) -> str:
    """The front end for a file: its language's own, else a scan for names."""
    return file.language if file.language in reader.LANGUAGES else "other"


def _project_word(word: WordDeclaration) -> ProjectWord:
    meaning = word.to if word.action == "map" else word.category
    return ProjectWord(word.action, word.word, meaning, word.reason)


def knowledge_of(root: Path, settings: Settings) -> Library:
    """What is known of library calls: the project's own files, then the shipped ones. Raises UserError when one of the
    project's is malformed."""
    return Library.load(tuple(root / path for path in settings.knowledge), operations=OPERATIONS)
