"""What is known of pickled objects: a name, arguments, states; and numpy's arrays among them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class Pairs:
    """A dictionary, with its items in order; keys need not be hashable here."""

    items: list[tuple[object, object]] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Made:
    """An object of a class, or the result of a function: its qualified name, what it was called with, the states it
    was given, and what was put into it as into a list or a dictionary."""

    name: str
    arguments: list[object] = field(default_factory=list)
    states: list[object] = field(default_factory=list)
    items: list[object] = field(default_factory=list)
    pairs: Pairs = field(default_factory=Pairs)

    @property
    def class_name(self) -> str:
        """The last part of the name."""
        return self.name.rpartition(".")[2]

    def fields(self) -> list[tuple[str, object]]:
        """Its attributes by name, as far as its states say."""
        found: list[tuple[str, object]] = []
        for state in self.states:
            for part in state if isinstance(state, tuple) else (state,):
                if isinstance(part, Pairs):
                    found.extend((key, value) for key, value in part.items if isinstance(key, str))
        return found


def fixed_texts(kind: str, content: bytes) -> list[object]:
    """The texts in an array of texts of fixed width (`U11`); nothing for an array of another kind."""
    width = 4 * int(kind[1:]) if kind.startswith("U") and kind[1:].isdigit() else 0
    if not width:
        return []
    cells = (content[start : start + width] for start in range(0, len(content), width))
    return [cell.decode("utf-32-le", "replace").rstrip("\0") for cell in cells]


def array_kind(dtype: object) -> str:
    """`f8`, `O8`, `U11`: what numpy calls the type of an array's items."""
    first = dtype.arguments[0] if isinstance(dtype, Made) and dtype.arguments else ""
    return first.lstrip("<>|=") if isinstance(first, str) else ""


def item_size(kind: str) -> int:
    """How many bytes an item of that kind takes. Raises ValueError when that is not known."""
    if not kind[1:].isdigit():
        raise ValueError("an array of unknown kind")
    return int(kind[1:]) * (4 if kind.startswith("U") else 1)


def array_items(made: Made) -> list[object] | None:
    """The items of a pickled numpy array of objects or texts; None when it is no array."""
    if made.class_name not in ("_reconstruct", "ndarray", "_frombuffer"):
        return None
    for state in made.states:
        if isinstance(state, tuple) and len(state) >= 5:
            if isinstance(state[4], list):
                return state[4]
            if isinstance(state[4], bytes):
                return fixed_texts(array_kind(state[2]), state[4])
    return []
