"""The notes that are marked as quotes, each under its requirements, and what of them may stand in the report."""

from collections import Counter, defaultdict

import sqlalchemy as sa
from sqlalchemy import select

from inspektor.errors import NotFound
from inspektor.i18n import tr_mark
from inspektor.model.document import Quote
from inspektor.model.evidence import Evidence
from inspektor.model.interview import Note
from inspektor.queries.interviews import interviews_in
from inspektor.queries.rows import of_follow_up
from inspektor.shapes.enums import NoteTag, Role, SourceKind
from inspektor.shapes.ids import derived_id
from inspektor.shapes.quotes import QuoteRow
from inspektor.store.schema import live
from inspektor.store.workspace import Workspace


def quote_id(follow_up_id: str, requirement: str, note_id: str) -> str:
    """The id of a quote; the same on every laptop."""
    return derived_id("quote", follow_up_id, requirement, note_id)


def quotes(workspace: Workspace, follow_up_id: str) -> tuple[QuoteRow, ...]:
    """All of a follow-up, by requirement. Nothing of a talk that was declined or withdrawn."""
    with workspace.read() as connection:
        talks = {row.id: row.role for row in interviews_in(connection, follow_up_id) if row.held}
        heard = Counter(talks.values())
        released = {row.id: row.text for row in connection.execute(of_follow_up(Quote, follow_up_id))}
        tied = _tied(connection, follow_up_id)
        found = []
        for note in connection.execute(_marked(follow_up_id)):
            if note.interview_id is not None and note.interview_id not in talks:
                continue
            role: Role | None = talks.get(note.interview_id)
            for code in sorted({note.requirement, *tied[note.id]} - {None}):
                row_id = quote_id(follow_up_id, code, note.id)
                n = heard[role] if role is not None else 0
                found.append(QuoteRow(row_id, code, note.id, role, note.text, n, released.get(row_id, "")))
    return tuple(sorted(found, key=lambda each: (each.requirement, each.said)))


def quote(workspace: Workspace, follow_up_id: str, requirement: str, note_id: str) -> QuoteRow:
    """That one; NotFound if the note is not marked as a quote under the requirement."""
    row_id = quote_id(follow_up_id, requirement, note_id)
    found = next((each for each in quotes(workspace, follow_up_id) if each.id == row_id), None)
    if found is None:
        raise NotFound(tr_mark("The quote"), note_id)
    return found


def _marked(follow_up_id: str) -> sa.Select[tuple[str, str | None, str | None, str]]:
    note = live(Note).c
    columns = (note.id, note.interview_id, note.requirement, note.text)
    return select(*columns).where(note.follow_up_id == follow_up_id, note.tag == NoteTag.QUOTE)


def _tied(connection: sa.Connection, follow_up_id: str) -> dict[str, set[str]]:
    """The requirements that notes are tied to, by note."""
    evidence, found = live(Evidence).c, defaultdict[str, set[str]](set)
    query = select(evidence.source_id, evidence.requirement).where(
        evidence.follow_up_id == follow_up_id, evidence.source_kind == SourceKind.NOTE
    )
    for note_id, code in connection.execute(query).all():
        found[note_id].add(code)
    return found
