"""`reindex` makes all columns that it names, so that their places are known."""
# reaches: nationality: decides the score
# clean: country_of_birth

import pandas as pd

df = pd.read_csv("people.csv")
marks = pd.get_dummies(df["country_of_birth"], prefix="c").reindex(columns=["c_NL", "c_TR"], fill_value=0)
df = pd.concat([df, marks], axis=1)
df["risk_score"] = df.iloc[:, 1].map({"TR": 3}).fillna(0)
result = pd.DataFrame({"person_id": df["person_id"], "value": df["risk_score"]})
