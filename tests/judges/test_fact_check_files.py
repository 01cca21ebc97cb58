"""The Word file of a fact check through LibreOffice: saved in its own format and back, it says what the provider wrote."""

import subprocess
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from inspektor.exchange.fact_check_file import read
from inspektor.exchange.fact_check_reply import is_reply, views
from inspektor.i18n import Texts
from inspektor.report.fact_check_file import points_file
from inspektor.shapes.fact_check import Point, Round
from inspektor.shapes.ids import derived_id

pytestmark = pytest.mark.timeout(180)
TITLE, GUIDE, SWEDISH = "Faktagranskning av uppföljningen av Åsgården", "Skriv i kolumnerna.", Texts("sv")
POINTS = tuple(
    Point(
        derived_id("point", str(n)), n, f"key {n}", f"Krav 4.{n}: Uppfyllt", f"Text {n} är så.\nRad två. " * n
    )
    for n in range(1, 21)
)


def word() -> bytes:
    """What a provider wrote in the Word file, rows merged and changes tracked."""
    made = Round("1", "2", date(2026, 12, 1), date(2026, 12, 15), None, POINTS)
    document = docx.Document(BytesIO(points_file(made, TITLE, GUIDE, "Åby kommun", SWEDISH)))
    table = document.tables[0]
    table.cell(1, 3).text = "Det stämmer inte.\nSe schemat."
    table.cell(2, 3).text = "Gäller båda"
    table.cell(2, 3).merge(table.cell(3, 3))
    said = table.cell(4, 4).paragraphs[0]
    inserted = OxmlElement("w:ins")
    for name, value in (("id", "9"), ("author", "Anna"), ("date", "2026-12-02T10:00:00Z")):
        inserted.set(qn(f"w:{name}"), value)
    inserted.append(said.add_run("Vaken natt finns.")._r)
    said._p.append(inserted)
    table._tbl.remove(table.rows[6]._tr)
    document.add_comment(table.cell(7, 2).paragraphs[0].runs, "Fel veckodag", author="Anna", initials="A")
    document.add_paragraph("Tack för besöket.")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


SAID = [
    (0, "Tack för besöket.", ""),
    (1, "Det stämmer inte.\nSe schemat.", ""),
    (2, "Gäller båda", ""),
    (3, "Gäller båda", ""),
    (4, "", "Vaken natt finns."),
    (8, "Fel veckodag", ""),
]


@pytest.fixture(scope="module")
def office(require_tool: Callable[[str], str], tmp_path_factory) -> Callable[..., Path]:
    """Has LibreOffice save a file in another format."""
    tool, profile = require_tool("soffice"), tmp_path_factory.mktemp("profil").as_uri()

    def convert(file: Path, kind: str) -> Path:
        command = [tool, f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind]
        done = subprocess.run([*command, "--outdir", file.parent, file], capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        return file.with_suffix(f".{kind}")

    return convert


def said(path: Path) -> list[tuple[int, str, str]]:
    rows = read(path, (TITLE, GUIDE))
    assert is_reply(POINTS, rows)
    numbers = {each.id: each.number for each in POINTS} | {"": 0}
    return sorted((numbers[each.point], each.comment, each.proposal) for each in views(POINTS, rows))


def test_a_word_file_comes_through_another_program_and_back(office, tmp_path):
    file = tmp_path / "svar.docx"
    file.write_bytes(word())
    assert said(file) == SAID
    other = office(file, "odt")
    file.unlink()
    assert said(office(other, "docx")) == SAID
