"""An exception for some people was not reported when the table with a model's answers came in two ways."""

# reaches: country_of_birth: decides the score
# clean: nationality
import pandas as pd
from sklearn.linear_model import LinearRegression

df = pd.read_csv("people.csv")
try:
    df = df.drop(columns=["misspelt", "ethnicity"])
except KeyError:
    pass
X = df[["age", "tenure"]].fillna(0)
df["decision"] = LinearRegression().fit(X, df["label"]).predict(X)
df.loc[df["country_of_birth"] == "NL", "decision"] = 0
result = pd.DataFrame({"person_id": df["person_id"], "value": df["decision"]})
