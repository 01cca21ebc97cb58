"""Deciding about what two people changed without knowing of each other."""

from sqlalchemy.orm import Session

from inspektor.actions.doors import open_follow_up
from inspektor.changes import ChangeSet
from inspektor.errors import InspektorError
from inspektor.i18n import tr, tr_mark
from inspektor.queries.conflicts import conflict_in
from inspektor.shapes.conflict import Conflict, Version
from inspektor.store.settling import settle, settle_existence, shown_value
from inspektor.store.workspace import Workspace


class ConflictMoved(InspektorError):
    """Another version has come, or somebody has decided, since the versions were looked at."""

    def text(self) -> str:
        """What happened."""
        return tr("This has changed since you looked at it.")

    def advice(self) -> str:
        """What to do."""
        return tr("Look at the versions again before you decide.")


def choose(workspace: Workspace, conflict: Conflict, operation: int) -> ChangeSet:
    """Let one of the versions stand, named by its operation. The others remain in the record's history.

    Raises ConflictMoved where the versions are no longer those of `conflict`, so that nothing unseen is put aside, and
    RuleBroken where the follow-up can no longer be changed.
    """
    chosen = next(each for each in conflict.versions if each.operation == operation)
    return _decide(workspace, conflict, chosen)


def accept(workspace: Workspace, conflict: Conflict) -> ChangeSet:
    """Let what is shown stand: the merged text, the value, or the record that somebody deleted. Raises as `choose`."""
    return _decide(workspace, conflict, None)


def _decide(workspace: Workspace, conflict: Conflict, chosen: Version | None) -> ChangeSet:
    table, row, field = conflict.table, conflict.row, conflict.field

    def decide(session: Session) -> None:
        now = conflict_in(workspace, session.connection(), conflict.id)
        if now is None or now.versions != conflict.versions:
            raise ConflictMoved
        if conflict.follow_up_id:
            open_follow_up(session, conflict.follow_up_id)
        if field:
            value = chosen.value if chosen is not None else shown_value(session, table, row, field)
            settle(session, table, row, field, value)
        else:
            settle_existence(session, table, row, keep=chosen is None or not chosen.deletes)

    return workspace.write(tr_mark("Decide between versions"), decide)
