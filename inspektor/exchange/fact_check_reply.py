"""Which point each row of a provider's reply is about: by its id, then by its number, else nobody knows."""

import re
from collections.abc import Sequence
from uuid import UUID

from inspektor.exchange.fact_check_sheet import COMMENT, HEADING, ID, NUMBER, PROPOSAL, TEXT, SheetRow
from inspektor.shapes.fact_check import Point, View


def is_reply(points: Sequence[Point], rows: Sequence[SheetRow]) -> bool:
    """Whether the rows are of this round: one of its ids is there, or no id at all but numbers under the right heads."""
    ids = {row.of(ID) for row in rows if _is_id(row.of(ID))}
    if ids:
        return bool(ids & {each.id for each in points})
    numbers = {each.number for each in points}
    return any(_number(row.of(NUMBER)) in numbers for row in rows)


def views(points: Sequence[Point], rows: Sequence[SheetRow]) -> tuple[View, ...]:
    """What the provider says. A row that says nothing of its own is none; the same said twice of a point is said once."""
    found = (_view(points, row) for row in rows)
    return tuple(dict.fromkeys(view for view in found if view is not None))


def _view(points: Sequence[Point], row: SheetRow) -> View | None:
    point = _point(points, row)
    comment = "\n".join(part for part in (row.of(COMMENT), *row.other) if part)
    proposal = row.of(PROPOSAL)
    if point is None:
        # Nobody knows what it is about: all it says is kept.
        beside = (row.of(NUMBER), row.of(HEADING), row.of(TEXT), comment)
        comment = "\n".join(part for part in beside if part)
        return View("", comment, proposal) if comment or proposal else None
    if row.of(TEXT) and not _same(row.of(TEXT), point.text):
        changed = row.of(TEXT)  # they wrote in the draft's own text
        proposal = "\n\n".join(part for part in (proposal, changed) if part)
    return View(point.id, comment, proposal) if comment or proposal else None


def _point(points: Sequence[Point], row: SheetRow) -> Point | None:
    given = row.of(ID)
    known = next((each for each in points if each.id == given), None)
    if known is not None or _is_id(given):
        return known
    number = _number(row.of(NUMBER))
    numbered = next((each for each in points if each.number == number), None)
    return numbered or next((each for each in points if row.of(TEXT) and row.of(TEXT) == each.text), None)


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _number(text: str) -> int | None:
    found = re.fullmatch(r"\D{0,8}(\d{1,6})(?:[.,]0+)?\W{0,3}", text)
    return int(found[1]) if found else None


def _same(told: str, sent: str) -> bool:
    """Whether it says what was sent, or a part of it that went on in another row."""
    return "".join(told.split()) in "".join(sent.split())
