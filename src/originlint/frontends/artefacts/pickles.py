"""Pickles, read as what they are: a program for a small machine that builds objects. Here nothing is built and nothing
is called or imported; of an object only its class's name, arguments and state are noted.

The instructions are those of the standard library's `pickletools`. joblib puts the content of arrays between them (see
`joblib.numpy_pickle`). What is cut off or wrong ends the reading there.
"""

from __future__ import annotations

import io
import pickletools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from originlint.frontends.artefacts.limits import NESTING, STEPS, Unreadable
from originlint.frontends.artefacts.objects import Made, Pairs, array_kind, fixed_texts, item_size

_WRAPPERS = frozenset({"NumpyArrayWrapper"})


@dataclass(frozen=True, slots=True)
class Unpickled:
    """What a pickle stands for. `whole` tells whether it could be followed to its end; else `value` is a list of what
    there was until then."""

    value: object
    is_whole: bool


class _Mark:
    pass


_MARK = _Mark()


class _Global(str):
    """The qualified name of a class or function."""

    __slots__ = ()


def unpickle(data: bytes) -> Unpickled:
    """Follow a pickle. Raises Unreadable when it is none."""
    machine = _Machine(io.BytesIO(data))
    try:
        return Unpickled(machine.run(), True)
    except (ValueError, IndexError, KeyError, TypeError, AttributeError, OverflowError, NotImplementedError):
        if not machine.steps:
            raise Unreadable("is no pickle") from None
        return Unpickled(machine.rest(), False)


class _Machine:
    def __init__(self, stream: io.BytesIO, depth: int = 0, steps: int = 0) -> None:
        self.stream = stream
        self.stack: list[object] = []
        self.memo: dict[int, object] = {}
        self.depth = depth
        self.steps = steps

    def run(self) -> object:
        for opcode, argument, _ in pickletools.genops(self.stream):
            self.steps += 1
            if self.steps > STEPS:
                raise ValueError("too many instructions")
            action = _ACTIONS.get(opcode.name)
            if action is not None:
                action(self, argument)
            elif opcode.name not in _SILENT:
                # All other instructions push a constant.
                self.stack.append(argument)
        return self.stack.pop()

    def since_mark(self) -> list[object]:
        """Take from the stack what lies above the last mark, and the mark."""
        for place in range(len(self.stack) - 1, -1, -1):
            if self.stack[place] is _MARK:
                found = self.stack[place + 1 :]
                del self.stack[place:]
                return found
        raise IndexError("no mark")

    def rest(self) -> list[object]:
        """What there is where a pickle is cut off: items that were going to be put into something can be pairs."""
        found: list[object] = [each for each in self.stack if each is not _MARK]
        while _MARK in self.stack:
            found.insert(0, Pairs(_as_pairs(self.since_mark())))
        return found

    def array_behind(self, wrapper: Made) -> object:
        """The array whose content follows joblib's wrapper of it."""
        said = dict(wrapper.fields())
        kind = array_kind(said.get("dtype"))
        if kind.startswith("O"):
            if self.depth >= NESTING:
                raise ValueError("nested too deep")
            inner = _Machine(self.stream, self.depth + 1, self.steps)
            value = inner.run()
            self.steps = inner.steps
            return value
        shape = said.get("shape")
        count = 1
        for length in shape if isinstance(shape, tuple) else ():
            count *= length if isinstance(length, int) and length >= 0 else 0
        if said.get("numpy_array_alignment_bytes") is not None:
            self.stream.seek(int.from_bytes(self.stream.read(1), "little"), io.SEEK_CUR)
        size = count * item_size(kind)
        content = self.stream.read(size) if kind.startswith("U") else b""
        if not content:
            self.stream.seek(size, io.SEEK_CUR)
        return fixed_texts(kind, content)


# ------------------------------------------------------------------------------------------------ instructions


def _pop_many(count: int) -> Callable[[_Machine, Any], None]:
    def action(machine: _Machine, _: Any) -> None:
        found = tuple(machine.stack[-count:])
        if len(found) < count:
            raise IndexError("too little on the stack")
        del machine.stack[-count:]
        machine.stack.append(found)

    return action


def _from_mark(make: Callable[[list[object]], object]) -> Callable[[_Machine, Any], None]:
    def action(machine: _Machine, _: Any) -> None:
        found = machine.since_mark()
        machine.stack.append(make(found))

    return action


def _pushing(make: Callable[[], object]) -> Callable[[_Machine, Any], None]:
    return lambda machine, _: machine.stack.append(make())


def _as_pairs(items: list[object]) -> list[tuple[object, object]]:
    return list(zip(items[::2], items[1::2], strict=False))


def _append(machine: _Machine, _: Any) -> None:
    value = machine.stack.pop()
    _extend(machine.stack[-1], [value])


def _appends(machine: _Machine, _: Any) -> None:
    found = machine.since_mark()
    _extend(machine.stack[-1], found)


def _extend(target: object, values: list[object]) -> None:
    if isinstance(target, list):
        target.extend(values)
    elif isinstance(target, Made):
        target.items.extend(values)


def _set_item(machine: _Machine, _: Any) -> None:
    value, key = machine.stack.pop(), machine.stack.pop()
    _put(machine.stack[-1], [(key, value)])


def _set_items(machine: _Machine, _: Any) -> None:
    found = _as_pairs(machine.since_mark())
    _put(machine.stack[-1], found)


def _put(target: object, pairs: list[tuple[object, object]]) -> None:
    if isinstance(target, Made):
        target = target.pairs
    if isinstance(target, Pairs):
        target.items.extend(pairs)


def _global(machine: _Machine, argument: Any) -> None:
    machine.stack.append(_Global(str(argument).replace(" ", ".", 1)))


def _stack_global(machine: _Machine, _: Any) -> None:
    name, module = machine.stack.pop(), machine.stack.pop()
    machine.stack.append(_Global(f"{module}.{name}"))


def _call(machine: _Machine, _: Any) -> None:
    arguments, function = machine.stack.pop(), machine.stack.pop()
    machine.stack.append(_made(function, arguments))


def _call_with_names(machine: _Machine, _: Any) -> None:
    named, arguments, function = machine.stack.pop(), machine.stack.pop(), machine.stack.pop()
    made = _made(function, arguments)
    made.states.append(named)
    machine.stack.append(made)


def _made(function: object, arguments: object) -> Made:
    given = list(arguments) if isinstance(arguments, tuple) else []
    name = function if isinstance(function, _Global) else ""
    if name in ("copyreg._reconstructor", "copy_reg._reconstructor", "copyreg.__newobj__") and given:
        first = given[0]
        return Made(str(first) if isinstance(first, _Global) else "")
    return Made(str(name), given)


def _instance(machine: _Machine, argument: Any) -> None:
    arguments = machine.since_mark()
    machine.stack.append(Made(str(argument).replace(" ", ".", 1), arguments))


def _object(machine: _Machine, _: Any) -> None:
    found = machine.since_mark()
    machine.stack.append(_made(found[0], tuple(found[1:])))


def _build(machine: _Machine, _: Any) -> None:
    state = machine.stack.pop()
    target = machine.stack[-1]
    if isinstance(target, Made):
        target.states.append(state)
        if target.class_name in _WRAPPERS:
            machine.stack[-1] = machine.array_behind(target)


def _remember(machine: _Machine, argument: Any) -> None:
    machine.memo[int(argument)] = machine.stack[-1]


def _memoize(machine: _Machine, _: Any) -> None:
    machine.memo[len(machine.memo)] = machine.stack[-1]


def _recall(machine: _Machine, argument: Any) -> None:
    machine.stack.append(machine.memo[int(argument)])


def _forget(machine: _Machine, _: Any) -> None:
    machine.stack.pop()


def _forget_mark(machine: _Machine, _: Any) -> None:
    machine.since_mark()


def _unknown(machine: _Machine, _: Any) -> None:
    machine.stack[-1] = None


_SILENT = frozenset({"PROTO", "FRAME", "STOP", "READONLY_BUFFER"})

_ACTIONS: dict[str, Callable[[_Machine, Any], None]] = {
    "MARK": _pushing(lambda: _MARK),
    "NONE": _pushing(lambda: None),
    "NEWTRUE": _pushing(lambda: True),
    "NEWFALSE": _pushing(lambda: False),
    "EMPTY_LIST": _pushing(list),
    "EMPTY_SET": _pushing(list),
    "EMPTY_DICT": _pushing(Pairs),
    "EMPTY_TUPLE": _pushing(tuple),
    "NEXT_BUFFER": _pushing(lambda: None),
    "LIST": _from_mark(list),
    "TUPLE": _from_mark(tuple),
    "FROZENSET": _from_mark(list),
    "DICT": _from_mark(lambda items: Pairs(_as_pairs(items))),
    "TUPLE1": _pop_many(1),
    "TUPLE2": _pop_many(2),
    "TUPLE3": _pop_many(3),
    "APPEND": _append,
    "APPENDS": _appends,
    "ADDITEMS": _appends,
    "SETITEM": _set_item,
    "SETITEMS": _set_items,
    "GLOBAL": _global,
    "STACK_GLOBAL": _stack_global,
    "EXT1": _global,
    "EXT2": _global,
    "EXT4": _global,
    "REDUCE": _call,
    "NEWOBJ": _call,
    "NEWOBJ_EX": _call_with_names,
    "INST": _instance,
    "OBJ": _object,
    "BUILD": _build,
    "PUT": _remember,
    "BINPUT": _remember,
    "LONG_BINPUT": _remember,
    "MEMOIZE": _memoize,
    "GET": _recall,
    "BINGET": _recall,
    "LONG_BINGET": _recall,
    "POP": _forget,
    "POP_MARK": _forget_mark,
    "DUP": lambda machine, _: machine.stack.append(machine.stack[-1]),
    "PERSID": lambda machine, _: machine.stack.append(None),
    "BINPERSID": _unknown,
}
