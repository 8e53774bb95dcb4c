"""Where reports go, and which there are."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
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
            write_file(destination.file, form.render(report, Look(palette, statistics=statistics)))
        elif not (quiet and form.is_text and not report.shown):
            look = look_at(sys.stdout, root, color if form.is_text else "never")
            write_stream(sys.stdout, form.render(report, replace(look, statistics=statistics)))


def look_at(stream: TextIO, root: Path, color: ColorChoice) -> Look:
    """How text looks on the stream: in its width, with colours and links when it can show them."""
    if not use_color(color, stream):
        return Look(width=width(stream))
    return Look(ANSI, width(stream), link_root=root.as_uri() if has_links(stream) else "")


def write_file(file: Path, text: str) -> None:
    """Write UTF-8 with plain newlines on every system. The folder is made, since `.sarif/` seldom is there."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise UserError(
            f"{file}: cannot be written: {error.strerror}", "Name a file in a folder that can be written."
        ) from error


def write_stream(stream: TextIO, text: str) -> None:
    """Write a text with a newline at its end."""
    stream.write(text if text.endswith("\n") else text + "\n")
    stream.flush()
