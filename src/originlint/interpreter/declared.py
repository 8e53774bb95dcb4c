"""What the project declares: further sources, sinks and measuring functions (see `config.settings`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from originlint.config.settings import MeasureDeclaration, Settings, SinkDeclaration, SourceDeclaration
from originlint.interpreter.labels import NONE, Dependence, Label, Labels, Mention, Step
from originlint.interpreter.machine import Arguments, SinkKind
from originlint.lexicon.verdict import Certainty, Kind, Verdict
from originlint.source.frozen import frozen
from originlint.source.site import Site

if TYPE_CHECKING:
    from originlint.interpreter.interpreter import Interpreter
    from originlint.interpreter.values import Value


@frozen
class Declared:
    """Declarations, looked up by qualified name. A name matches when it ends in the declared one at a dot."""

    sources: tuple[SourceDeclaration, ...] = ()
    sinks: tuple[SinkDeclaration, ...] = ()
    measures: tuple[MeasureDeclaration, ...] = ()

    @classmethod
    def of(cls, settings: Settings) -> Declared:
        """The declarations in a project's settings."""
        return cls(settings.sources, settings.sinks, settings.measures)

    def __bool__(self) -> bool:
        return bool(self.sources or self.sinks or self.measures)

    def words(self) -> frozenset[str]:
        """Every name that a declaration mentions; of functions, the unqualified one."""
        functions = [
            *(source.function for source in self.sources),
            *(sink.function or sink.decorator for sink in self.sinks),
            *(measure.function for measure in self.measures),
        ]
        names = [
            *(name for source in self.sources for name in (*source.names, *source.parameters)),
            *(name for sink in self.sinks for name in (*sink.variables, *sink.columns)),
        ]
        return frozenset([*names, *(function.rpartition(".")[2] for function in functions if function)])

    def sink_name(self, name: str) -> bool:
        """Whether a variable, field, key or column of that name is declared a score."""
        return any(name in sink.variables or name in sink.columns for sink in self.sinks)

    def source_of(self, name: str) -> SourceDeclaration | None:
        """The declaration that makes a column, key, field or variable of that name a source."""
        return next((source for source in self.sources if name in source.names), None)

    def result_source(self, qualified: str) -> SourceDeclaration | None:
        """The declaration that makes the result of that function a source."""
        return next((each for each in self.sources if each.counts_result and matches(qualified, each.function)), None)

    def parameter_source(self, qualified: str, parameter: str) -> SourceDeclaration | None:
        """The declaration that makes a parameter of that function a source."""
        return next(
            (each for each in self.sources if parameter in each.parameters and matches(qualified, each.function)), None
        )

    def sinks_of(self, qualified: str) -> tuple[SinkDeclaration, ...]:
        """The declarations that make calls of that function sinks."""
        return tuple(sink for sink in self.sinks if matches(qualified, sink.function))

    def measures_with(self, qualified: str) -> bool:
        """Whether that function merely measures."""
        return any(matches(qualified, measure.function) for measure in self.measures)


def matches(qualified: str, declared: str | None) -> bool:
    """Whether a qualified name is the declared one, or ends in it at a dot, or the other way round."""
    if not declared or not qualified:
        return False
    return qualified == declared or qualified.endswith("." + declared) or declared.endswith("." + qualified)


def labels_of(vm: Interpreter, declaration: SourceDeclaration, name: str, site: Site, via: str) -> Labels:
    """The labels that a declared source gives birth to."""
    kind = Kind(declaration.kind) if declaration.kind is not None else vm.lexicon.classify(declaration.category).kind
    verdict = Verdict(name, True, declaration.category, kind, Certainty.DEFINITE, (f"declared: {declaration.reason}",))
    mention = Mention(name, site, verdict, via, every_way=vm.every_way)
    vm.recorder.mention(mention)
    step = Step(site, f"{via} `{name}` is a declared source", None, 1, vm.depth)
    return Labels([Label(mention, Dependence.DATA, Certainty.DEFINITE, step)])


def observe_call(vm: Interpreter, qualified: str, arguments: Arguments, result: Value, site: Site) -> Labels:
    """Report the sinks and measures that a call of a declared function is; return the labels of a declared source."""
    if not vm.declared or not qualified:
        return NONE
    for sink in vm.declared.sinks_of(qualified):
        kind = SinkKind(sink.use)
        labels = vm.labels(result) if sink.counts_result else NONE
        for argument in sink.arguments:
            if isinstance(argument, int) and argument < len(arguments.positional):
                labels = labels | vm.labels(arguments.positional[argument])
            elif isinstance(argument, str):
                labels = labels | vm.labels(dict(arguments.keywords).get(argument))
        if labels:
            vm.sink(kind, qualified, labels, site)
    if vm.declared.measures_with(qualified):
        for value in (*arguments.positional, *(item for _, item in arguments.keywords)):
            vm.use("measured", value, site)
    source = vm.declared.result_source(qualified)
    return labels_of(vm, source, qualified.rpartition(".")[2], site, "result") if source is not None else NONE
