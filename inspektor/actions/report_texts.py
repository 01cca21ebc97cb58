"""The texts of the follow-up report: worded by people, or following what they are built of."""

from sqlalchemy.orm import Session

from inspektor.actions.doors import checked, made, open_follow_up
from inspektor.changes import ChangeSet
from inspektor.errors import NotFound
from inspektor.i18n import tr_mark
from inspektor.model.document import ReportText, ReportTextIn
from inspektor.queries.report_texts import report_texts
from inspektor.shapes.ids import derived_id
from inspektor.store.workspace import Workspace


def text_id(follow_up_id: str, place: str) -> str:
    """The id of a text; the same on every laptop."""
    return derived_id("report_text", follow_up_id, place)


def set_text(
    workspace: Workspace, follow_up_id: str, place: str, text: str, *, amend: bool = False
) -> ChangeSet:
    """Word a text of the report. It keeps what had been built then, so that a later change of that is seen.

    An empty text follows what it is built of again. NotFound if the report has no such place.
    """
    known = {each.key: each for each in report_texts(workspace, follow_up_id)}
    if place not in known:
        raise NotFound(tr_mark("The text"), place)
    values = {
        "follow_up_id": follow_up_id,
        "place": place,
        "text": "" if text.strip() == known[place].built.strip() else text,
        "built": known[place].built,
    }

    def apply(session: Session) -> None:
        open_follow_up(session, follow_up_id)
        row = session.get(ReportText, text_id(follow_up_id, place))
        if row is None:
            session.add(made(ReportText, ReportTextIn, values, row_id=text_id(follow_up_id, place)))
            return
        after = checked(ReportTextIn, values)
        row.hidden, row.text, row.built = False, after["text"], after["built"]

    return workspace.write(tr_mark("Edit the report"), apply, amend=amend)


def follow_built(workspace: Workspace, follow_up_id: str, place: str) -> ChangeSet:
    """Let a text follow what it is built of again; undo brings the wording back."""
    return set_text(workspace, follow_up_id, place, "")


def keep(workspace: Workspace, follow_up_id: str, place: str) -> ChangeSet:
    """The wording still holds although what it was built of has changed."""
    wording = next(each.text for each in report_texts(workspace, follow_up_id) if each.key == place)
    return set_text(workspace, follow_up_id, place, wording)
