"""Which expressions may be written twice, because evaluating them again changes nothing and costs nothing."""

from __future__ import annotations

import libcst as cst


def is_plain(node: cst.CSTNode) -> bool:
    """Whether an expression is made of names, attributes, constants and subscripts only."""
    pending = [node]
    while pending:
        node = pending.pop()
        if isinstance(node, (cst.Name, cst.BaseNumber, cst.SimpleString, cst.Ellipsis)):
            continue
        if isinstance(node, cst.Attribute):
            pending.append(node.value)
        elif isinstance(node, cst.Subscript):
            pending.append(node.value)
            pending.extend(each.slice for each in node.slice)
        elif isinstance(node, cst.Index):
            pending.append(node.value)
        elif isinstance(node, cst.Slice):
            pending.extend(each for each in (node.lower, node.upper, node.step) if each is not None)
        elif isinstance(node, cst.UnaryOperation):
            pending.append(node.expression)
        elif isinstance(node, (cst.Tuple, cst.List)):
            pending.extend(each.value for each in node.elements)
        else:
            return False
    return True
