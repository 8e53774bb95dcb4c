"""The complement of a mask over the column names (`~…`) left every column in."""

# clean: ethnicity
import pandas as pd

df = pd.read_csv("people.csv")
df["ethnicity"] = 1
X = df[["nationality", "ethnicity", "age"]]
X = X[X.columns[~X.columns.str.startswith("nation")]]
X = X.loc[:, ~X.columns.str.contains("eth.*y")]
risk_score = X.sum(axis=1)
result = pd.DataFrame({"person_id": df["person_id"], "value": risk_score})
