"""The points of a fact check as a sheet of Excel: written for the provider, and what stands in it read back."""

import io
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any, Final

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from inspektor.exchange.fact_check_rows import MOST_ROWS, Grid
from inspektor.formats import plain
from inspektor.i18n import Texts, tr_mark
from inspektor.shapes.fact_check import COLUMNS, COMMENT, HEADING, ID, NUMBER, PROPOSAL, TEXT, TO_WRITE, Point

_WIDTHS: Final = {NUMBER: 6, HEADING: 28, TEXT: 64, COMMENT: 44, PROPOSAL: 44, ID: 30}
_HEADS: Final = 4
"""The row of the column heads."""
_WIDE, _NARROW, _LINE, _MOST_LINES = 58, 24, 15, 26
"""Letters on a line of the draft's text and of the section, points to a line, and lines to a row: Excel shows no more than 27."""
_TOP: Final = Alignment(wrap_text=True, vertical="top", horizontal="left")
_SIDE = Side("thin", color="B8C2CC")
_BOX: Final = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)


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
    for index, (name, head) in enumerate(COLUMNS.items(), 1):
        cell = _write(sheet, _HEADS, index, texts.tr(head))
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="DDE6F0")
        cell.alignment, cell.border = _TOP, _BOX
        sheet.column_dimensions[get_column_letter(index)].width = _WIDTHS[name]


def _write_point(sheet: Worksheet, row: int, point: Point, part: str) -> None:
    values = {NUMBER: point.number, HEADING: point.heading, TEXT: part, ID: point.id}
    for index, name in enumerate(COLUMNS, 1):
        cell = _write(sheet, row, index, values.get(name))
        cell.alignment, cell.border = _TOP, _BOX
        if name in TO_WRITE:
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


def grids(data: bytes) -> Iterator[Grid]:
    """What stands in each sheet."""
    book = load_workbook(io.BytesIO(data), data_only=True)
    for sheet in book.worksheets:
        last = min(MOST_ROWS, sheet.max_row)  # it would make the empty rows after the last one
        rows = [[_text(cell) for cell in row] for row in sheet.iter_rows(max_row=last, values_only=True)]
        across = {
            (row, each.min_col - 1): each.min_row - 1
            for each in sheet.merged_cells.ranges
            for row in range(each.min_row, min(each.max_row, len(rows)))
        }
        yield Grid(rows, across)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return plain(str(value)).strip()
