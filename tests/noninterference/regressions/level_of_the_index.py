"""A column goes into the index and comes out of it as one of its levels."""
# reaches: nationality: decides the score
# clean: ethnicity

import pandas as pd

df = pd.read_csv("people.csv").set_index(["nationality", "person_id"])
who = df.index.get_level_values("nationality")
df = df.reset_index(level="person_id").reset_index(drop=True)
df["who"] = who
df["risk_score"] = df["who"].map({"TR": 3}).fillna(0)
result = pd.DataFrame({"person_id": df["person_id"], "value": df["risk_score"]})
