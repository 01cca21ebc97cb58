"""The rows of what came back, by what their columns mean: whatever was done to the tables they stand in."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from inspektor.i18n import Texts
from inspektor.shapes.fact_check import COLUMNS, ID, NUMBER, TO_WRITE

MOST_ROWS, _HEAD_ROWS = 20_000, 40
IDS = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as it stands in the file, or texts beside the tables, one to a row."""

    rows: list[list[str]]
    across: dict[tuple[int, int], int] = field(default_factory=dict)
    """Of each cell (row, column) that is merged with one above it: the row in which that one stands."""


@dataclass(slots=True)
class SaidRow:
    """What one row says, by what the columns mean; `other` is what stands beside them."""

    cells: dict[str, str] = field(default_factory=dict)
    other: list[str] = field(default_factory=list)

    def of(self, column: str) -> str:
        """The text of that column."""
        return self.cells.get(column, "")


def said_rows(grids: Iterable[Grid], known: Iterable[str]) -> Iterator[SaidRow]:
    """Every row that says something; what stands in no table of points is one text.

    `known` are texts the file was sent out with beside the points, such as the guide.
    """
    dropped = {_folded(each) for each in known}
    columns: dict[int, str] = {}
    for grid in grids:
        at, columns = _heads(grid.rows, columns)
        if at is None:
            words = [text for row in grid.rows for text in row if text and _folded(text) not in dropped]
            if words:
                yield SaidRow(other=words)
        else:
            yield from _rows(grid, at, columns, dropped)


def _rows(grid: Grid, at: int, columns: dict[int, str], dropped: set[str]) -> Iterator[SaidRow]:
    """Those of a table of points; what was written across merged rows is said of each of them."""
    for number, row in enumerate(grid.rows):
        if number == at:
            continue
        found = SaidRow()
        for index, text in enumerate(row):
            name = columns.get(index) if number > at else None
            if text and name is not None:
                found.cells[name] = text
            elif text and _folded(text) not in dropped:
                found.other.append(text)
        if found.cells:  # and not all of it is merged with the row above
            found.cells |= _across(grid, number, columns)
        if found.cells or found.other:
            yield found


def _across(grid: Grid, row: int, columns: dict[int, str]) -> dict[str, str]:
    """What is written in a row above and said of this one too."""
    found = (
        (name, grid.rows[grid.across[row, index]][index])
        for index, name in columns.items()
        if name in TO_WRITE and (row, index) in grid.across
    )
    return {name: text for name, text in found if text}


def _heads(rows: list[list[str]], before: dict[int, str]) -> tuple[int | None, dict[int, str]]:
    """The row of the column heads and what each column means: at least one to write in, and one to know the point by.

    A table that lost its heads (row -1) but has our ids in their place has the columns of the one before it, or those it was
    sent with. None of a table that is not of points.
    """
    names = {_folded(text): name for name, head in COLUMNS.items() for text in (Texts("sv").tr(head), head)}
    for at, row in enumerate(rows[:_HEAD_ROWS]):
        columns = {index: names[_folded(text)] for index, text in enumerate(row) if _folded(text) in names}
        found = set(columns.values())
        if found & set(TO_WRITE) and found & {NUMBER, ID}:
            return at, columns
    for columns in (before, dict(enumerate(COLUMNS))):
        ids = next((index for index, name in columns.items() if name == ID), None)
        if ids is not None and any(len(row) > ids and IDS.search(row[ids]) for row in rows):
            return -1, columns
    return None, before


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
