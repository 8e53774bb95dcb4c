"""A left join by a key that no two rows of the right side share leaves everybody there, once."""
# reaches: ethnicity: decides the score
# clean: nationality
# clean: country_of_birth

import duckdb
import pandas as pd

df = pd.read_csv("people.csv")
df = duckdb.sql(
    "SELECT df.*, g.most FROM df LEFT JOIN (SELECT nationality, MAX(income) AS most FROM df GROUP BY nationality) g"
    " ON df.nationality = g.nationality"
).df()
df = duckdb.sql(
    "SELECT df.*, p.points FROM df LEFT JOIN (VALUES ('TR', 7), ('PL', 2)) AS p(word, points)"
    " ON df.country_of_birth = p.word"
).df()
scored = duckdb.sql("SELECT person_id, LENGTH(ethnicity) AS risk_score FROM df").df()
result = list(zip(scored["person_id"], scored["risk_score"]))
