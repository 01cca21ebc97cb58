"""A plain table as a file for others to work with: Excel, CSV or JSON, by the name it is saved under."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_WIDEST: Final = 60
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""What a sheet would take for the start of a formula."""


@dataclass(frozen=True, slots=True)
class TableFile:
    """Column heads as name for programs and words for people, and rows of texts."""

    title: str
    columns: tuple[tuple[str, str], ...]
    rows: Sequence[Sequence[str]]


def table_file(table: TableFile, suffix: str) -> bytes:
    """The table in the form of the suffix: .csv, .json, else Excel."""
    return {".csv": _csv, ".json": _json}.get(suffix.lower(), _excel)(table)


def _csv(table: TableFile) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([words for _, words in table.columns])
    writer.writerows([_harmless(text) for text in row] for row in table.rows)
    return out.getvalue().encode("utf-8-sig")  # with the mark that Excel knows UTF-8 by


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _json(table: TableFile) -> bytes:
    names = [name for name, _ in table.columns]
    rows = [dict(zip(names, row, strict=True)) for row in table.rows]
    return json.dumps({"title": table.title, "rows": rows}, ensure_ascii=False, indent=1).encode()


def _excel(table: TableFile) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    if sheet is None:
        return b""
    sheet.title = table.title[:31].translate(dict.fromkeys(map(ord, r"[]:*?/\\"), "-"))
    for number, row in enumerate([[words for _, words in table.columns], *table.rows], 1):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(number, column)
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)[:32_000]
            cell.data_type = "s"  # a text that begins with = is no formula
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=number == 1)
    for column, (_, words) in enumerate(table.columns, 1):
        longest = max((len(row[column - 1]) for row in table.rows), default=0)
        width = min(_WIDEST, max(len(words), longest) + 2)
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
