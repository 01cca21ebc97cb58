"""Buttons, labels, chips, banners, bars: what they say and do."""

import re

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from inspektor import paths
from ui import theme
from ui.dialogs.keys import _GROUPS
from ui.widgets import buttons
from ui.widgets.banner import Banner, BannerArea
from ui.widgets.card import Card, initials
from ui.widgets.chip import Chip
from ui.widgets.empty_state import EmptyState
from ui.widgets.keycap import KeyCap, shown
from ui.widgets.list_rows import ListRow, ListRows
from ui.widgets.page import Page, PageHeader, ScrollColumn
from ui.widgets.progress_row import ProgressRow
from ui.widgets.saved_mark import SavedMark
from ui.widgets.text import ElidedLabel, Label, Lines
from ui.widgets.tick_bar import Tick, TickBar

LEFT = Qt.MouseButton.LeftButton


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_press_a_button(show, press, key):
    button, pressed = buttons.primary("Signera"), []
    button.clicked.connect(lambda: pressed.append(1))
    show(button)
    press(button, key)
    assert pressed == [1]


def test_the_ring_shows_for_the_keyboard_and_not_for_the_pointer(show, qtbot, press):
    holder, line, button = QWidget(), QLineEdit(), buttons.secondary("Skriv ut", "printer")
    row = QHBoxLayout(holder)
    row.addWidget(line)
    row.addWidget(button)
    show(holder)
    size = button.size()
    plain = button.grab().toImage()
    qtbot.mouseClick(button, LEFT)
    assert button.property("ring") is False
    line.setFocus()
    press(line, Qt.Key.Key_Tab)
    assert (button.property("ring"), button.size()) == (True, size)
    assert button.grab().toImage() != plain


def test_the_ring_of_the_primary_button_is_told_from_its_fill(show, press):
    button = buttons.primary("Signera")
    show(button)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    edge = button.grab().toImage().pixelColor(button.width() // 2, 1)
    assert edge == theme.colour("text")


def test_an_icon_button_is_called_something(show):
    button = buttons.IconButton("lock", "Lås")
    show(button)
    assert (button.accessibleName(), button.toolTip(), button.text()) == ("Lås", "Lås", "")
    assert button.height() == button.width() == 36


def test_heights_are_those_of_the_design(show):
    for button, height in ((buttons.secondary("A"), 36), (buttons.secondary("A", small=True), 28)):
        show(button)
        assert button.sizeHint().height() == height
    line = QLineEdit()
    show(line)
    assert line.sizeHint().height() == 36
    assert (Chip("Väntar").sizeHint().height(), KeyCap("F8").sizeHint().height()) == (24, 18)


def test_long_words_are_cut_and_told_in_a_tip(show, qtbot):
    label = ElidedLabel("Faktagranskning: utföraren har lämnat fyra rättelser till utkastet")
    show(label)
    label.resize(120, 20)
    label.grab()
    assert label.toolTip() == label.text()
    label.resize(900, 20)
    label.grab()
    assert label.toolTip() == ""


def test_a_cut_label_of_two_lines_knows_its_height(show):
    label = ElidedLabel("Hur många är ni på plats på natten, och är någon vaken?", most=2)
    line = QFontMetricsF(theme.font("body")).lineSpacing()
    assert label.heightForWidth(2000) == round(line)
    assert label.heightForWidth(150) == round(2 * line)


def test_wrapped_words_in_a_narrow_column_are_not_cut(show, qtbot):
    column = ScrollColumn()
    label = Label("Bemanningen på dagen följer avtalet. " * 12, wrap=True)
    column.add(label)
    column.body.addStretch(1)
    column.resize(300, 200)
    show(column)
    qtbot.waitUntil(lambda: label.height() >= label.heightForWidth(label.width()))
    column.resize(220, 200)
    qtbot.waitUntil(lambda: label.height() >= label.heightForWidth(label.width()))
    assert column.verticalScrollBar().maximum() > 0


def test_keys_are_called_what_a_swede_calls_them():
    assert [shown(keys) for keys in ("Ctrl+Space", "Shift+F8", "Alt+1")] == [
        "Ctrl+Mellanslag",
        "Skift+F8",
        "Alt+1",
    ]


@pytest.mark.parametrize(
    ("name", "letters"), [("Karin Åkerström", "KÅ"), ("Johan af Klint Lind", "JL"), ("Åsa", "Å"), ("", "")]
)
def test_initials(name, letters):
    assert initials(name) == letters


def test_a_banner_says_both_lines_and_has_one_button(show, qtbot):
    banner, acted = Banner("warn", "Ledning och personal säger emot varandra", "Läs båda.", "Läs båda"), []
    banner.acted.connect(lambda: acted.append(1))
    show(banner)
    assert banner.accessibleName() == "Ledning och personal säger emot varandra"
    assert banner.accessibleDescription() == "Läs båda."
    (button,) = banner.findChildren(QPushButton)
    qtbot.mouseClick(button, LEFT)
    assert acted == [1]


def test_a_place_for_banners_takes_no_room_until_it_is_needed(show):
    page, area = QWidget(), BannerArea()
    QVBoxLayout(page).addWidget(area)
    show(page)
    assert area.isHidden()
    first = area.tell("bad", "Mappen finns inte.")
    assert area.tell("bad", "Mappen finns inte.", "Anslut nätverket.") is first
    area.tell("accent", "Synken är klar.")
    assert [banner.fact() for banner in area.banners()] == ["Mappen finns inte.", "Synken är klar."]
    area.clear()
    assert area.isHidden()


TICKS = [
    Tick(f"{area}.{n}", "ok" if n == 1 else "", f"Krav {area}.{n}", str(area))
    for area in (1, 2)
    for n in (1, 2)
]


@pytest.fixture
def bar(show):
    made = TickBar("Krav")
    made.told = []
    made.chosen.connect(made.told.append)
    made.set_ticks(TICKS, "1.2")
    made.resize(400, 18)
    show(made)
    return made


def test_a_tick_is_a_way_to_its_requirement(bar, qtbot):
    places = bar.places()
    assert len(places) == 4
    assert places[2].left() - places[1].right() > places[1].left() - places[0].right()
    qtbot.mouseClick(bar, LEFT, pos=places[2].center().toPoint())
    assert bar.told == ["2.1"]


def test_arrows_walk_the_ticks_from_the_current_one(bar, press):
    bar.setFocus()
    press(bar, Qt.Key.Key_Right)
    press(bar, Qt.Key.Key_Return)
    for _ in range(5):
        press(bar, Qt.Key.Key_Left)
    press(bar, Qt.Key.Key_Space)
    assert bar.told == ["2.1", "1.1"]


def test_an_empty_bar_is_quiet(show, press, qtbot):
    bar = TickBar("Krav")
    bar.resize(200, 18)
    show(bar)
    bar.setFocus()
    press(bar, Qt.Key.Key_Right)
    qtbot.mouseClick(bar, LEFT, pos=QPoint(5, 5))
    assert bar.places() == []


def test_an_empty_list_says_what_will_be_there(show, qtbot):
    state, acted = EmptyState("inbox", "Här kommer det som utföraren skickar in. " * 3, "Lägg till"), []
    state.acted.connect(lambda: acted.append(1))
    state.resize(300, 300)
    show(state)
    label = state.findChild(Label)
    qtbot.waitUntil(lambda: label.height() >= label.heightForWidth(label.width()))
    qtbot.mouseClick(state.findChild(QPushButton), LEFT)
    assert acted == [1]


def test_work_under_way_says_how_far_and_can_be_stopped_once(show, qtbot):
    row, stopped = ProgressRow("Protokollet sätts i ordning"), []
    row.cancelled.connect(lambda: stopped.append(1))
    show(row)
    row.set_progress(3, 12)
    said = [label.text() for label in row.findChildren(Label)]
    assert said == ["Protokollet sätts i ordning", "3 av 12"]
    button = row.findChild(QPushButton)
    for _ in range(2):
        qtbot.mouseClick(button, LEFT)
    assert stopped == [1]


def test_saved_is_said_after_the_commit_and_failure_in_red(show, frozen_clock):
    mark = SavedMark()
    show(mark)
    assert mark.text() == ""
    mark.show_saved(frozen_clock.moment)
    assert mark.text() == "Sparat 09.26"
    mark.show_failed()
    assert mark.text() == "Inte sparat"
    mark.clear()
    assert mark.text() == ""


def test_a_list_on_a_card_stands_in_line_with_the_title(show):
    card, rows = Card("Utkast", count="3"), ListRows("Utkast", fit=True)
    rows.set_rows([ListRow("a", "LSS-bostad Tallgatan 4", icon="pen-line")])
    card.add_rows(rows)
    card.set_footer(Lines("Olika bedömningar", "Synkat 07.58"))
    card.resize(420, 260)
    show(card)
    title = card.findChild(Label)
    assert rows.mapTo(card, QPoint(10, 0)).x() == title.mapTo(card, QPoint(0, 0)).x()


def test_a_card_without_a_title_has_no_place_for_actions(qtbot):
    card = Card()
    qtbot.addWidget(card)
    with pytest.raises(ValueError, match="title"):
        card.add_action(buttons.link("Visa alla"))


def test_page_margins_shrink_on_a_small_laptop(show):
    page = Page()
    page.add(PageHeader("Idag", "Ett besök idag"))
    show(page)
    page.resize(1366 - 232, 700)
    assert page.body.contentsMargins().left() == 16
    page.resize(1440 - 232, 700)
    assert page.body.contentsMargins().left() == 24


def test_unfolding_a_menu_button_shows_its_choices(show, qtbot):
    button = buttons.MenuButton("Avtalsområde")
    button.menu().addAction("Äldre")
    show(button)
    assert [action.text() for action in button.menu().actions()] == ["Äldre"]
    assert QApplication.activePopupWidget() is None


def test_the_list_of_keys_has_those_of_the_readme():
    readme = (paths.resources().parent / "README.md").read_text(encoding="utf-8")
    promised = next(line for line in readme.splitlines() if line.startswith("`Ctrl+K`"))
    listed = {keys for _, group in _GROUPS for keys, _ in group}
    assert set(re.findall(r"`([^`]+)`", promised)) <= listed
    assert shown("Alt+Up") == "Alt+Upp"
