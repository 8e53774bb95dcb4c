"""A column that is the same for everybody was reported for its name."""

# clean: nationality
# clean: ethnicity
import pandas as pd

df = pd.read_csv("people.csv")
df["nationality"] = 0
df[["nationality", "age"]] = df[["nationality", "age"]].fillna(0)
risk_score = df[["nationality", "age"]].sum(axis=1)
result = pd.DataFrame({"person_id": df["person_id"], "value": risk_score})
