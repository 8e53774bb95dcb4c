"""A list of comparisons chooses rows, and leaves the columns where they were."""
# reaches: nationality: selects the population
# clean: ethnicity

import pandas as pd

df = pd.read_csv("people.csv")
df = df[[word != "TR" for word in df["nationality"]]]
df["risk_score"] = df.iloc[:, 6] * 2
result = pd.DataFrame({"person_id": df["person_id"], "value": df["risk_score"]})
