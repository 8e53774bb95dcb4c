"""Walking over forms finds every form, whatever holds it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from originlint.frontends import reader
from originlint.ir.walk import walk

PYTHON = '''
import pandas as pd
class Person(Base, metaclass=Meta):
    """A person."""
    name: str = field(default="x")
    @property
    def risk(self, *args, key: int = 1, **others) -> float:
        global total
        try:
            with open("f") as stream:
                return [w[x.country] for x, *_ in self if x.age > 3 and not x.dead] or {**others, "a": f"{key!r}_b"}
        except (ValueError, KeyError) as error:
            raise Wrong(str(error)) from error
        finally:
            del self.a, self["b"]
for i in range(3):
    while (n := await_(i)):
        continue
    else:
        break
f = lambda a, b=2: (yield a) if b else a[1:2, ...]
match f:
    case {"a": [1, *rest], **more} if rest:
        pass
'''

SQL = """
CREATE TABLE t AS WITH c AS (SELECT * EXCEPT (a) FROM p) SELECT a.b AS x, CASE WHEN n IN ('NL', 'MA') THEN 1 END AS s,
ROW_NUMBER() OVER (PARTITION BY q ORDER BY z) FROM c AS a JOIN u ON a.k = u.k WHERE EXISTS (SELECT 1 FROM v) GROUP BY 1;
INSERT INTO t SELECT * FROM t; UPDATE t SET a = 1 WHERE b = 2; DELETE FROM t WHERE c; DROP TABLE t;
"""


def _everything(value: Any) -> Iterator[int]:
    """Every form in a value, found by looking into all of its fields."""
    if isinstance(value, (tuple, list)):
        for each in value:
            yield from _everything(each)
    elif is_dataclass(value):
        yield id(value)
        for each in fields(value):
            yield from _everything(getattr(value, each.name))


@pytest.mark.parametrize(("language", "text"), [("python", PYTHON), ("sql", SQL)])
def test_every_form_is_found_once(language: str, text: str) -> None:
    reading = reader.read("a", text.encode(), language)
    form = reading.module or reading.script
    assert sorted(map(id, walk(form))) == sorted(_everything(form))
