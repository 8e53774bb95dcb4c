# Missed: what is written into an array that comes from a call which nobody described.
# reaches: country_of_birth: decides the score
# reaches: nationality: decides the score
# clean: ethnicity
import numpy as np
import pandas as pd

df = pd.read_csv("people.csv")
values = np.full(len(df), 2.0)
for place, met in enumerate(df["country_of_birth"].eq("TR")):
    if met:
        values[place] = 7
np.random.seed(0)
drawn = np.random.uniform(size=len(df))
drawn[df["nationality"].eq("NL").to_numpy()] = 1
risk_score = values + drawn + df["age"]
result = pd.DataFrame({"person_id": df["person_id"], "value": risk_score})
