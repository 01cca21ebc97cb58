"""The points of a fact check as a sheet of Excel: written for the provider, and its rows read back, whatever was done to it."""

import io
import textwrap
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from inspektor.errors import InspektorError
from inspektor.formats import plain
from inspektor.i18n import Texts, tr, tr_mark
from inspektor.shapes.fact_check import Point

NUMBER, HEADING, TEXT, COMMENT, PROPOSAL, ID = "number", "heading", "text", "comment", "proposal", "id"
_COLUMNS: Final = (
    (NUMBER, tr_mark("No."), 6),
    (HEADING, tr_mark("Section"), 28),
    (TEXT, tr_mark("Text in the draft"), 64),
    (COMMENT, tr_mark("Provider's comment"), 44),
    (PROPOSAL, tr_mark("Proposed change"), 44),
    (ID, tr_mark("Id, leave as it is"), 30),
)
_TO_WRITE: Final = (COMMENT, PROPOSAL)
_HEADS: Final = 4
"""The row of the column heads."""
_WIDE, _NARROW, _LINE, _MOST_LINES = 58, 24, 15, 26
"""Letters on a line of the draft's text and of the section, points to a line, and lines to a row: Excel shows no more than 27."""
_TOP: Final = Alignment(wrap_text=True, vertical="top", horizontal="left")
_SIDE = Side("thin", color="B8C2CC")
_BOX: Final = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_MOST_PACKED, _MOST_BYTES, _MOST_ROWS, _HEAD_ROWS = 20_000_000, 60_000_000, 20_000, 40
_UNREADABLE = (
    OSError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    SyntaxError,  # what the parser of XML raises
    RuntimeError,
    NotImplementedError,
    zipfile.BadZipFile,
)


class NoReply(InspektorError):
    """The file is no reply to this fact check; nothing was changed."""

    def __init__(self, name: str) -> None:
        """Name the file."""
        super().__init__(name)
        self.name = name

    def text(self) -> str:
        """Which file."""
        return tr("{name} is not a reply to this fact check.").format(name=self.name)

    def advice(self) -> str:
        """What to do."""
        return tr(
            "Choose the Excel file that was sent out, as the provider filled it in. Nothing was changed."
        )


@dataclass(slots=True)
class SheetRow:
    """What one row says, by what the columns mean; `other` is what stands beside them."""

    cells: dict[str, str] = field(default_factory=dict)
    other: list[str] = field(default_factory=list)

    def of(self, column: str) -> str:
        """The text of that column."""
        return self.cells.get(column, "")


def write(points: Sequence[Point], title: str, guide: str, texts: Texts) -> bytes:
    """The workbook: what to do, the column heads, a row for each point. A long text goes on in the next row."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = texts.tr(tr_mark("Fact check"))
    _write(sheet, 1, 1, title).font = Font(bold=True, size=14)
    _write(sheet, 2, 1, guide)
    _write_heads(sheet, texts)
    row = _HEADS
    for point in points:
        for part in _parts(_clean(point.text)):
            row += 1
            _write_point(sheet, row, point, part)
    sheet.freeze_panes, sheet.print_title_rows = f"A{_HEADS + 1}", f"{_HEADS}:{_HEADS}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", "9"  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _write(sheet: Worksheet, row: int, column: int, value: Any) -> Any:
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        cell.value = _clean(value)
        cell.data_type = "s"  # a text that begins with = is no formula
    else:
        cell.value = value
    return cell


def _clean(text: str) -> str:
    return ILLEGAL_CHARACTERS_RE.sub("", text)


def _write_heads(sheet: Worksheet, texts: Texts) -> None:
    for index, (_, head, width) in enumerate(_COLUMNS, 1):
        cell = _write(sheet, _HEADS, index, texts.tr(head))
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDE6F0")
        cell.alignment, cell.border = _TOP, _BOX
        sheet.column_dimensions[get_column_letter(index)].width = width


def _write_point(sheet: Worksheet, row: int, point: Point, part: str) -> None:
    values = {NUMBER: point.number, HEADING: point.heading, TEXT: part, ID: point.id}
    for index, (name, _, _) in enumerate(_COLUMNS, 1):
        cell = _write(sheet, row, index, values.get(name))
        cell.alignment, cell.border = _TOP, _BOX
        if name in _TO_WRITE:
            cell.fill = PatternFill("solid", fgColor="FFFBEA")
        if name == ID:
            cell.font, cell.alignment = Font(color="8A94A0", size=8), Alignment(vertical="top")
    sheet.row_dimensions[row].height = _LINE * max(2, _lines(part), _lines(point.heading, _NARROW))


def _lines(text: str, wide: int = _WIDE) -> int:
    return sum(-(-max(1, len(paragraph)) // wide) for paragraph in text.split("\n"))


def _parts(text: str) -> list[str]:
    """The text in parts that are seen whole in a row."""
    parts: list[str] = []
    for paragraph in text.split("\n"):
        for piece in textwrap.wrap(paragraph, _WIDE * _MOST_LINES) or [""]:
            longer = f"{parts[-1]}\n{piece}" if parts else ""
            if parts and _lines(longer) <= _MOST_LINES:
                parts[-1] = longer
            else:
                parts.append(piece)
    return parts


def read(path: Path, known: Iterable[str]) -> list[SheetRow]:
    """Every row that says something, of all sheets, below the heads if they are there. NoReply for what is no such file.

    `known` are texts the file was sent out with beside the points, such as the guide.
    """
    try:
        if path.stat().st_size > _MOST_PACKED or _unpacked(path) > _MOST_BYTES:
            raise NoReply(path.name)
        book = load_workbook(path, data_only=True)
        return [row for sheet in book.worksheets for row in _rows(sheet, {_folded(each) for each in known})]
    except _UNREADABLE as error:
        raise NoReply(path.name) from error


def _unpacked(path: Path) -> int:
    with zipfile.ZipFile(path) as packed:
        return sum(each.file_size for each in packed.infolist())


def _rows(sheet: Worksheet, known: set[str]) -> Iterator[SheetRow]:
    grid = _grid(sheet)
    at, columns = _heads(grid)
    if at < 0:
        words = [text for row in grid for text in row if text and _folded(text) not in known]
        if words:
            yield SheetRow(other=words)  # a sheet of its own: one text
        return
    for number, row in enumerate(grid):
        if number == at:
            continue
        found = SheetRow()
        for index, text in enumerate(row):
            name = columns.get(index) if number > at else None
            if text and name is not None:
                found.cells[name] = text
            elif text and _folded(text) not in known:
                found.other.append(text)
        if found.cells or found.other:
            yield found


def _grid(sheet: Worksheet) -> list[list[str]]:
    """The texts of the sheet; what was written across merged rows is said of each of them."""
    grid = [[_text(cell) for cell in row] for row in sheet.iter_rows(max_row=_MOST_ROWS, values_only=True)]
    _, columns = _heads(grid)
    to_write = {index for index, name in columns.items() if name in _TO_WRITE}
    for merged in sheet.merged_cells.ranges:
        first, column = merged.min_row - 1, merged.min_col - 1
        if column in to_write and first < len(grid):
            for row in grid[first + 1 : merged.max_row]:
                row[column] = grid[first][column]
    return grid


def _heads(grid: list[list[str]]) -> tuple[int, dict[int, str]]:
    """The row of the column heads and what each column means: at least one to write in, and one to know the point by."""
    names = {_folded(text): name for name, head, _ in _COLUMNS for text in (Texts("sv").tr(head), head)}
    for at, row in enumerate(grid[:_HEAD_ROWS]):
        columns = {index: names[_folded(text)] for index, text in enumerate(row) if _folded(text) in names}
        found = set(columns.values())
        if found & set(_TO_WRITE) and found & {NUMBER, ID}:
            return at, columns
    return -1, {}


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return plain(str(value)).strip()
