"""Notes in hand: split, joined, moved, tied, tagged; texts of any length and kind; and sorting by keyboard."""

import unicodedata

import pytest
from follow_up_parts import CTRL, SHIFT
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from shell_parts import button, field, seen, words

from inspektor.actions import interviews
from inspektor.model.interview import Note
from inspektor.model.register import Person
from inspektor.queries.interviews import sheet
from inspektor.shapes.enums import NoteTag, Role
from ui.widgets.choice import Choice
from ui.widgets.list_rows import ListRows
from ui.widgets.note_list import NoteList

PLACE = "interviews"

ALT = Qt.KeyboardModifier.AltModifier
MILLION = ("Två på plats till 22.00, därefter en. " * 30_000)[:1_000_000].rstrip()


@pytest.fixture
def staff(visit):
    """An interview with one of the staff, open, the keyboard in the writing field."""
    visit.interview_id = visit.interview()
    visit.go("interviews", visit.interview_id)
    return visit


def writing(visit):
    return next(each for each in seen(visit.page, QPlainTextEdit) if each.accessibleName() == "Anteckning")


def notes_list(visit):
    return seen(visit.page, NoteList)[0]


def texts(visit):
    return [note.text for note in visit.notes()]


def to_last(visit, press):
    notes_list(visit).setFocus()
    press(notes_list(visit), Qt.Key.Key_End)


def paste(into, press, text):
    QGuiApplication.clipboard().setText(text)
    press(into, Qt.Key.Key_V, CTRL)


def test_a_note_is_split_at_the_cursor_and_undone_in_one_step(staff, type_text, press):
    type_text(writing(staff), "Två på plats 😀. Larmet går sällan.")
    for _ in "Larmet går sällan.":
        press(writing(staff), Qt.Key.Key_Left)
    press(writing(staff), Qt.Key.Key_Return, CTRL | SHIFT)
    staff.settle()
    assert texts(staff) == ["Två på plats 😀.", "Larmet går sällan."]
    assert writing(staff).toPlainText() == ""
    staff.operations.undo()
    assert texts(staff) == ["Två på plats 😀. Larmet går sällan."]


def test_a_note_is_joined_with_the_one_before_from_the_list_and_from_the_field(
    staff, type_text, press, frozen_clock
):
    for text in ("Ett\n", "Två\n"):
        type_text(writing(staff), text)
        frozen_clock.advance(minutes=1)
    type_text(writing(staff), "Tre")
    staff.qtbot.waitUntil(lambda: len(staff.notes()) == 3)
    staff.settle()
    press(writing(staff), Qt.Key.Key_J, CTRL)
    staff.settle()
    assert texts(staff) == ["Ett", "Två\nTre"]
    to_last(staff, press)
    press(notes_list(staff), Qt.Key.Key_J, CTRL)
    staff.settle()
    assert texts(staff) == ["Ett\nTvå\nTre"]
    to_last(staff, press)
    press(notes_list(staff), Qt.Key.Key_J, CTRL)  # there is none before it
    assert texts(staff) == ["Ett\nTvå\nTre"]


def test_a_note_is_moved_and_sorted_under_more_requirements(staff, type_text, press):
    type_text(writing(staff), "Allt hänger ihop\n")
    staff.settle()
    other = staff.interview(Role.STAFF, "Personal C")
    to_last(staff, press)
    press(notes_list(staff), Qt.Key.Key_M, CTRL)
    staff.settle()
    dialog = QApplication.activeModalWidget()
    assert QApplication.focusWidget().accessibleName() == "Står under"
    QApplication.focusWidget().selectAll()
    type_text(QApplication.focusWidget(), "4.1")
    also = seen(field(dialog, "Also sorted under"), QLineEdit)[0]
    also.setFocus()
    for number in ("4.2", "5.1"):
        type_text(also, number)
        press(also, Qt.Key.Key_Return)
    choice = seen(dialog, Choice)[0]
    choice.setFocus()
    press(choice, Qt.Key.Key_Home)
    while choice.current() != other:
        press(choice, Qt.Key.Key_Down)
    button(dialog, "Move").click()
    staff.settle()
    found = sheet(staff.workspace, staff.id, other)
    (note,) = found.notes
    codes = {code: f"HVB-BU-{code}" for code in ("4.1", "4.2", "5.1")}
    assert note.requirement == codes["4.1"]
    assert note.question == staff.template.requirement(codes["4.1"]).questions_for("staff")[0].code
    assert found.ties_of(note.id) == (codes["4.2"], codes["5.1"])
    staff.go("interviews", f"{other} {note.id}")
    assert "även 4.2, 5.1" in notes_list(staff).all_rows()[0].spoken()
    staff.operations.undo()
    assert staff.notes()[0].interview_id == staff.interview_id


def test_a_place_that_is_no_requirement_is_refused_by_its_field(staff, type_text, press):
    type_text(writing(staff), "Ja\n")
    staff.settle()
    to_last(staff, press)
    press(notes_list(staff), Qt.Key.Key_M, CTRL)
    staff.settle()
    dialog = QApplication.activeModalWidget()
    QApplication.focusWidget().selectAll()
    type_text(QApplication.focusWidget(), "finns inte")
    button(dialog, "Move").click()
    assert field(dialog, "Stands under").error() == "Välj ett krav."
    dialog.close()


def test_a_note_in_the_list_is_tagged_by_its_key_and_untagged_by_the_same(staff, type_text, press):
    type_text(writing(staff), "Ja\n")
    staff.settle()
    to_last(staff, press)
    press(notes_list(staff), Qt.Key.Key_4, CTRL)
    assert staff.notes()[0].tag is NoteTag.SERIOUS
    staff.settle()
    press(notes_list(staff), Qt.Key.Key_4, CTRL)
    assert staff.notes()[0].tag is None


def test_the_menu_of_a_note_is_reached_by_keyboard(staff, type_text, press):
    type_text(writing(staff), "Ja\n")
    staff.settle()
    to_last(staff, press)
    here = notes_list(staff).visualRect(notes_list(staff).currentIndex()).center()
    reason = QContextMenuEvent.Reason.Keyboard  # as the menu key makes it
    shown_at = notes_list(staff).viewport().mapToGlobal(here)
    QApplication.sendEvent(notes_list(staff), QContextMenuEvent(reason, here, shown_at))
    menu = QApplication.activePopupWidget()
    names = [action.text().partition("\t")[0] for action in menu.actions()]
    assert names == ["Redigera", "Krav och intervju…", "Slå ihop med den föregående", "Historik", "Ta bort"]
    menu.close()


def test_a_colleagues_note_says_whose_it_is(staff):
    made = interviews.add_note(staff.workspace, staff.id, "Från en annan", interview_id=staff.interview_id)
    person = Person(id="kollega", name="Johan Lind", title="Uppföljare")

    def by_colleague(session):
        session.add(person)
        session.get(Note, made.created("note")).author_id = "kollega"

    staff.workspace.write("colleague", by_colleague)
    staff.go("interviews", f"{staff.interview_id} {made.created('note')}")
    assert "Johan Lind" in notes_list(staff).all_rows()[0].spoken()


def test_the_offer_of_a_serious_risk_stands_by_a_serious_note(staff, type_text, press):
    asked = []
    staff.screen.opened.risk_asked.connect(lambda: asked.append(True))
    type_text(writing(staff), "Slår barnen")
    assert "Anteckna en allvarlig risk" not in words(staff.page)
    press(writing(staff), Qt.Key.Key_4, CTRL)
    assert asked == []  # offered, never opened unasked
    assert button(staff.page, "Note a serious risk (F9)")


@pytest.mark.parametrize("text", [MILLION, MILLION.replace(" ", "_"), "rad\n" * 200_000])
def test_a_million_characters_are_kept_whole(staff, press, text):
    paste(writing(staff), press, text)
    press(writing(staff), Qt.Key.Key_Return)
    staff.settle()
    (note,) = staff.notes()
    assert note.text.replace("\n", "") == text.replace("\n", "")
    assert notes_list(staff).all_rows()[0].key == note.id
    to_last(staff, press)
    press(notes_list(staff), Qt.Key.Key_Return)
    assert writing(staff).toPlainText() == note.text


ODD = {
    "decomposed": unicodedata.normalize("NFD", "Åsa sköter lås på övervåningen"),
    "emoji": "Bra stämning 👩‍👩‍👧‍👦 🇸🇪 👍🏽",
    "right to left": "שלום עליכם och مرحبا",
    "control": "Två\x00 på\x07 plats\x1b[31m\u202e nu\u2066",
}


@pytest.mark.parametrize("kind", ODD)
def test_whatever_is_pasted_is_kept_in_one_form_without_controls(staff, press, kind):
    paste(writing(staff), press, ODD[kind])
    press(writing(staff), Qt.Key.Key_Return)
    (text,) = texts(staff)
    assert text == unicodedata.normalize("NFC", text)
    assert not [letter for letter in text if unicodedata.category(letter) == "Cc" and letter != "\n"]
    if kind != "control":
        assert text == unicodedata.normalize("NFC", ODD[kind])
    else:
        assert text == "Två på plats[31m nu"


def test_a_thought_too_long_for_the_line_becomes_a_note_at_once(visit, press, type_text):
    press(visit.screen, Qt.Key.Key_Space, CTRL)
    catch = QApplication.focusWidget()
    type_text(catch, "Ur mejlet 😀: ")
    paste(catch, press, MILLION)
    assert catch.text() == ""
    type_text(catch, "Kort\n")
    visit.settle()
    long, short = sorted(visit.notes(), key=lambda note: -len(note.text))
    assert long.text.replace("\n", "").startswith("Ur mejlet 😀: Två på plats")
    assert long.text.replace("\n", "").endswith(MILLION[-40:])
    assert short.text == "Kort"


# Sorting


@pytest.fixture
def caught(visit, frozen_clock):
    """Three caught thoughts and the dialog that sorts them."""
    for text in ("Ett", "Två", "Tre"):
        interviews.add_note(visit.workspace, visit.id, text)
        frozen_clock.advance(minutes=1)
    visit.settle()
    button(visit.screen, "3 att sortera").click()
    visit.settle()
    visit.dialog = QApplication.activeModalWidget()
    yield visit
    visit.dialog.close()


def waiting(visit):
    return [row.title for row in seen(visit.dialog, ListRows)[0].all_rows()]


def places(visit):
    return {note.text: note.requirement for note in visit.notes()}


def test_enter_sorts_and_goes_on_to_the_next(caught, type_text, press):
    for number in ("4.1", "4.2"):
        type_text(QApplication.focusWidget(), number)
        press(QApplication.focusWidget(), Qt.Key.Key_Return)
        caught.settle()
    assert places(caught) == {"Ett": "HVB-BU-4.1", "Två": "HVB-BU-4.2", "Tre": None}
    assert waiting(caught) == ["Tre"]
    press(QApplication.focusWidget(), Qt.Key.Key_Z, CTRL)
    caught.settle()
    assert waiting(caught) == ["Två", "Tre"]


def test_a_thought_goes_under_several_requirements(caught, type_text, press):
    type_text(QApplication.focusWidget(), "4.1")
    press(QApplication.focusWidget(), Qt.Key.Key_Return, SHIFT)
    type_text(QApplication.focusWidget(), "5.1")
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    caught.settle()
    assert waiting(caught) == ["Två", "Tre"]
    assert places(caught)["Ett"] == "HVB-BU-4.1"
    assert "HVB-BU-5.1" in {row.requirement for row in ties(caught)}


def ties(visit):
    from inspektor.model.evidence import Evidence
    from inspektor.store.schema import live

    with visit.workspace.read() as connection:
        return connection.execute(live(Evidence).select()).all()


def test_another_note_is_chosen_deleted_and_brought_back(caught, press):
    press(QApplication.focusWidget(), Qt.Key.Key_Down, ALT)
    press(QApplication.focusWidget(), Qt.Key.Key_Delete, ALT)
    caught.settle()
    assert waiting(caught) == ["Ett", "Tre"]
    press(QApplication.focusWidget(), Qt.Key.Key_Z, CTRL)
    caught.settle()
    assert waiting(caught) == ["Ett", "Två", "Tre"]


def test_letters_typed_in_the_list_look_for_a_requirement(caught, type_text, press):
    rows = seen(caught.dialog, ListRows)[0]
    rows.setFocus()
    press(rows, Qt.Key.Key_Down)
    for letter in "4.1":
        type_text(QApplication.focusWidget(), letter)
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    caught.settle()
    assert places(caught) == {"Ett": None, "Två": "HVB-BU-4.1", "Tre": None}


def test_a_word_that_fits_many_is_asked_again(caught, type_text, press):
    type_text(QApplication.focusWidget(), "barn")
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert field(caught.dialog, "Requirement").error() == "Välj ett krav."
    assert waiting(caught) == ["Ett", "Två", "Tre"]


def test_in_an_interview_nothing_of_other_respondents_is_offered_to_sort(visit):
    for label in ("Personal A", "Personal B"):
        talk = visit.interview(Role.STAFF, label)
        interviews.add_note(visit.workspace, visit.id, f"Sagt av {label}", interview_id=talk)
    interviews.add_note(visit.workspace, visit.id, "Fångat i hallen")
    visit.go("interviews", talk)
    button(visit.screen, "3 att sortera").click()
    visit.settle()
    visit.dialog = QApplication.activeModalWidget()
    assert set(waiting(visit)) == {"Sagt av Personal B", "Fångat i hallen"}
    (talks,) = seen(visit.dialog, Choice)
    assert not any("Personal A" in talks.itemText(n) for n in range(talks.count()))
    visit.dialog.close()


def test_a_thought_is_put_in_an_interview(visit, press):
    talk = visit.interview()
    interviews.add_note(visit.workspace, visit.id, "Sagt i trappan")
    visit.settle()
    button(visit.screen, "1 att sortera").click()
    visit.settle()
    dialog = QApplication.activeModalWidget()
    choice = seen(dialog, Choice)[0]
    choice.setFocus()
    press(choice, Qt.Key.Key_Down)
    button(dialog, "Sort").click()
    visit.settle()
    assert [note.interview_id for note in visit.notes()] == [talk]
    dialog.close()
