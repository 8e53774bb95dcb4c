"""Reading the configuration: what is accepted, and what a mistake looks like."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from originlint.config.load import load
from originlint.config.settings import (
    MeasureDeclaration,
    PathSettings,
    Settings,
    SinkDeclaration,
    SourceDeclaration,
    WordDeclaration,
)
from originlint.errors import UserError


def settings(tmp_path: Path, text: str) -> Settings:
    (tmp_path / "originlint.toml").write_text(text, encoding="utf-8")
    return load(tmp_path)


def complaint(tmp_path: Path, text: str) -> str:
    with pytest.raises(UserError) as caught:
        settings(tmp_path, text)
    return caught.value.message.replace(str(tmp_path), "")


def test_without_a_file_there_are_defaults(tmp_path: Path) -> None:
    assert load(tmp_path) == Settings()


def test_everything_can_be_said(tmp_path: Path) -> None:
    loaded = settings(
        tmp_path,
        """
        select = ["ORL1", "ORL201"]
        ignore = ["ORL102"]
        kinds = ["D", "P1"]
        extend-exclude = ["legacy/"]
        schemas = ["db/schema.sql"]
        dialect = "tsql"
        primary-location = "sink"

        [budget]
        steps = 1000

        [[sources]]
        names = ["kenmerk_17"]
        category = "nationality"
        kind = "N"
        reason = "Code book 2019, page 4."

        [[sources]]
        function = "people.register.country_of"
        category = "country_of_birth"
        reason = "Reads the population register."

        [[sinks]]
        function = "rules.add_points"
        arguments = ["points", 0]
        reason = "Adds to the risk score."

        [[sinks]]
        columns = ["signaal"]
        reason = "Starts an investigation."
        use = "selects the population"

        [[measures]]
        function = "audit.rates"
        reason = "Selection rates per group."

        [[words]]
        word = "stadsdeel"
        action = "add"
        category = "residence_area"
        reason = "Areas stand in for origin here."

        [[words]]
        word = "land_code_device"
        action = "deny"
        reason = "Keyboard layout."

        [[paths]]
        match = ["warehouse/**"]
        dialect = "snowflake"
        """,
    )
    assert {files for _, files in loaded.given} == {("originlint.toml",)}
    assert replace(loaded, given=()) == Settings(
        select=("ORL1", "ORL201"),
        ignore=("ORL102",),
        kinds=("D", "P1"),
        extend_exclude=("legacy/",),
        schemas=("db/schema.sql",),
        dialect="tsql",
        primary_location="sink",
        budget=loaded.budget,
        sources=(
            SourceDeclaration("nationality", "Code book 2019, page 4.", names=("kenmerk_17",), kind="N"),
            SourceDeclaration(
                "country_of_birth", "Reads the population register.", function="people.register.country_of"
            ),
        ),
        sinks=(
            SinkDeclaration("Adds to the risk score.", function="rules.add_points", arguments=("points", 0)),
            SinkDeclaration("Starts an investigation.", columns=("signaal",), use="selects the population"),
        ),
        measures=(MeasureDeclaration("audit.rates", "Selection rates per group."),),
        words=(
            WordDeclaration("stadsdeel", "add", "Areas stand in for origin here.", category="residence_area"),
            WordDeclaration("land_code_device", "deny", "Keyboard layout."),
        ),
        paths=(PathSettings(("warehouse/**",), dialect="snowflake"),),
        origin="originlint.toml",
    )
    assert loaded.budget.steps == 1000
    assert loaded.sources[1].counts_result
    assert not loaded.sinks[0].counts_result


def test_pyproject_is_read_and_the_nearest_file_wins(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.originlint]\nselect = ["ORL1"]\n', encoding="utf-8")
    inner = tmp_path / "models" / "benefits"
    inner.mkdir(parents=True)
    (inner.parent / "pyproject.toml").write_text("[tool.ruff]\n", encoding="utf-8")
    assert load(tmp_path, start=inner).select == ("ORL1",)
    (inner / "originlint.toml").write_text('schemas = ["./ddl.sql"]\n', encoding="utf-8")
    nearest = load(tmp_path, start=inner)
    assert (nearest.select, nearest.schemas) == (("ORL",), ("models/benefits/ddl.sql",))
    assert (nearest.base, nearest.origin) == ("models/benefits", "models/benefits/originlint.toml")


def test_the_search_stops_at_the_root(tmp_path: Path) -> None:
    (tmp_path / "originlint.toml").write_text('select = ["ORL1"]\n', encoding="utf-8")
    (tmp_path / "clone").mkdir()
    assert load(tmp_path / "clone") == Settings()


def test_an_explicit_file_may_be_anywhere(tmp_path: Path) -> None:
    (tmp_path / "clone").mkdir()
    policy = tmp_path / "policy.toml"
    policy.write_text('select = ["ORL1"]\nschemas = ["ddl.sql"]\n', encoding="utf-8")
    loaded = load(tmp_path / "clone", policy)
    assert (loaded.select, loaded.schemas, loaded.base) == (("ORL1",), ("ddl.sql",), "")
    with pytest.raises(UserError, match="cannot be read"):
        load(tmp_path, tmp_path / "absent.toml")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('selct = ["ORL1"]', "/originlint.toml: 'selct' is not a setting; did you mean 'select'?"),
        ("extend_exclude = []", "'extend_exclude' is not a setting; did you mean 'extend-exclude'?"),
        ("base = 'x'", "'base' is not a setting"),
        ('select = "ORL1"', "'select' must be a list of strings, not a string"),
        ("select = [1]", "'select[0]' must be a string, not a number"),
        ('select = ["E501"]', "'select' names 'E501', which is no rule code"),
        ("max-file-size = true", "'max-file-size' must be a whole number, not a boolean"),
        ("max-file-size = 0", "'max-file-size' must be at least 1"),
        ('kinds = ["P"]', "'kinds[0]' must be one of D, N, G, R, P1, P2, A, E"),
        ("budget = 3", "'budget' must be a table, not a number"),
        ("[budget]\nstep = 3", "'budget.step' is not a setting; did you mean 'steps'?"),
        ('[[words]]\nword = "x"\naction = "deny"', "'words[0].reason' is missing"),
        ('[[words]]\nword = "x"\naction = "deny"\nreason = ""', "'words[0].reason' must say something"),
        ('[[words]]\nword = "x"\naction = "ad"\nreason = "r"', "'words[0].action' must be one of add, deny, map; did"),
        ('[[words]]\nword = "x"\naction = "map"\nreason = "r"', "'words[0].to' is missing: 'map' needs it"),
        ('[[words]]\nword = "x"\naction = "deny"\nto = "y"\nreason = "r"', "'words[0].to' has no meaning for 'deny'"),
        ('[[sources]]\ncategory = "c"\nreason = "r"', "'sources[0]' must have either 'names' or 'function'"),
        ('[[sinks]]\nreason = "r"', "'sinks[0]' must have exactly one of"),
        (
            '[[sinks]]\nfunction = "f"\narguments = [1.5]\nreason = "r"',
            "'sinks[0].arguments[0]' must be a string or a whole number, not a number",
        ),
        (
            '[[measures]]\nfunction = "my model.f"\nreason = "r"',
            "'measures[0].function' must be a qualified name such as 'package.module.function'",
        ),
        ("select = [", "is not valid TOML"),
    ],
)
def test_mistakes_name_the_file_and_the_key(tmp_path: Path, text: str, message: str) -> None:
    assert message in complaint(tmp_path, text)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    assert len(complaint(tmp_path, 'selct = []\nkinds = "D"\n[[words]]\nword = "x"').splitlines()) == 4


def test_a_broken_pyproject_counts_only_when_it_speaks_to_us(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.black\n", encoding="utf-8")
    assert load(tmp_path) == Settings()
    (tmp_path / "pyproject.toml").write_text("[tool.originlint\n", encoding="utf-8")
    with pytest.raises(UserError, match="not valid TOML"):
        load(tmp_path)


def test_text_that_is_not_utf8_is_told(tmp_path: Path) -> None:
    (tmp_path / "originlint.toml").write_bytes(b'dialect = "\xff"\n')
    with pytest.raises(UserError, match="not UTF-8"):
        load(tmp_path)
    (tmp_path / "originlint.toml").write_bytes(b'\xef\xbb\xbfdialect = "tsql"\r\n')
    assert load(tmp_path).dialect == "tsql"
