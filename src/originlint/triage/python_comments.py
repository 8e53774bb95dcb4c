"""Comments and logical lines of Python, by the standard library's tokenizer."""

from __future__ import annotations

import io
import re
import tokenize
from bisect import bisect_right

from originlint.triage.hash_comments import scan_hashes
from originlint.triage.spans import Comment, Commented, Span

_LINE_END = re.compile(r"\r\n|\r|\n")
_MAGIC = re.compile(r"^[ \t]*[%!?].*$", re.MULTILINE)
"""What IPython takes for itself; a blank line stands in for it."""

_BLANK = frozenset(
    {tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.COMMENT, tokenize.ENDMARKER}
)


def scan_python(text: str) -> Commented:
    """The comments and the logical lines. A compound statement counts up to its colon; decorators belong to what they
    decorate. Behind what is no Python, comments are found line by line."""
    text = _MAGIC.sub(lambda magic: " " * len(magic.group()), text)
    starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
    comments: list[Comment] = []
    statements: list[Span] = []
    begin: int | None = None
    is_decorated = False
    end = 0
    try:
        for token in tokenize.generate_tokens(io.StringIO(_LINE_END.sub("\n", text)).readline):
            start = starts[token.start[0] - 1] + token.start[1]
            if token.type == tokenize.COMMENT:
                span = Span(start, start + len(token.string))
                comments.append(Comment(span, token.string[1:], begin is not None))
            elif token.type == tokenize.NEWLINE and begin is not None:
                statements.append(Span(statements.pop().start if is_decorated else begin, end))
                is_decorated, begin = text[begin] == "@", None
            elif token.type not in _BLANK:
                begin = start if begin is None else begin
                end = starts[token.end[0] - 1] + token.end[1]
    except (tokenize.TokenError, SyntaxError, IndexError):
        rest = starts[min(bisect_right(starts, end), len(starts) - 1)]
        comments = [one for one in comments if one.span.start < rest]
        beyond = scan_hashes(" " * rest + text[rest:])
        comments += [one for one in beyond.comments if one.span.start >= rest]
        statements += [one for one in beyond.statements if one.start >= rest]
    return Commented(tuple(comments), tuple(statements))
