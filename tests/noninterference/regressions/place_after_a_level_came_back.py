"""Only the level that is named comes back, so that the columns behind it move up by one."""
# reaches: nationality: decides the score
# clean: country_of_birth

import pandas as pd

df = pd.read_csv("people.csv").set_index(["ethnicity", "person_id"]).reset_index(level="person_id")
df["risk_score"] = df.iloc[:, 1].map({"TR": 3}).fillna(0).to_numpy()
result = pd.DataFrame({"person_id": df["person_id"].to_numpy(), "value": df["risk_score"].to_numpy()})
