"""The follow-up, its visits, its team and the people met."""

from datetime import date

from sqlmodel import SQLModel

from inspektor.model.fields import (
    Input,
    Line,
    Moment,
    Prose,
    Row,
    day,
    flag,
    key,
    line,
    moment,
    optional_key,
    prose,
    word,
)
from inspektor.shapes.enums import FollowUpStatus, Form, Mode, Notice, Scope, Turn


class FollowUpFields(SQLModel):
    """A follow-up (uppföljning) of one unit by one template version, on behalf of one board."""

    unit_id: str = key()
    template_version_id: str = key()
    form: Form = word(Form)
    mode: Mode = word(Mode, Mode.ON_SITE)
    notice: Notice = word(Notice, Notice.ANNOUNCED)
    status: FollowUpStatus = word(FollowUpStatus, FollowUpStatus.PLANNED)
    municipality: Line = line(required=True)
    board: Line = line(required=True)
    registry_number: Line = line()
    planned_on: date | None = day()
    trigger: Prose = prose()
    purpose: Prose = prose()
    facts_of_the_day: Prose = prose()
    to_send_in: Prose = prose()
    send_in_by: date | None = day()
    not_reviewed: Prose = prose()
    next_step: Prose = prose()
    distribution: Prose = prose()
    scope: Scope = word(Scope, Scope.ALL)
    scope_note: Prose = prose()
    """Why these requirements: the areas, the focus, the complaint."""
    feedback: Prose = prose()
    """Preliminary observations as told to the unit before leaving: facts, never ratings."""


class FollowUpIn(FollowUpFields, Input):
    """A follow-up through the door."""


class FollowUp(FollowUpFields, Row, table=True):
    """A follow-up's row."""

    __tablename__ = "follow_up"


class FollowUpUnitFields(SQLModel):
    """A further unit of a joint follow-up; the first stands on the follow-up itself."""

    follow_up_id: str = key()
    unit_id: str = key()


class FollowUpUnitIn(FollowUpUnitFields, Input):
    """A further unit through the door."""


class FollowUpUnit(FollowUpUnitFields, Row, table=True):
    """A further unit's row; its id is derived from both, so two laptops that add it agree."""

    __tablename__ = "follow_up_unit"


class ChosenRequirementFields(SQLModel):
    """A requirement of the template that a follow-up of chosen scope takes up."""

    follow_up_id: str = key()
    requirement: Line = line(required=True)


class ChosenRequirementIn(ChosenRequirementFields, Input):
    """A chosen requirement through the door."""


class ChosenRequirement(ChosenRequirementFields, Row, table=True):
    """A chosen requirement's row; its id is derived from both."""

    __tablename__ = "chosen_requirement"


class OwnRequirementFields(SQLModel):
    """A requirement the inspectors added to this follow-up alone. Its row id is its code."""

    follow_up_id: str = key()
    area: Line = line()
    """The code of the template's quality area it stands in; empty for an area of its own."""
    text: Prose = prose()
    source: Line = line()
    author_id: str = key()


class OwnRequirementIn(OwnRequirementFields, Input):
    """An own requirement through the door."""


class OwnRequirement(OwnRequirementFields, Row, table=True):
    """An own requirement's row."""

    __tablename__ = "own_requirement"


class FollowUpStepFields(SQLModel):
    """The follow-up was finalised by the last signature of an inspector, or opened again for a correction: by whom and why."""

    follow_up_id: str = key()
    turn: Turn = word(Turn)
    at: Moment = moment(...)
    person_id: str = key()
    name: Line = line(required=True)
    reason: Prose = prose()
    document_id: str | None = optional_key()
    """The report whose signing finalised it."""


class FollowUpStepIn(FollowUpStepFields, Input):
    """A step through the door."""


class FollowUpStep(FollowUpStepFields, Row, table=True):
    """A step's row; it is never edited."""

    __tablename__ = "follow_up_step"


class VisitFields(SQLModel):
    """One visit: when the inspectors came and left, and what the circumstances were."""

    follow_up_id: str = key()
    arrived_at: Moment | None = moment()
    departed_at: Moment | None = moment()
    circumstances: Prose = prose()


class VisitIn(VisitFields, Input):
    """A visit through the door."""


class Visit(VisitFields, Row, table=True):
    """A visit's row."""

    __tablename__ = "visit"


class TeamMemberFields(SQLModel):
    """An inspector of the follow-up, and the answer to the question of conflict of interest (jäv, 16 § FL)."""

    follow_up_id: str = key()
    person_id: str = key()
    name: Line = line(required=True)
    title: Line = line()
    conflict_of_interest: bool | None = flag(None)
    """None until the question is answered."""
    conflict_note: Prose = prose()
    """What the conflict is and what was decided about it."""


class TeamMemberIn(TeamMemberFields, Input):
    """A team member through the door."""


class TeamMember(TeamMemberFields, Row, table=True):
    """A team member's row."""

    __tablename__ = "team_member"


class ParticipantFields(SQLModel):
    """Someone the inspectors met on the unit's side: function always, name only of those who represent the provider."""

    follow_up_id: str = key()
    visit_id: str | None = optional_key()
    function: Line = line(required=True)
    name: Line = line()


class ParticipantIn(ParticipantFields, Input):
    """A participant through the door."""


class Participant(ParticipantFields, Row, table=True):
    """A participant's row."""

    __tablename__ = "participant"
