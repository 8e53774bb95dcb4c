"""A score from an array was no score: `X.to_numpy() @ weights`."""

# reaches: nationality: decides the score
# clean: ethnicity
import numpy as np
import pandas as pd

df = pd.read_csv("people.csv")
df["feature"] = (df["nationality"] == "NL") * 1
X = df[["age", "feature"]]
risk_score = X.to_numpy().astype(float) @ np.array([0.5, 7])
result = pd.DataFrame({"person_id": df["person_id"], "value": risk_score})
