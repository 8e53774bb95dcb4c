"""A left merge with a grouped table was said to select people."""

# reaches: nationality: decides the score
# clean: ethnicity
import pandas as pd

df = pd.read_csv("people.csv")
means = df.groupby("nationality")["income"].mean().rename("mean_income").reset_index()
df = df.merge(means, on="nationality", how="left")
risk_score = df["mean_income"]
result = pd.DataFrame({"person_id": df["person_id"], "value": risk_score})
