"""An attribute that decides a value in a query may decide as well who has one."""
# reaches: nationality: decides the score
# reaches: nationality: selects the population

import duckdb
import pandas as pd

df = pd.read_csv("people.csv")
df = duckdb.sql("SELECT * FROM df WHERE nationality <> 'TR'").df()
scored = duckdb.sql("SELECT person_id, CASE WHEN nationality = 'MA' THEN 3 ELSE 1 END AS risk_score FROM df").df()
result = list(zip(scored["person_id"], scored["risk_score"]))
