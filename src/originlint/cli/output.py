"""Where reports go, and which there are."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from originlint.cli.terminal import ColorChoice, has_links, use_color, width
from originlint.errors import UserError
from originlint.report.formats import FORMATS
from originlint.report.palette import ANSI, PLAIN
from originlint.report.report import Look, Report


@dataclass(frozen=True, slots=True)
class Destination:
    """One report: its format, and the file that it goes to (standard output when None)."""

    format: str
    file: Path | None


def parse_destination(text: str) -> Destination:
    """Read `FORMAT:FILE`. Raises `UserError` when it is not that."""
    name, colon, file = text.partition(":")
    if not colon or not file or name not in FORMATS:
        raise UserError(
            f"--output: '{text}' is not FORMAT:FILE",
            f"The formats are {', '.join(FORMATS)}; for example sarif:out.sarif.",
        )
    return Destination(name, None if file == "-" else Path(file))


def write_reports(
    report: Report, destinations: list[Destination], root: Path, *, color: ColorChoice, statistics: bool, quiet: bool
) -> None:
    """Write every report. Raises `UserError` when a file cannot be written."""
    for destination in destinations:
        form = FORMATS[destination.format]
        if destination.file is not None:
            palette = ANSI if form.is_text and color == "always" else PLAIN
            _write_file(destination.file, form.render(report, Look(palette, statistics=statistics)))
        elif not (quiet and form.is_text and not report.shown):
            palette = ANSI if form.is_text and use_color(color, sys.stdout) else PLAIN
            links = root.as_uri() if palette is ANSI and has_links(sys.stdout) else ""
            look = Look(palette, width(sys.stdout), statistics, link_root=links)
            _write_stream(sys.stdout, form.render(report, look))


def _write_file(file: Path, text: str) -> None:
    """Write UTF-8 with plain newlines on every system. The folder is made, since `.sarif/` seldom is there."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise UserError(
            f"{file}: cannot be written: {error.strerror}", "Name a file in a folder that can be written."
        ) from error


def _write_stream(stream: TextIO, text: str) -> None:
    stream.write(text if text.endswith("\n") else text + "\n")
    stream.flush()
