"""A score stored by `assign` was none."""

# reaches: nationality: decides the score
# clean: ethnicity
import pandas as pd

df = pd.read_csv("people.csv")
df = df.assign(risk_score=df["nationality"].eq("NL") * 2 + df["age"])
result = pd.DataFrame({"person_id": df["person_id"], "value": df["risk_score"]})
