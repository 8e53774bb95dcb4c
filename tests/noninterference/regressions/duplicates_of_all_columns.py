"""`drop_duplicates()` without a subset selected nobody."""

# reaches: nationality: selects the population
# clean: ethnicity
import pandas as pd

df = pd.read_csv("people.csv")
df["person_id"] = df["age"] // 10
df = df[["person_id", "nationality"]].drop_duplicates()
risk_score = df["person_id"] * 2
result = pd.DataFrame({"person_id": df["person_id"], "value": risk_score})
