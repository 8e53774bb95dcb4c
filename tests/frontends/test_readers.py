"""What was kept of a file is what reading it again gives, and only our own classes ever come out of the cache."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from pathlib import Path

import pytest

from originlint.frontends import reader, readers
from originlint.frontends.readers import DirectReader, KeptReader, Request
from originlint.frontends.templates.dbt.workspace import Workspace
from originlint.project.cache import Cache
from originlint.source.site import Site

ROOT = Path(__file__).parents[2]
LANGUAGES = {".py": "python", ".ipynb": "notebook", ".sql": "sql", ".yml": "yaml", ".json": "json", ".toml": "toml"}
EXAMPLES = [path for path in sorted((ROOT / "fixtures" / "examples").rglob("*")) if path.suffix in LANGUAGES]
SCORE = Request("score.py", b"def risk(person):\n    return weights[person['nationality']] + 1j\n", "python")


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path, b"0" * 32)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that are read anew."""
    paths: list[str] = []
    original = reader.read

    def counted(path: str, *rest: object) -> object:
        paths.append(path)
        return original(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(reader, "read", counted)
    return paths


def _requests(paths: Sequence[Path]) -> list[Request]:
    return [Request(path.name, path.read_bytes(), LANGUAGES[path.suffix]) for path in paths]


def test_what_was_kept_is_what_reading_gives(cache: Cache, reads: list[str]) -> None:
    requests = _requests(EXAMPLES)
    space = Workspace()
    direct = DirectReader().read(requests, space)
    assert len(requests) > 10
    assert KeptReader(cache, "this").read(requests, space) == direct
    reads.clear()
    assert KeptReader(cache, "this").read(requests, space) == direct
    assert not reads


def test_only_a_changed_file_is_read_again(cache: Cache, reads: list[str]) -> None:
    other = Request("other.py", SCORE.data, "python")
    KeptReader(cache, "this").read([SCORE, other], Workspace())
    reads.clear()
    KeptReader(cache, "this").read([SCORE, Request("other.py", SCORE.data + b"\n", "python")], Workspace())
    assert reads == ["other.py"]


def test_another_program_reads_for_itself(cache: Cache, reads: list[str]) -> None:
    for program in ("this", "that"):
        KeptReader(cache, program).read([SCORE], Workspace())
    assert len(reads) == 2


def test_what_nests_too_deep_is_read_anew_each_time(cache: Cache, reads: list[str]) -> None:
    deep = Request("deep.py", b"x = " + b"f(" * 90 + b"1" + b")" * 90 + b"\n", "python")
    first = KeptReader(cache, "this").read([deep], Workspace())
    assert KeptReader(cache, "this").read([deep], Workspace()) == first


def test_places_are_kept_for_the_sites_that_were_asked_for(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    sites = [Site("score.py", node) for node in (3, 1, 5)]
    first = KeptReader(cache, "this")
    found = [first.locator("score.py", SCORE.data, "python").locate(site) for site in sites]
    first.finish()
    assert found == [reader.locator("score.py", SCORE.data, "python").locate(site) for site in sites]

    def refuse(*_: object) -> object:
        raise AssertionError("read again")

    monkeypatch.setattr(reader, "locator", refuse)
    again = KeptReader(cache, "this").locator("score.py", SCORE.data, "python")
    assert [again.locate(site) for site in sites] == found


def test_a_cache_without_a_secret_only_reads(tmp_path: Path) -> None:
    kept = KeptReader(Cache(tmp_path, None), "this")
    assert kept.read([SCORE], Workspace()) == DirectReader().read([SCORE], Workspace())
    assert not list(tmp_path.iterdir())


class Foreign:
    def __reduce__(self) -> tuple[object, tuple[str, ...]]:
        return print, ("called",)


@pytest.mark.parametrize("data", [b"", b"no pickle", pickle.dumps(Foreign()), pickle.dumps(Path("x"))])
def test_nothing_else_comes_out(data: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    assert readers._unpacked(data) is None
    assert capsys.readouterr().out == ""


def test_a_small_file_is_not_parsed_again_for_its_places(monkeypatch: pytest.MonkeyPatch) -> None:
    requests = _requests([path for path in EXAMPLES if path.suffix in (".py", ".ipynb")])
    files = DirectReader()
    readings = files.read(requests, Workspace())
    assert all(reading.locator is None for reading in readings), "what was parsed is not to be kept with the reading"
    for request, reading in zip(requests, readings, strict=True):
        assert reading.module is not None
        anew = reader.locator(request.path, request.data, request.language)
        with monkeypatch.context() as patched:
            patched.setattr(reader, "locator", None)
            kept = files.locator(request.path, request.data, request.language)
        for node in range(0, reading.module.nodes, 7):
            assert kept.locate(Site(request.path, node)) == anew.locate(Site(request.path, node))


def test_a_file_that_changed_meanwhile_is_parsed_again() -> None:
    files = DirectReader()
    files.read([SCORE], Workspace())
    changed = b"\n\n" + SCORE.data
    site = Site("score.py", 3)
    assert (
        files.locator("score.py", changed, "python").locate(site).start.line
        == 2 + files.locator("score.py", SCORE.data, "python").locate(site).start.line
    )
