"""How the forms spell Python's operators."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import libcst as cst

BINARY: Mapping[type[cst.CSTNode], str] = MappingProxyType(
    {
        cst.Add: "+",
        cst.Subtract: "-",
        cst.Multiply: "*",
        cst.Divide: "/",
        cst.FloorDivide: "//",
        cst.Modulo: "%",
        cst.Power: "**",
        cst.MatrixMultiply: "@",
        cst.LeftShift: "<<",
        cst.RightShift: ">>",
        cst.BitAnd: "&",
        cst.BitOr: "|",
        cst.BitXor: "^",
    }
)

IN_PLACE: Mapping[type[cst.CSTNode], str] = MappingProxyType(
    {
        cst.AddAssign: "+",
        cst.SubtractAssign: "-",
        cst.MultiplyAssign: "*",
        cst.DivideAssign: "/",
        cst.FloorDivideAssign: "//",
        cst.ModuloAssign: "%",
        cst.PowerAssign: "**",
        cst.MatrixMultiplyAssign: "@",
        cst.LeftShiftAssign: "<<",
        cst.RightShiftAssign: ">>",
        cst.BitAndAssign: "&",
        cst.BitOrAssign: "|",
        cst.BitXorAssign: "^",
    }
)

UNARY: Mapping[type[cst.CSTNode], str] = MappingProxyType(
    {cst.Plus: "pos", cst.Minus: "neg", cst.BitInvert: "~", cst.Not: "not"}
)

COMPARISONS: Mapping[type[cst.CSTNode], str] = MappingProxyType(
    {
        cst.Equal: "==",
        cst.NotEqual: "!=",
        cst.LessThan: "<",
        cst.LessThanEqual: "<=",
        cst.GreaterThan: ">",
        cst.GreaterThanEqual: ">=",
        cst.Is: "is",
        cst.IsNot: "is not",
        cst.In: "in",
        cst.NotIn: "not in",
    }
)

ASSOCIATIVE = frozenset({"+", "*", "&", "|", "^"})
"""Operators whose long chains may be regrouped: numbers, texts, sequences and masks do not mind."""
