"""Datasets, attributes and scores as a graph, in the languages of Graphviz and Mermaid."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, TypeAlias

from originlint.report.words import printable_text
from originlint.rules.finding import Finding

_ASCENT = re.compile(r"^(?:\.{1,2}[/\\])+")

Shape: TypeAlias = Literal["dataset", "attribute", "score"]


@dataclass(frozen=True, slots=True, order=True)
class Node:
    """Something that attributes come from, are, or reach."""

    shape: Shape
    name: str
    place: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """One way that an attribute takes; `label` says how."""

    start: Node
    end: Node
    label: str = ""


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes and edges, sorted."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def graph_of(findings: Iterable[Finding]) -> Graph:
    """The graph of the findings that are about attributes; those that reach no score have no edge to one."""
    nodes: set[Node] = set()
    edges: set[Edge] = set()
    for finding in findings:
        if finding.kind is None and finding.sink is None:
            continue
        name = finding.attribute or "(whatever the dataset holds)"
        attribute = Node("attribute", name, finding.category.replace("_", " "))
        nodes.add(attribute)
        if finding.dataset:
            dataset = Node("dataset", _base(finding.dataset))
            nodes.add(dataset)
            edges.add(Edge(dataset, attribute))
        for step in finding.path:
            if step.dataset and not (finding.dataset and _base(step.dataset) == _base(finding.dataset)):
                stored = Node("dataset", _base(step.dataset))
                nodes.add(stored)
                edges.add(Edge(attribute, stored, "in"))
        if finding.sink and finding.sink_range is not None:
            place = f"{finding.sink_range.path}:{finding.sink_range.start.line}"
            score = Node("score", finding.sink, place)
            nodes.add(score)
            label = f"{finding.rule.code} {finding.use}" if finding.attribute else f"{finding.rule.code} not determined"
            edges.add(Edge(attribute, score, label))
    return Graph(tuple(sorted(nodes)), tuple(sorted(edges)))


def _base(dataset: str) -> str:
    """The name of a dataset, which scripts in different folders name by different ways to it."""
    return _ASCENT.sub("", dataset)


def dot(graph: Graph) -> str:
    """The graph for Graphviz."""
    shapes = {"dataset": "cylinder", "attribute": "ellipse", "score": "box"}
    names = _names(graph)
    lines = ["digraph originlint {", "  rankdir=LR;", '  node [fontname="sans-serif"]; edge [fontname="sans-serif"];']
    for node in graph.nodes:
        label = "\\n".join(_dot(part) for part in (node.name, node.place) if part)
        lines.append(f'  {names[node]} [shape={shapes[node.shape]}, label="{label}"];')
    for edge in graph.edges:
        label = f' [label="{_dot(edge.label)}"]' if edge.label else ""
        lines.append(f"  {names[edge.start]} -> {names[edge.end]}{label};")
    return "\n".join([*lines, "}"]) + "\n"


def mermaid(graph: Graph) -> str:
    """The graph for Mermaid, which GitHub and GitLab draw in Markdown."""
    shapes = {"dataset": ("[(", ")]"), "attribute": ("([", "])"), "score": ("[", "]")}
    names = _names(graph)
    lines = ["flowchart LR"]
    for node in graph.nodes:
        begin, end = shapes[node.shape]
        label = "<br>".join(_mermaid(part) for part in (node.name, node.place) if part)
        lines.append(f'  {names[node]}{begin}"{label}"{end}')
    for edge in graph.edges:
        arrow = f'-->|"{_mermaid(edge.label)}"|' if edge.label else "-->"
        lines.append(f"  {names[edge.start]} {arrow} {names[edge.end]}")
    return "\n".join(lines) + "\n"


WRITERS: Mapping[str, Callable[[Graph], str]] = MappingProxyType({"dot": dot, "mermaid": mermaid})
"""The languages of graphs by name."""


def _names(graph: Graph) -> dict[Node, str]:
    return {node: f"{node.shape[0]}{number}" for number, node in enumerate(graph.nodes, start=1)}


def _dot(text: str) -> str:
    return printable_text(text).replace("\\", "\\\\").replace('"', '\\"')


def _mermaid(text: str) -> str:
    """Mermaid knows characters by their numbers, between # and ;."""
    special = '#&"<>`|[](){}\\'
    return "".join(f"#{ord(char)};" if char in special else char for char in printable_text(text))
