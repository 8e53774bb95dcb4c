"""Records of a filtered table did not owe to what had chosen them."""

# reaches: nationality: selects the population
# clean: ethnicity
import pandas as pd

df = pd.read_csv("people.csv")
df = df[df["nationality"] != "NL"]


def risk_score(row):
    return row["age"] + 1


result = pd.DataFrame({"person_id": df["person_id"], "value": [risk_score(row) for row in df.to_dict("records")]})
