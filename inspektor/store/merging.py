"""Two wordings of one text, made without knowing of each other, as one: paragraph by paragraph, from what both began with.

What comes out is shown, and stored by nobody until a person writes in the text or accepts it. Where both changed the same
paragraph, or where it is not known what they began with, there is no merged text: one wording is shown and the other kept.
"""

from collections.abc import Iterator
from difflib import SequenceMatcher

import sqlalchemy as sa

MOST_PARAGRAPHS = 2_000
"""Comparing takes the square of this; a longer text is not merged."""

# CROSS JOIN, or SQLite looks through what every operation of the journal replaces, for each text.
_COMMON = """
WITH RECURSIVE
  one(op) AS (SELECT parent FROM operation_parent WHERE op = :one
    UNION SELECT p.parent FROM operation_parent p JOIN one ON p.op = one.op),
  other(op) AS (SELECT parent FROM operation_parent WHERE op = :other
    UNION SELECT p.parent FROM operation_parent p JOIN other ON p.op = other.op),
  common(op) AS (SELECT op FROM one INTERSECT SELECT op FROM other)
SELECT o.value, o.id IN (SELECT op FROM erased) AS erased FROM common c LEFT JOIN operation o ON o.id = c.op
WHERE c.op NOT IN (SELECT p.parent FROM common d CROSS JOIN operation_parent p ON p.op = d.op)
"""
_Edit = tuple[int, int, tuple[str, ...]]
"""Paragraphs of the first text from, up to, and what stands there instead."""


def merged(connection: sa.Connection, one: tuple[int, str], other: tuple[int, str], unset: str) -> str | None:
    """The text that holds what both operations (number and text) changed, or None; `unset` is what a field begins with."""
    base = base_of(connection, one[0], other[0], unset)
    return None if base is None else three_way(base, one[1], other[1])


def base_of(connection: sa.Connection, one: int, other: int, unset: str) -> str | None:
    """The text that both operations began with; None if it is not here, was erased, or there is not one alone."""
    found = connection.execute(sa.text(_COMMON), {"one": one, "other": other}).all()
    if not found:
        return unset
    value, erased = found[0]
    return str(value) if len(found) == 1 and isinstance(value, str) and not erased else None


def three_way(base: str, one: str, other: str) -> str | None:
    """What both made of the same text, or None where both changed the same paragraph, each in its way."""
    paragraphs = base.split("\n")
    if max(len(paragraphs), one.count("\n"), other.count("\n")) > MOST_PARAGRAPHS:
        return None
    made: list[str] = []
    at, put_in = 0, -1
    for start, end, instead in sorted({*_edits(paragraphs, one), *_edits(paragraphs, other)}):
        if start < at or start == end == put_in:
            return None
        made += (*paragraphs[at:start], *instead)
        at, put_in = end, start if start == end else -1
    return "\n".join((*made, *paragraphs[at:]))


def _edits(paragraphs: list[str], text: str) -> Iterator[_Edit]:
    new = text.split("\n")
    for tag, start, end, first, last in SequenceMatcher(None, paragraphs, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield start, end, tuple(new[first:last])
