"""The fact check as screens, files and the report show it: rounds, their frozen points, the provider's replies."""

from dataclasses import dataclass
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
    changed: frozenset[str] = frozenset()
    """The points whose text no longer says what was sent."""

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
