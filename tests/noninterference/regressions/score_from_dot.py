"""A score from `np.dot` was no score."""

# reaches: nationality: decides the score
# clean: ethnicity
import numpy as np
import pandas as pd

df = pd.read_csv("people.csv")
df["feature"] = (df["nationality"] == "NL") * 1
risk_score = np.dot(df[["age", "feature"]].values, [0.5, 7])
result = pd.DataFrame({"person_id": df["person_id"], "value": risk_score})
