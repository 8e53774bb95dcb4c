"""What a file says about datasets: declared schemas, headers, models of an object mapper, and who reads them."""

from __future__ import annotations

from originlint.source.frozen import frozen


@frozen
class DeclaredColumn:
    """A column. `node` is where its name stands, as in a `Site` of the file; `told` are texts that say what it holds:
    its description, tags, comment."""

    name: str
    node: int
    told: tuple[str, ...] = ()


@frozen
class DeclaredTable:
    """A dataset. `complete` says whether the columns are all there are, in order. `names` are further names under
    which the same dataset is read."""

    name: str
    columns: tuple[DeclaredColumn, ...]
    complete: bool = False
    names: tuple[str, ...] = ()


@frozen
class DeclaredUse:
    """Something outside the project that reads datasets of it: a dashboard, an application, a model. `node` is where
    its name stands; `learns` says that it is machine learning."""

    name: str
    kind: str
    datasets: tuple[str, ...]
    node: int
    learns: bool = False
