"""The Word file of a fact check: written whole, and read back whatever was done to it in Word."""

import zipfile
from copy import deepcopy
from datetime import date
from io import BytesIO

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from word_files import member, paragraphs

from inspektor.exchange.fact_check_file import NoReply, read
from inspektor.exchange.fact_check_reply import is_reply, views
from inspektor.i18n import Texts
from inspektor.report.fact_check_file import points_file
from inspektor.shapes.fact_check import Point, Round, differing
from inspektor.shapes.ids import derived_id

TITLE, GUIDE = "Faktagranskning av uppföljningen av Åsgården", "Skriv i kolumnerna & skicka tillbaka."
POINTS = tuple(
    Point(
        derived_id("point", str(n)), n, f"key {n}", f"Krav 4.{n}: Uppfyllt", f"Text {n} i utkastet\nrad två."
    )
    for n in range(1, 7)
)
NUMBER, HEADING, TEXT, COMMENT, PROPOSAL, ID = range(6)


@pytest.fixture
def sent():
    """The file that went out, opened."""
    made = Round("1", "2", date(2026, 12, 1), date(2026, 12, 15), None, POINTS)
    return docx.Document(BytesIO(points_file(made, TITLE, GUIDE, "Åby kommun", Texts("sv"))))


def back(document, path):
    """What is read of it: number of the point (0 is none), comment, proposal."""
    document.save(path)
    rows = read(path, (TITLE, GUIDE))
    assert is_reply(POINTS, rows)
    numbers = {each.id: each.number for each in POINTS} | {"": 0}
    return sorted((numbers[each.point], each.comment, each.proposal) for each in views(POINTS, rows))


def put(document, row, column, text):
    document.tables[0].rows[row]._tr.tc_lst[column].p_lst[0].add_r().text = text


def test_the_file_says_what_was_frozen_and_nothing_came_back_of_it(sent, tmp_path):
    assert back(sent, tmp_path / "svar.docx") == []
    data = (tmp_path / "svar.docx").read_bytes()
    said = paragraphs(member(data))
    assert said[:3] == [TITLE, GUIDE, "Nr"]
    assert [text for text in said if "i utkastet\n" in text] == [each.text for each in POINTS]
    assert {each.id for each in POINTS} <= set(said)


def test_a_reply_finds_its_points_in_a_table_turned_upside_down(sent, tmp_path):
    """Rows deleted, moved and added, their heads lost, texts pasted beside the table and in a table of their own."""
    table = sent.tables[0]
    put(sent, 1, COMMENT, "Stämmer inte")
    put(sent, 3, PROPOSAL, "Två saknade\nutdrag")
    put(sent, 4, TEXT, " Tillagt.")
    for row, column in ((5, ID), (5, NUMBER)):
        table.cell(row, column).text = ""
    put(sent, 5, COMMENT, "Utan nummer")
    added = deepcopy(table.rows[6]._tr)
    table._tbl.append(added)
    for row, said in ((7, "77"),):
        for column in range(6):
            table.cell(row, column).text = ""
        table.cell(row, COMMENT).text = f"Övrigt {said}"
    table._tbl.remove(table.rows[2]._tr)  # point 2
    first = table.rows[1]._tr
    table._tbl.remove(first)
    table._tbl.append(first)
    table._tbl.remove(table.rows[0]._tr)  # the heads
    sent.add_paragraph("Tack för besöket.")
    sent.add_paragraph("Hälsningar Anna")
    other = sent.add_table(1, 2)
    other.cell(0, 1).text = "I en egen tabell"
    assert back(sent, tmp_path / "svar.docx") == [
        (0, "I en egen tabell", ""),
        (0, "Tack för besöket.\nHälsningar Anna", ""),
        (0, "Övrigt 77", ""),
        (1, "Stämmer inte", ""),
        (3, "", "Två saknade\nutdrag"),
        (4, "", "Text 4 i utkastet\nrad två. Tillagt."),
        (5, "Utan nummer", ""),
    ]


def tracked(kind, *content):
    made = OxmlElement(f"w:{kind}")
    made.set(qn("w:id"), "9")
    made.set(qn("w:author"), "Anna")
    made.extend(content)
    return made


def test_tracked_changes_are_read_as_if_they_were_accepted(sent, tmp_path):
    rows = sent.tables[0].rows
    put(sent, 1, COMMENT, "Nytt")
    said = rows[1]._tr.tc_lst[COMMENT].p_lst[0]
    said.append(tracked("ins", said.r_lst[-1]))
    text = rows[2]._tr.tc_lst[TEXT].p_lst[0]
    gone = text.r_lst[0]
    for each in list(gone.iter(qn("w:t"))):
        each.tag = qn("w:delText")
    put(sent, 2, TEXT, "Så här var det.")
    text.append(tracked("ins", text.r_lst[-1]))
    text.append(tracked("del", gone))
    put(sent, 3, COMMENT, "Flyttat härifrån")
    moved = rows[3]._tr.tc_lst[COMMENT].p_lst[0]
    moved.append(tracked("moveFrom", moved.r_lst[-1]))
    put(sent, 4, COMMENT, "Borttagen rad")
    rows[4]._tr.get_or_add_trPr().append(tracked("del"))
    assert back(sent, tmp_path / "svar.docx") == [(1, "Nytt", ""), (2, "", "Så här var det.")]


def test_merged_cells_and_rows_say_what_they_say_of_each(sent, tmp_path):
    table = sent.tables[0]
    put(sent, 1, COMMENT, "Gäller båda")
    table.cell(1, COMMENT).merge(table.cell(2, COMMENT))
    put(sent, 3, COMMENT, "Gäller också båda")
    for column in range(6):
        table.cell(3, column).merge(table.cell(4, column))
    put(sent, 5, COMMENT, "Över två kolumner")
    table.cell(5, COMMENT).merge(table.cell(5, PROPOSAL))
    assert back(sent, tmp_path / "svar.docx") == [
        (1, "Gäller båda", ""),
        (2, "Gäller båda", ""),
        (3, "Gäller också båda", ""),
        (4, "Gäller också båda", ""),
        (5, "Över två kolumner", ""),
    ]


def test_comments_in_the_margin_footnotes_and_heads_of_pages_are_taken_in(sent, tmp_path):
    row = sent.tables[0].rows[1]
    sent.add_comment(row.cells[TEXT].paragraphs[0].runs, "Det var en tisdag", author="Anna", initials="A")
    sent.add_comment(sent.paragraphs[0].runs, "Allmänt sett bra", author="Anna", initials="A")
    sent.sections[0].header.add_paragraph("Överst på sidan")
    assert back(sent, tmp_path / "svar.docx") == [
        (0, "Allmänt sett bra", ""),
        (0, "Överst på sidan", ""),
        (1, "Det var en tisdag", ""),
    ]


def test_what_differs_is_told_by_sentence():
    for before, after, said in (
        ("A. B. C.", "A. X. C.", ("… B. …", "… X. …")),
        ("A. B.", "A. B. C.", ("… –", "… C.")),
        ("A.", "", ("A.", "–")),
        ("Allt.", "Annat.", ("Allt.", "Annat.")),
        ("A. A.", "A.", ("… A.", "… –")),
    ):
        assert differing(before, after) == said


def refused(path, data):
    path.write_bytes(data)
    with pytest.raises(NoReply) as error:
        read(path, ())
    assert path.name in error.value.text()


def test_what_is_no_word_file_is_refused(sent, tmp_path):
    out = BytesIO()
    sent.save(out)
    whole = out.getvalue()
    refused(
        tmp_path / "gammalt.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
    )  # a .doc that was renamed
    refused(tmp_path / "halvt.docx", whole[: len(whole) // 2])
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("word/document.xml", bytes(70_000_000))
    refused(tmp_path / "bomb.docx", bomb.getvalue())
    for name, document in (
        ("svällande", '<!DOCTYPE a [<!ENTITY b "x"><!ENTITY c "&b;&b;">]><a>&c;</a' + ">"),
        ("djupt", "<a>" * 5_000 + "</a>" * 5_000),
        ("trasigt", "<a><b></a>"),
    ):
        packed_again = BytesIO()
        with zipfile.ZipFile(BytesIO(whole)) as old, zipfile.ZipFile(packed_again, "w") as new:
            for each in old.namelist():
                new.writestr(each, document if each == "word/document.xml" else old.read(each))
        if name == "svällande":
            (tmp_path / "ok.docx").write_bytes(packed_again.getvalue())
            assert not is_reply(POINTS, read(tmp_path / "ok.docx", ()))
        else:
            refused(tmp_path / f"{name}.docx", packed_again.getvalue())
    with zipfile.ZipFile(tmp_path / "tomt.docx", "w") as empty:
        empty.writestr("word/x", "")
    refused(tmp_path / "tomt.docx", (tmp_path / "tomt.docx").read_bytes())
