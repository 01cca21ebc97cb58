"""Preliminary observations as told before leaving: plain text that a person edits, and how it reads in parts.

A line that begins with a dash and a space is a fact; the line above a fact that does not is its heading; anything else is
a paragraph.
"""

import re
from dataclasses import dataclass

from inspektor.shapes.letterhead import NO_LETTERHEAD, Letterhead

DASH = "– "
_FACT = re.compile(r"[-–—•*]\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class FeedbackPart:
    """A heading with its facts, or a paragraph without a heading."""

    heading: str
    facts: tuple[str, ...] = ()
    paragraph: str = ""


@dataclass(frozen=True, slots=True)
class SaidDeficiency:
    """A deficiency, and whether it was said on site."""

    id: str
    requirement: str
    text: str
    said: bool


@dataclass(frozen=True, slots=True)
class FeedbackSheet:
    """The sheet as it would be shown now."""

    unit: str
    text: str
    edited: bool
    """Whether a person has changed the text; else it follows what is noted."""
    deficiencies: tuple[SaidDeficiency, ...]


@dataclass(frozen=True, slots=True)
class FeedbackPaper:
    """What the printed sheet says."""

    municipality: str
    board: str
    unit: str
    registry_number: str
    day: str
    inspectors: tuple[str, ...]
    parts: tuple[FeedbackPart, ...]
    letterhead: Letterhead = NO_LETTERHEAD


def written(parts: tuple[FeedbackPart, ...]) -> str:
    """The parts as the text that is edited."""
    blocks = []
    for part in parts:
        lines = [part.heading or part.paragraph, *(f"{DASH}{_one_line(fact)}" for fact in part.facts)]
        blocks.append("\n".join(line for line in lines if line))
    return "\n\n".join(blocks)


def read(text: str) -> tuple[FeedbackPart, ...]:
    """The parts of an edited text; nothing that is written is left out."""
    parts: list[FeedbackPart] = []
    heading, facts = "", []
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for place, line in enumerate(lines):
        mark = _FACT.match(line)
        if mark:
            facts.append(line[mark.end() :].strip())
            continue
        if heading or facts:
            parts.append(FeedbackPart(heading, tuple(facts)))
        heading, facts = "", []
        leads = place + 1 < len(lines) and _FACT.match(lines[place + 1])
        if leads:
            heading = line
        else:
            parts.append(FeedbackPart("", (), line))
    if heading or facts:
        parts.append(FeedbackPart(heading, tuple(facts)))
    return tuple(parts)


def _one_line(text: str) -> str:
    return " ".join(text.split())
