"""A table made column by column, over names that nobody knows, has the rows that were chosen before."""

# reaches: country_of_birth: selects the population
# clean: ethnicity
# no schema
import pandas as pd

df = pd.read_csv("people.csv")
df = df.dropna(subset=["country_of_birth"])
df = pd.DataFrame({name: df[name] for name in df.columns})
df = df.drop(columns=["ethnicity"])
df["risk_score"] = df["age"] * 2
result = pd.DataFrame({"person_id": df["person_id"], "value": df["risk_score"]})
