"""A table put together from the columns of a filtered one was of everybody."""

# reaches: nationality: selects the population
# clean: ethnicity
import pandas as pd

df = pd.read_csv("people.csv")
df = df[df["nationality"] != "NL"]
df = pd.DataFrame({name: df[name] for name in df.columns})
risk_score = df["age"] * 2
result = pd.DataFrame({"person_id": df["person_id"], "value": risk_score})
