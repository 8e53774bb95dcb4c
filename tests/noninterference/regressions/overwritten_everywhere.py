"""Writing the same into all rows leaves nothing of what was there, whatever the column is called then."""
# reaches: ethnicity: decides the score
# clean: nationality

import pandas as pd

df = pd.read_csv("people.csv")
df.loc[:, "nationality"] = "same"
df[["nationality"]] = df[["nationality"]].fillna("none")
df = df.set_axis(["person_id", "nationality", *df.columns[2:]], axis=1)
df["risk_score"] = df["nationality"].str.len() + df["ethnicity"].str.len()
result = pd.DataFrame({"person_id": df["person_id"], "value": df["risk_score"]})
