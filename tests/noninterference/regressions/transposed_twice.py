"""A table that is turned and turned back is the same table, and has the methods of one."""
# reaches: nationality: decides the score
# clean: ethnicity
# no schema

import pandas as pd

df = pd.read_csv("people.csv")
df["feature"] = (df["nationality"] == "TR") * 3
df = df.T.T.infer_objects()
df = df.add_prefix("p_").rename(columns={"p_person_id": "person_id"})
df["risk_score"] = 2 * df["p_feature"]
result = pd.DataFrame({"person_id": df["person_id"], "value": df["risk_score"]})
