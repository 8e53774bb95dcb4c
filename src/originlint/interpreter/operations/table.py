"""All operations by the names that knowledge uses."""

from __future__ import annotations

from collections.abc import Mapping

from originlint.interpreter.machine import Operation
from originlint.interpreter.operations.applying import APPLYING_OPERATIONS
from originlint.interpreter.operations.arguments import ARGUMENT_OPERATIONS
from originlint.interpreter.operations.builtins import BUILTIN_OPERATIONS
from originlint.interpreter.operations.columns import COLUMN_OPERATIONS
from originlint.interpreter.operations.combining import COMBINING_OPERATIONS
from originlint.interpreter.operations.databases import DATABASE_OPERATIONS
from originlint.interpreter.operations.datasets import DATASET_OPERATIONS
from originlint.interpreter.operations.encoding import ENCODING_OPERATIONS
from originlint.interpreter.operations.expressions import EXPRESSION_OPERATIONS
from originlint.interpreter.operations.filtering import FILTERING_OPERATIONS
from originlint.interpreter.operations.frames import FRAME_OPERATIONS
from originlint.interpreter.operations.iterables import ITERABLE_OPERATIONS
from originlint.interpreter.operations.keeping import keep
from originlint.interpreter.operations.making import MAKING_OPERATIONS
from originlint.interpreter.operations.mapping import MAPPING_OPERATIONS
from originlint.interpreter.operations.names import NAME_OPERATIONS
from originlint.interpreter.operations.naming import NAMING_OPERATIONS
from originlint.interpreter.operations.orm import ORM_OPERATIONS
from originlint.interpreter.operations.projecting import PROJECTING_OPERATIONS
from originlint.interpreter.operations.summarising import SUMMARISING_OPERATIONS
from originlint.interpreter.operations.writing import WRITING_OPERATIONS


def _all() -> Mapping[str, Operation]:
    from originlint.interpreter.operations.estimators import ESTIMATOR_OPERATIONS
    from originlint.interpreter.operations.scorecards import SCORECARD_OPERATIONS

    tables = (
        BUILTIN_OPERATIONS,
        ITERABLE_OPERATIONS,
        {"keep": keep},
        FRAME_OPERATIONS,
        NAMING_OPERATIONS,
        EXPRESSION_OPERATIONS,
        PROJECTING_OPERATIONS,
        FILTERING_OPERATIONS,
        COMBINING_OPERATIONS,
        MAKING_OPERATIONS,
        ENCODING_OPERATIONS,
        COLUMN_OPERATIONS,
        APPLYING_OPERATIONS,
        MAPPING_OPERATIONS,
        SUMMARISING_OPERATIONS,
        WRITING_OPERATIONS,
        NAME_OPERATIONS,
        DATASET_OPERATIONS,
        DATABASE_OPERATIONS,
        ESTIMATOR_OPERATIONS,
        SCORECARD_OPERATIONS,
        ARGUMENT_OPERATIONS,
        ORM_OPERATIONS,
    )
    return {name: operation for operations in tables for name, operation in operations.items()}


OPERATIONS: Mapping[str, Operation] = _all()
