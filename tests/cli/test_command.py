"""The command as a user meets it: help, errors, exit codes."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from originlint import __version__
from originlint.cli import main as command
from originlint.cli.main import SUBCOMMANDS, main
from originlint.errors import UserError
from originlint.source.toml import load_toml


def test_help_lists_every_subcommand(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    output = capsys.readouterr().out
    assert all(f"  {name} " in output for name in SUBCOMMANDS)


@pytest.mark.parametrize("name", SUBCOMMANDS)
def test_every_subcommand_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--help"]) == 0
    assert f"Usage: originlint {name} " in capsys.readouterr().out


def test_the_version_is_printed_without_importing_the_analysis() -> None:
    code = (
        "import sys; from originlint.cli.main import main; main(['--version']); "
        "sys.exit(any(name in sys.modules for name in ('libcst', 'sqlglot', 'rich', 'originlint.api')))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout.strip()) == (0, f"originlint, version {__version__}")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["chek"], "No such command 'chek'"),
        (["check", "--selct", "ORL1"], "--selct"),
        (["check", "--select", "E501"], "--select: 'E501' is no rule code"),
        (["check", "--select", "ORL999"], "'select' names 'ORL999', which no rule has or begins with"),
        (["check", "--kinds", "D,X"], "--kinds: 'X' is no kind"),
        (["check", "--output", "pdf:report.pdf"], "--output: 'pdf:report.pdf' is not FORMAT:FILE"),
        (["check", "absent"], "absent: no such file or directory"),
        (["check", "--config", "absent.toml"], "absent.toml: cannot be read"),
        (["ir", "absent.py"], "absent.py: cannot be read"),
    ],
)
def test_wrong_usage_is_told_in_one_line_and_is_exit_code_2(
    arguments: list[str],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("error: ")
    assert message in captured.err.splitlines()[0]
    assert "Traceback" not in captured.err


def test_every_line_of_a_long_error_is_marked(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(**_: object) -> None:
        raise UserError("one\ntwo", "do this")

    monkeypatch.setattr(command.originlint, "main", fail)
    assert main(["check"]) == 2
    assert capsys.readouterr().err == "error: one\nerror: two\nhint: do this\n"


def test_a_failure_of_our_own_is_not_taken_for_findings(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(**_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(command.originlint, "main", fail)
    assert main(["check"]) == 2
    captured = capsys.readouterr().err
    assert "ZeroDivisionError" in captured
    assert "originlint failed on its own account" in captured


def test_config_show_tells_values_and_where_they_come_from(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "originlint.toml").write_text('select = ["ORL1"]\n', encoding="utf-8")
    assert main(["config", "show", str(tmp_path)]) == 0
    text = capsys.readouterr().out
    assert 'select = ["ORL1"]  # originlint.toml\nignore = []  # default\n' in text
    assert load_toml(text)["max-file-size"] == 8_000_000
    assert main(["config", "show", "--json", str(tmp_path)]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["settings"]["select"], document["from"]) == (["ORL1"], {"select": ["originlint.toml"]})


def test_config_init_writes_a_file_that_sets_nothing_and_describes_everything(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["config", "init", str(tmp_path)]) == 0
    text = (tmp_path / "originlint.toml").read_text(encoding="utf-8")
    assert load_toml(text) == {}
    uncommented = "\n".join(line.removeprefix("# ") for line in text.splitlines() if " = " in line and "…" not in line)
    (tmp_path / "originlint.toml").write_text(uncommented, encoding="utf-8")
    assert main(["config", "show", str(tmp_path)]) == 0
    assert main(["config", "init", str(tmp_path)]) == 2
    assert "is there already" in capsys.readouterr().err


def test_config_schema_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "schema"]) == 0
    assert "extend-exclude" in json.loads(capsys.readouterr().out)["properties"]


def test_ir_prints_forms_and_names_what_was_not_understood(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = tmp_path / "good.py", tmp_path / "bad.py"
    good.write_text("risk = income * 2\n", encoding="utf-8")
    bad.write_text("def score(nationality:\n", encoding="utf-8")
    assert main(["ir", "--no-numbers", "--verify", str(good)]) == 0
    assert capsys.readouterr().out == "risk = (income * 2)\n"
    assert main(["ir", str(bad)]) == 0
    captured = capsys.readouterr()
    assert "nationality" in captured.out
    assert str(bad) in captured.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shells_get_completion(shell: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("_ORIGINLINT_COMPLETE", f"{shell}_source")
    with contextlib.suppress(SystemExit):
        main([])
    assert "_ORIGINLINT_COMPLETE" in capsys.readouterr().out
