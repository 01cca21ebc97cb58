"""Fields that save themselves: nothing typed is held back, nothing typed is overwritten."""

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QTextCursor
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.widgets.autosave import THROTTLE_MS, flush_fields
from ui.widgets.autosave_line import AutosaveLine
from ui.widgets.autosave_text import AutosaveText, clean

CTRL = Qt.KeyboardModifier.ControlModifier


class Desk(QWidget):
    """A field, another one to go to, and an undo that belongs to the program."""

    def __init__(self, field: AutosaveText | AutosaveLine) -> None:
        super().__init__()
        self.field, self.other = field, QLineEdit()
        self.saved: list[tuple[str, bool]] = []
        self.undone = 0
        column = QVBoxLayout(self)
        column.addWidget(field)
        column.addWidget(self.other)
        field.settled.connect(self._keep)
        undo = QAction(self)
        undo.setShortcut(QKeySequence(QKeySequence.StandardKey.Undo))
        undo.triggered.connect(self._undo)
        self.addAction(undo)

    def _keep(self, text: str, still_typing: bool) -> None:
        self.saved.append((text, still_typing))

    def _undo(self) -> None:
        self.undone += 1


@pytest.fixture(params=[AutosaveText, AutosaveLine], ids=["text", "line"])
def desk(request, show):
    made = Desk(request.param("Skäl"))
    show(made)
    made.field.setFocus()
    return made


@pytest.fixture
def page(show):
    made = Desk(AutosaveText("Skäl"))
    show(made)
    made.field.setFocus()
    return made


def test_typing_without_a_pause_is_saved_all_the_while(desk, type_text, qtbot):
    """Keys come far closer than the throttle: a debounce would save nothing until they stop."""
    keys = QTimer()
    keys.setInterval(20)
    keys.timeout.connect(lambda: type_text(desk.field, "å"))
    keys.start()
    qtbot.waitUntil(lambda: len(desk.saved) >= 4, timeout=20_000)
    keys.stop()
    assert keys.interval() < THROTTLE_MS / 10
    assert all(still_typing for _, still_typing in desk.saved)
    lengths = [len(text) for text, _ in desk.saved]
    assert lengths == sorted(set(lengths))


def test_the_clock_starts_at_the_first_unsaved_key_and_no_later(desk, type_text):
    type_text(desk.field, "a")
    clock = desk.field.typing.findChild(QTimer)
    assert clock.isActive()
    assert clock.interval() <= 400 - 100  # the rest is for a busy GUI thread
    left = clock.remainingTime()
    type_text(desk.field, "b")
    assert clock.remainingTime() <= left


def test_leaving_the_field_saves_at_once_and_closes(desk, type_text):
    type_text(desk.field, "Vaken natt saknades.")
    desk.other.setFocus()
    assert desk.saved == [("Vaken natt saknades.", False)]


def test_leaving_after_a_save_closes_what_was_being_typed(desk, type_text, qtbot):
    type_text(desk.field, "Jour")
    qtbot.waitUntil(lambda: desk.saved == [("Jour", True)])
    desk.other.setFocus()
    assert desk.saved == [("Jour", True), ("Jour", False)]
    desk.field.setFocus()
    desk.other.setFocus()
    assert len(desk.saved) == 2


def test_hiding_saves(desk, type_text):
    type_text(desk.field, "Jour")
    desk.hide()
    assert desk.saved == [("Jour", False)]


def test_all_fields_of_a_window_are_flushed_together(desk, type_text):
    type_text(desk.field, "Jour")
    flush_fields(desk)
    assert desk.saved == [("Jour", False)]


def test_typing_something_and_taking_it_back_saves_nothing(desk, press, type_text):
    type_text(desk.field, "x")
    press(desk.field, Qt.Key.Key_Backspace)
    desk.field.flush()
    assert desk.saved == []


def test_what_is_shown_from_the_record_is_not_saved(desk):
    desk.field.load("Två på plats")
    desk.field.set_text("Tre på plats")
    desk.field.flush()
    assert desk.saved == []
    assert desk.field.text() == "Tre på plats"


def test_loading_another_record_hands_over_the_first_ones_text(desk, type_text):
    desk.field.load("Första")
    type_text(desk.field, "X")
    desk.field.load("Andra")
    assert len(desk.saved) == 1
    assert desk.field.text() == "Andra"
    assert not desk.field.typing.in_progress()


def test_an_equal_text_does_not_move_the_cursor(page, type_text, qtbot):
    page.field.load("Vaken natt")
    cursor = page.field.textCursor()
    cursor.setPosition(5)
    page.field.setTextCursor(cursor)
    type_text(page.field, "!")
    qtbot.waitUntil(lambda: page.saved == [("Vaken! natt", True)])
    for source in ("local", "read", "sync", "undo"):
        page.field.set_text("Vaken! natt", source)
        assert page.field.textCursor().position() == 6


@pytest.mark.parametrize(
    ("before", "after", "at", "then"),
    [
        ("Två på natten.", "Två på plats på natten.", 2, 2),
        ("Två på natten.", "Två på plats på natten.", 14, 23),
        ("😀 natt", "😀😀 natt", 7, 9),
        ("rad ett\nrad två", "rad ett\nny rad\nrad två", 15, 22),
    ],
)
def test_a_colleagues_text_leaves_the_cursor_where_it_was(page, before, after, at, then):
    page.field.load(before)
    cursor = page.field.textCursor()
    cursor.setPosition(at)
    page.field.setTextCursor(cursor)
    assert page.field.set_text(after, "sync")
    assert page.field.text() == after
    assert page.field.textCursor().position() == then


def test_nothing_replaces_what_is_being_typed(desk, type_text):
    type_text(desk.field, "Mitt")
    for source in ("read", "local", "sync", "undo", "redo"):
        assert not desk.field.set_text("Någon annans", source)
    assert desk.field.text() == "Mitt"


def test_an_old_echo_does_not_take_back_newer_typing(desk, type_text, qtbot):
    type_text(desk.field, "a")
    qtbot.waitUntil(lambda: len(desk.saved) == 1)
    type_text(desk.field, "b")
    qtbot.waitUntil(lambda: len(desk.saved) == 2)
    assert not desk.field.set_text("a", "read")
    assert desk.field.text() == "ab"


def test_an_old_echo_after_leaving_does_not_either(desk, type_text, qtbot):
    type_text(desk.field, "a")
    qtbot.waitUntil(lambda: len(desk.saved) == 1)
    type_text(desk.field, "b")
    desk.other.setFocus()
    assert not desk.field.set_text("a", "read")
    assert desk.field.set_text("ab", "read")
    assert desk.field.set_text("rättat", "read")


def test_undo_by_the_program_reaches_a_field_with_focus(desk, type_text, qtbot):
    type_text(desk.field, "ab")
    qtbot.waitUntil(lambda: len(desk.saved) == 1)
    assert desk.field.set_text("", "undo")
    assert desk.field.text() == ""


def test_undo_belongs_to_the_field_until_its_typing_is_saved(desk, type_text, press, qtbot):
    type_text(desk.field, "abc")
    press(desk.field, Qt.Key.Key_Z, CTRL)
    assert (desk.field.text(), desk.undone) == ("", 0)
    type_text(desk.field, "abc")
    qtbot.waitUntil(lambda: len(desk.saved) == 1)
    press(desk.field, Qt.Key.Key_Z, CTRL)
    assert (desk.field.text(), desk.undone) == ("abc", 1)


def test_undo_does_not_bring_back_another_records_text(desk, press, type_text):
    desk.field.load("Första")
    desk.field.load("Andra")
    type_text(desk.field, "X")
    for _ in range(3):
        press(desk.field, Qt.Key.Key_Z, CTRL)
    assert desk.field.text() == "Andra"


def test_decomposed_letters_are_handed_over_composed(desk, type_text):
    type_text(desk.field, "Na\u0308r")
    desk.field.flush()
    assert desk.saved[0][0] == "När"


def test_no_break_spaces_survive(page, type_text):
    page.field.load("9\u00a0av\u00a028")
    page.field.moveCursor(QTextCursor.MoveOperation.End)
    type_text(page.field, "!")
    page.field.flush()
    assert page.saved == [("9\u00a0av\u00a028!", False)]


def test_pasting_brings_plain_words_alone(page):
    rich = QMimeData()
    rich.setHtml("<b>Fet</b>")
    rich.setText("Na\u0308sta\r\nrad\x00\x07 \u202eslut")
    QGuiApplication.clipboard().setMimeData(rich)
    page.field.paste()
    assert page.field.text() == "Nästa\nrad slut"


def test_cleaning_keeps_tabs_lines_and_scripts():
    assert clean("a\tb\r\nc\rd\u2028e") == "a\tb\nc\nd\ne"
    assert clean("👩‍👧 Ψ Ж\n") == "👩‍👧 Ψ Ж\n"


def test_tab_leaves_the_field(page, press):
    press(page.field, Qt.Key.Key_Tab)
    assert page.other.hasFocus()
    assert page.field.text() == ""


def test_the_field_grows_with_its_text_and_then_scrolls(show, qtbot, type_text):
    field = AutosaveText("Skäl", least=2, most=4)
    show(field)
    field.setFixedWidth(300)
    heights = []
    for lines in (1, 2, 3, 4, 9):
        field.load("\n".join("rad" for _ in range(lines)))
        heights.append(field.sizeHint().height())
    line = field.fontMetrics().lineSpacing()
    assert heights[0] == heights[1]
    assert [round((height - heights[0]) / line) for height in heights] == [0, 0, 1, 2, 2]
    assert field.verticalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAsNeeded


def has_number(text: str) -> str:
    return "Texten ser ut att innehålla ett personnummer." if "0101" in text else ""


def test_the_field_grows_when_it_becomes_narrower(show):
    holder, field = QWidget(), AutosaveText("Text", least=1, most=9)
    column = QVBoxLayout(holder)
    column.addWidget(field)
    column.addStretch(1)
    field.load("Altandörren längst bort är fri och märkt. " * 4)
    holder.resize(1200, 400)
    show(holder)
    before = field.height()
    holder.resize(300, 400)
    holder.layout().activate()
    assert field.height() == field.sizeHint().height() > before


def test_a_personal_number_is_warned_of_and_the_warning_goes(show, qtbot, type_text, press):
    field, warned = AutosaveText("Anteckning", check=has_number), []
    field.warned.connect(warned.append)
    show(field)
    type_text(field, "0101")
    field.flush()
    assert warned == [has_number("0101")]
    press(field, Qt.Key.Key_Backspace)
    field.flush()
    assert warned == [has_number("0101"), ""]
    field.load("0101")
    assert len(warned) == 3


def test_enter_hands_a_line_over(show, type_text, press):
    line = AutosaveLine("Förväntat resultat")
    saved: list[tuple[str, bool]] = []
    line.settled.connect(lambda text, typing: saved.append((text, typing)))
    show(line)
    type_text(line, "Vaken natt")
    press(line, Qt.Key.Key_Return)
    assert saved == [("Vaken natt", False)]
