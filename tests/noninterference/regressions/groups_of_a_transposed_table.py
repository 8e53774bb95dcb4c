# Missed: who is there, and with which values, when a table that was transposed twice is grouped.
# reaches: ethnicity: selects the population
# clean: nationality
# no schema
import pandas as pd

df = pd.read_csv("people.csv")
df = df.T.T.infer_objects()
df = df.groupby(["ethnicity", "tenure"], as_index=False).first()
df["risk_score"] = df["tenure"] + df["income"]
result = pd.DataFrame({"person_id": df["person_id"], "value": df["risk_score"]})
