"""The operations on models, transformers and their data, by the names that knowledge files use."""

from __future__ import annotations

from collections.abc import Mapping

from originlint.interpreter.machine import Invocation, Machine, Operation
from originlint.interpreter.operations import (
    estimators_apply,
    estimators_construct,
    estimators_data,
    estimators_fit,
    estimators_formula,
    estimators_groups,
    estimators_measure,
    estimators_persist,
    estimators_spark,
)
from originlint.interpreter.operations.estimators_fields import feature_names_out
from originlint.interpreter.values import Opaque, Value


def _names_out(machine: Machine, call: Invocation) -> Value:
    """`get_feature_names_out()`."""
    return feature_names_out(machine, call.receiver, call.site) if call.receiver is not None else Opaque()


ESTIMATOR_OPERATIONS: Mapping[str, Operation] = {
    "estimator.construct": estimators_construct.construct,
    "estimator.compose": estimators_construct.make_composite,
    "estimator.set_params": estimators_construct.set_params,
    "estimator.set_output": estimators_construct.set_output,
    "estimator.self": estimators_construct.itself,
    "estimator.clone": estimators_construct.cloned,
    "estimator.set_stages": estimators_construct.set_stages,
    "estimator.input": estimators_construct.named_input,
    "estimator.fit": estimators_fit.fit,
    "estimator.search": estimators_fit.search,
    "estimator.train": estimators_fit.train_native,
    "estimator.predict": estimators_apply.predict,
    "estimator.fit_predict": estimators_apply.fit_predict,
    "estimator.transform": estimators_apply.transform,
    "estimator.fit_transform": estimators_apply.fit_transform,
    "estimator.inverse": estimators_apply.inverse,
    "estimator.function": estimators_apply.apply_function,
    "estimator.resample": estimators_apply.resample,
    "estimator.names_out": _names_out,
    "estimator.set_parameter": estimators_spark.set_parameter,
    "split": estimators_data.split,
    "folds": estimators_data.folds,
    "dataset.wrap": estimators_data.dataset,
    "dataset.reweigh": estimators_groups.reweighed,
    "dataset.postprocess_fit": estimators_groups.postprocessor_fit,
    "dataset.postprocess": estimators_groups.postprocessed,
    "dataset.fit_postprocess": estimators_groups.fit_postprocessed,
    "dataset.tensors": estimators_data.tensors,
    "dataset.batches": estimators_data.batches,
    "dataset.set": estimators_data.set_label,
    "dataset.load": estimators_data.known_dataset,
    "dataset.named": estimators_data.named_dataset,
    "dataset.unwrap": estimators_data.unwrapped,
    "dataset.parts": estimators_data.parts,
    "dataset.task": estimators_data.task,
    "dataset.task_data": estimators_data.task_data,
    "metric": estimators_measure.metric,
    "measure": estimators_measure.measure,
    "measure.fit": estimators_measure.measured_fit,
    "explain": estimators_measure.explain,
    "formula.model": estimators_formula.formula_model,
    "formula.matrices": estimators_formula.formula_matrices,
    "object.dump": estimators_persist.dump,
    "object.load": estimators_persist.load,
    "object.load_into": estimators_persist.load_into,
    "object.open": estimators_persist.open_file,
}
"""Operation name → what it does."""
