"""A series has the name that it is given, and nothing to do with the other columns."""
# reaches: nationality: decides the score
# clean: ethnicity

import polars as pl

df = pl.read_csv("people.csv")
df = df.with_columns(pl.Series("mark", [1 if row["nationality"] == "TR" else 0 for row in df.iter_rows(named=True)]))
df = df.with_columns((pl.col("mark") * 2).alias("risk_score"))
result = list(zip(df["person_id"], df["risk_score"]))
