"""Quotes in the report: each let out by a person who has weighed whether it can be known who said it."""

from sqlalchemy.orm import Session

from inspektor import clock
from inspektor.actions.doors import checked, found, made, open_follow_up
from inspektor.changes import ChangeSet
from inspektor.errors import RuleBroken
from inspektor.i18n import tr_mark
from inspektor.model.document import Quote, QuoteIn
from inspektor.queries.quotes import quote
from inspektor.shapes.quotes import QuoteRow, bare, is_of
from inspektor.store.workspace import Workspace


def release(
    workspace: Workspace,
    follow_up_id: str,
    requirement: str,
    note_id: str,
    text: str = "",
    *,
    despite_few: bool = False,
) -> ChangeSet:
    """Let words of a note stand in the report under a requirement: all of it, or what `text` leaves of it.

    RuleBroken of "text" if it is not what was noted, of "despite_few" where fewer than three of the role were heard and nobody
    has said that this was weighed.
    """
    known = quote(workspace, follow_up_id, requirement, note_id)
    words = bare(text) or bare(known.said)
    _refuse(known, words, despite_few)
    values = {
        "follow_up_id": follow_up_id,
        "requirement": requirement,
        "note_id": note_id,
        "text": words,
        "released_by": workspace.profile.person_id,
        "released_at": clock.now(),
    }

    def apply(session: Session) -> None:
        open_follow_up(session, follow_up_id)
        row = session.get(Quote, known.id)
        if row is None:
            session.add(made(Quote, QuoteIn, values, row_id=known.id))
            return
        for name, value in (checked(QuoteIn, values) | {"hidden": False}).items():
            setattr(row, name, value)

    return workspace.write(tr_mark("Release the quote"), apply)


def _refuse(known: QuoteRow, words: str, despite_few: bool) -> None:
    if known.few and not despite_few:
        few = tr_mark("Fewer than three of the role were heard: weigh whether it can be known who.")
        raise RuleBroken("despite_few", few)
    if not is_of(words, known.said):
        other = tr_mark(
            "These are not the words that were noted. Cut with … or put [ ] around what you write."
        )
        raise RuleBroken("text", other)


def take_back(workspace: Workspace, follow_up_id: str, requirement: str, note_id: str) -> ChangeSet:
    """Let it stand there no longer."""
    row_id = quote(workspace, follow_up_id, requirement, note_id).id

    def apply(session: Session) -> None:
        open_follow_up(session, follow_up_id)
        found(session, Quote, row_id).hidden = True

    return workspace.write(tr_mark("Take the quote back"), apply)
