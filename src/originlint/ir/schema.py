"""What a file says about the columns of datasets: declared schemas, headers, models of an object mapper."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DeclaredColumn:
    """A column. `node` is where its name stands, as in a `Site` of the file; `told` are texts that say what it holds:
    its description, tags, comment."""

    name: str
    node: int
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeclaredTable:
    """A dataset. `complete` says whether the columns are all there are, in order. `names` are further names under
    which the same dataset is read."""

    name: str
    columns: tuple[DeclaredColumn, ...]
    complete: bool = False
    names: tuple[str, ...] = ()
