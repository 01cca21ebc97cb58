"""Who reads the report before it is signed, and what they say of it."""

import hashlib
import json

from sqlalchemy import select

from inspektor.formats import sort_key_sv
from inspektor.model.reading import Reading, Remark
from inspektor.model.register import Person
from inspektor.queries.fact_checks import said_now
from inspektor.queries.follow_ups import sheet
from inspektor.queries.report_texts import report_texts
from inspektor.queries.rows import of_follow_up, shaped
from inspektor.shapes.ids import derived_id
from inspektor.shapes.reading import ReaderRow, ReadingSheet, RemarkRow
from inspektor.shapes.views import PersonRow
from inspektor.store.schema import live
from inspektor.store.workspace import Workspace


def reading_id(follow_up_id: str, reader_id: str) -> str:
    """The id of a reading; the same on every laptop."""
    return derived_id("reading", follow_up_id, reader_id)


def reading(workspace: Workspace, follow_up_id: str) -> ReadingSheet:
    """The readers in the order they were asked, the remarks in the order they were written."""
    with workspace.read() as connection:
        asked = of_follow_up(Reading, follow_up_id).order_by("asked_at", "id")
        rows = connection.execute(asked).mappings().all()
        person = live(Person)
        remark = live(Remark)
        written = (
            select(remark, person.c.name.label("author"))
            .join_from(remark, person, person.c.id == remark.c.author_id, isouter=True)
            .where(remark.c.follow_up_id == follow_up_id)
            .order_by(remark.c.written_at, remark.c.id)
        )
        remarks = [shaped(RemarkRow, row) for row in connection.execute(written).mappings()]
    now = said(workspace, follow_up_id) if any(row["approved"] for row in rows) else ""
    readers = (shaped(ReaderRow, row, changed=row["approved"] not in ("", now)) for row in rows)
    return ReadingSheet(tuple(readers), tuple(remarks))


def said(workspace: Workspace, follow_up_id: str) -> str:
    """What the report says now, as a checksum: its texts, its judgements, its deficiencies."""
    texts = [(each.key, each.text) for each in report_texts(workspace, follow_up_id)]
    judged = [(each.key, each.heading, each.text) for each in said_now(workspace, follow_up_id)]
    return hashlib.sha256(json.dumps([texts, judged], ensure_ascii=False).encode()).hexdigest()


def who_can_read(workspace: Workspace, follow_up_id: str) -> tuple[PersonRow, ...]:
    """The colleagues who were not on site, in Swedish order."""
    there = {member.person_id for member in sheet(workspace, follow_up_id).team}
    person = live(Person)
    with workspace.read() as connection:
        rows = connection.execute(select(person)).mappings().all()
    found = (shaped(PersonRow, row) for row in rows if row["id"] not in there)
    return tuple(sorted(found, key=lambda each: sort_key_sv(each.name)))
