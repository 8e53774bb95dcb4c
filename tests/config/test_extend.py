"""A configuration that goes on from another one."""

from __future__ import annotations

from pathlib import Path

import pytest

from originlint.config.load import load
from originlint.errors import UserError

ORGANISATION = """\
select = ["ORL1"]
ignore = ["ORL105"]
knowledge = ["calls.toml"]
extend-exclude = ["archive/"]

[[words]]
word = "kenmerk_1"
action = "map"
to = "nationaliteit"
reason = "Code book."
"""
PROJECT = """\
extend = "../shared/originlint.toml"
ignore = []
knowledge = ["own.toml"]

[[words]]
word = "kenmerk_2"
action = "map"
to = "geboorteland"
reason = "Code book."
"""


def write(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_values_take_the_place_of_others_and_tables_add_to_them(tmp_path: Path) -> None:
    write(tmp_path / "shared" / "originlint.toml", ORGANISATION)
    write(tmp_path / "model" / "originlint.toml", PROJECT)
    settings = load(tmp_path, start=tmp_path / "model")
    assert (settings.select, settings.ignore, settings.extend_exclude) == (("ORL1",), (), ("archive/",))
    assert [word.word for word in settings.words] == ["kenmerk_1", "kenmerk_2"]
    assert settings.knowledge == ("shared/calls.toml", "model/own.toml")
    assert (settings.origin, settings.base) == ("model/originlint.toml", "model")
    given = dict(settings.given)
    assert given["select"] == ("shared/originlint.toml",)
    assert given["ignore"] == ("model/originlint.toml",)
    assert given["words"] == ("shared/originlint.toml", "model/originlint.toml")


def test_the_other_file_may_lie_outside_and_be_a_pyproject(tmp_path: Path) -> None:
    write(
        tmp_path / "shared" / "pyproject.toml",
        '[tool.originlint]\nknowledge = ["calls.toml"]\nimport-roots = ["src"]\n',
    )
    root = tmp_path / "repository"
    write(root / "originlint.toml", 'extend = "../shared/pyproject.toml"\n')
    settings = load(root)
    assert settings.knowledge == ((tmp_path / "shared" / "calls.toml").as_posix(),)
    assert settings.import_roots == ("src",)
    assert (settings.origin, settings.base) == ("originlint.toml", "")


def test_mistakes_name_the_file_they_are_in(tmp_path: Path) -> None:
    write(tmp_path / "shared.toml", "selct = []\n")
    write(tmp_path / "originlint.toml", 'extend = "shared.toml"\n')
    with pytest.raises(UserError, match=r"shared\.toml: 'selct' is not a setting"):
        load(tmp_path)
    write(tmp_path / "originlint.toml", 'extend = "absent.toml"\n')
    with pytest.raises(UserError, match=r"absent\.toml: cannot be read"):
        load(tmp_path)


def test_circles_are_told(tmp_path: Path) -> None:
    write(tmp_path / "other.toml", 'extend = "originlint.toml"\n')
    write(tmp_path / "originlint.toml", 'extend = "other.toml"\n')
    with pytest.raises(UserError, match="leads back to"):
        load(tmp_path)
