"""The row names of a count are the values that were counted."""
# reaches: nationality: decides the score

import pandas as pd

df = pd.read_csv("people.csv")
commonest = df["nationality"].value_counts().index[0]
df["risk_score"] = df["age"] + sum(map(ord, commonest))
result = pd.DataFrame({"person_id": df["person_id"], "value": df["risk_score"]})
