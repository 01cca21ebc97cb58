"""What one does with an interview itself: begin a planned one, note who helps, end early, take over, withdraw."""

from datetime import UTC, date, datetime

import pytest
from follow_up_parts import CTRL
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from shell_parts import button, field, line, seen, words

from inspektor.actions import follow_ups, interviews
from inspektor.i18n import tr
from inspektor.model.interview import Interview
from inspektor.model.register import Person
from inspektor.queries.interviews import interview as interview_of
from inspektor.queries.interviews import interviews as interviews_of
from inspektor.shapes.enums import Channel, Consent, InterviewStatus, Role
from ui.screens.follow_up.interview_head import InterviewHead
from ui.widgets.choice import Check
from ui.widgets.list_rows import ListRows
from ui.widgets.segmented import Segmented

PLACE = "interviews"


def rows(visit):
    return {row.title: row for row in seen(visit.page, ListRows)[0].all_rows()}


def to_row(visit, press, title):
    listed = seen(visit.page, ListRows)[0]
    listed.setFocus()
    listed.set_current(rows(visit)[title].key)
    return listed


def act(visit, text):
    """Choose from the head's menu."""
    head = seen(visit.page, InterviewHead)[0]
    menu = button(head, "More about the interview").menu()
    action = next(each for each in menu.actions() if each.isVisible() and each.text() == text)
    action.trigger()
    visit.settle()
    return QApplication.activeModalWidget()


def offered(visit):
    menu = button(seen(visit.page, InterviewHead)[0], "More about the interview").menu()
    return [each.text() for each in menu.actions() if each.isVisible()]


@pytest.fixture
def talk(visit):
    """A running interview with one of the staff, open."""
    visit.interview_id = visit.interview()
    visit.go("interviews", visit.interview_id)
    return visit


def one(visit):
    return interview_of(visit.workspace, visit.interview_id)


def test_a_planned_interview_is_begun_with_one_key(visit, press):
    interviews.plan(visit.workspace, visit.id, Role.CLIENT, 2)
    interviews.plan(visit.workspace, visit.id, Role.MANAGEMENT, label="Föreståndaren")
    visit.go("interviews")
    assert "3 planerade" in words(visit.page)
    assert "Planerad" in rows(visit)["Föreståndaren"].spoken()
    press(to_row(visit, press, "Föreståndaren"), Qt.Key.Key_Return)
    visit.settle()
    begun = next(row for row in interviews_of(visit.workspace, visit.id) if row.label == "Föreståndaren")
    assert (begun.status, begun.notes) == (InterviewStatus.RUNNING, 0)
    assert button(visit.page, "Consents")


def test_the_list_has_the_keyboard_once_it_has_come(visit):
    visit.interview()
    visit.go("interviews")
    assert isinstance(visit.screen.focusWidget(), ListRows)


def test_one_planned_too_many_is_deleted_and_one_with_notes_is_not(visit, press):
    interviews.plan(visit.workspace, visit.id, Role.CLIENT, label="Barn A")
    held = visit.interview()
    interviews.add_note(visit.workspace, visit.id, "Ja", interview_id=held)
    visit.go("interviews")
    press(to_row(visit, press, "Barn A"), Qt.Key.Key_Delete)
    press(to_row(visit, press, "Personal B"), Qt.Key.Key_Delete)
    visit.settle()
    assert list(rows(visit)) == ["Personal B"]
    assert "Det finns anteckningar i intervjun" in words(visit.screen)


def test_a_planned_interview_is_taken_on_and_left_by_a_key(visit, press):
    interviews.plan(visit.workspace, visit.id, Role.CLIENT, label="Barn A")
    visit.go("interviews")
    assert "ingen har tagit den" in rows(visit)["Barn A"].second
    for held_by in (visit.workspace.profile.person_id, None):
        press(to_row(visit, press, "Barn A"), Qt.Key.Key_T, CTRL)
        visit.settle()
        assert interviews_of(visit.workspace, visit.id)[0].interviewer_id == held_by


def test_who_is_meant_and_when_is_said_beforehand(visit, press, type_text):
    follow_ups.set_fields(visit.workspace, visit.id, planned_on=date(2026, 12, 2))
    interviews.plan(visit.workspace, visit.id, Role.CLIENT)
    visit.go("interviews")
    press(seen(visit.page, ListRows)[0], Qt.Key.Key_F2)
    dialog = QApplication.activeModalWidget()
    assert tr("Consent") not in [each.accessibleName() for each in seen(dialog, Segmented)]
    type_text(line(dialog, "Label"), "Barn A")
    type_text(line(dialog, "Planned for"), "10.30")
    button(dialog, "Save").click()
    visit.settle()
    (planned,) = interviews_of(visit.workspace, visit.id)
    assert planned.planned_at == datetime(2026, 12, 2, 9, 30, tzinfo=UTC)
    assert "10.30" in rows(visit)["Barn A"].second
    assert planned.status is InterviewStatus.PLANNED


def test_who_takes_part_is_noted_when_it_begins(visit, press, type_text):
    visit.go("interviews")
    press(visit.screen.focusWidget(), Qt.Key.Key_Return)
    visit.settle()
    dialog = QApplication.activeModalWidget()
    type_text(line(dialog, "Label"), "Barn B")
    for check in seen(dialog, Check):
        check.setFocus()
        press(check, Qt.Key.Key_Space)
    type_text(line(dialog, "Language"), "somaliska")
    field(dialog, "How you talk").findChild(Segmented)._cells["phone"].click()
    press(line(dialog, "Label"), Qt.Key.Key_Return)
    visit.settle()
    (made,) = interviews_of(visit.workspace, visit.id)
    assert (made.interpreter, made.language, made.support_person, made.child) == (
        True,
        "somaliska",
        True,
        True,
    )
    assert (made.channel, made.intro_read) == (Channel.PHONE, True)
    for words_ in ("Tolk: somaliska", "Stödperson", "Barn", "Per telefon"):
        assert words_ in words(visit.page)


def test_every_role_can_be_chosen_and_shows_its_introduction(visit, press):
    visit.go("interviews")
    press(visit.screen.focusWidget(), Qt.Key.Key_Return)
    visit.settle()
    dialog = QApplication.activeModalWidget()
    choice = QApplication.focusWidget()
    for role in Role:
        assert choice.current() == role.value
        assert visit.template.intro(role.value) in words(dialog)
        press(choice, Qt.Key.Key_Down)
    dialog.close()


def test_the_introduction_is_read_aloud_and_ticked(talk):
    button(talk.page, "Read the introduction aloud").click()
    talk.settle()
    dialog = QApplication.activeModalWidget()
    assert talk.template.intro("staff") in words(dialog)
    button(dialog, "It has been read").click()
    talk.settle()
    assert one(talk).intro_read
    assert (
        button(talk.page, "Read the introduction aloud").accessibleDescription() == "Inledningen är uppläst"
    )


def test_one_who_declines_halfway_is_heard_so_far(talk, type_text):
    interviews.add_note(talk.workspace, talk.id, "Vi är två", interview_id=talk.interview_id)
    dialog = act(talk, "Avsluta i förtid…")
    button(dialog, "End the interview").click()
    assert field(dialog, "Why it ends early").error()
    type_text(seen(dialog, QLineEdit)[0], "Ville inte fortsätta\n")
    talk.settle()
    assert (one(talk).ended_early, one(talk).status) == ("Ville inte fortsätta", InterviewStatus.SAVED)
    assert one(talk).consent is Consent.GIVEN
    assert "Intervjun avslutades i förtid" in words(talk.page)
    assert "Ville inte fortsätta" in words(talk.page)
    assert len(talk.notes()) == 1


def test_a_colleagues_interview_says_whose_and_is_taken_over(visit):
    visit.interview_id = visit.interview()

    def by_colleague(session):
        session.add(Person(id="kollega", name="Johan Lind", title="Uppföljare"))
        session.get(Interview, visit.interview_id).interviewer_id = "kollega"

    visit.workspace.write("colleague", by_colleague)
    visit.go("interviews")
    assert "Johan Lind" in rows(visit)["Personal B"].spoken()
    visit.go("interviews", visit.interview_id)
    assert "hålls av Johan Lind" in words(visit.page)
    act(visit, "Ta över intervjun")
    assert one(visit).interviewer_id == visit.workspace.profile.person_id
    assert "Ta över intervjun" not in offered(visit)


def test_a_respondent_withdraws_in_plain_words(talk, type_text):
    interviews.add_note(talk.workspace, talk.id, "Hemligt sagt", interview_id=talk.interview_id)
    talk.settle()
    dialog = act(talk, "Respondenten tar tillbaka…")
    assert "1 anteckning, alla svar och beteckningen raderas." in words(dialog)
    assert "Personal B vill ta tillbaka det som sades." in words(dialog)
    type_text(seen(dialog, QLineEdit)[0], "Tog tillbaka samtycket\n")
    assert "Kryssa för att du förstår att det inte kan ångras." in words(dialog)
    assert one(talk).status is InterviewStatus.RUNNING
    seen(dialog, Check)[0].click()
    button(dialog, "Erase what was said").click()
    talk.settle()
    assert one(talk).status is InterviewStatus.WITHDRAWN
    assert talk.notes() == ()
    assert "Intervjun är återtagen" in words(talk.page)
    assert "Personal B" not in words(talk.page)
    assert offered(talk) == ["Historik"]
    button(talk.page, "Back to the interviews").click()
    talk.settle()
    (row,) = rows(talk).values()
    assert "Återtagen" in row.spoken()
    assert "anteckning" not in row.spoken()


def test_a_personal_number_in_a_label_is_warned_of_and_may_stand(visit, press, type_text):
    visit.go("interviews")
    press(visit.screen.focusWidget(), Qt.Key.Key_Return)
    visit.settle()
    dialog = QApplication.activeModalWidget()
    type_text(line(dialog, "Label"), "811218-9876")
    assert "personnummer" in words(dialog)
    button(dialog, "Start the interview").click()
    visit.settle()
    assert interviews_of(visit.workspace, visit.id)[0].label == "811218-9876"


@pytest.mark.parametrize("size", [(1366, 768), (1440, 900)])
def test_what_one_writes_with_stays_in_sight(talk, size):
    for number in range(30):
        interviews.add_note(
            talk.workspace, talk.id, f"Lång anteckning {number} " * 12, interview_id=talk.interview_id
        )
    talk.screen.resize(*size)
    talk.settle()
    assert (talk.screen.width(), talk.screen.height()) == size
    for text in ("Did not want to answer", "Previous", "Next question", "End the interview", "Serious risk"):
        found = button(talk.page, text)
        corner = found.mapTo(talk.screen, found.rect().bottomRight())
        assert talk.screen.rect().contains(corner), text
        assert found.visibleRegion().boundingRect() == found.rect(), text


def test_the_head_folds_its_buttons_where_there_is_little_room(visit):
    started = interviews.start(visit.workspace, visit.id, Role.CLIENT, "Lång etikett " * 20, interpreter=True)
    visit.go("interviews", started.created("interview"))
    visit.screen.resize(960, 600)
    visit.settle()
    (head,) = seen(visit.page, InterviewHead)
    ends = button(head, "End the interview")
    assert ends.text() == ""
    for found in seen(head, QAbstractButton):
        assert found.width() >= found.minimumSizeHint().width()
        assert found.visibleRegion().boundingRect() == found.rect(), found.accessibleName()
    visit.screen.resize(1366, 768)
    visit.settle()
    assert ends.text() == tr("End the interview")
