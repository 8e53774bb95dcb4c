"""Columns of an unseen table, renamed by a table of names, were closed to what these names say."""

# no schema
# reaches: nationality: decides the score
import pandas as pd

df = pd.read_csv("people.csv")
df.columns = [{"nationality": "field"}.get(name, name) for name in df.columns]
print(len(df))
print(pd.read_csv("people.csv")["nationality"].nunique())
X = df[["field", "age"]]
risk_score = X["field"].eq("NL") * 2
result = pd.DataFrame({"person_id": df["person_id"], "value": risk_score})
