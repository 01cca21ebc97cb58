"""The fact check as screens, files and the report show it: rounds, their frozen points, the provider's replies."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from inspektor.i18n import tr_mark
from inspektor.shapes.enums import ReplyVerdict

WORKDAYS = 10
"""How long a provider has if nothing else is said."""
NUMBER, HEADING, TEXT, COMMENT, PROPOSAL, ID = "number", "heading", "text", "comment", "proposal", "id"
COLUMNS: Final = {
    NUMBER: tr_mark("No."),
    HEADING: tr_mark("Section"),
    TEXT: tr_mark("Text in the draft"),
    COMMENT: tr_mark("Provider's comment"),
    PROPOSAL: tr_mark("Proposed change"),
    ID: tr_mark("Id, leave as it is"),
}
"""The columns of the file that the provider fills in, in order, with their heads."""
TO_WRITE: Final = (COMMENT, PROPOSAL)
DEFICIENCY = "deficiency"
"""Begins the key of a deficiency's point; its id follows after a space. Other keys are those of the report's texts."""


def deficiency(row_id: str) -> str:
    """The key of the point about a deficiency."""
    return f"{DEFICIENCY} {row_id}"


def deficiency_of(key: str) -> str:
    """The deficiency a point is about; empty of the others."""
    kind, _, row_id = key.partition(" ")
    return row_id if kind == DEFICIENCY else ""


@dataclass(frozen=True, slots=True)
class Said:
    """A text of the draft as it stands now: which one, its heading, what it says."""

    key: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Point:
    """A numbered text of the draft as it was sent."""

    id: str
    number: int
    key: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class View:
    """What came back: about which point, if that could be told, what is said of it, and what it should say instead."""

    point: str
    comment: str
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """A provider's view of a point and our answer."""

    id: str
    fact_check_id: str
    point: str
    """Empty until somebody says which point it is about."""
    comment: str
    proposal: str
    received_on: date | None
    verdict: ReplyVerdict | None
    reason: str
    wording_hidden: bool = False
    """Whether the report keeps to itself what the text said before: it may have said too much."""

    @property
    def words(self) -> str:
        """What it says, in the shortest way."""
        return self.comment or self.proposal

    @property
    def answered(self) -> bool:
        """Whether it is answered: a refusal says why."""
        if self.verdict is ReplyVerdict.REFUSED:
            return bool(self.reason.strip())
        return self.verdict is ReplyVerdict.ACCEPTED


@dataclass(frozen=True, slots=True)
class Round:
    """One round: what was sent, what came back."""

    id: str
    follow_up_id: str
    sent_on: date
    due: date
    answered_on: date | None
    points: tuple[Point, ...]
    replies: tuple[ReplyRow, ...] = ()
    after: Mapping[str, str] = field(default_factory=dict)
    """What the texts of points say now that no longer say what was sent."""

    @property
    def changed(self) -> frozenset[str]:
        """The points whose text no longer says what was sent."""
        return frozenset(self.after)

    def overdue(self, today: date) -> bool:
        """Whether the provider has said nothing in time."""
        return self.answered_on is None and self.due < today

    def point(self, point_id: str) -> Point | None:
        """The point of that id."""
        return next((each for each in self.points if each.id == point_id), None)

    def replies_to(self, point_id: str) -> tuple[ReplyRow, ...]:
        """The replies about a point; those of "" are about none yet."""
        return tuple(each for each in self.replies if each.point == point_id)

    @property
    def unanswered(self) -> int:
        """How many replies wait for an answer."""
        return sum(not each.answered for each in self.replies)

    def waits(self, reply: ReplyRow) -> bool:
        """Whether what was accepted is still to be written in."""
        accepted = reply.verdict is ReplyVerdict.ACCEPTED
        return accepted and bool(reply.point) and reply.point not in self.changed

    def before(self, reply: ReplyRow) -> str:
        """What the text said that an accepted view changed, as far as the report may tell."""
        told = reply.verdict is ReplyVerdict.ACCEPTED and not reply.wording_hidden
        point = self.point(reply.point) if told and reply.point in self.after else None
        return point.text if point else ""


_SENTENCES = re.compile(r"(?<=[.!?:])\s+|\n+")


def differing(before: str, after: str) -> tuple[str, str]:
    """The sentences of two wordings between those that they begin and end with alike; "…" stands for these."""
    one, other = (list(filter(None, _SENTENCES.split(text.strip()))) for text in (before, after))
    first = next((n for n, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    first = min(len(one), len(other)) if first is None else first
    last = 0
    while last < min(len(one), len(other)) - first and one[-1 - last] == other[-1 - last]:
        last += 1
    return _cut(one, first, last), _cut(other, first, last)


def _cut(sentences: list[str], first: int, last: int) -> str:
    said = " ".join(sentences[first : len(sentences) - last])
    return " ".join(part for part in ("…" if first else "", said or "–", "…" if last else "") if part)
