"""What weights the training was not reported when it came unnamed from a table whose header is known."""

# reaches: nationality: weights the training
# clean: ethnicity
import pandas as pd
from sklearn.linear_model import LogisticRegression

df = pd.read_csv("people.csv")
weights = df.iloc[:, 1].eq("NL").astype(float) + 1
X = df[["age", "income", "debts"]].fillna(0)
model = LogisticRegression(max_iter=15)
model.fit(X, df["label"], sample_weight=weights)
result = pd.DataFrame({"person_id": df["person_id"], "value": model.predict_proba(X)[:, 1]})
