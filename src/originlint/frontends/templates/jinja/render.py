"""Rendering a Jinja template in all the ways that matter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from originlint.frontends.templates.jinja.choices import Choices
from originlint.frontends.templates.jinja.limits import Abandoned, Budget, Exhausted
from originlint.frontends.templates.jinja.renderer import Jump, Renderer, Returned
from originlint.frontends.templates.jinja.syntax import Syntax, TemplateError
from originlint.frontends.templates.traced import Traced, grounded


@dataclass(frozen=True, slots=True)
class Variants:
    """The different renderings of one template, and notes on what was not understood, by character offset."""

    texts: tuple[Traced, ...]
    notes: tuple[tuple[int, str], ...] = ()


Context = Callable[[Renderer], None]
"""Gives a renderer the names that a template sees, before each rendering."""

Finish = Callable[[str], str]
"""What a rendered text becomes, before it is compared with the others: a model's query becomes a statement."""


def render(
    syntax: Syntax,
    context: Context | None = None,
    finish: Finish | None = None,
    template: Callable[[str], Syntax | None] | None = None,
) -> Variants:
    """Render a template; conditions that only a run decides go both ways, as far as the count allows. `template`
    gives the templates that this one includes or imports.

    Raises TemplateError when no rendering succeeds.
    """
    choices, budget = Choices(), Budget()
    found: dict[str, Traced] = {}
    notes: dict[tuple[int, str], None] = {}
    reason = "every rendering of it raises an error"
    for _ in choices.rounds():
        renderer = Renderer(syntax, choices, budget, {}, _nothing, template or _nothing)
        if context is not None:
            context(renderer)
        try:
            text = renderer.render()
        except Returned as returned:
            text = returned.value if isinstance(returned.value, str) else ""
        except (Abandoned, Jump):
            continue
        except (Exhausted, RecursionError):
            reason = "rendering it takes too many steps"
            notes.setdefault((0, reason))
            break
        whole = grounded(text if finish is None else finish(text), 0, 0)
        found.setdefault(str(whole), whole)
        notes.update(renderer.notes)
    if not found:
        raise TemplateError(reason)
    if choices.missed and (0, reason) not in notes:
        notes.setdefault((0, f"{choices.missed} of its conditions were followed one way only"))
    return Variants(tuple(found.values()), tuple(sorted(notes)))


def _nothing(name: str) -> None:
    return None
