"""A second reader on screen: asked beside the report, remarks below its texts, answered, approved by the one who was asked."""

import pytest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from shell_parts import button, seen, words

from inspektor.actions import follow_ups, readings
from inspektor.model.register import Person
from inspektor.queries.gaps import gaps
from inspektor.queries.readings import reading
from inspektor.queries.register import people
from inspektor.shapes.enums import DocumentKind
from ui.dialogs.reading import AskReaderDialog, WordsDialog
from ui.widgets.choice import Check


@pytest.fixture
def report(visit):
    """The texts of a report, and a colleague in the group."""
    bo = Person(name="Bo Bok", title="Jurist")
    visit.workspace.write("person", lambda session: session.add(bo))
    visit.go("report", "summary")
    return visit


def dialog(kind, text=""):
    """The dialog that is open, written in."""
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind)
    if text:
        seen(found, QPlainTextEdit)[0].setPlainText(text)
    return found


def test_a_colleague_is_asked_and_the_report_waits_if_it_is_demanded(report):
    visit = report
    assert "Ingen är tillfrågad. Rapporten kan undertecknas ändå." in words(visit.page)
    button(visit.page, "Ask a colleague to read").click()
    asking = dialog(AskReaderDialog)
    seen(asking, Check)[0].click()
    asking.submit()
    visit.settle()
    assert "Bo Bok" in words(visit.page)
    assert "Bo Bok har inte läst rapporten än." in words(visit.page)
    assert [
        gap.stops
        for gap in gaps(visit.workspace, visit.id, DocumentKind.FOLLOW_UP_REPORT)
        if gap.code == "unread"
    ] == [True]


def test_a_colleague_who_comes_to_the_group_can_be_asked_at_once(visit):
    visit.go("report", "summary")
    assert "Det finns ingen annan i gruppen att fråga." in words(visit.page)
    visit.workspace.write("person", lambda session: session.add(Person(name="Bo Bok", title="Jurist")))
    visit.settle()
    assert "Ingen är tillfrågad. Rapporten kan undertecknas ändå." in words(visit.page)


def test_a_remark_is_written_answered_and_taken_away(report):
    visit = report
    button(visit.page, "Remark on it").click()
    dialog(WordsDialog).submit()
    visit.settle()
    assert "Fyll i det här fältet." in words(dialog(WordsDialog))
    dialog(WordsDialog, "Vad betyder delvis?").submit()
    visit.settle()
    assert "Vad betyder delvis?" in words(visit.page)
    assert "1 anmärkning att besvara" in words(visit.page)
    button(visit.page, "Answer it").click()
    dialog(WordsDialog, "Att det mesta finns.").submit()
    visit.settle()
    assert reading(visit.workspace, visit.id).remarks[0].answer == "Att det mesta finns."
    assert "Att det mesta finns." in words(visit.page)
    assert "1 anmärkning att besvara" not in words(visit.page)
    button(visit.page, "Delete the remark").click()
    visit.settle()
    assert "Vad betyder delvis?" not in words(visit.page)


def test_who_was_asked_approves_what_they_have_read(report):
    visit = report
    me = visit.workspace.profile.person_id
    colleague = next(key for key, name in people(visit.workspace).items() if key != me and name == "Bo Bok")
    follow_ups.add_to_team(visit.workspace, visit.id, colleague)
    follow_ups.remove_from_team(visit.workspace, visit.id, me)
    readings.ask(visit.workspace, visit.id, me)
    visit.settle()
    button(visit.page, "Approve the report").click()
    visit.settle()
    assert reading(visit.workspace, visit.id).readers[0].done
    assert "Läst " in words(visit.page)
