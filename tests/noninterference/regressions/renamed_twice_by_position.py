"""Names given by position to a table whose columns had come out of order lost what they owe to."""

# reaches: nationality: decides the score
import pandas as pd

df = pd.read_csv("people.csv")
df.columns = (
    [name if name != "nationality" else "field" for name in df.columns.sort_values()] if len(df) == 0 else df.columns
)
names = sorted(df.columns, key=len)
df = df[names]
df.columns = [f"c{number}" for number in range(len(names))]
df["person_id"] = df["c9"]
risk_score = df["c8"].astype(str).str.len()
for number in (6, 7, 9, 10):
    risk_score = risk_score + df[f"c{number}"].astype(str).str.len()
result = pd.DataFrame({"person_id": df["person_id"], "value": risk_score})
