"""Parquet footers, first rows of workbooks and ARFF attributes name the columns of a table."""

from __future__ import annotations

import contextlib
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from originlint.frontends.reader import locator, read
from originlint.frontends.tables.parquet import parquet_columns
from originlint.ir.forms import Constant, Sequence
from originlint.source.site import Site


def columns(data: bytes, language: str) -> list[object]:
    reading = read("d", data, language)
    if not isinstance(reading.value, Sequence):
        return [reading.state]
    return [item.value for item in reading.value.items if isinstance(item, Constant)]


# ------------------------------------------------------------------------------------------------------- Parquet


def element(name: str, children: int = 0) -> bytes:
    """A SchemaElement in the compact protocol: the name (field 4) and, for groups, the number of children (field 5)."""
    text = name.encode()
    group = bytes([0x15, children * 2]) if children else b""
    return bytes([0x48, len(text)]) + text + group + b"\0"


def parquet(*elements: bytes, rest: bytes = b"\x16\x02") -> bytes:
    """A file with that schema: version (field 1), schema (field 2), number of rows (field 3)."""
    footer = b"\x15\x02" + bytes([0x19, len(elements) << 4 | 12]) + b"".join(elements) + rest + b"\0"
    return b"PAR1" + b"data" + footer + len(footer).to_bytes(4, "little") + b"PAR1"


def test_parquet() -> None:
    nested = [
        element("schema", 3),
        element("id"),
        element("home", 2),
        element("city"),
        element("land"),
        element("race"),
    ]
    assert columns(parquet(*nested), "parquet") == ["id", "home", "race"]
    assert columns(parquet(element("schema", 1), element("naïve")), "parquet") == ["naïve"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PAR1",
        b"PAR1\xff\xff\xff\xffPAR1",
        parquet(),
        b"x" * 20 + b"PARE",
        parquet(element("s", 3))[:-9] + b"PAR1",
    ],
)
def test_broken_parquet_costs_only_itself(data: bytes) -> None:
    assert columns(data, "parquet") == ["unread"]


def test_a_count_beyond_the_data_costs_nothing() -> None:
    footer = b"\x1b" + b"\xff" * 8 + b"\x7f\x11"
    assert columns(footer + len(footer).to_bytes(4, "little") + b"PAR1", "parquet") == ["unread"]


@given(st.binary(max_size=80))
def test_any_footer_is_read_or_refused(footer: bytes) -> None:
    with contextlib.suppress(ValueError):
        parquet_columns(footer + len(footer).to_bytes(4, "little") + b"PAR1")


# --------------------------------------------------------------------------------------------------------- Excel


def workbook(sheet: str, strings: str = "") -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", f'<worksheet xmlns="x"><sheetData>{sheet}</sheetData></worksheet>')
        if strings:
            archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="x">{strings}</sst>')
    return stream.getvalue()


def test_excel() -> None:
    shared = '<row><c r="A1" t="s"><v>1</v></c><c r="C1" t="s"><v>0</v></c><c r="D1"><v>3</v></c></row>'
    strings = "<si><t>race</t></si><si><r><t>i</t></r><r><t>d</t></r></si>"
    assert columns(workbook(shared, strings), "excel") == ["id", "", "race"]
    inline = (
        '<row/><row><c t="inlineStr"><is><t> id </t></is></c><c t="str"><v>race</v></c></row><row><c><v>1</v></c></row>'
    )
    assert columns(workbook(inline), "excel") == ["id", "race"]
    assert read("d.xlsx", workbook(inline), "excel").state == "scanned"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\3\4",
        workbook("")[:-30],
        workbook('</sheetData><!DOCTYPE x [<!ENTITY a "b">]><row/>'),
        b"\xd0\xcf\x11\xe0" + b"\0" * 600,
    ],
)
def test_broken_workbooks_cost_only_themselves(data: bytes) -> None:
    assert columns(data, "excel") == ["unread"]


@pytest.mark.parametrize(
    "sheet", ["", "<row><c t='s'><v>7</v></c></row>", "<row><c r='ZZZ1'><v>1</v></c></row>", "<row"]
)
def test_workbooks_without_a_header(sheet: str) -> None:
    assert columns(workbook(sheet), "excel") == ["scanned"]


# ---------------------------------------------------------------------------------------------------------- ARFF


def test_arff() -> None:
    text = "% attribute x\n@RELATION r\n@attribute id numeric\n@ATTRIBUTE 'land of birth' {a,b}\n@data\n@attribute no\n"
    assert columns(text.encode(), "arff") == ["id", "land of birth"]
    reading = read("d.arff", text.encode(), "arff")
    assert isinstance(reading.value, Sequence)
    place = locator("d.arff", text.encode(), "arff").locate(Site("d.arff", reading.value.items[0].node))
    assert (place.start.line, place.start.column) == (3, 12)
