"""Settling doubtful names: what stands around a mention decides whether it is an origin attribute."""

from __future__ import annotations

from collections.abc import Mapping

from originlint.interpreter.catalog import Catalog
from originlint.lexicon.lessons import stem
from originlint.lexicon.lexicon import Lexicon
from originlint.lexicon.verdict import Verdict, Witnesses


class Evidence:
    """Weighs verdicts with their surroundings: the columns of the same dataset, the names in the same file, and the
    values that the name is `compared` with there."""

    def __init__(
        self,
        lexicon: Lexicon,
        catalog: Catalog,
        files: Mapping[str, frozenset[str]],
        compared: Mapping[tuple[str, str], frozenset[str]],
    ) -> None:
        """`files` are the names in each file."""
        self._lexicon = lexicon
        self._catalog = catalog
        self._files = files
        self._compared = compared
        self._project = frozenset(name for names in files.values() for name in names)
        self._settled: dict[tuple[str, str, str | None, bool], Verdict | None] = {}

    def settle(self, verdict: Verdict, path: str, dataset: str | None, scored: bool) -> Verdict | None:
        """Return the verdict after weighing, or None when the name is no origin attribute after all."""
        key = (verdict.name, path, dataset, scored)
        if key not in self._settled:
            table, renamed_in = stem(dataset), self._catalog.renamed_in(verdict.name)
            if dataset is not None and not self._catalog.told(dataset, verdict.name):
                is_declared = bool(self._catalog.header(dataset))
                verdict = self._lexicon.untold(verdict, table, renamed_in, is_declared)
            witnesses = Witnesses(
                self._siblings(path, dataset),
                self._compared.get((path, verdict.name), frozenset()),
                self._lexicon.texts(verdict.name, path, table, renamed_in),
                scored,
                self._project,
            )
            weighed = self._lexicon.weigh(verdict, witnesses)
            self._settled[key] = weighed if weighed.origin is True else None
        return self._settled[key]

    def _siblings(self, path: str, dataset: str | None) -> frozenset[str]:
        names: set[str] = set()
        if dataset is not None:
            names.update(column.name for column in self._catalog.columns(dataset))
        names.update(self._files.get(path, ()))
        return frozenset(names)
