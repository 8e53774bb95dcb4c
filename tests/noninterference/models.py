"""The ends of programs: models that are trained and applied, and scores that the code works out itself."""

from __future__ import annotations

from dataclasses import dataclass

from tests.noninterference.draft import Draft, Table
from tests.noninterference.program import NO_DEPS, Deps, Truth


@dataclass(frozen=True, slots=True)
class End:
    """What a program does with its features. `train` and `score` are statements; in the first, `{X}`, `{y}` and
    `{data}` stand for the features, the outcome and the table; in the second, `{X}` and `{data}`, and `value` is the expression
    for the scores. `weights` is what the training is weighted by."""

    name: str
    train: str
    score: str
    value: str
    weights: Deps = NO_DEPS
    decides: Deps = NO_DEPS
    """What is decided by beside the features: a limit for each group."""
    reads: tuple[str, ...] | None = None
    """The features that it uses; all when None."""


MODELS = {
    "LogisticRegression(max_iter=15)": "sklearn.linear_model",
    "LinearRegression()": "sklearn.linear_model",
    "Ridge(alpha=0.1)": "sklearn.linear_model",
    "DecisionTreeClassifier(random_state=0)": "sklearn.tree",
    "DecisionTreeRegressor(random_state=0)": "sklearn.tree",
    "GaussianNB()": "sklearn.naive_bayes",
    "KNeighborsRegressor(n_neighbors=3)": "sklearn.neighbors",
    "RandomForestClassifier(n_estimators=3, random_state=0)": "sklearn.ensemble",
}
HAS_PROBABILITY = ("Classifier", "Logistic", "GaussianNB")
TAKES_WEIGHTS = ("Regression", "Ridge", "Tree", "GaussianNB", "Forest")


def model_end(draft: Draft, table: Table, features: list[str]) -> End:
    """A model of scikit-learn on these features."""
    model = draft.rng.choices(list(MODELS), [6, 4, 5, 4, 3, 2, 2, 1])[0]
    name = model.partition("(")[0]
    draft.imports.add(f"from {MODELS[model]} import {name}")
    classifies = any(word in name for word in HAS_PROBABILITY)
    call = draft.rng.choice(["predict_proba({X})[:, 1]"] * 3 + ["predict({X})"]) if classifies else "predict({X})"
    form = draft.rng.choice(
        ["plain"] * 4
        + [
            "chained",
            "pipeline",
            "make pipeline",
            "column transformer",
            "array",
            "split",
            "weights",
            "loop",
            "search",
            "wrapped",
            "scaled",
            "hstack",
            "method",
            "decomposed",
        ]
    )
    draft.note(f"model as {form}")
    draft.note(f"model {name}")
    train, prepared, reads, weights = f"model = {model}\nmodel.fit({{X}}, {{y}})", "{X}", None, NO_DEPS
    match form:
        case "chained":
            train = f"model = {model}.fit({{X}}, {{y}})"
        case "pipeline":
            draft.imports |= {
                "from sklearn.pipeline import Pipeline",
                "from sklearn.preprocessing import StandardScaler",
            }
            train = f"model = Pipeline([('scale', StandardScaler()), ('model', {model})])\nmodel.fit({{X}}, {{y}})"
        case "make pipeline":
            draft.imports |= {"from sklearn.pipeline import make_pipeline", "from sklearn.impute import SimpleImputer"}
            train = f"model = make_pipeline(SimpleImputer(), {model})\nmodel.fit(X={{X}}, y={{y}})"
        case "decomposed":
            draft.imports |= {"from sklearn.pipeline import make_pipeline", "from sklearn.decomposition import PCA"}
            train = f"model = make_pipeline(PCA(n_components=1), {model})\nmodel.fit({{X}}, {{y}})"
        case "scaled":
            draft.imports.add("from sklearn.preprocessing import MinMaxScaler")
            train = f"scaler = MinMaxScaler()\nmodel = {model}\nmodel.fit(scaler.fit_transform({{X}}), {{y}})"
            prepared = "scaler.transform({X})"
        case "column transformer":
            draft.imports |= {
                "from sklearn.pipeline import Pipeline",
                "from sklearn.compose import ColumnTransformer",
                "from sklearn.preprocessing import StandardScaler",
            }
            reads = tuple(draft.rng.sample(features, draft.rng.randint(1, len(features))))
            remainder = draft.rng.choice(["drop", "passthrough", ""])
            extra = f", remainder={remainder!r}" if remainder else ""
            train = (
                f"columns = ColumnTransformer([('numbers', StandardScaler(), {draft.names(reads)})]{extra})\n"
                f"model = Pipeline([('columns', columns), ('model', {model})])\nmodel.fit({{X}}, {{y}})"
            )
            reads = None if remainder == "passthrough" else reads
        case "array":
            train = f"model = {model}\nmodel.fit({{X}}.to_numpy(), {{y}}.values)"
            prepared = "{X}.to_numpy()"
        case "hstack":
            train = f"model = {model}\nmodel.fit(np.hstack([{{X}}.values[:, :1], {{X}}.values[:, 1:]]), {{y}})"
            prepared = "{X}.values"
        case "split":
            draft.imports.add("from sklearn.model_selection import train_test_split")
            train = (
                "X_train, X_test, y_train, y_test = train_test_split({X}, {y}, test_size=0.2, random_state=0)\n"
                f"model = {model}\nmodel.fit(X_train, y_train)"
            )
        case "weights" if any(word in name for word in TAKES_WEIGHTS):
            weigher = draft.pick(table, "number", "flag", origin=0.8)
            if weigher is not None:
                train = (
                    f"model = {model}\nmodel.fit({{X}}, {{y}}, sample_weight={{data}}[{weigher!r}].abs().fillna(0) + 1)"
                )
                weights = table.deps(weigher)
        case "loop":
            train = f"models = {{'only': {model}}}\nfor name, model in models.items():\n    model.fit({{X}}, {{y}})"
        case "search":
            draft.imports.add("from sklearn.model_selection import GridSearchCV")
            train = f"model = GridSearchCV({model}, {{}}, cv=2)\nmodel.fit({{X}}, {{y}})"
        case "wrapped":
            draft.helpers.append(
                f"class Trainer:\n    def __init__(self):\n        self.model = {model}\n\n"
                "    def train(self, X, y):\n        self.model.fit(X, y)\n        return self\n\n"
                "    def apply(self, X):\n        return self.model." + call.format(X="X")
            )
            train = "model = Trainer().train({X}, {y})"
            call = "apply({X})"
        case "method":
            draft.helpers.append("def fit_model(model, X, y):\n    fitted = model.fit(X, y)\n    return fitted")
            train = f"model = fit_model({model}, {{X}}, {{y}})"
    answers = "model." + call.replace("{X}", prepared)
    score, value, decides = _decided(draft, table, answers) if draft.chance(0.2) else ("", answers, NO_DEPS)
    return End(name, train, score, value, weights, decides, reads)


def _decided(draft: Draft, table: Table, answers: str) -> tuple[str, str, Deps]:
    """A decision on the answers of a model that is made otherwise for some: statements, the expression for it, and what
    it owes to beside the answers."""
    key = draft.pick(table, "text", origin=0.7)
    if key is None:
        return "", answers, NO_DEPS
    value = draft.rng.choice(table.columns[key].values)
    limits = {each: draft.rng.choice([0.2, 0.4, 0.6, 0.8]) for each in table.columns[key].values}
    form = draft.rng.choice(["limits", "where", "written", "loop", "groups", "column"])
    draft.note(f"decided by {form}")
    mask = f"({{data}}[{key!r}] == {value!r}).to_numpy()"
    match form:
        case "limits":
            text = f"limits = {{data}}[{key!r}].map({limits!r}).fillna(0.5).to_numpy()"
            return f"answers = {answers}\n{text}", "(answers > limits) * 1", table.deps(key)
        case "where":
            return f"answers = {answers}", f"np.where({mask}, answers + 0.5, answers)", table.deps(key)
        case "written":
            return f"answers = np.array({answers}, dtype=float)\nanswers[{mask}] = 1", "answers", table.deps(key)
        case "loop":
            text = f"[answer > (0.3 if who == {value!r} else 0.6) for answer, who in zip(answers, {{data}}[{key!r}])]"
            return f"answers = {answers}", text, table.deps(key)
        case "groups":
            text = (
                f"answers = pd.Series({answers}, index={{data}}.index)\ndecided = pd.Series(0, index={{data}}.index)\n"
                f"for who, limit in {limits!r}.items():\n    part = {{data}}[{key!r}] == who\n"
                "    decided[part] = (answers[part] > limit).astype(int)"
            )
            return text, "decided", table.deps(key)
        case _:
            text = f"{{data}}['decision'] = {answers}\n{{data}}.loc[{{data}}[{key!r}] == {value!r}, 'decision'] = 0"
            return text, "{data}['decision']", table.deps(key)


def formula_end(draft: Draft, features: list[str]) -> End:
    """A weighted sum of the features, in code."""
    weights = [draft.rng.choice([-3, 2, 5, 0.5, 7]) for _ in features]
    form = draft.rng.choice(["dot", "sum", "terms", "loop", "apply", "threshold", "records"])
    draft.note(f"score as {form}")
    first = features[0]
    match form:
        case "dot":
            return End(
                form, "", "risk_score = {X}.to_numpy().astype(float) @ np.array(" + repr(weights) + ")", "risk_score"
            )
        case "sum":
            return End(form, "", "risk_score = {X}.astype(float).sum(axis=1)", "risk_score")
        case "terms":
            terms = " + ".join(f"{weight} * {{X}}[{name!r}]" for name, weight in zip(features, weights, strict=True))
            return End(form, "", f"{{data}}['risk_score'] = {terms}", "{data}['risk_score']")
        case "loop":
            pairs = list(zip(features, weights, strict=True))
            return End(
                form,
                "",
                f"risk_score = 0\nfor name, weight in {pairs!r}:\n    risk_score = risk_score + weight * {{X}}[name]",
                "risk_score",
            )
        case "apply":
            draft.helpers.append(
                f"WEIGHTS = {dict(zip(features, weights, strict=True))!r}\n\n\ndef risk_score(row):\n"
                "    total = 0\n    for name, weight in WEIGHTS.items():\n        total += weight * row[name]\n    return total"
            )
            return End(form, "", "", "{X}.apply(risk_score, axis=1)")
        case "threshold":
            return End(
                form,
                "",
                f"risk_score = 10 * {{X}}[{first!r}]\nrisk_score = np.where({{X}}[{first!r}] > {{X}}[{first!r}].median(), risk_score + 5, risk_score)",
                "risk_score",
                reads=(first,),
            )
        case _:
            terms = " + ".join(f"{weight} * row[{name!r}]" for name, weight in zip(features, weights, strict=True))
            draft.helpers.append(f"def risk_score(row):\n    return {terms}")
            return End(form, "", "", "[risk_score(row) for row in {X}.to_dict('records')]")


def truth_of(end: End, table: Table, features: list[str], model: bool) -> Truth:
    """What the scores depend on."""
    used = table.deps(*(features if end.reads is None else end.reads))
    if not model:
        return Truth(NO_DEPS, used, table.rows)
    return Truth(used | end.weights | table.deps("label"), used | end.decides, table.rows)
