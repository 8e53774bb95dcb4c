"""What every renderer is given: the findings, what was seen, and the texts behind them."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote

from originlint import __version__
from originlint.errors import ExitCode
from originlint.flows.flow import Analysis, Coverage
from originlint.project.git import Revision
from originlint.report.palette import PLAIN, Palette
from originlint.report.texts import SourceTexts
from originlint.rules.finding import Finding
from originlint.rules.fingerprint import VERSION as FINGERPRINT_VERSION
from originlint.source.site import Range

__all__ = ["FINGERPRINT_VERSION", "Look", "Pipeline", "Report", "Revision"]


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The run of Azure Pipelines that a report belongs to."""

    organisation: str
    project: str
    definition_id: str
    definition_name: str
    phase_id: str
    phase_name: str
    branch: str
    build_id: str


@dataclass(frozen=True, slots=True)
class Look:
    """How a report is to look; each format takes from it what it can use."""

    palette: Palette = PLAIN
    width: int = 100
    statistics: bool = False
    snippets: bool = True
    """Whether source lines may stand in the report; without them no code leaves the organisation."""
    link_root: str = ""
    """Address of the root, for terminals that open what is clicked on; without it there are no links."""

    def linked(self, where: Range, text: str) -> str:
        """The text as a link to a place, in the notation of terminals (OSC 8), when there are to be links."""
        if not self.link_root:
            return text
        address = f"{self.link_root}/{quote(where.path)}#L{where.start.line}"
        return f"\x1b]8;;{address}\x1b\\{text}\x1b]8;;\x1b\\"


@dataclass(frozen=True, slots=True)
class Report:
    """A run to be shown. `root_name` names the project; no absolute path is ever shown.

    `category` tells several runs over one commit apart for code scanners; `pipeline` is set in Azure Pipelines only.
    `elsewhere` counts the findings that are left out since no changed file lies on their path. `has_baseline` says that
    the findings were compared with a baseline; `stale` are the fingerprints that it holds and nothing has any more.
    """

    findings: tuple[Finding, ...]
    analysis: Analysis
    sources: SourceTexts
    root_name: str = ""
    revision: Revision = field(default_factory=Revision)
    category: str = ""
    pipeline: Pipeline | None = None
    elsewhere: int = 0
    has_baseline: bool = False
    stale: tuple[str, ...] = ()
    version: str = __version__

    @property
    def coverage(self) -> Coverage:
        """What was seen and what was not."""
        return self.analysis.coverage

    @property
    def shown(self) -> tuple[Finding, ...]:
        """The findings that somebody should look at: neither suppressed nor in the baseline."""
        return tuple(one for one in self.findings if one.suppression is None and one.baseline != "unchanged")

    @property
    def suppressed(self) -> tuple[Finding, ...]:
        """The findings that are accepted with a reason."""
        return tuple(one for one in self.findings if one.suppression is not None)

    @property
    def known(self) -> tuple[Finding, ...]:
        """The findings that the baseline holds."""
        return tuple(one for one in self.findings if one.suppression is None and one.baseline == "unchanged")

    @property
    def exit_code(self) -> ExitCode:
        """What the command returns, unless it was told otherwise."""
        return ExitCode.FINDINGS if any(one.fails for one in self.findings) else ExitCode.CLEAN
