"""`not (a and b)` in a choice of names was read as `not a`."""

# no schema
# reaches: nationality: decides the score
import pandas as pd

df = pd.read_csv("people.csv")
names = [name for name in df.columns if not (name == "nationality" and df[name].nunique() > 100)]
print(df["nationality"].nunique())
df["feature"] = df[names].astype(str).agg("".join, axis=1).str.len()
risk_score = df["feature"] + 1
result = pd.DataFrame({"person_id": df["person_id"], "value": risk_score})
