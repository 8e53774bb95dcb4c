"""`table.get(name, name)` could be either, although all keys of the table are known."""

# reaches: nationality: decides the score
# clean: ethnicity
import pandas as pd

df = pd.read_csv("people.csv")
df.columns = [{"nationality": "field"}.get(name, name) for name in df.columns]
risk_score = df["field"].eq("NL") * 2
result = pd.DataFrame({"person_id": df["person_id"], "value": risk_score})
