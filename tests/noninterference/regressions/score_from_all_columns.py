"""What came unnamed into a formula was not reported, only what came into a model."""

# reaches: nationality: decides the score
import pandas as pd

df = pd.read_csv("people.csv")
df = (
    df.drop(columns=["person_id", "label"])
    .apply(lambda column: pd.factorize(column)[0])
    .assign(person_id=df["person_id"])
)
risk_score = df.drop(columns=["person_id"]).sum(axis=1)
result = pd.DataFrame({"person_id": df["person_id"], "value": risk_score})
