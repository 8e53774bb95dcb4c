"""A score that is the alias of a polars expression was none."""

# reaches: nationality: decides the score
# clean: ethnicity
import polars as pl

df = pl.read_csv("people.csv")
df = df.with_columns(((pl.col("nationality") == "NL").cast(pl.Int64) * 2 + pl.col("age")).alias("risk_score"))
result = list(zip(df["person_id"], df["risk_score"]))
