"""Which file an import means."""

from __future__ import annotations

import pytest

from originlint.project.modules import ModuleMap

LAYOUT = ModuleMap(
    [
        "setup.py",
        "src/risk/__init__.py",
        "src/risk/features.py",
        "src/risk/random.py",
        "src/risk/helpers/__init__.py",
        "src/risk/helpers/dates.py",
        "src/risk/runner.py",
        "notebooks/01 train.ipynb",
        "notebooks/plots.py",
        "scripts/score.py",
        "scripts/common.py",
        "scripts/random.py",
        "jobs/common.py",
        "jobs/nightly/run.py",
        "models/catboost.py",
        "pkg/ns/deep/thing.py",
    ]
)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("src/risk/__init__.py", "risk"),
        ("src/risk/features.py", "risk.features"),
        ("src/risk/helpers/__init__.py", "risk.helpers"),
        ("scripts/score.py", "scripts.score"),
        ("notebooks/01 train.ipynb", "notebooks.01 train"),
        ("pkg/ns/deep/thing.py", "pkg.ns.deep.thing"),
        ("setup.py", "setup"),
    ],
)
def test_names_start_at_the_topmost_package_or_at_a_source_folder(path: str, name: str) -> None:
    assert LAYOUT.name(path) == name


@pytest.mark.parametrize(
    ("importer", "module", "level", "expected"),
    [
        # Absolute, from inside the package, from the root, from scripts and notebooks beside it.
        ("src/risk/runner.py", "risk.features", 0, "src/risk/features.py"),
        ("scripts/score.py", "risk", 0, "src/risk/__init__.py"),
        ("notebooks/01 train.ipynb", "risk.helpers.dates", 0, "src/risk/helpers/dates.py"),
        ("notebooks/01 train.ipynb", "src.risk.features", 0, "src/risk/features.py"),
        ("notebooks/01 train.ipynb", "plots", 0, "notebooks/plots.py"),
        # Relative.
        ("src/risk/runner.py", "features", 1, "src/risk/features.py"),
        ("src/risk/runner.py", "", 1, "src/risk/__init__.py"),
        ("src/risk/helpers/__init__.py", "dates", 1, "src/risk/helpers/dates.py"),
        ("src/risk/helpers/dates.py", "features", 2, "src/risk/features.py"),
        ("src/risk/runner.py", "features", 9, None),
        # The nearest of several wins.
        ("scripts/score.py", "common", 0, "scripts/common.py"),
        ("jobs/nightly/run.py", "common", 0, "jobs/common.py"),
        # A module of a package, run as a script: its neighbours are importable by their bare names.
        ("src/risk/runner.py", "features", 0, "src/risk/features.py"),
        # Namespace packages have no file of their own, their members have.
        ("scripts/score.py", "pkg.ns", 0, None),
        ("scripts/score.py", "pkg.ns.deep.thing", 0, "pkg/ns/deep/thing.py"),
        # The standard library wins inside a package, the neighbour wins beside a script.
        ("src/risk/runner.py", "random", 0, None),
        ("scripts/score.py", "random", 0, "scripts/random.py"),
        # A library is not a file of the same name elsewhere.
        ("scripts/score.py", "catboost", 0, None),
        ("scripts/score.py", "pandas", 0, None),
        ("scripts/score.py", "", 0, None),
    ],
)
def test_imports(importer: str, module: str, level: int, expected: str | None) -> None:
    assert LAYOUT.resolve(importer, module, level) == expected


def test_a_file_somewhere_else_is_found_when_nothing_nearer_fits() -> None:
    modules = ModuleMap(["analysis/notebooks/a.ipynb", "analysis/lib2/util/tools.py", "other/util/tools.py"])
    assert modules.resolve("analysis/notebooks/a.ipynb", "util.tools") == "analysis/lib2/util/tools.py"


def test_configured_roots_come_first() -> None:
    paths = ["app/run.py", "app/vendor/util.py", "util.py", "app/job/x.py"]
    assert ModuleMap(paths).resolve("app/job/x.py", "util") == "util.py"
    assert ModuleMap(paths, ["./app/vendor/"]).resolve("app/job/x.py", "util") == "app/vendor/util.py"


def test_children_are_the_direct_members_of_a_package() -> None:
    assert LAYOUT.children("src/risk/__init__.py") == (
        "src/risk/features.py",
        "src/risk/helpers/__init__.py",
        "src/risk/random.py",
        "src/risk/runner.py",
    )
    assert LAYOUT.children("scripts/score.py") == ()
