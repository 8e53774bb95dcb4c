"""Saved models are read without being loaded: the names of their features, in every format."""

from __future__ import annotations

import io
import pickle
import random
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest

from originlint import api
from originlint.config.settings import Settings
from originlint.frontends.artefacts import pickles
from originlint.frontends.artefacts.limits import LARGEST
from originlint.frontends.artefacts.read import read_model
from originlint.frontends.reading import MODEL, PICKLED, PICKLED_TABLE, Reading
from originlint.ir.forms import Constant, Mapping, Sequence

MODELS = Path(__file__).parent / "models"
FEATURES = {"income", "age", "nationality"}
OTHERWISE = {
    "columns.onnx": FEATURES | {"phone"},  # as converted, the graph takes in what its pipeline drops
    "logit.pickle": FEATURES | {"const"},
    "nameless.joblib": set[str](),
}


def names_of(reading: Reading) -> set[str]:
    """The names in the list of a reading, or under its only key."""
    value = reading.value
    if isinstance(value, Mapping):
        ((_, value),) = value.pairs
    assert isinstance(value, Sequence)
    return {str(item.value) for item in value.items if isinstance(item, Constant)}


def read(name: str) -> Reading:
    return read_model(name, (MODELS / name).read_bytes())


@pytest.mark.parametrize("name", sorted(path.name for path in MODELS.iterdir()))
def test_the_features_of_models_as_the_libraries_write_them(name: str) -> None:
    reading = read(name)
    expected = FEATURES | {"phone"} if name == "people.pkl" else OTHERWISE.get(name, FEATURES)
    assert names_of(reading) == expected
    assert reading.state == ("partly" if name == "nameless.joblib" else "analysed")


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("feature_columns.pkl", PICKLED),
        ("model_columns.joblib", PICKLED),
        ("people.pkl", PICKLED_TABLE),
        ("cat.cbm", MODEL),
    ],
)
def test_what_a_pickle_holds(name: str, language: str) -> None:
    assert read(name).language == language


def test_nothing_in_a_pickle_is_run(tmp_path: Path) -> None:
    class Evil:
        def __reduce__(self) -> tuple[Any, ...]:
            return (Path.touch, (tmp_path / "was-run",))

    read_model("evil.pkl", pickle.dumps({"features": ["age"], "model": Evil()}))
    assert not (tmp_path / "was-run").exists()


@pytest.mark.parametrize("name", sorted(path.name for path in MODELS.iterdir()))
def test_what_is_cut_off_or_spoilt_costs_that_file_only(name: str) -> None:
    data = (MODELS / name).read_bytes()
    chance = random.Random(name)
    for _ in range(25):
        read_model(name, data[: chance.randrange(len(data))])
        spoilt = bytearray(data)
        for _ in range(chance.randrange(1, 8)):
            spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
        reading = read_model(name, bytes(spoilt))
        assert reading.state in ("analysed", "partly", "unread")


def test_the_names_before_a_cut_are_kept_and_the_cut_is_told() -> None:
    data = (MODELS / "logistic-4.pkl").read_bytes()
    reading = read_model("m.pkl", data[: data.index(b"n_features_in_")])
    assert (names_of(reading), reading.state) == (FEATURES, "partly")
    assert "could not be read to its end" in reading.problems[0].message


NESTED: list[object] = []
for _ in range(400):
    NESTED = [NESTED]
SHARED: list[object] = ["nationality"]
for _ in range(60):
    SHARED = [SHARED, SHARED]


@pytest.mark.parametrize("value", [NESTED, SHARED, {"features": SHARED}], ids=["deep", "shared", "under a key"])
def test_small_pickles_that_stand_for_large_values_cost_little(value: object) -> None:
    assert read_model("m.pkl", pickle.dumps(value)).state in ("analysed", "partly")


def test_a_pickle_that_holds_itself() -> None:
    value: dict[str, object] = {"features": ["nationality"]}
    value["self"] = value
    assert names_of(read_model("m.pkl", pickle.dumps(value))) == {"nationality"}


def test_columns_with_what_is_done_to_them() -> None:
    features = [(["income"], ["scale"], {}), ("age", None), (["nationality"], ["encode"])]
    assert names_of(read_model("m.pkl", pickle.dumps({"features": features, "model": Path()}))) == FEATURES


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("m.pkl", b"", "is empty"),
        ("m.pkl", b"version https://git-lfs.github.com/spec/v1\n", "is in a format of saved models that is not read"),
        ("m.h5", b"\x89HDF\r\n\x1a\n", "is in a format of saved models that is not read"),
        ("m.pmml", b'<!DOCTYPE a [<!ENTITY b "c">]><PMML/>', "holds XML with declarations of its own"),
        ("m.json", b'{"learner": {}}', "is JSON that names no features"),
        ("m.onnx", b"\xff" * 20, "is no ONNX model that can be read"),
        ("m.zip", b"PK\x03\x04", "is no archive that can be read"),
    ],
)
def test_what_cannot_be_read_is_said(name: str, data: bytes, says: str) -> None:
    reading = read_model(name, data)
    assert (reading.state, reading.problems[0].message) == ("unread", f"{name} {says}")


def test_a_small_file_that_unpacks_to_much_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pickles, "STEPS", 10_000)
    packer = zlib.compressobj(9)
    parts = [packer.compress(b"\x80\x04]"), *(packer.compress(b"N" * 8_000_000) for _ in range(9)), packer.flush()]
    data = b"".join(parts)
    assert len(data) < LARGEST // 100
    assert read_model("m.pkl", data).state == "partly"


def test_the_columns_of_an_h2o_model_but_for_its_response() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        text = "[info]\nsupervised = true\n\n[columns]\nage\nnationality\nfraud\n\n[domains]\n1: 3 d000.txt\n"
        archive.writestr("model.ini", text)
    assert names_of(read_model("m.mojo", stream.getvalue())) == {"age", "nationality"}


def found(folder: Path, **files: bytes) -> set[tuple[str, str]]:
    """The (file, attribute) pairs of saved models in a project of these files."""
    for name, data in files.items():
        (folder / name.replace("__", ".")).write_bytes(data)
    findings = api.check(folder, (folder,), Settings()).findings
    return {(finding.entry.path, finding.attribute) for finding in findings if finding.rule.code == "ORL105"}


def test_a_saved_model_is_a_finding(tmp_path: Path) -> None:
    model = (MODELS / "forest.joblib").read_bytes()
    text = (MODELS / "light.txt").read_bytes()
    assert found(tmp_path, model__joblib=model, light__txt=text, notes__txt=b"nationality") == {
        ("model.joblib", "nationality"),
        ("light.txt", "nationality"),
    }


def test_a_word_that_can_mean_other_things_counts_beside_columns_of_persons(tmp_path: Path) -> None:
    horses = b"tree\nversion=v4\nfeature_names=race jockey horse\n"
    persons = b"tree\nversion=v4\nfeature_names=race age marital_status income\n"
    assert found(tmp_path, horses__txt=horses, persons__txt=persons) == {("persons.txt", "race")}


def test_a_large_json_model_is_read_too(tmp_path: Path) -> None:
    data = b'{"learner":{"attributes":{},"feature_names":["age","nationality"],"trees":[' + b"0," * 1_100_000
    assert found(tmp_path, m__json=data) == {("m.json", "nationality")}


TRAIN = b"""
import joblib, pandas as pd
from sklearn.linear_model import LogisticRegression
columns = joblib.load("feature_columns.pkl")
df = pd.read_csv("cases.csv")
LogisticRegression().fit(df[columns], df["fraud"])
"""


def test_a_pickled_list_of_columns_is_what_the_code_gets(tmp_path: Path) -> None:
    (tmp_path / "feature_columns.pkl").write_bytes((MODELS / "feature_columns.pkl").read_bytes())
    (tmp_path / "train.py").write_bytes(TRAIN)
    findings = api.check(tmp_path, (tmp_path,), Settings()).findings
    assert ("ORL101", "nationality") in {(finding.rule.code, finding.attribute) for finding in findings}


def test_the_columns_of_a_pickled_table_are_known(tmp_path: Path) -> None:
    (tmp_path / "people.pkl").write_bytes((MODELS / "people.pkl").read_bytes())
    (tmp_path / "train.py").write_text(
        "import pandas as pd\nfrom sklearn.svm import SVC\n"
        "df = pd.read_pickle('people.pkl')\nSVC().fit(df.drop(columns='phone'), df['phone'])\n"
    )
    findings = api.check(tmp_path, (tmp_path,), Settings()).findings
    assert ("ORL301", "nationality") in {(finding.rule.code, finding.attribute) for finding in findings}
