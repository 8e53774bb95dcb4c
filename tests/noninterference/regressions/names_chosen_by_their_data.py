"""Names chosen by a condition on the data were all taken for dropped."""

# reaches: nationality: decides the score
import pandas as pd

df = pd.read_csv("people.csv")
many = [name for name in ["nationality", "contract"] if df[name].nunique() > 100]
df = df.drop(columns=many)
risk_score = df["nationality"].eq("NL") * 2
result = pd.DataFrame({"person_id": df["person_id"], "value": risk_score})
