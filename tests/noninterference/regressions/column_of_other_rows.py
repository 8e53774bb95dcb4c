"""A column taken from some rows was stored in all: who has no value was decided by origin."""

# reaches: nationality: decides the score
# clean: ethnicity
import pandas as pd

df = pd.read_csv("people.csv")
some = df[df["nationality"] == "NL"]["income"]
df["extra"] = some
risk_score = df["extra"].fillna(0)
result = pd.DataFrame({"person_id": df["person_id"], "value": risk_score})
