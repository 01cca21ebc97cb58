"""The feedback sheet: edited by hand, built anew, printed."""

from inspektor import clock
from inspektor.actions import follow_ups
from inspektor.actions.documents import LANGUAGE, Cancelled, Progress
from inspektor.changes import ChangeSet
from inspektor.formats import date_prose
from inspektor.i18n import Texts
from inspektor.queries.feedback import feedback
from inspektor.queries.follow_ups import sheet
from inspektor.queries.letterhead import letterhead
from inspektor.shapes.feedback import FeedbackPaper, read
from inspektor.store.workspace import Workspace


def rebuild(workspace: Workspace, follow_up_id: str) -> ChangeSet:
    """Let the sheet follow what is noted again; undo brings the edited text back."""
    return follow_ups.set_fields(workspace, follow_up_id, feedback="")


def paper(
    workspace: Workspace,
    follow_up_id: str,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> bytes:
    """The sheet as PDF, as it would be shown now."""
    from inspektor.report.build import build
    from inspektor.report.feedback_page import feedback_page

    texts, follow_up, head = Texts(LANGUAGE), sheet(workspace, follow_up_id), letterhead(workspace)
    arrived = follow_up.visit.arrived_at if follow_up.visit else None
    facts = FeedbackPaper(
        municipality=head.municipality or follow_up.municipality,
        board=head.board or follow_up.board,
        letterhead=head,
        unit=follow_up.unit.name,
        registry_number=follow_up.registry_number,
        day=date_prose(arrived or clock.now(), LANGUAGE),
        inspectors=tuple(
            f"{member.name}, {member.title}" if member.title else member.name for member in follow_up.team
        ),
        parts=read(feedback(workspace, follow_up_id).text),
    )
    return build(feedback_page(facts, clock.now(), texts), progress=progress, cancelled=cancelled).data
