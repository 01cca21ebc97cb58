"""The fact check on screen: frozen, saved, taken in, placed and answered by keyboard; what is accepted leads to the text."""

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shell_parts import button, field, line, seen, told, words

from inspektor import clock
from inspektor.actions import assessments, fact_checks, observations, report_texts
from inspektor.actions.assessments import deficiency_id
from inspektor.formats import as_date
from inspektor.queries.fact_checks import newest
from inspektor.shapes.enums import Rating, ReplyVerdict, SourceKind, Stance
from inspektor.shapes.report import finding
from ui.screens.follow_up.report_texts import ReportTexts
from ui.widgets.chip import Chip
from ui.widgets.choice import Choice
from ui.widgets.list_rows import ListRows
from ui.widgets.segmented import Segmented

PLACE = "fact_check"

CODE = "HVB-BU-4.1"


@pytest.fixture
def judged(visit):
    """One requirement that falls short, and the page of the fact check."""
    seen_there = observations.add(visit.workspace, visit.id, "Tomt.", requirement=CODE).created("observation")
    assessments.set_stance(
        visit.workspace, visit.id, CODE, SourceKind.OBSERVATION, seen_there, Stance.CONTRADICTS
    )
    assessments.rate(visit.workspace, visit.id, CODE, Rating.PARTLY_MET)
    assessments.set_grounds(visit.workspace, visit.id, CODE, "Vaken natt saknas.")
    assessments.set_deficiency(
        visit.workspace, deficiency_id(visit.id, CODE), description="Ingen vaken natt."
    )
    visit.go("fact_check")
    return visit


@pytest.fixture
def sent(judged):
    """The draft is frozen."""
    button(judged.page, "Freeze the draft").click()
    judged.settle()
    return judged


def rows(visit):
    """The rows of the list: title and chip."""
    return [(row.title, row.chip.text if row.chip else "") for row in listed(visit).all_rows()]


def listed(visit) -> ListRows:
    return seen(visit.page, ListRows)[0]


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def replied(visit, tmp_path, **said):
    """Save the points, let the provider write, and take the file in."""
    path = tmp_path / "punkter.xlsx"
    visit.page.files.export(newest(visit.workspace, visit.id).id, path)
    visit.settle()
    book = load_workbook(path)
    for cell, text in said.items():
        book.active[cell].value = text
    book.save(path)
    visit.page.files.receive(newest(visit.workspace, visit.id).id, path)
    visit.settle()


def test_the_draft_is_frozen_and_its_points_are_listed(sent):
    assert rows(sent) == [
        ("1. Bakgrund och uppdrag", ""),
        ("2. Krav 4.1: Delvis uppfyllt", ""),
        ("3. Brist i krav 4.1", ""),
    ]
    assert told(sent.page) == ["Punkterna är frysta och numrerade."]
    assert "3 punkter" in words(sent.page)
    sent.operations.undo()
    sent.settle()
    assert button(sent.page, "Freeze the draft").isVisible()


def test_a_day_that_has_passed_is_told(sent, frozen_clock):
    due = newest(sent.workspace, sent.id).due
    assert line(sent.page, "Answer wanted by").text() == due.isoformat()
    frozen_clock.advance(days=30)
    sent.go("overview")
    sent.go("fact_check")
    days = (as_date(clock.now()) - due).days
    assert f"försenad {days} dagar" in [chip.text() for chip in seen(sent.page, Chip)]


def test_views_are_placed_and_answered_by_keyboard(sent, tmp_path):
    replied(sent, tmp_path, D6="Vaken natt finns.", A9="Allmänt", D9="Tack för besöket")
    assert told(sent.page) == ["2 synpunkter togs in."]
    assert rows(sent)[0] == ("Vilken punkt gäller det?", "Att placera")
    listed(sent).setFocus()
    press(Qt.Key.Key_Return)
    assert isinstance(QApplication.focusWidget(), Choice)
    press(Qt.Key.Key_Down)
    sent.settle()
    assert ("1. Bakgrund och uppdrag", "Att besvara") in rows(sent)
    listed(sent).setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert isinstance(QApplication.focusWidget().parentWidget(), Segmented)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Right)
    sent.settle()
    assert rows(sent)[1] == ("2. Krav 4.1: Delvis uppfyllt", "Att besvara")  # a refusal says why
    sent.write(sent.text("Reason"), "Schemat visar annat.")
    button(sent.page, "Go to the text").setFocus()
    sent.qtbot.waitUntil(lambda: rows(sent)[1][1] == "Avvisad")
    told_of = {each.comment: (each.verdict, each.reason) for each in newest(sent.workspace, sent.id).replies}
    assert told_of["Vaken natt finns."] == (ReplyVerdict.REFUSED, "Schemat visar annat.")


def test_what_is_accepted_leads_to_the_text_and_is_marked_until_it_is_changed(sent, tmp_path):
    replied(sent, tmp_path, D6="Vaken natt finns.")
    reply = newest(sent.workspace, sent.id).replies[0]
    fact_checks.answer(sent.workspace, reply.id, ReplyVerdict.ACCEPTED)
    sent.settle()
    assert rows(sent)[1][1] == "Att föra in"
    button(sent.page, "Go to the text").click()
    sent.settle()
    texts = sent.page.findChild(ReportTexts)
    assert texts.isVisible()
    assert sent.text("In the report").toPlainText() == "Vaken natt saknas."
    chips = {row.key: row.chip.text for row in seen(texts, ListRows)[0].all_rows() if row.chip}
    assert chips == {finding(CODE): "Att föra in"}
    report_texts.set_text(sent.workspace, sent.id, finding(CODE), "Vaken natt finns.")
    sent.go("fact_check")
    assert rows(sent)[1][1] == "Godtagen"


def test_a_view_that_came_otherwise_is_written_down_and_a_wrong_file_is_refused(sent, tmp_path):
    listed(sent).setFocus()
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Space)
    sent.settle()
    sent.write(sent.text("Provider's comment"), "Sagt i telefon.\n")
    field(sent.page, "Reason").focus()
    sent.qtbot.waitUntil(
        lambda: (
            [each.comment.strip() for each in newest(sent.workspace, sent.id).replies] == ["Sagt i telefon."]
        )
    )
    (tmp_path / "fel.xlsx").write_bytes(b"inget")
    sent.page.files.receive(newest(sent.workspace, sent.id).id, tmp_path / "fel.xlsx")
    sent.settle()
    assert told(sent.page) == ["fel.xlsx är inte ett svar på den här faktagranskningen."]
