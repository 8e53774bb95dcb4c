"""Places in templated SQL: the text in the file is the name that was read, or the tag that it came out of."""

from __future__ import annotations

from pathlib import Path

import pytest

from originlint.frontends.templates.dbt.workspace import Workspace
from originlint.frontends.templates.read import read_templated
from originlint.ir.relational import Column, Name
from originlint.ir.walk import walk

EXAMPLE = Path(__file__).parents[3] / "fixtures" / "examples" / "dbt_risk"
TEXTS = {
    path.relative_to(EXAMPLE).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(EXAMPLE.rglob("*"))
    if path.suffix in (".sql", ".yml")
}
MORE = {
    "models/crlf.sql": (
        "-- 𝒳\r\n{% set c = ['race', 'age'] %}\r\nselect {{ c | join(', ') }},\r\n  x_{{ c[0] }}\r\nfrom t"
    ),
    "models/blanks.sql": (
        "{%- if true -%}\n  select race -- {# no #}\n{%- endif %} from {{ ref('t') }} where {{ 'ra' ~ 'ce' }} = 1"
    ),
    "models/quotes.sql": 'select "na{{ \'me\' }}", [{{ var("nationality") }}] from {{ source("a", "b") }}',
}


def places(path: str, text: str) -> list[tuple[str, str]]:
    """Each name in the lowered file, and the characters of the file where it is said to stand."""
    files = {**TEXTS, path: text}
    space = Workspace.of(files, lambda name: files[name].encode())
    script = read_templated(path, text.encode(), "tsql" if "[" in text and "quotes" in path else None, space).script
    assert script is not None
    found = []
    for form in walk(script.statements):
        match form:
            case Column(place=place, parts=(*_, name)) | Name(place=place, text=name) if place.length:
                found.append((name, text[place.at : place.at + place.length]))
            case _:
                pass
    return found


@pytest.mark.parametrize("path", [*(name for name in TEXTS if name.endswith(".sql")), *MORE])
def test_every_name_stands_where_its_place_says(path: str) -> None:
    text = {**TEXTS, **MORE}[path]
    found = places(path, text)
    assert found or "macro" in text
    for name, written in found:
        plain = written.strip('"`[]')
        assert name == plain or written.startswith("{{") or plain in name, (name, written)


def test_names_from_a_list_stand_in_the_list() -> None:
    found = places("models/crlf.sql", MORE["models/crlf.sql"])
    assert ("race", "race") in found
    assert ("age", "age") in found
