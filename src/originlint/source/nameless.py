"""Names for tables that have none: what made them, and where.

An unread file, a record built on the fly or the result of an unknown call is told apart from others by its place.
The place is a `Site`, which says nothing to a reader, so the name carries it between marks and is shown with the line.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from originlint.source.site import Range, Site

_OF = " of "
_MARKED = re.compile("\x1e([^\x1e\x1f]*)\x1f(\\d+)\x1e")


def nameless(what: str, site: Site) -> str:
    """A name for `what` was made at `site`, unlike that of any other place."""
    return f"{what} at \x1e{site.path}\x1f{site.node}\x1e"


def is_nameless(name: str) -> bool:
    """Whether a name is one that `nameless` gave."""
    return _MARKED.search(name) is not None


def within(what: str, owner: str) -> str:
    """A name for the table that a function is given or an object holds: `people of Model.fit`."""
    return f"{what}{_OF}{owner}"


def is_within(name: str) -> bool:
    """Whether a name is one that `within` gave; its dots part no schema from a table."""
    return _OF in name


def shown(name: str, locate: Callable[[Site], Range]) -> str:
    """A name, or a text with such names in it, as people read it: with the lines at which the tables were made."""
    if "\x1e" not in name:
        return name

    def line(marked: re.Match[str]) -> str:
        found = locate(Site(marked[1], int(marked[2])))
        return f"{found.path}:{found.start.line}"

    return _MARKED.sub(line, name)
