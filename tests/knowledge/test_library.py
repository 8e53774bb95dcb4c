"""The knowledge base is found by any name that code uses, and says where a user's file is wrong."""

import re
from pathlib import Path

import pytest

from originlint.errors import UserError
from originlint.knowledge import library as library_module
from originlint.knowledge.entries import cut
from originlint.knowledge.form import OPTIONS
from originlint.knowledge.library import DATA, Library
from originlint.knowledge.record import Slot
from originlint.knowledge.signature import parse_signature

OURS = """
[[class]]
name = ["lib.base.Model"]
role = "mixin"
reason = "base"

[[class]]
name = "lib.forest.Forest"
role = "model"
bases = ["lib.base.Model"]
signature = "trees=10, *, depth=None, **rest"
reason = "a model"

[[call]]
callee = "lib.base.Model.fit"
signature = "X, y=None"
operation = "estimator.fit"
options = { data = "X", columns = ["a", "b"] }
reason = "trains"

[[call]]
callee = "other.Table.fit"
operation = "adjust"
reason = "a namesake"

[[call]]
callee = "lib.forest.Forest.grow"
operation = "estimator.fit"
reason = "trains too"

[[alias]]
name = "lib.old"
means = "lib.forest"
"""


CALL = '[[call]]\ncallee = "a.b"\noperation = "keep"\nreason = "r"\n'


@pytest.fixture
def library(tmp_path: Path) -> Library:
    path = tmp_path / "ours.toml"
    path.write_text(OURS, encoding="utf-8")
    return Library.load((path,))


@pytest.mark.parametrize(
    "name", ["lib.forest.Forest", "lib.forest._impl.Forest", "lib.old.Forest", "lib.Forest", "lib.sub._x.Forest"]
)
def test_a_class_is_found_by_its_other_names(library: Library, name: str) -> None:
    found = library.class_of(name)
    assert found is not None
    assert (found.name, found.role, found.module) == ("lib.forest.Forest", "model", "lib.forest")


def test_calling_a_class_constructs_an_estimator(library: Library) -> None:
    record = library.lookup("lib.Forest")
    assert record is not None
    assert record.operation == "estimator.construct"
    assert record.slots == (Slot("trees", default=10), Slot("depth", "keyword"), Slot("rest", "variadic keyword"))


def test_methods_come_from_bases(library: Library) -> None:
    record = library.method("lib.old.Forest", "fit")
    assert record is not None
    assert record.callee == "lib.base.Model.fit"
    assert record.option("columns") == ("a", "b")
    assert library.lookup("lib.Forest.fit") == record
    assert library.method("lib.forest.Forest", "missing") is None


def test_a_method_of_anything_needs_agreement(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(OURS.replace(".fit", ".adapt"), encoding="utf-8")
    assert Library.load((path,)).any_method("adapt") is None
    assert Library.load((path,)).any_method("grow") is not None
    assert Library.load((path,), imports=["other"]).any_method("adapt") is not None


def test_a_version_changes_with_the_content(tmp_path: Path, library: Library) -> None:
    assert Library.load().version == Library.load().version != library.version


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[call]]\ncallee = 'a.b'\n", "`callee`|names nothing|missing"),
        ('[[call]]\ncallee = "a.b"\noperation = "x"\n', "line 1, call `a.b`: `reason` is missing"),
        ('\n[[class]]\nname = "a.B"\nrole = 3\nreason = "r"\n', "line 4, class `a.B`: `role` has to be text"),
        ('[[class]]\nname = "a.B"\nrole = "model"\nreason = "r"\nbase = []\n', "unknown key `base`"),
        ('[[call]]\ncallee = "a.b"\noperation = "x"\nreason = "r"\nsignature = "a b"\n', "not a parameter list"),
        ('[[call]]\ncallee = "a.b"\noperation = "x"\nreason = "r"\noptions = { a = { b = 1 } }\n', "option `a`"),
        ("[[method]]\n", "unknown table"),
        ("[[call]\n", "no valid TOML.*line 1"),
        ("schema = 2\n", "line 1: schema 2 is not known"),
        ("# ours\n\nschema = 'one'\n", "line 3: schema one is not known"),
        ("schema = 1\nversion = 3\n", "line 2: unknown key `version`"),
        (f"{CALL}since = 2.1\n", "line 5, call `a.b`: `since` has to be a version"),
        (f'{CALL}until = "2.x"\n', "line 5, call `a.b`: `until` has to be a version"),
        (f'{CALL}examples = ["f()", 3]\n', "line 5, call `a.b`: an example has to be text"),
        (f'{CALL}examples = [{{ code = "f()", sense = "x" }}]\n', "line 5, call `a.b`: an example has to be text"),
        (f'{CALL}examples = [{{ code = "f()", since = "new" }}]\n', "line 1, call `a.b`: `since` has to be a version"),
        ('[[call]]\ncallee = "a.b"\noperation = "x"\nreason = ""\n', "`reason` are not to be empty"),
        (f"{CALL}names = 1\n", "line 5, call `a.b`: unknown key `names`"),
        (f"{CALL}options = 3\n", "line 5, call `a.b`: `options` has to be a table"),
        ('[[class]]\nname = "a.B"\nrole = "model"\nreason = "r"\nbases = "x"\n', "line 5, class `a.B`: `bases`"),
    ],
)
def test_a_mistake_is_reported_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=message) as error:
        Library.load((path,))
    assert "bad.toml" in str(error.value)


def test_a_file_that_is_not_there_is_reported(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        Library.load((tmp_path / "absent.toml",))


def test_signatures_keep_kinds_and_constants() -> None:
    assert parse_signature("a, b='x', *rest, c=-1, d=object(), **more") == (
        Slot("a"),
        Slot("b", default="x"),
        Slot("rest", "variadic"),
        Slot("c", "keyword", -1),
        Slot("d", "keyword"),
        Slot("more", "variadic keyword"),
    )


def test_an_entry_may_name_versions(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    text = f'schema = 1\n{CALL}since = "2.1"\nexamples = ["f()", {{ code = "g()", until = "3", imprecise = "why" }}]\n'
    path.write_text(text, encoding="utf-8")
    entry = next(iter(Library.load((path,)).entries()))
    assert entry.examples() == (
        {"since": "2.1", "code": "f()"},
        {"since": "2.1", "code": "g()", "until": "3", "imprecise": "why"},
    )


def test_every_shipped_entry_is_well_formed() -> None:
    for path in sorted(DATA.glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        assert "\nschema = 1\n" in text, f"{path.name} does not say its schema"
        for entry in cut(path.name, text):
            entry.check()


def test_no_name_is_described_twice() -> None:
    seen: dict[tuple[str, str], str] = {}
    for path in sorted(DATA.glob("*.toml")):
        for entry in cut(path.name, path.read_text(encoding="utf-8")):
            for name in entry.names:
                before = seen.setdefault((entry.kind, name), entry.place)
                assert before == entry.place, f"{name}: {before}; {entry.place}"
                assert entry.names.count(name) == 1, f"{name} is named twice in {entry.place}"


def test_the_options_that_files_may_have_are_those_that_something_reads() -> None:
    source = Path(library_module.__file__).parents[1]
    read = set()
    for path in source.rglob("*.py"):
        read |= set(re.findall(r"option\(\s*\"([a-z_]+)\"", path.read_text(encoding="utf-8")))
        read |= set(re.findall(r"option\('([a-z_]+)'", path.read_text(encoding="utf-8")))
    assert read <= OPTIONS
    for entry in Library.load().entries():
        entry.check()
