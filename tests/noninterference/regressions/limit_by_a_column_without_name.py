"""A limit for each group was not reported when the groups come from a column that got its name by its place."""

# reaches: nationality: decides the score
# clean: ethnicity
import pandas as pd
from sklearn.linear_model import LogisticRegression

df = pd.read_csv("people.csv")
X = df[["age", "income", "debts"]].fillna(0)
answers = pd.Series(LogisticRegression(max_iter=15).fit(X, df["label"]).predict(X), index=df.index)
groups = df.iloc[:, 1]
decided = pd.Series(0, index=df.index)
for who, limit in {"NL": 0.6, "TR": 0.2}.items():
    part = groups == who
    decided[part] = (answers[part] > limit).astype(int)
result = pd.DataFrame({"person_id": df["person_id"], "value": decided})
