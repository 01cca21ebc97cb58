"""Which point each row of a provider's reply is about: by its id, then by its number, else nobody knows."""

import re
from collections.abc import Iterator, Sequence

from inspektor.exchange.fact_check_rows import IDS, SaidRow
from inspektor.shapes.fact_check import COMMENT, HEADING, ID, NUMBER, PROPOSAL, TEXT, Point, View


def is_reply(points: Sequence[Point], rows: Sequence[SaidRow]) -> bool:
    """Whether the rows are of this round: one of its ids is there, or no id at all but numbers under the right heads."""
    ids = {given for row in rows for given in _ids(row)}
    if ids:
        return bool(ids & {each.id for each in points})
    numbers = {each.number for each in points}
    return any(_number(row.of(NUMBER)) in numbers for row in rows)


def views(points: Sequence[Point], rows: Sequence[SaidRow]) -> tuple[View, ...]:
    """What the provider says. A row that says nothing of its own is none; the same said twice of a point is said once."""
    return tuple(dict.fromkeys(view for row in rows for view in _views(points, row)))


def _views(points: Sequence[Point], row: SaidRow) -> Iterator[View]:
    about = _points(points, row)
    comment = "\n".join(part for part in (row.of(COMMENT), *row.other) if part)
    proposal = row.of(PROPOSAL)
    if not about:
        # Nobody knows what it is about: all it says is kept.
        beside = (row.of(NUMBER), row.of(HEADING), row.of(TEXT), comment)
        comment = "\n".join(part for part in beside if part)
    elif row.of(TEXT) and not _same(row.of(TEXT), "".join(each.text for each in about)):
        changed = row.of(TEXT)  # they wrote in the draft's own text
        proposal = "\n\n".join(part for part in (proposal, changed) if part)
    if comment or proposal:
        yield from (View(each.id, comment, proposal) for each in about)
        if not about:
            yield View("", comment, proposal)


def _points(points: Sequence[Point], row: SaidRow) -> list[Point]:
    """The points it is about: several where rows were merged with all that stood in them."""
    given = _ids(row)
    if given:
        return [each for each in points if each.id in given]
    number = _number(row.of(NUMBER))
    numbered = [each for each in points if each.number == number]
    return numbered or [each for each in points if row.of(TEXT) and row.of(TEXT) == each.text][:1]


def _ids(row: SaidRow) -> frozenset[str]:
    return frozenset(IDS.findall(row.of(ID).lower()))


def _number(text: str) -> int | None:
    found = re.fullmatch(r"\D{0,8}(\d{1,6})(?:[.,]0+)?\W{0,3}", text)
    return int(found[1]) if found else None


def _same(told: str, sent: str) -> bool:
    """Whether it says what was sent, or a part of it that went on in another row."""
    return "".join(told.split()) in "".join(sent.split())
