"""`eval` of a text that assigns gave a column, not the table with the new column."""

# reaches: nationality: decides the score
# clean: ethnicity
import pandas as pd

df = pd.read_csv("people.csv")
df["feature"] = (df["nationality"] == "NL") * 1
df.eval("points = 2 * feature + age", inplace=True)
risk_score = df["points"] + 1
result = pd.DataFrame({"person_id": df["person_id"], "value": risk_score})
