"""`df.get(name)` was the whole table."""

# reaches: nationality: decides the score
# clean: ethnicity
import pandas as pd

df = pd.read_csv("people.csv")
risk_score = df.get("nationality").eq("NL") * 2
result = pd.DataFrame({"person_id": df["person_id"], "value": risk_score})
