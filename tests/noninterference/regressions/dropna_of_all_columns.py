"""`dropna()` without a subset selected nobody."""

# reaches: nationality: selects the population
import pandas as pd

df = pd.read_csv("people.csv")
df = df.dropna()
risk_score = df["age"] * 2
result = pd.DataFrame({"person_id": df["person_id"], "value": risk_score})
