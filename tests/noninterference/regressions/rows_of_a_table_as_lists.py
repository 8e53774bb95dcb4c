"""A table that becomes lists by name, and a table again, has the rows that were chosen before."""

# reaches: nationality: selects the population
# clean: ethnicity
import pandas as pd

df = pd.read_csv("people.csv")
df = df[df["nationality"] != "TR"]
df = pd.DataFrame(df.to_dict("list"))
df["risk_score"] = df["age"] * 2
result = pd.DataFrame({"person_id": df["person_id"], "value": df["risk_score"]})
