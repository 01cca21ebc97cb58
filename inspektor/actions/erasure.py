"""Taking back what was said, and removing what should never have been written. Nothing here can be undone."""

from functools import partial

import sqlalchemy as sa
from sqlalchemy.orm import Session

from inspektor import clock
from inspektor.actions.backups import renew
from inspektor.actions.doors import found, made
from inspektor.changes import ChangeSet
from inspektor.errors import NotFound, RuleBroken
from inspektor.i18n import tr_mark
from inspektor.model.document import Quote
from inspektor.model.evidence import Evidence, Photo
from inspektor.model.fields import LINE, Row, clean_line
from inspektor.model.interview import Answer, Interview, Note
from inspektor.model.keeping import ErasureReachIn, ErasureReachRow
from inspektor.queries.erasures import erasures
from inspektor.shapes.enums import InterviewStatus
from inspektor.shapes.erasure import SEALED, ReachKind
from inspektor.shapes.ids import derived_id
from inspektor.store.erasure import Target, held
from inspektor.store.role import ReadersRead
from inspektor.store.schema import shapes
from inspektor.store.workspace import Workspace

_SAID = {
    "note": ("text", "tag", "requirement", "question"),
    "answer": ("value", "declined"),
    "evidence": ("stance", "requirement"),
    "quote": ("text", "requirement"),
    "interview": ("label", "language", "interpreter", "support_person", "child", "ended_early"),
}
"""What tells of the respondent and of what was said. Role, times, consent and who asked are kept."""
_OF_PHOTO = ("media", "shown_media", "original_hash", "caption", "alternative_text", "taken_at", "left_on")
_ROWS: dict[str, type[Row]] = {"note": Note, "answer": Answer, "evidence": Evidence, "quote": Quote}

# Every row that holds something of an interview, also those that were deleted.
_PARTS = """
WITH said AS (
  SELECT 'note' AS tbl, id FROM note WHERE interview_id = :id
  UNION ALL SELECT 'answer', id FROM answer WHERE interview_id = :id
)
SELECT tbl, id FROM said
UNION ALL SELECT 'evidence', e.id FROM evidence e JOIN said s ON e.source_kind = s.tbl AND e.source_id = s.id
UNION ALL SELECT 'quote', q.id FROM quote q JOIN said s ON s.tbl = 'note' AND q.note_id = s.id
UNION ALL SELECT 'interview', :id
"""
_HELD = f"""
SELECT DISTINCT o.tbl, o.row, o.field FROM operation o JOIN ({_PARTS}) p ON o.row = p.id AND o.tbl = p.tbl
WHERE o.kind = 'set' AND o.id NOT IN (SELECT op FROM erased WHERE named) ORDER BY 1, 2, 3
"""
_WITHDRAWN = (
    "SELECT row, min(value) AS ground FROM operation INDEXED BY operation_erase"
    " WHERE kind = 'erase' AND tbl = 'interview' AND field = '' GROUP BY row"
)


def withdraw_interview(workspace: Workspace, interview_id: str, ground: str) -> ChangeSet:
    """Erase what a respondent has said: notes, answers, label, and what ties them to requirements, with all earlier wordings.

    Also what had been deleted. What stays is that an interview with that role was held and withdrawn, when, by whom and on
    what ground. It may be done at any time, also when the follow-up is finalised: the right to take back a consent does not
    end there. It does not reach texts that an inspector has written of their own (grounds, deficiencies), nor documents: a
    signed protocol stays as it is, byte for byte, and says of interviews only how many of each role were held.
    """
    ground = _checked(workspace, ground)

    def apply(session: Session) -> list[Target]:
        found(session, Interview, interview_id)
        return [Target("interview", interview_id, ""), *_taken_back(session, interview_id)]

    return workspace.erasures.erase(tr_mark("Withdraw interview"), ground, apply)


def complete_withdrawals(workspace: Workspace) -> int:
    """Erase what colleagues, who did not know of a withdrawal, wrote meanwhile; how many interviews had something of the kind."""
    with workspace.read() as connection:
        left = [
            (each.row, each.ground)
            for each in connection.exec_driver_sql(_WITHDRAWN).all()
            if _undone(connection, each.row)
        ]
    for interview_id, ground in left:
        workspace.erasures.erase(
            tr_mark("Withdraw interview"), ground, partial(_taken_back, interview_id=interview_id)
        )
    return len(left)


def erase_field(
    workspace: Workspace, table: str, row: str, field: str, ground: str, *, keep_present: bool = True
) -> ChangeSet:
    """Remove from one field of a record all it has ever held, or (`keep_present`) all but what it holds now.

    RuleBroken if there is nothing to remove, if the record is signed or published (it stays as it is, byte for byte), or if
    the field would be empty but must say something.
    """
    ground = _checked(workspace, ground)
    column = shapes()[table].column(field) if table in shapes() else None
    if column is None or table in SEALED:
        raise RuleBroken(field, tr_mark("This stays as it was signed or published."))
    if column.required and not keep_present:
        raise RuleBroken(
            field, tr_mark("This must say something. Change it first, then remove what it said before.")
        )
    target = Target(table, row, field, keep_present)

    def apply(session: Session) -> list[Target]:
        if not held(session.connection(), target):
            raise RuleBroken(field, tr_mark("There is nothing to remove here."))
        return [target]

    return workspace.erasures.erase(tr_mark("Remove from history"), ground, apply)


def erase_photo(workspace: Workspace, photo_id: str, ground: str) -> ChangeSet:
    """Erase a photo: the picture here, at colleagues' and in the shared folder, its caption and description."""
    ground = _checked(workspace, ground)

    def apply(session: Session) -> list[Target]:
        photo = session.get(Photo, photo_id)
        if photo is None:
            return [Target("photo", found(session, Photo, photo_id).id, "")]
        photo.hidden = True
        return [Target("photo", photo_id, field) for field in ("", *_OF_PHOTO)]

    return workspace.erasures.erase(tr_mark("Erase photo"), ground, apply)


def confirm_reach(workspace: Workspace, erasure_id: str, kind: ReachKind, place: str, how: str) -> ChangeSet:
    """Say that a place an erasure does not reach by itself is clear of it: a computer wiped, a backup or a file removed."""
    if not clean_line(how):
        raise RuleBroken("how", tr_mark("Write how it was made sure."))
    order = next((each for each in erasures(workspace) if each.id == erasure_id), None)
    if order is None:
        raise NotFound(tr_mark("The erasure"), erasure_id)
    if not any((each.kind, each.place) == (kind, place) for each in order.waiting):
        raise NotFound(tr_mark("The place"), place)
    profile = workspace.profile
    values = {
        "erasure": erasure_id,
        "kind": kind,
        "place": place,
        "person_id": profile.person_id,
        "name": profile.name,
        "at": clock.now(),
        "how": how,
    }
    row_id = derived_id("erasure_reach", erasure_id, kind, place)

    def apply(session: Session) -> None:
        known = session.get(ErasureReachRow, row_id)
        if known is None:
            session.add(made(ErasureReachRow, ErasureReachIn, values, row_id=row_id))
        else:  # it was taken back, and is said again
            known.hidden = False
            for name in ("person_id", "name", "at", "how"):
                setattr(known, name, values[name])

    return workspace.write(tr_mark("Confirm an erasure"), apply)


def renew_backups(workspace: Workspace, erasure_id: str) -> int:
    """Make every backup in reach that may hold what was erased anew without it; how many."""
    order = next((each for each in erasures(workspace) if each.id == erasure_id), None)
    if order is None:
        raise NotFound(tr_mark("The erasure"), erasure_id)
    places = {each.place for each in order.waiting if each.kind is ReachKind.BACKUP}
    return renew(workspace, [each for each in workspace.backups.listed() if str(each.folder) in places])


def _checked(workspace: Workspace, ground: str) -> str:
    if workspace.role.reads_only:
        raise ReadersRead
    cleaned = clean_line(ground)
    if not cleaned:
        raise RuleBroken("ground", tr_mark("Write on what ground it is erased."))
    if len(cleaned) > LINE:
        raise RuleBroken("ground", tr_mark("The text is too long for this field."))
    return cleaned


def _taken_back(session: Session, interview_id: str) -> list[Target]:
    """Hide what was said, mark the interview as withdrawn, and name what is to be erased."""
    interview = session.get(Interview, interview_id)
    if interview is not None and interview.status is not InterviewStatus.WITHDRAWN:
        interview.status = InterviewStatus.WITHDRAWN
        interview.withdrawn_at = interview.withdrawn_at or clock.now()
    connection = session.connection()
    for table, row in connection.execute(sa.text(_PARTS), {"id": interview_id}):
        model = _ROWS.get(table)
        part = session.get(model, row) if model is not None else None
        if part is not None:
            part.hidden = True
    session.flush()
    return _left(connection, interview_id)


def _left(connection: sa.Connection, interview_id: str) -> list[Target]:
    """The fields that still hold something of what was said."""
    rows = connection.execute(sa.text(_HELD), {"id": interview_id}).all()
    return [Target(each.tbl, each.row, each.field) for each in rows if each.field in _SAID[each.tbl]]


def _undone(connection: sa.Connection, interview_id: str) -> bool:
    """Whether a withdrawn interview holds something, shows something, or was ended by one who did not know."""
    status = connection.exec_driver_sql("SELECT status FROM interview WHERE id = ?", (interview_id,)).scalar()
    if status not in (None, str(InterviewStatus.WITHDRAWN)):
        return True
    return bool(_left(connection, interview_id))
