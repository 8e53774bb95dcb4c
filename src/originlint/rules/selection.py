"""Which findings are wanted: by rule, by kind of attribute, by certainty and by path."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from pathspec import GitIgnoreSpec

from originlint.config.settings import Settings
from originlint.errors import UserError
from originlint.lexicon.verdict import Certainty, Kind
from originlint.project.ignores import Patterns
from originlint.rules.catalogue import catalogue

EVERYTHING = "ALL"


@dataclass(frozen=True, slots=True)
class Selection:
    """What is reported. `select` and `ignore` hold rule codes or beginnings of codes; the longer one that matches
    decides, and `ignore` where they are equally long."""

    select: tuple[str, ...] = (EVERYTHING,)
    ignore: tuple[str, ...] = ()
    kinds: frozenset[Kind] = frozenset(Kind)
    certainty: Certainty = Certainty.POSSIBLE
    """The least certainty that is reported."""
    paths: tuple[tuple[Patterns, tuple[str, ...]], ...] = ()
    """What else is ignored in some files."""

    @classmethod
    def of(cls, settings: Settings) -> Selection:
        """The selection that a project's settings ask for. Raises UserError for a code that no rule has or begins with:
        a slip of the pen must not hide findings."""
        for setting, codes in (
            ("select", settings.select),
            ("ignore", settings.ignore),
            *(("paths.ignore", entry.ignore) for entry in settings.paths),
            *(("justifications.rules", entry.rules) for entry in settings.justifications),
        ):
            for code in codes:
                if not catalogue().matching(code):
                    raise UserError(
                        f"'{setting}' names '{code}', which no rule has or begins with",
                        "'originlint rule' lists the codes.",
                    )
        return cls(
            select=settings.select,
            ignore=settings.ignore,
            kinds=frozenset(Kind(kind) for kind in settings.kinds),
            paths=tuple(
                (Patterns(settings.base, GitIgnoreSpec.from_lines(entry.match)), entry.ignore)
                for entry in settings.paths
                if entry.ignore
            ),
        )

    def runs(self, code: str) -> bool:
        """Whether a rule is reported at all."""
        return _longest(self.select, code) > _longest(self.ignore, code)

    def runs_in(self, code: str, path: str) -> bool:
        """Whether a rule is reported in that file."""
        if not self.runs(code):
            return False
        where = PurePosixPath(path).as_posix()
        return not any(_longest(codes, code) >= 0 and patterns.verdict(where) for patterns, codes in self.paths)

    def judges(self, code: str, path: str) -> bool:
        """Whether that no finding of the rule is there says that there is nothing: the rule ran in that file, and for
        all attributes."""
        return self.runs_in(code, path) and self.kinds == frozenset(Kind) and self.certainty is Certainty.POSSIBLE

    def wants(self, kind: Kind | None, certainty: Certainty) -> bool:
        """Whether attributes of that kind, known with that certainty, are reported; hygiene has no kind."""
        return certainty <= self.certainty and (kind is None or kind in self.kinds)


def _longest(prefixes: tuple[str, ...], code: str) -> int:
    """The length of the longest prefix of `code` among these; -1 without one."""
    return max(
        (0 if prefix == EVERYTHING else len(prefix) for prefix in prefixes if _matches(prefix, code)), default=-1
    )


def _matches(prefix: str, code: str) -> bool:
    return prefix == EVERYTHING or code.startswith(prefix)
