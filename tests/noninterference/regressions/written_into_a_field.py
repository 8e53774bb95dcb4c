# Missed, without the rule for places that are no variables: an array in a field, a dict and a list is written to.
# reaches: country_of_birth: decides the score
# reaches: nationality: decides the score
# clean: ethnicity
import numpy as np
import pandas as pd


class Box:
    def __init__(self, values):
        self.values = values


df = pd.read_csv("people.csv")
box = Box(np.zeros(len(df)))
box.values[df["country_of_birth"].eq("TR").to_numpy()] = 7
held = {"values": np.zeros(len(df))}
held["values"][df["nationality"].eq("NL").to_numpy()] = 1
risk_score = box.values + held["values"] + df["age"]
result = pd.DataFrame({"person_id": df["person_id"], "value": risk_score})
