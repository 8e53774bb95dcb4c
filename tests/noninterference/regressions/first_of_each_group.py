"""The first rows of each group were not chosen by the group."""

# reaches: nationality: selects the population
# clean: ethnicity
import pandas as pd

df = pd.read_csv("people.csv")
df = df.groupby("nationality").head(6)
risk_score = df["age"] * 2
result = pd.DataFrame({"person_id": df["person_id"], "value": risk_score})
