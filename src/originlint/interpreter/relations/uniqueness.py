"""Whether a join can find more than one row: a left join that finds at most one leaves the rows as they were."""

from __future__ import annotations

from originlint.ir.relational import Apply, Column, Constant, Derived, Joined, Relation, Rows, Select, Value


def keeps_rows(join: Joined) -> bool:
    """Whether every row of the left side comes out once, whatever the right side holds: an outer join by keys that no
    two rows of the right side share."""
    if join.kind != "left" or not isinstance(join.right, Derived):
        return False
    keys = frozenset(name.text.lower() for name in join.using) or _compared(join.on, join.right)
    return bool(keys) and any(unique <= keys for unique in _unique(join.right))


def _compared(condition: Value | None, right: Derived) -> frozenset[str]:
    """The columns of the right side that have to equal something for the condition to hold."""
    match condition:
        case Apply(function="and", arguments=arguments):
            return frozenset[str]().union(*(_compared(each, right) for each in arguments))
        case Apply(function="=", arguments=arguments) if right.alias is not None:
            alias = right.alias.lower()
            sides = [isinstance(each, Column) and each.parts[0].lower() == alias for each in arguments]
            if sides.count(True) == 1:
                return frozenset(
                    each.parts[-1].lower()
                    for each, mine in zip(arguments, sides, strict=True)
                    if mine and isinstance(each, Column)
                )
    return frozenset()


def _unique(relation: Relation) -> list[frozenset[str]]:
    """Sets of column names that no two rows of a relation share."""
    if not isinstance(relation, Derived):
        return []
    match relation.query:
        case Select(group=group, distinct=distinct, projections=projections):
            names = [projection.name.text.lower() if projection.name else "" for projection in projections]
            if relation.columns:
                names[: len(relation.columns)] = [name.text.lower() for name in relation.columns]
            named = dict(zip((projection.value for projection in projections), names, strict=True))
            found = [frozenset(names)] if distinct and "*" not in names else []
            if group and all(isinstance(key, Column) for key in group):
                shown = {value.parts[-1].lower(): name for value, name in named.items() if isinstance(value, Column)}
                keys = [shown.get(key.parts[-1].lower(), "") for key in group if isinstance(key, Column)]
                found += [frozenset(keys)] if all(keys) else []
            return found
        case Rows(rows=rows) if relation.columns:
            columns = zip(relation.columns, zip(*rows, strict=False), strict=False)
            return [frozenset({name.text.lower()}) for name, cells in columns if _differ(cells)]
        case _:
            return []


def _differ(cells: tuple[Value, ...]) -> bool:
    values = [cell.value for cell in cells if isinstance(cell, Constant)]
    return len(values) == len(cells) == len({(type(value), value) for value in values})
