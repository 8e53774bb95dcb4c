"""A mask over the column names (`df.columns.isin`) left every column in."""

# reaches: nationality: decides the score
# clean: ethnicity
import pandas as pd

df = pd.read_csv("people.csv")
df["nationality"] = pd.factorize(df["nationality"])[0]
X = df.loc[:, df.columns.isin(["nationality", "age"])]
risk_score = X.sum(axis=1)
result = pd.DataFrame({"person_id": df["person_id"], "value": risk_score})
