"""Requests whose content a decorator declares."""

from __future__ import annotations

from tests.interpreter.evaluate import reached

API = """
import joblib
import pandas as pd
from flask_restx import Api, Resource, fields

api = Api(None)
pages = api.namespace("scores")
model = joblib.load("model.joblib")
person = api.model("Person", {"age": fields.Integer(), "nationality": fields.Integer(required=True)})
answer = api.model("Answer", {"race": fields.String()})


@pages.route("/")
class One(Resource):
    @pages.expect(person)
    @pages.marshal_with(answer)
    def post(self):
        return model.predict(pd.DataFrame([api.payload]))[0]


@pages.route("/many")
class Many(Resource):
    @pages.expect([person])
    def post(self):
        return model.predict_proba(pd.DataFrame(api.payload))
"""


def test_what_a_handler_expects_is_what_its_payload_holds() -> None:
    found = {(each.attribute, each.sink) for each in reached(main=API)}
    assert found == {("nationality", "predict"), ("nationality", "predict_proba")}
