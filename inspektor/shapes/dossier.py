"""What is known of a unit before a visit: its follow-ups, how it was rated last, what is still open."""

from dataclasses import dataclass
from datetime import date

from inspektor.shapes.enums import DocumentStatus, FollowUpStatus, Form, Mode, Notice, Rating, Severity
from inspektor.shapes.views import UnitRow


@dataclass(frozen=True, slots=True)
class FollowUpBefore:
    """A follow-up of the unit, with how it came out."""

    id: str
    form: Form
    mode: Mode
    notice: Notice
    status: FollowUpStatus
    day: date | None
    """When the visit began, else when it was planned."""
    arrived: bool
    template: str
    registry_number: str
    document_status: DocumentStatus | None
    ratings: tuple[tuple[Rating, int], ...]
    """How many requirements got each rating, in the order of the scale; only those that were given."""
    open_deficiencies: int

    @property
    def done(self) -> bool:
        """Whether it says anything of the unit: somebody was there, or something was rated."""
        return self.arrived or bool(self.ratings)


@dataclass(frozen=True, slots=True)
class NotMet:
    """A requirement that the unit did not meet, or met in part, last time."""

    code: str
    text: str
    rating: Rating
    grounds: str


@dataclass(frozen=True, slots=True)
class OpenDeficiency:
    """A deficiency that nobody has closed."""

    id: str
    follow_up_id: str
    requirement: str
    requirement_text: str
    description: str
    severity: Severity
    deadline: date | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything known of a unit, the newest first."""

    unit: UnitRow
    follow_ups: tuple[FollowUpBefore, ...]
    not_met: tuple[NotMet, ...]
    """Of the last follow-up that was carried out."""
    deficiencies: tuple[OpenDeficiency, ...]
    """By deadline, those without one last."""

    @property
    def last(self) -> FollowUpBefore | None:
        """The last follow-up that was carried out."""
        return next((each for each in self.follow_ups if each.done), None)


@dataclass(frozen=True, slots=True)
class RequestMail:
    """A letter that asks for documents."""

    subject: str
    text: str
