"""`factcheck`: points out, the reply in, placed and answered; nothing half done."""

import docx
import pytest
from openpyxl import load_workbook

from tests.command_line import Desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    made = Desk.new(tmp_path_factory.mktemp("fact") / "arbetsyta")
    made.did("register", "add-provider", "Björkhaga Omsorg AB")
    made.did("register", "add-unit", "Björkhaga Omsorg AB", "HVB Björkhaga", "HVB")
    return made


@pytest.fixture(scope="module")
def visit(desk):
    return desk.made("followup", "new", "HVB Björkhaga", "hvb-barn-unga")


def test_a_round_goes_out_comes_back_and_is_answered(desk, visit, tmp_path):
    for early in (
        ("list", visit),
        ("receive", visit, tmp_path / "x.docx"),
        ("save", visit, "--docx", tmp_path / "x"),
    ):
        nothing = desk.run("factcheck", *early)
        assert (nothing.code, nothing.err.count("\n")) == (2, 1)
        assert "Inget i den här uppföljningen har skickats för faktagranskning än." in nothing.err
    sheet = tmp_path / "punkter.xlsx"
    sent = desk.did("factcheck", "send", visit, "--excel", sheet, "--workdays", 5)
    assert sent["points"] == 1
    assert "Inga synpunkter har kommit in." in desk.run("factcheck", "list", visit).out
    book = load_workbook(sheet)
    book.active["D5"].value, book.active["D9"].value = "Fel bolag", "Tack"
    book.save(sheet)
    views = {each["comment"]: each for each in desk.did("factcheck", "receive", visit, sheet)["replies"]}
    assert [bool(views[words]["point"]) for words in ("Fel bolag", "Tack")] == [True, False]
    loose = views["Tack"]["id"]
    assert desk.run("factcheck", "place", visit, loose, 9).code == 2
    desk.did("factcheck", "place", visit, loose, 1)
    assert desk.run("factcheck", "answer", visit, loose, "refused").code == 2
    desk.did("factcheck", "answer", visit, loose, "refused", "--reason", "Inget att ändra.")
    answered = desk.did("factcheck", "answer", visit, views["Fel bolag"]["id"][-8:], "accepted")
    assert {each["comment"]: each["verdict"] for each in answered["replies"]} == {
        "Fel bolag": "accepted",
        "Tack": "refused",
    }
    lines = desk.run("factcheck", "list", visit).out.splitlines()
    assert [line.split()[:2] for line in sorted(lines)] == [["1", "Avvisad"], ["1", "Godtagen"]]


def test_a_file_that_is_no_reply_is_refused_in_one_line(desk, visit, tmp_path):
    desk.did("factcheck", "send", visit, "--excel", tmp_path / "ut.xlsx")
    wrong = tmp_path / "fel.xlsx"
    wrong.write_bytes(b"inget")
    done = desk.run("factcheck", "receive", visit, wrong)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert "fel.xlsx är inte ett svar" in done.err


def test_the_word_file_goes_out_and_comes_back(desk, visit, tmp_path):
    assert desk.run("factcheck", "send", visit).code == 2
    before = desk.did("factcheck", "list", visit)["id"]
    assert desk.run("factcheck", "send", visit, "--docx", tmp_path / "finns inte" / "x.docx").code == 2
    assert desk.did("factcheck", "list", visit)["id"] == before  # what was not saved was not sent
    word = tmp_path / "punkter.docx"
    desk.did("factcheck", "send", visit, "--docx", word, "--excel", tmp_path / "punkter.xlsx")
    desk.did("factcheck", "save", visit, "--docx", word)
    document = docx.Document(word)
    document.tables[0].cell(1, 3).text = "Fel bolag"
    document.save(tmp_path / "svar")  # whatever it is called
    said = desk.did("factcheck", "receive", visit, tmp_path / "svar")["replies"]
    assert [(each["comment"], bool(each["point"])) for each in said] == [("Fel bolag", True)]
