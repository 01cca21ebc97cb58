"""Every part has a name, is reached by Tab, shows where the keyboard is, and stands both schemes and larger text."""

from collections.abc import Callable
from datetime import date

import pytest
from kit_values import FOOT, MAIN, SCALE, TAGS
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from ui import theme
from ui.widgets import buttons
from ui.widgets.autosave_line import AutosaveLine
from ui.widgets.autosave_text import AutosaveText
from ui.widgets.banner import Banner
from ui.widgets.choice import Check, Choice
from ui.widgets.date_field import DateField, TimeField
from ui.widgets.empty_state import EmptyState
from ui.widgets.field import Field
from ui.widgets.lines import SearchField
from ui.widgets.list_rows import ListRow, ListRows
from ui.widgets.nav_column import NavColumn
from ui.widgets.note_field import NoteField
from ui.widgets.note_list import NoteList, NoteRow
from ui.widgets.password_field import PasswordField
from ui.widgets.pdf_view import PdfView
from ui.widgets.progress_row import ProgressRow
from ui.widgets.question_list import QuestionList, QuestionRow
from ui.widgets.rating_list import RatingList
from ui.widgets.segmented import Segment, Segmented
from ui.widgets.signature_pad import SignaturePad
from ui.widgets.tick_bar import Tick, TickBar
from ui.widgets.word_check import WordCheck

Make = Callable[[], QWidget]


def nav() -> QWidget:
    column = NavColumn("Inspektor")
    column.set_sync("circle-check", "ok", "Synkat 07.58", "Inget väntar")
    column.set_person("Karin Åkerström", "Uppföljare")
    column.show_main(MAIN, FOOT, "today")
    return column


def ticks() -> QWidget:
    bar = TickBar("Krav")
    bar.set_ticks([Tick("1"), Tick("2", "ok")], "1")
    return bar


def questions() -> QWidget:
    made = QuestionList()
    made.set_rows([QuestionRow("a", "4.1", "Hur många är ni på plats på natten?", "touched", 2)])
    made.set_current("a")
    return made


def rows() -> QWidget:
    made = ListRows("Brister")
    made.set_rows([ListRow("a", "Läkemedelsskåp", "LSS-bostad", icon="inbox", verb="Läs")])
    made.set_current("a")
    return made


def notes() -> QWidget:
    made = NoteList()
    made.set_notes([NoteRow("a", "11.21", "Två på plats.")])
    made.set_current("a")
    return made


def note_field() -> QWidget:
    made = NoteField(TAGS)
    made.load("Ensam ungefär var tredje natt", tag="fact")
    return made


def rating() -> QWidget:
    made = RatingList(SCALE, "Bedömning")
    made.set_current("partly_met")
    return made


PARTS: dict[str, Make] = {
    "primary": lambda: buttons.primary("Signera", "pen-line"),
    "secondary": lambda: buttons.secondary("Skriv ut"),
    "quiet": lambda: buttons.quiet("Avbryt"),
    "link": lambda: buttons.link("Visa alla"),
    "danger": lambda: buttons.danger("Ta bort"),
    "icon": lambda: buttons.IconButton("lock", "Lås"),
    "menu": lambda: buttons.MenuButton("Ansvarig"),
    "nav": nav,
    "segmented": lambda: Segmented([Segment("a", "Alla"), Segment("b", "Ej berörda")], "Filter"),
    "rating": rating,
    "ticks": ticks,
    "questions": questions,
    "rows": rows,
    "notes": notes,
    "note field": note_field,
    "text": lambda: Field("Skäl", AutosaveText("Skäl")),
    "line": lambda: Field("Resultat", AutosaveLine("Resultat")),
    "plain line": lambda: Field("Namn", QLineEdit(), hint="Som i avtalet.", optional=True),
    "date": lambda: Field("Datum", DateField(date(2026, 12, 18))),
    "time": lambda: Field("Klockslag", TimeField()),
    "passphrase": lambda: Field("Lösenfras", PasswordField()),
    "choice": lambda: Field("Tjänst", Choice("Tjänst", [("a", "HVB")])),
    "check": lambda: Check("Tolk används"),
    "search": lambda: SearchField("Sök brist"),
    "words": lambda: WordCheck(["a", "b"], (1, 2)),
    "signature": lambda: SignaturePad(),
    "pdf": lambda: PdfView("Besöksprotokoll"),
    "banner": lambda: Banner("warn", "Två säger emot varandra", "Läs båda.", "Läs båda", closable=True),
    "empty": lambda: EmptyState("inbox", "Här kommer det.", "Lägg till"),
    "progress": lambda: ProgressRow("Protokollet sätts i ordning"),
}
every_part = pytest.mark.parametrize("make", [pytest.param(make, id=name) for name, make in PARTS.items()])


class Stage(QWidget):
    """A part between two fields."""

    def __init__(self, part: QWidget) -> None:
        super().__init__()
        self.part, self.before, self.after = part, QLineEdit(), QLineEdit()
        column = QVBoxLayout(self)
        for widget in (self.before, part, self.after):
            column.addWidget(widget)
        self.resize(560, 620)


@pytest.fixture
def stage(show):
    def put(make: Make) -> Stage:
        made = Stage(make())
        show(made)
        return made

    return put


def focusable(part: QWidget) -> list[QWidget]:
    found = [part, *part.findChildren(QWidget)]
    return [w for w in found if w.isVisible() and w.isEnabled() and w.focusPolicy() & Qt.FocusPolicy.TabFocus]


def is_proxied(widget: QWidget) -> bool:
    return widget.focusProxy() is not None


@every_part
def test_whatever_takes_the_keyboard_has_a_name(stage, make):
    on = stage(make)
    nameless = []
    for widget in focusable(on.part):
        interface = QAccessible.queryAccessibleInterface(widget)
        if not is_proxied(widget) and not (interface and interface.text(QAccessible.Text.Name).strip()):
            nameless.append(widget)
    assert nameless == []


@every_part
def test_tab_goes_in_and_comes_out_both_ways(stage, make, press):
    on = stage(make)
    reached = []
    on.before.setFocus()
    for _ in range(20):
        press(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if QApplication.focusWidget() is on.after:
            break
        reached.append(QApplication.focusWidget())
    assert QApplication.focusWidget() is on.after
    stops = [w for w in focusable(on.part) if not is_proxied(w)]
    assert set(reached) <= set(stops) or not stops
    assert bool(reached) == bool(stops)
    for _ in range(20):
        press(QApplication.focusWidget(), Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        if QApplication.focusWidget() is on.before:
            break
    assert QApplication.focusWidget() is on.before


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


@every_part
def test_one_sees_where_the_keyboard_is(stage, make):
    on = stage(make)
    unseen = []
    for widget in focusable(on.part):
        if is_proxied(widget):
            continue
        on.before.setFocus()
        without = picture(on.part)
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if picture(on.part) == without:
            unseen.append(widget)
    assert unseen == []


@pytest.fixture
def restored(qapp):
    yield
    theme.apply_theme(qapp, "light")


@pytest.mark.usefixtures("restored")
@every_part
def test_schemes_and_larger_text_reach_a_part_that_is_shown(qapp, stage, make):
    on = stage(make)
    light = picture(on.part)
    size = on.part.sizeHint()
    theme.apply_theme(qapp, "dark")
    assert picture(on.part) != light
    theme.apply_theme(qapp, "contrast")
    assert picture(on.part) != light
    theme.apply_theme(qapp, "light", 150)
    QApplication.sendPostedEvents()
    grown = on.part.sizeHint()
    assert grown.height() > size.height() or isinstance(
        on.part, PdfView | SignaturePad | ListRows | QuestionList
    )
    theme.apply_theme(qapp, "light")
    QApplication.sendPostedEvents()
    assert on.part.sizeHint() == size


@pytest.mark.parametrize("percent", theme.TEXT_SIZES)
@pytest.mark.usefixtures("restored")
def test_words_on_buttons_fit_at_every_size(qapp, show, percent):
    theme.apply_theme(qapp, "light", percent)
    for make in (buttons.primary, buttons.secondary, buttons.quiet, buttons.link):
        button = make("Skicka för faktagranskning")
        show(button)
        words = button.fontMetrics().horizontalAdvance(button.text())
        assert button.sizeHint().width() > words
        assert button.sizeHint().height() > button.fontMetrics().height()
    label = QLabel("Å")
    show(label)
    assert label.sizeHint() != QSize()
