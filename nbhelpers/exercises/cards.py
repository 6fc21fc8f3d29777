"""HTML for a verdict: a coloured edge, a sign and words, so that colour is never the only sign."""

from html import escape

EDGES = {"good": "#2e9e5b", "again": "#cc7722", "open": "#8593a1", "told": "#3b7dd8"}
"""The edge's colour for each tone: mid-tones, visible on a light theme and on a dark one."""


def card(tone, heading, text):
    """Return a block of HTML with a coloured left edge; the text's colour is the theme's own.

    The tone is a key of `EDGES`. Heading and text are plain text, escaped here; line breaks are kept.
    """
    style = f"border-left: 5px solid {EDGES[tone]}; padding: 0.4em 0.9em; margin: 0.3em 0; color: inherit;"
    return (
        f'<div style="{style} white-space: pre-line; overflow-wrap: anywhere;">'
        f"<strong>{escape(heading)}</strong> {escape(text)}</div>"
    )


def side_by_side(*cards):
    """Return blocks of HTML next to each other, or below each other on a narrow page."""
    columns = "".join(f'<div style="flex: 1 1 16em;">{one}</div>' for one in cards)
    return f'<div style="display: flex; flex-wrap: wrap; gap: 0 1em;">{columns}</div>'
