"""Fields: what belongs to them, what is wrong with them, and what people may type into them."""

from datetime import date, time

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCalendarWidget, QLineEdit, QVBoxLayout, QWidget

from inspektor.errors import RuleBroken
from inspektor.i18n import tr_mark
from ui.notices import show_by_field
from ui.widgets.date_field import DateField, TimeField
from ui.widgets.field import Field
from ui.widgets.lines import SearchField
from ui.widgets.password_field import PasswordField
from ui.widgets.typed_dates import read_date, read_time
from ui.widgets.word_check import WordCheck

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-12-18", date(2026, 12, 18)),
        ("20261218", date(2026, 12, 18)),
        ("261218", date(2026, 12, 18)),
        (" 18/12 ", date(2026, 12, 18)),
        ("18 dec", date(2026, 12, 18)),
        ("18 december 2027", date(2027, 12, 18)),
        ("3 jan", date(2027, 1, 3)),
        ("1 sept", date(2026, 9, 1)),
        ("14 okt", date(2026, 10, 14)),
        ("29/2 2028", date(2028, 2, 29)),
        ("idag", TODAY),
        ("Imorgon", date(2026, 11, 28)),
        ("+14", date(2026, 12, 11)),
        ("29/2", None),
        ("2026-02-30", None),
        ("31/4", None),
        ("snart", None),
        ("18 tolvte", None),
        ("", None),
    ],
)
def test_a_date_is_read_as_it_was_meant(typed, meant):
    assert read_date(typed, TODAY) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("11.26", time(11, 26)),
        ("11:26", time(11, 26)),
        ("1126", time(11, 26)),
        ("930", time(9, 30)),
        ("9", time(9)),
        ("24.00", None),
        ("11.60", None),
        ("elva", None),
    ],
)
def test_a_time_is_read_as_it_was_meant(typed, meant):
    assert read_time(typed) == meant


class Form(QWidget):
    def __init__(self, *fields: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        for field in fields:
            column.addWidget(field)


def test_a_field_names_describes_and_refuses(show, type_text):
    line = QLineEdit()
    field = Field("Organisationsnummer", line, hint="Tio siffror.")
    show(Form(field))
    assert (line.accessibleName(), line.accessibleDescription()) == ("Organisationsnummer", "Tio siffror.")
    field.set_error("Kontrollera siffrorna.")
    assert line.accessibleDescription() == "Kontrollera siffrorna. Tio siffror."
    assert line.property("invalid") is True
    type_text(line, "5")
    assert (field.error(), line.accessibleDescription(), line.property("invalid")) == (
        "",
        "Tio siffror.",
        False,
    )


def test_a_broken_rule_is_shown_by_the_field_it_names(show):
    name, number = Field("Namn", QLineEdit()), Field("Nummer", QLineEdit())
    show(Form(name, number))
    fields = {"name": name, "organisation_number": number}
    broken = RuleBroken(
        "organisation_number", tr_mark("The organisation number is not right: check the digits.")
    )
    assert show_by_field(broken, fields)
    assert number.error() == broken.text()
    assert number.editor.hasFocus()
    assert not show_by_field(RuleBroken("elsewhere", "x"), fields)


@pytest.mark.usefixtures("frozen_clock")
def test_a_typed_date_is_written_out_and_told(show, type_text, press):
    day, told = DateField(), []
    day.picked.connect(told.append)
    field = Field("Åtgärdas senast", day)
    show(Form(field))
    day.setFocus()
    type_text(day, "18 dec")
    press(day, Qt.Key.Key_Return)
    assert (day.text(), day.value(), told) == ("2026-12-18", date(2026, 12, 18), [date(2026, 12, 18)])
    press(day, Qt.Key.Key_Return)
    assert len(told) == 1


@pytest.mark.usefixtures("frozen_clock")
def test_a_date_that_means_nothing_is_refused_when_one_leaves(show, type_text):
    day, other = DateField(date(2026, 12, 18)), QLineEdit()
    field = Field("Datum", day)
    show(Form(field, other))
    day.setFocus()
    day.clear()
    type_text(day, "snart")
    other.setFocus()
    assert field.error() == "Skriv datum som 2026-12-18."
    assert day.value() == date(2026, 12, 18)
    day.setFocus()
    type_text(day, "x")
    assert field.error() == ""


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.usefixtures("frozen_clock")
def test_the_calendar_unfolds_by_key_and_gives_a_day(show, press, qtbot):
    day, told = DateField(), []
    day.picked.connect(told.append)
    show(Form(day))
    day.setFocus()
    press(day, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    month = QApplication.activePopupWidget().findChild(QCalendarWidget)
    assert month.selectedDate().toPython() == TODAY
    press(month.focusProxy(), Qt.Key.Key_Right)
    press(month.focusProxy(), Qt.Key.Key_Return)
    assert told == [date(2026, 11, 28)]
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)


def test_a_time_is_written_out_with_a_point(show, type_text, press):
    field = TimeField()
    show(Form(field))
    type_text(field, "930")
    press(field, Qt.Key.Key_Return)
    assert (field.text(), field.value()) == ("09.30", time(9, 30))


def test_passing_through_a_time_with_seconds_changes_nothing(show, press):
    field, picked = TimeField(time(9, 30, 42)), []
    field.picked.connect(picked.append)
    show(Form(field))
    press(field, Qt.Key.Key_Return)
    assert picked == []


def test_search_tells_once_the_hand_rests_and_esc_empties(show, type_text, press, qtbot):
    search, told, asked = SearchField("Sök brist"), [], []
    search.searched.connect(told.append)
    search.submitted.connect(asked.append)
    show(search)
    type_text(search, "läkeme")
    qtbot.waitUntil(lambda: told == ["läkeme"])
    press(search, Qt.Key.Key_Return)
    press(search, Qt.Key.Key_Escape)
    assert (asked, told[-1], search.text()) == (["läkeme"], "", "")


def test_a_passphrase_is_hidden_shown_on_request_and_hidden_again(show, type_text, press, qtbot):
    field, sent = PasswordField(), []
    field.submitted.connect(lambda: sent.append(1))
    show(field)
    field.setFocus()
    line = field.focusProxy()
    type_text(line, "häst i regn")
    assert line.echoMode() == QLineEdit.EchoMode.Password
    line.actions()[0].trigger()
    assert line.echoMode() == QLineEdit.EchoMode.Normal
    press(line, Qt.Key.Key_Return)
    assert (sent, field.text()) == ([1], "häst i regn")
    field.clear()
    assert (line.echoMode(), field.text()) == (QLineEdit.EchoMode.Password, "")


def test_caps_lock_is_seen_from_the_letters(show):
    field = PasswordField()
    show(field)
    line = field.focusProxy()
    shift = Qt.KeyboardModifier.ShiftModifier
    for letter, held, warned in (
        ("A", False, True),
        ("a", False, False),
        ("a", True, True),
        ("A", True, False),
    ):
        press = QKeyEvent(
            QKeyEvent.Type.KeyPress, 0, shift if held else Qt.KeyboardModifier.NoModifier, letter
        )
        QApplication.sendEvent(line, press)
        assert field._caps.isVisible() is warned


def test_two_words_are_asked_back(show, type_text, press):
    check, passed = WordCheck(["äpple", "båt", "cykel", "dörr"], ask=(2, 4)), []
    check.passed.connect(lambda: passed.append(1))
    show(check)
    check.focus()
    type_text(QApplication.focusWidget(), "bil")
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert [field.error() for field, _, _ in check._asked] == ["Det är inte ordet som står på bladet.", ""]
    QApplication.processEvents()
    assert len({line.mapTo(check, QPoint()).y() for _, line, _ in check._asked}) == 1, (
        "the two stand in a row"
    )
    QApplication.focusWidget().clear()
    type_text(QApplication.focusWidget(), " BÅT ")
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    type_text(QApplication.focusWidget(), "do\u0308rr")
    assert (passed, check.is_right()) == ([1], True)
    assert check._asked[0][0].error() == ""
