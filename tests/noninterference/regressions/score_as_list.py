"""A list of numbers with the name of a score was no score."""

# reaches: nationality: decides the score
# clean: ethnicity
import pandas as pd

df = pd.read_csv("people.csv")
risk_score = [10 if value == "NL" else 1 for value in df["nationality"]]
result = pd.DataFrame({"person_id": df["person_id"], "value": risk_score})
