"""One program, for a person to look into."""

from __future__ import annotations

from tests.noninterference import analyser
from tests.noninterference.execute import plain_text
from tests.noninterference.generate import generate
from tests.noninterference.verdict import judge


def show(name: str) -> str:
    """The files, the generator's truth, the analyser's answer and the verdict."""
    profile, _, seed = name.rpartition("-")
    sample = generate(profile, int(seed))
    lines = []
    for path, text in sample.files:
        lines += [f"# --- {path}", plain_text(path, text).rstrip()]
    answer = analyser.ask(sample)
    lines += ["", f"truth   {sample.truth}", f"schema  {sample.schema}", f"open    {answer.open}"]
    lines += [f"said    {one}" for one in sorted(answer.said)]
    lines.append(f"verdict {judge(sample, answer)}")
    return "\n".join(lines)
