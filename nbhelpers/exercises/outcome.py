"""What a check answers: not attempted yet, not yet, or correct, and why; and how a verdict looks.

A coloured edge, a sign and words, so that colour is never the only sign.
"""

from dataclasses import dataclass
from enum import StrEnum
from html import escape

EDGES = {"good": "#2e9e5b", "again": "#cc7722", "open": "#8593a1", "told": "#3b7dd8"}
"""The edge's colour for each tone: mid-tones, visible on a light theme and on a dark one."""


def card(tone, heading, text, link=()):
    """Return a block of HTML with a coloured left edge; the text's colour is the theme's own.

    The tone is a key of `EDGES`. Heading and text are plain text, escaped here; line breaks are kept. A link is its
    address and its words.
    """
    anchor = ' <a href="{}">{}</a>'.format(*map(escape, link)) if link else ""
    style = f"border-left: 5px solid {EDGES[tone]}; padding: 0.4em 0.9em; margin: 0.3em 0; color: inherit;"
    return (
        f'<div style="{style} white-space: pre-line; overflow-wrap: anywhere;">'
        f"<strong>{escape(heading)}</strong> {escape(text)}{anchor}</div>"
    )


def side_by_side(*cards):
    """Return blocks of HTML next to each other, or below each other on a narrow page."""
    columns = "".join(f'<div style="flex: 1 1 16em;">{one}</div>' for one in cards)
    return f'<div style="display: flex; flex-wrap: wrap; gap: 0 1em;">{columns}</div>'


class Cards:
    """Cards below each other, in HTML and as plain text: `parts` are what `card` takes."""

    def __init__(self, parts):
        self.parts = parts

    def __repr__(self):
        lines = ((heading, text, *(words for _, words in links)) for _, heading, text, *links in self.parts)
        return "\n".join(map(" ".join, lines)).replace(" \n", "\n").replace("\n ", "\n")

    def _repr_html_(self):
        return "".join(card(*part) for part in self.parts)


class Status(StrEnum):
    """The three things a check can say."""

    NOT_ATTEMPTED = "not attempted yet"
    NOT_YET = "not yet"
    CORRECT = "correct"


_LOOKS = {
    Status.NOT_ATTEMPTED: ("open", "… Not attempted yet."),
    Status.NOT_YET: ("again", "✗ Not yet."),
    Status.CORRECT: ("good", "✓ Correct."),
}


@dataclass(frozen=True, repr=False)
class Outcome:
    """The answer of one check. True in an ``if`` only when correct."""

    status: Status
    message: str  # plain text; may quote what the student wrote
    mistake: str | None = None  # the name of what is wrong, if it has one
    exercise: str = ""  # its name
    misconception: str | None = None  # the belief behind the mistake

    def __bool__(self):
        return self.status is Status.CORRECT

    def __repr__(self):
        return f"{_LOOKS[self.status][1]} {self.message}"

    def _repr_html_(self):
        return card(*_LOOKS[self.status], self.message)
