"""A method that no description has: the table that it gives may have all that went in."""
# reaches: nationality: decides the score
# no schema

import pandas as pd

pd.DataFrame.unchanged = lambda frame: frame.copy()

df = pd.read_csv("people.csv")
df["feature"] = (df["nationality"] == "TR") * 3
df = df.unchanged()
df["risk_score"] = 2 * df["feature"]
result = pd.DataFrame({"person_id": df["person_id"], "value": df["risk_score"]})
