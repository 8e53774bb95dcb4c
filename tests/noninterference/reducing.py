"""Making the text of a program small. Needs no library."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator


def reduced(text: str, holds: Callable[[str], bool]) -> str:
    """The text without the statements, and items of lists, that it can do without as long as something holds of it."""
    changed = True
    while changed:
        changed = False
        for places in (_bodies, _items):
            for candidate in _smaller(text, places):
                if candidate != text and holds(candidate):
                    text, changed = candidate, True
                    break
            if changed:
                break
    return text


Places = Callable[[ast.Module], list[list[ast.AST]]]


def _smaller(text: str, places: Places) -> Iterator[str]:
    """The text with a run of statements, or of items, left out: long runs first, from the end."""
    sizes = [len(each) for each in places(ast.parse(text))]
    for length in sorted({size for size in (16, 8, 4, 2, 1) if size <= max(sizes, default=0)}, reverse=True):
        for number, size in enumerate(sizes):
            for start in range(size - length, -1, -1):
                tree = ast.parse(text)
                held = places(tree)[number]
                del held[start : start + length]
                if not held and places is _bodies and number:
                    held.append(ast.Pass())
                try:
                    yield ast.unparse(ast.fix_missing_locations(tree))
                except (ValueError, IndexError):
                    continue


def _bodies(tree: ast.Module) -> list[list[ast.AST]]:
    found: list[list[ast.AST]] = []
    for node in ast.walk(tree):
        for name in ("body", "orelse", "finalbody"):
            held = getattr(node, name, None)
            if isinstance(held, list) and held and not (len(held) == 1 and isinstance(held[0], ast.Pass)):
                found.append(held)
    return found


def _items(tree: ast.Module) -> list[list[ast.AST]]:
    lists = [node.elts for node in ast.walk(tree) if isinstance(node, (ast.List, ast.Tuple)) and len(node.elts) > 1]
    return [elements for elements in lists if all(isinstance(each, ast.Constant) for each in elements)]  # type: ignore[misc]
