"""Python classes that declare tables and records."""

from __future__ import annotations

import textwrap

import pytest

from originlint.frontends.python.read import read_python
from originlint.frontends.schemas.classes import tables_in_module


def declared(text: str, path: str = "app/models.py") -> list[tuple[tuple[str, ...], list[str]]]:
    module = read_python(path, textwrap.dedent(text).encode()).module
    assert module is not None
    return [
        ((table.name, *table.names), [column.name for column in table.columns]) for table in tables_in_module(module)
    ]


CASES = {
    "SQLAlchemy": (
        """
        class Person(Base):
            __tablename__ = "persons"
            id = Column(Integer, primary_key=True)
            nat = Column("nationality", String)
            born: Mapped[str] = mapped_column(String(2))
            race: Mapped[str]
            orders = relationship("Order")
            limit = 3
        """,
        [(("persons",), ["id", "nationality", "born", "race"])],
    ),
    "SQLAlchemy Core": (
        'persons = Table("persons", metadata, Column("id", Integer), Column("race", String))',
        [(("persons",), ["id", "race"])],
    ),
    "SQLModel": (
        """
        class Person(SQLModel, table=True):
            id: int | None = Field(default=None, primary_key=True)
            nat: str = Field(sa_column=Column("nationality", String))
        """,
        [(("person", "person", "app_person"), ["id", "nationality"])],
    ),
    "Django": (
        """
        class TaxPayer(models.Model):
            nat = models.CharField("Nationality", max_length=3)
            land = models.CharField(db_column="geboorteland")
            office = models.ForeignKey(Office, on_delete=models.CASCADE)
            objects = Manager()
            class Meta:
                db_table = "tax_payers"
        """,
        [(("tax_payers", "tax_payer", "taxpayer", "app_taxpayer"), ["nat", "geboorteland", "office_id"])],
    ),
    "pydantic": (
        """
        class Applicant(BaseModel):
            nat: str = Field(..., alias="nationality")
            age: int = 3
            def method(self): ...
        """,
        [(("",), ["nationality", "age"])],
    ),
    "pandera": (
        """
        class S(pa.DataFrameModel):
            race: Series[str] = pa.Field(isin=["a"])
        schema = DataFrameSchema({"ethnicity": Column(str)})
        """,
        [(("",), ["race"]), (("",), ["ethnicity"])],
    ),
    "dataclass": (
        """
        @dataclass(frozen=True)
        class Applicant:
            nationality: str
            years: int = field(default=0)
        """,
        [(("",), ["nationality", "years"])],
    ),
    "marshmallow": (
        """
        class S(Schema):
            nat = fields.Str(data_key="nationality")
        """,
        [(("",), ["nationality"])],
    ),
    "other classes": ("class A(B):\n    nationality: str\n    x = Column('a')\n    __slots__ = ()\n", []),
}


@pytest.mark.parametrize("case", CASES)
def test_declared(case: str) -> None:
    text, expected = CASES[case]
    assert declared(text) == expected


def test_what_is_told() -> None:
    text = """
    class P(models.Model):
        a = models.CharField("Nationality", help_text="of the applicant")
        b = Column("x", String, comment="Country of birth")
        c = Field(description="Race")
    """
    module = read_python("m.py", textwrap.dedent(text).encode()).module
    assert module is not None
    (table,) = tables_in_module(module)
    assert [column.told for column in table.columns] == [
        ("Nationality", "of the applicant"),
        ("Country of birth",),
        ("Race",),
    ]
