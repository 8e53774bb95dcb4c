"""Queries that object mappers build: SQLAlchemy's and Django's."""

from __future__ import annotations

import pytest
from tests.interpreter.sql import reached

MODELS = """\
from sqlalchemy import Column, Integer, String, Table, and_, case, func, insert, select, update
from sqlalchemy.orm import declarative_base

Base = declarative_base()

class Person(Base):
    __tablename__ = "people"
    id = Column(Integer, primary_key=True)
    nationality = Column(String)
    eth = Column("ethnicity", String)
    age = Column(Integer)

class Result(Base):
    __tablename__ = "results"
    id = Column(Integer, primary_key=True)
    risk_score = Column(Integer)

points = Table("points", meta, Column("code", String), Column("value", Integer))
"""


def _named(**files: str) -> set[str]:
    return {name for _, name, _ in reached(**files)}


@pytest.mark.parametrize(
    "code",
    [
        "for p in session.query(Person).filter(Person.age > 18):\n    risk_score = 1 if p.nationality == 'NL' else 0",
        "p = session.query(Person).filter_by(id=3).first()\nrisk_score = 1 if p.nationality == 'NL' else 0",
        "for i, n in session.query(Person.id, Person.nationality):\n    risk_score = 1 if n == 'NL' else 0",
        "for p in session.scalars(select(Person)):\n    risk_score = 1 if p.nationality == 'NL' else 0",
        "for p in session.execute(select(Person)).scalars().all():\n    risk_score = 1 if p.nationality == 'NL' else 0",
        "select(Person.id, case((Person.nationality == 'NL', 0), else_=5).label('risk_score'))",
        "select(case([(and_(Person.nationality == 'NL', Person.age > 3), 0)], else_=5).label('risk_score'))",
        "select(func.max(Person.nationality).label('risk_score'))",
        "select(points.c.value.label('risk_score')).join(points, points.c.code == Person.nationality)",
        "for p in session.query(Person):\n    n = 1 if p.nationality == 'NL' else 0\n    s.add(Result(risk_score=n))",
        "n = session.query(Person).first().nationality\ninsert(Result).values(risk_score=len(n))",
        "update(Result).where(Person.nationality != 'NL').values(risk_score=5)",
        "session.query(Result).update({'risk_score': case((Person.nationality == 'NL', 0), else_=3)})",
        "import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\n"
        "chosen = session.query(Person).filter(Person.nationality != 'NL')\n"
        "LogisticRegression().fit(pd.DataFrame([{'a': p.age} for p in chosen]), y)",
        "import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\n"
        "LogisticRegression().fit(pd.read_sql(session.query(Person.age, Person.nationality).statement, con), y)",
    ],
)
def test_columns_of_a_mapped_class_are_followed(code: str) -> None:
    assert _named(a_py=MODELS + code) == {"nationality"}


def test_a_field_may_have_another_name_than_its_column() -> None:
    code = "for p in session.query(Person):\n    risk_score = len(p.eth)\nselect(Person.eth.label('fraud_score'))"
    assert "ethnicity" in _named(a_py=MODELS + code)


def test_a_table_that_is_declared_twice_has_all_columns() -> None:
    code = (
        "import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\n"
        "LogisticRegression().fit(pd.read_sql('SELECT * FROM people', con), y)\n"
    )
    assert _named(a_py=MODELS + code, schema="CREATE TABLE people (id INT, nationality TEXT)") == {"people.*"}
    found = reached(a_py=MODELS + code, schema="CREATE TABLE people (id INT, age INT)")
    assert ("trained on", "people.*", "data") in found


DJANGO = """\
from django.db import models
from django.db.models import Case, F, Q, Value, When

class Person(models.Model):
    nationality = models.CharField(max_length=3)
    ethnicity = models.CharField(max_length=3)
    age = models.IntegerField()

"""


@pytest.mark.parametrize(
    "code",
    [
        "for p in Person.objects.filter(age__gt=3):\n    p.risk_score = 1 if p.nationality == 'NL' else 0",
        "p = Person.objects.get(pk=pk)\nrisk_score = 1 if p.nationality == 'NL' else 0",
        "Person.objects.annotate(risk_score=Case(When(nationality='NL', then=Value(0)), default=Value(5)))",
        "Person.objects.annotate(risk_score=F('nationality'))",
        "Person.objects.exclude(nationality='NL').update(risk_score=5)",
        "for p in Person.objects.raw('SELECT id, nationality FROM person'):\n    risk_score = len(p.nationality)",
        "import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\n"
        "LogisticRegression().fit(pd.DataFrame(Person.objects.values('age', 'nationality')), y)",
        "import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\n"
        "chosen = Person.objects.filter(Q(nationality='NL') | Q(age__gt=18))\n"
        "LogisticRegression().fit(pd.DataFrame(chosen.values('age')), y)",
    ],
)
def test_queries_of_django_are_followed(code: str) -> None:
    assert _named(a_py=DJANGO + code) == {"nationality"}
