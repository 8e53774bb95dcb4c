"""`match` to a chain of branches, pattern by pattern as the language reference says ("The match statement").

A pattern is planned first and built afterwards, so that the numbers of the forms come out in order: planning yields
thunks for the tests and the captures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from collections.abc import Sequence as SequenceType
from dataclasses import dataclass, field
from typing import TypeAlias

import libcst as cst

from originlint.frontends.python.context import Lowering, StatementRule
from originlint.ir.depth import MAX_DEPTH
from originlint.ir.forms import (
    Argument,
    Assign,
    Bind,
    Branch,
    Call,
    Choose,
    Compare,
    Constant,
    Expression,
    Field,
    Key,
    Name,
    Slice,
    Statement,
)

_Thunk: TypeAlias = Callable[[], Expression]

_SELF_MATCHING = frozenset(
    {"bool", "bytearray", "bytes", "dict", "float", "frozenset", "int", "list", "set", "str", "tuple"}
)
"""Built-in classes whose single positional sub-pattern matches the subject itself (PEP 634, "Class Patterns")."""


@dataclass(slots=True)
class _Plan:
    """What one pattern asks: all `tests` must hold, and then the `captures` take their values."""

    tests: list[_Thunk] = field(default_factory=list)
    captures: list[tuple[cst.Name, _Thunk]] = field(default_factory=list)


def _match(cx: Lowering, node: cst.Match) -> SequenceType[Statement]:
    number = cx.take(node.subject)
    shared = cx.temporary(number)
    holder = Name(cx.take(node.subject), shared)
    kept = Assign(number, holder, cx.expression(node.subject))
    return [kept, *_cases(cx, node.cases, lambda: Name(cx.take(node.subject), shared), 1)]


def _cases(cx: Lowering, cases: SequenceType[cst.MatchCase], subject: _Thunk, depth: int) -> list[Statement]:
    if not cases:
        return []
    case, rest = cases[0], cases[1:]
    plan = _Plan()
    _Planner(cx).plan(case.pattern, subject, plan)
    if not plan.tests:
        captures = _capture(cx, plan)
        if case.guard is None:
            return [*captures, *cx.block(case.body)]  # nothing falls through an irrefutable case
        return [*captures, *_branch(cx, case, [lambda: cx.expression(_guard(case))], [], rest, subject, depth)]
    if case.guard is None:
        return _branch(cx, case, plan.tests, plan.captures, rest, subject, depth)
    tests = [*plan.tests, *(_capturing(cx, *each) for each in plan.captures), lambda: cx.expression(_guard(case))]
    return _branch(cx, case, tests, [], rest, subject, depth)


def _guard(case: cst.MatchCase) -> cst.BaseExpression:
    assert case.guard is not None
    return case.guard


def _branch(
    cx: Lowering,
    case: cst.MatchCase,
    tests: SequenceType[_Thunk],
    captures: list[tuple[cst.Name, _Thunk]],
    rest: SequenceType[cst.MatchCase],
    subject: _Thunk,
    depth: int,
) -> list[Statement]:
    number = cx.take(case.pattern)
    test = _all(cx, case.pattern, tests)
    then = (*_capture(cx, _Plan(captures=captures)), *cx.block(case.body))
    if depth < MAX_DEPTH:
        return [Branch(number, test, then, tuple(_cases(cx, rest, subject, depth + 1)))]
    beside: list[Statement] = [Branch(number, test, then, ())]
    for each in rest:
        beside.extend(_cases(cx, [each], subject, depth))
    return beside


def _all(cx: Lowering, origin: cst.CSTNode, tests: SequenceType[_Thunk]) -> Expression:
    if not tests:
        return Constant(cx.take(origin), True)
    if len(tests) == 1:
        return tests[0]()
    number = cx.take(origin)
    return Choose(number, "and", tuple([test() for test in tests]))


def _capture(cx: Lowering, plan: _Plan) -> list[Statement]:
    made: list[Statement] = []
    for name, value in plan.captures:
        number = cx.take(name)
        target = cx.target(name)
        made.append(Assign(number, target, value()))
    return made


def _capturing(cx: Lowering, name: cst.Name, value: _Thunk) -> _Thunk:
    """A capture inside a test: `(name := value) or True`, since the captured value may well be false."""

    def build() -> Expression:
        number = cx.take(name)
        bound = cx.take(name)
        target = cx.target(name)
        bind = Bind(bound, target, value())
        return Choose(number, "or", (bind, Constant(cx.take(name), True)))

    return build


@dataclass(frozen=True, slots=True)
class _Planner:
    cx: Lowering

    def plan(self, node: cst.MatchPattern, subject: _Thunk, plan: _Plan) -> None:
        """Add what `node` asks of `subject` to `plan`."""
        match node:
            case cst.MatchValue():
                plan.tests.append(lambda: self._compare(node, "==", subject, lambda: self.cx.expression(node.value)))
            case cst.MatchSingleton():
                plan.tests.append(lambda: self._compare(node, "is", subject, lambda: self.cx.expression(node.value)))
            case cst.MatchAs():
                if node.pattern is not None:
                    self.plan(node.pattern, subject, plan)
                if node.name is not None:
                    plan.captures.append((node.name, subject))
            case cst.MatchOr():
                self._alternatives(node, subject, plan)
            case cst.MatchSequence():
                self._sequence(node, subject, plan)
            case cst.MatchMapping():
                self._mapping(node, subject, plan)
            case cst.MatchClass():
                self._class(node, subject, plan)

    def _alternatives(self, node: cst.MatchOr, subject: _Thunk, plan: _Plan) -> None:
        arms: list[_Thunk] = []
        for each in node.patterns:
            inner = _Plan()
            self.plan(each.pattern, subject, inner)
            tests = [*inner.tests, *(_capturing(self.cx, *capture) for capture in inner.captures)]
            arms.append(lambda origin=each.pattern, tests=tests: _all(self.cx, origin, tests))  # type: ignore[misc]

        def build() -> Expression:
            number = self.cx.take(node)
            return Choose(number, "or", tuple([arm() for arm in arms]))

        plan.tests.append(build)

    def _sequence(self, node: cst.MatchSequence, subject: _Thunk, plan: _Plan) -> None:
        patterns = node.patterns
        star = next((i for i, each in enumerate(patterns) if isinstance(each, cst.MatchStar)), None)
        least = len(patterns) - (star is not None)
        operator = "==" if star is None else ">="
        plan.tests.append(lambda: self._length(node, operator, subject, least))
        for index, each in enumerate(patterns):
            if isinstance(each, cst.MatchSequenceElement):
                place = index if star is None or index < star else index - len(patterns)
                self.plan(each.value, self._item(each, subject, place), plan)
            elif isinstance(each, cst.MatchStar) and each.name is not None:
                stop = index - len(patterns) + 1
                plan.captures.append((each.name, self._rest(each, subject, index, stop)))

    def _mapping(self, node: cst.MatchMapping, subject: _Thunk, plan: _Plan) -> None:
        for each in node.elements:
            plan.tests.append(lambda each=each: self._has(each, subject))  # type: ignore[misc]
            self.plan(each.pattern, self._value(each, subject), plan)
        if not node.elements:
            plan.tests.append(lambda: self._isinstance(node, subject, lambda: Name(self.cx.take(node), "dict")))
        if node.rest is not None:
            plan.captures.append((node.rest, subject))

    def _class(self, node: cst.MatchClass, subject: _Thunk, plan: _Plan) -> None:
        plan.tests.append(lambda: self._isinstance(node, subject, lambda: self.cx.expression(node.cls)))
        for index, each in enumerate(node.patterns):
            if isinstance(node.cls, cst.Name) and node.cls.value in _SELF_MATCHING:
                self.plan(each.value, subject, plan)
            else:
                self.plan(each.value, self._positional(node, each, subject, index), plan)
        for keyword in node.kwds:
            self.cx.names.add(keyword.key.value)
            self.plan(keyword.pattern, self._field(keyword, subject), plan)

    def _compare(self, origin: cst.CSTNode, operator: str, subject: _Thunk, value: _Thunk) -> Expression:
        number = self.cx.take(origin)
        left = subject()
        return Compare(number, operator, left, value())

    def _length(self, origin: cst.CSTNode, operator: str, subject: _Thunk, least: int) -> Expression:
        number, call = self.cx.take(origin), self.cx.take(origin)
        length = Name(self.cx.take(origin), "len")
        counted = Call(call, length, (Argument(subject()),))
        return Compare(number, operator, counted, Constant(self.cx.take(origin), least))

    def _isinstance(self, origin: cst.CSTNode, subject: _Thunk, kind: _Thunk) -> Expression:
        number = self.cx.take(origin)
        function = Name(self.cx.take(origin), "isinstance")
        tested = Argument(subject())
        return Call(number, function, (tested, Argument(kind())))

    def _has(self, element: cst.MatchMappingElement, subject: _Thunk) -> Expression:
        number = self.cx.take(element.key)
        key = self.cx.expression(element.key)
        return Compare(number, "in", key, subject())

    def _item(self, origin: cst.CSTNode, subject: _Thunk, index: int) -> _Thunk:
        def build() -> Expression:
            number = self.cx.take(origin)
            object_ = subject()
            return Key(number, object_, Constant(self.cx.take(origin), index))

        return build

    def _rest(self, origin: cst.CSTNode, subject: _Thunk, start: int, stop: int) -> _Thunk:
        def build() -> Expression:
            number = self.cx.take(origin)
            object_ = subject()
            slice_ = self.cx.take(origin)
            first = Constant(self.cx.take(origin), start)
            last = Constant(self.cx.take(origin), stop) if stop else None
            return Key(number, object_, Slice(slice_, first, last, None))

        return build

    def _value(self, element: cst.MatchMappingElement, subject: _Thunk) -> _Thunk:
        def build() -> Expression:
            number = self.cx.take(element.key)
            object_ = subject()
            return Key(number, object_, self.cx.expression(element.key))

        return build

    def _field(self, keyword: cst.MatchKeywordElement, subject: _Thunk) -> _Thunk:
        def build() -> Expression:
            number = self.cx.take(keyword.key)
            return Field(number, subject(), keyword.key.value)

        return build

    def _positional(self, node: cst.MatchClass, origin: cst.CSTNode, subject: _Thunk, index: int) -> _Thunk:
        """`getattr(subject, cls.__match_args__[index])`."""

        def build() -> Expression:
            number = self.cx.take(origin)
            function = Name(self.cx.take(origin), "getattr")
            object_ = Argument(subject())
            key, named = self.cx.take(origin), self.cx.take(origin)
            fields = Field(named, self.cx.expression(node.cls), "__match_args__")
            place = Constant(self.cx.take(origin), index)
            return Call(number, function, (object_, Argument(Key(key, fields, place))))

        return build


PATTERNS: Mapping[type[cst.CSTNode], StatementRule] = {cst.Match: _match}
