"""A score from an array's sums over each row was no score."""

# reaches: nationality: decides the score
# clean: ethnicity
import numpy as np
import pandas as pd

df = pd.read_csv("people.csv")
df["feature"] = (df["nationality"] == "NL") * 1
risk_score = np.sum(df[["age", "feature"]].to_numpy(), axis=1)
result = pd.DataFrame({"person_id": df["person_id"], "value": risk_score})
