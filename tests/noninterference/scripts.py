"""Hand-written scores in plain Python: programs put together from idioms."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from tests.noninterference.draft import INDENT
from tests.noninterference.header import NUMBERS, ORIGIN, PLAIN
from tests.noninterference.idioms import IDIOMS, Idiom
from tests.noninterference.program import NO_DEPS, Deps, Sample, Truth

READ = "int(float({person}[{name!r}] or 0))"
"""A number of a person: data files hold text."""


@dataclass(slots=True)
class _Script:
    """A score function while it is being written. `texts` and `numbers` are its variables, with what they owe to and,
    for texts, a value that they may have; `decided` is what decides whether execution gets to where it is."""

    rng: random.Random
    person: str
    lines: list[str] = field(default_factory=list)
    helpers: list[str] = field(default_factory=list)
    imports: set[str] = field(default_factory=lambda: {"import csv"})
    texts: dict[str, tuple[Deps, str]] = field(default_factory=dict)
    numbers: dict[str, Deps] = field(default_factory=dict)
    decided: Deps = NO_DEPS
    kinds: set[str] = field(default_factory=set)
    count: int = 0
    leaves: bool = False

    def fresh(self, stem: str) -> str:
        self.count += 1
        return f"{stem}{self.count}"


def generate_script(seed: int) -> Sample:
    """The hand-written score of that number."""
    rng = random.Random(f"scores/{seed}")
    script = _Script(rng, rng.choice(["person", "row", "applicant"]))
    _inputs(script)
    for _ in range(rng.randint(1, 5)):
        _write(script, rng.choice(IDIOMS))
        if rng.random() < 0.12:
            _leave_early(script)
    chosen = _chosen(script)
    deps = script.decided.union(*(script.numbers[name] for name in chosen))
    files = _files(script, chosen)
    scripts = ("main.py",)
    return Sample(
        f"scores-{seed}",
        "scores",
        files,
        scripts,
        ("people.csv",),
        rng.random() < 0.5,
        Truth(NO_DEPS, deps, NO_DEPS),
        tuple(sorted(script.kinds)),
    )


def _inputs(script: _Script) -> None:
    rng, person = script.rng, script.person
    names = [*rng.sample(list(ORIGIN), rng.randint(1, 2)), rng.choice(list(PLAIN))]
    for name in names:
        variable = script.fresh("who")
        form = rng.choice(["item", "item", "get", "or", "format", "alias", "unpack", "constant"])
        script.kinds.add(f"read by {form}")
        match form:
            case "get":
                script.lines.append(f"{variable} = {person}.get({name!r}, '')")
            case "or":
                script.lines.append(f"{variable} = {person}[{name!r}] or 'unknown'")
            case "format":
                head, tail = name[:4], name[4:]
                part = script.fresh("part")
                script.lines += [f"{part} = {head!r}", f"{variable} = {person}[f'{{{part}}}{tail}']"]
            case "alias":
                other = script.fresh("record")
                script.lines += [f"{other} = dict({person})", f"{variable} = {other}[{name!r}]"]
            case "unpack":
                other = script.fresh("rest")
                script.lines.append(f"{variable}, {other} = {person}[{name!r}], {person}['age']")
            case "constant":
                constant = script.fresh("FIELD")
                script.helpers.append(f"{constant} = {name!r}")
                script.lines.append(f"{variable} = {person}[{constant}]")
            case _:
                script.lines.append(f"{variable} = {person}[{name!r}]")
        values = (ORIGIN | PLAIN)[name]
        script.texts[variable] = (frozenset({name} & ORIGIN.keys()), rng.choice(values))
    for name in rng.sample(NUMBERS, 2):
        variable = script.fresh("much")
        script.lines.append(f"{variable} = {READ.format(person=person, name=name)}")
        script.numbers[variable] = NO_DEPS


def _write(script: _Script, idiom: Idiom) -> None:
    rng = script.rng
    text = rng.choice([*script.texts, *(name for name in script.texts if script.texts[name][0])])
    number = rng.choice(list(script.numbers))
    deps, value = script.texts[text]
    parts = {
        "a": text,
        "n": number,
        "v": repr(value),
        "new": script.fresh("amount"),
        "f": script.fresh("rule"),
        "c": script.fresh("Rule"),
        "x": script.fresh("x"),
        "y": script.fresh("y"),
        "b": script.fresh("box"),
    }
    body = idiom.body.format(**parts).split("\n")
    owes = (deps if "a" in idiom.owes else NO_DEPS) | (script.numbers[number] if "n" in idiom.owes else NO_DEPS)
    if idiom.helper:
        script.helpers.append(idiom.helper.format(**parts))
    script.imports |= {idiom.imports} - {""}
    script.kinds.add(f"idiom {idiom.name}")
    new = parts["new"]
    wrap = rng.choice(["none"] * 6 + ["if", "for", "try", "helper"])
    script.kinds.add(f"inside {wrap}")
    match wrap:
        case "if":
            condition = rng.choice(list(script.numbers))
            script.lines += [f"{new} = 0", f"if {condition} > 12:", *_indented(body)]
            owes |= script.numbers[condition]
        case "for":
            script.lines += ["for _ in range(2):", *_indented(body)]
        case "try":
            script.lines += ["try:", *_indented(body), "finally:", f"{INDENT}pass"]
        case "helper" if "nonlocal" not in idiom.name:
            function = script.fresh("inner")
            script.lines += [f"def {function}():", *_indented([*body, f"return {new}"]), f"{new} = {function}()"]
        case _:
            script.lines += body
    script.numbers[new] = owes | script.decided


def _leave_early(script: _Script) -> None:
    """Some people leave the function before its end."""
    script.leaves = True
    text = script.rng.choice(list(script.texts))
    deps, value = script.texts[text]
    if script.rng.random() < 0.5:
        script.lines += [f"if {text} == {value!r}:", f"{INDENT}return 77"]
        script.kinds.add("idiom leaves early")
        script.decided |= deps
    else:
        number = script.rng.choice(list(script.numbers))
        script.lines += [f"if {number} > 1000:", f"{INDENT}return {number}"]
        script.decided |= script.numbers[number]


def _chosen(script: _Script) -> list[str]:
    names = list(script.numbers)
    made = [name for name in names if name.startswith("amount")]
    marked = [name for name in made if script.numbers[name]]
    plain = [name for name in names if not script.numbers[name]]
    if script.rng.random() < 0.6 and marked:
        return [script.rng.choice(marked), *script.rng.sample(plain, min(1, len(plain)))]
    if script.rng.random() < 0.5 and plain:
        return script.rng.sample(plain, min(2, len(plain)))
    return script.rng.sample(names, min(3, len(names)))


def _files(script: _Script, chosen: list[str]) -> tuple[tuple[str, str], ...]:
    rng, person = script.rng, script.person
    total = " + ".join(chosen)
    function = ["def risk_score(" + person + "):", *_indented([*script.lines, f"return {total}"])]
    imports = sorted(script.imports)
    helpers = "\n\n\n".join(script.helpers)
    read = "with open('people.csv', newline='') as stream:\n    people = list(csv.DictReader(stream))"
    form = rng.choice(["function", "function", "method", "two files", "loop"])
    script.kinds.add(f"score as {form}")
    use = f"result = [({person}['person_id'], risk_score({person})) for {person} in people]"
    match form:
        case "method":
            methods = [
                "class Scorer:",
                *_indented(["def risk_score(self, " + person + "):", *_indented([*script.lines, f"return {total}"])]),
            ]
            use = use.replace("risk_score(", "Scorer().risk_score(")
            text = [*imports, "", helpers, "", "", *methods, "", "", read, use]
        case "two files":
            rules = [*imports, "", helpers, "", "", *function]
            text = ["import csv", "from rules import risk_score", "", read, use]
            return (("main.py", "\n".join(text) + "\n"), ("rules.py", "\n".join(rules) + "\n"))
        case "loop" if not script.leaves:
            text = [
                *imports,
                "",
                helpers,
                "",
                read,
                "result = []",
                f"for {person} in people:",
                *_indented(
                    [*script.lines, f"risk_score = {total}", f"result.append(({person}['person_id'], risk_score))"]
                ),
            ]
        case _:
            text = [*imports, "", helpers, "", "", *function, "", "", read, use]
    return (("main.py", "\n".join(text) + "\n"),)


def _indented(lines: list[str]) -> list[str]:
    return [INDENT + line if line else line for line in lines]
