"""The records of a follow-up that comes in from a file: built like typed ones, told apart by table and number when wrong."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from sqlalchemy.orm import Session

from inspektor import clock
from inspektor.actions.answers import canonical, repeat_of
from inspektor.actions.assessments import open_or_close_deficiency, refuse_without_source
from inspektor.actions.doors import checked
from inspektor.actions.follow_ups import refuse_backwards
from inspektor.actions.photos_in import file_values, kept, received
from inspektor.actions.requests import in_order
from inspektor.actions.reviews import checked_place
from inspektor.actions.scope import refuse_own
from inspektor.errors import InspektorError, RuleBroken
from inspektor.exchange.follow_up_file import FollowUpFile, Values
from inspektor.i18n import tr, tr_mark
from inspektor.model.deficiency import Deficiency, DeficiencyIn
from inspektor.model.evidence import (
    Assessment,
    AssessmentIn,
    DocumentRequest,
    DocumentRequestIn,
    DocumentReview,
    DocumentReviewIn,
    Evidence,
    EvidenceIn,
    Observation,
    ObservationIn,
    Photo,
    PhotoIn,
    Sample,
    SampleIn,
)
from inspektor.model.fields import Input, Row
from inspektor.model.follow_up import (
    ChosenRequirement,
    ChosenRequirementIn,
    FollowUp,
    FollowUpUnit,
    FollowUpUnitIn,
    OwnRequirement,
    OwnRequirementIn,
    Participant,
    ParticipantIn,
    TeamMember,
    TeamMemberIn,
    Visit,
    VisitIn,
)
from inspektor.model.interview import Answer, AnswerIn, Interview, InterviewIn, Item, ItemIn, Note, NoteIn
from inspektor.queries.templates import asked_in, template_in
from inspektor.shapes.enums import Scope, SourceKind
from inspektor.shapes.ids import derived_id
from inspektor.shapes.template import Template
from inspektor.store.workspace import Workspace

PARTS: Final[dict[type[Row], type[Input]]] = {
    OwnRequirement: OwnRequirementIn,
    ChosenRequirement: ChosenRequirementIn,
    Visit: VisitIn,
    TeamMember: TeamMemberIn,
    Participant: ParticipantIn,
    Interview: InterviewIn,
    Note: NoteIn,
    Item: ItemIn,
    Answer: AnswerIn,
    Observation: ObservationIn,
    Photo: PhotoIn,
    DocumentReview: DocumentReviewIn,
    Sample: SampleIn,
    DocumentRequest: DocumentRequestIn,
    Assessment: AssessmentIn,
    Evidence: EvidenceIn,
    Deficiency: DeficiencyIn,
}
"""What hangs on a follow-up and goes with it; what others refer to stands before them."""
_DERIVED: Final[dict[type[Row], tuple[str, ...]]] = {
    ChosenRequirement: ("chosen", "follow_up_id", "requirement"),
    TeamMember: ("team", "follow_up_id", "person_id"),
    Answer: ("answer", "follow_up_id", "interview_id", "item_id", "question"),
    Sample: ("sample", "review_id", "letter"),
    Assessment: ("assessment", "follow_up_id", "requirement"),
    Evidence: ("evidence", "follow_up_id", "requirement", "source_kind", "source_id"),
    Deficiency: ("deficiency", "follow_up_id", "requirement"),
}
"""The first part and the columns of the ids that two laptops agree on."""
_REFERS: Final[dict[str, type[Row]]] = {
    "interview_id": Interview,
    "item_id": Item,
    "observation_id": Observation,
    "review_id": DocumentReview,
    "visit_id": Visit,
}
_SOURCES: Final[dict[SourceKind, type[Row]]] = {
    SourceKind.NOTE: Note,
    SourceKind.OBSERVATION: Observation,
    SourceKind.DOCUMENT_REVIEW: DocumentReview,
}
_PEOPLE: Final = ("author_id", "interviewer_id")
_UUID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}(-E\d{1,6})?")


class RecordRefused(InspektorError):
    """A record of the file breaks a rule."""

    def __init__(self, table: str, number: int, error: InspektorError) -> None:
        """Name the table, the record's number in it from 1, and what is wrong."""
        super().__init__(table, number, error)
        self.table, self.number, self.error = table, number, error

    def text(self) -> str:
        """Which record, and what is wrong."""
        field = f", {self.error.field}" if isinstance(self.error, RuleBroken) and self.error.field else ""
        where = f"{self.table} {self.number}{field}"
        return tr("{where}: {message}").format(where=where, message=self.error.text())

    def advice(self) -> str:
        """What became of it."""
        return tr("Nothing was imported.")


@contextmanager
def told(table: str, number: int) -> Iterator[None]:
    """Say of which record an error is."""
    try:
        yield
    except RecordRefused:
        raise
    except InspektorError as error:
        raise RecordRefused(table, number, error) from error


def known_id(given: Any, *otherwise: str) -> str:
    """The id of a record: its own if it is one, one made of the name it has in the file, or a new one."""
    if given in (None, ""):
        return clock.new_id()
    if not isinstance(given, str):
        raise RuleBroken("id", tr_mark("This cannot be saved as written."))
    return given if _UUID.fullmatch(given) else derived_id("arrival", *otherwise, given)


class Arrivals:
    """The rows that hang on the follow-up, in the order of `PARTS`."""

    def __init__(self, workspace: Workspace, follow_up: FollowUp, file: FollowUpFile) -> None:
        self._workspace, self._follow_up, self._file = workspace, follow_up, file
        self._names: dict[tuple[type[Row], str], str] = {}
        self._kept = frozenset(workspace.media_named())
        self._stored: list[str] = []
        self.rows: list[Row] = []
        self.places: dict[str, tuple[str, int]] = {}
        """Table and number of each row of the file, by id."""

    def add_units(self, unit_ids: Sequence[str]) -> None:
        """Further units of a joint follow-up."""
        for unit_id in unit_ids:
            values = {"follow_up_id": self._follow_up.id, "unit_id": unit_id}
            row_id = derived_id("further_unit", *values.values())
            self.rows.append(FollowUpUnit.model_validate({**checked(FollowUpUnitIn, values), "id": row_id}))

    def build(self) -> None:
        """Make every row. RecordRefused names the first that is wrong."""
        tables = {str(row_type.__tablename__): row_type for row_type in PARTS}
        for table in self._file.records:
            if table not in tables:
                raise RecordRefused(table[:80], 1, RuleBroken("", tr_mark("There are no such records.")))
        for table, row_type in tables.items():
            for number, values in enumerate(self._file.records.get(table, ()), 1):
                with told(table, number):
                    row = self._made(row_type, dict(values))
                    if row.id in self.places:
                        raise RuleBroken("id", tr_mark("It stands in the file twice."))
                self.rows.append(row)
                self.places[row.id] = (table, number)

    def forget_pictures(self) -> None:
        """Nothing came of it: take the stored pictures away again."""
        for sha256 in self._stored:
            self._workspace.media.forget(sha256)

    def _made(self, row_type: type[Row], values: Values) -> Row:
        door = PARTS[row_type]
        given = values.pop("id", None)
        mine = dict.fromkeys(set(_PEOPLE) & door.model_fields.keys(), self._workspace.profile.person_id)
        whole = mine | {name: self._here(name, value) for name, value in values.items()}
        if row_type is Evidence:
            whole["source_id"] = self._source(values)
        if row_type is Photo:
            whole |= self._picture(values)
        known = checked(door, whole | {"follow_up_id": self._follow_up.id})
        if row_type in _DERIVED:
            first, *columns = _DERIVED[row_type]
            row_id = derived_id(first, *(str(known[name] or "") for name in columns))
        else:
            row_id = known_id(given, self._follow_up.id, str(row_type.__tablename__))
        if isinstance(given, str):
            self._names[row_type, given] = row_id
        return row_type.model_validate({**known, "id": row_id})

    def _here(self, name: str, value: Any) -> Any:
        """What a reference in the file is called here."""
        if name == "requirement" and isinstance(value, str):
            return self._names.get((OwnRequirement, value), value)
        if name not in _REFERS or value is None:
            return value
        return self._referred(name, _REFERS[name], value)

    def _referred(self, name: str, row_type: type[Row], value: Any) -> str:
        found = self._names.get((row_type, value)) if isinstance(value, str) else None
        if found is None:
            raise RuleBroken(name, tr_mark("What it refers to is not in the file."))
        return found

    def _source(self, values: Values) -> Any:
        kind = next((each for each in _SOURCES if each.value == values.get("source_kind")), None)
        source = values.get("source_id")
        return source if kind is None else self._referred("source_id", _SOURCES[kind], source)

    def _picture(self, values: Values) -> Values:
        """The picture through the same door as any other; one that was cleaned before keeps what was known of it."""
        name = values.get("media")
        data = self._file.picture(name) if isinstance(name, str) else None
        if data is None:
            raise RuleBroken("media", tr_mark("The picture is not in the file."))
        photo = received(data)
        files = kept(self._workspace, photo)
        self._stored += [sha256 for sha256 in files if sha256 and sha256 not in self._kept]
        found = file_values(photo, files)
        if files[0] != name:
            return found
        return {key: found[key] for key in ("media", "shown_media", "media_type", "width", "height")}


def refuse_unsound(session: Session, follow_up: FollowUp, arrivals: Arrivals) -> None:
    """Hold the rows against the template and each other by the rules of the actions; they are in the session already."""
    connection = session.connection()
    asked = asked_in(connection, follow_up.id)
    whole = template_in(connection, follow_up.template_version_id)
    questions = {question.code for each in whole.requirements for question in each.questions}
    if follow_up.scope is Scope.CHOSEN and not asked.areas:
        raise RecordRefused("follow_up", 1, RuleBroken("scope", tr_mark("Choose at least one requirement.")))
    for row in arrivals.rows:
        with told(*arrivals.places.get(row.id, ("follow_up_unit", 1))):
            _refuse_codes(row, asked, questions)
            _refuse_by_its_kind(session, row, whole)
    for row in arrivals.rows:
        if isinstance(row, Assessment):
            with told(*arrivals.places[row.id]):
                refuse_without_source(session, follow_up.id, row.requirement, row.rating)
                open_or_close_deficiency(session, follow_up.id, row.requirement, row.rating)


def _refuse_codes(row: Row, asked: Template, questions: set[str]) -> None:
    code = row.model_dump(include={"requirement"}).get("requirement")
    if code is not None and not asked.has(code):
        raise RuleBroken("requirement", tr_mark("A requirement is not in the template."))
    if isinstance(row, Note) and row.question is not None and row.question not in questions:
        raise RuleBroken("question", tr_mark("The template does not ask this here."))


def _refuse_by_its_kind(session: Session, row: Row, whole: Template) -> None:
    match row:
        case OwnRequirement():
            refuse_own(whole, row.text, row.area)
        case Visit():
            refuse_backwards(row)
        case Item():
            repeat_of(session, row.follow_up_id, row.repeat)
        case Answer():
            keys = row.model_dump(include={"follow_up_id", "question", "interview_id", "item_id", "declined"})
            row.value = canonical(session, row.value, **keys)
        case Sample():
            checked_place(row.letter)
        case DocumentRequest():
            in_order(row)
