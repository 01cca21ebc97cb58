"""The left column: one way at a time, by pointer and by keys."""

import pytest
from kit_values import FOOT, MAIN, OUTLINE
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget

from ui.widgets.nav_column import NavColumn
from ui.widgets.nav_row import NavNote, NavRow, Place


@pytest.fixture
def window(show):
    made = QWidget()
    made.nav, made.field = NavColumn("Inspektor"), QLineEdit()
    row = QHBoxLayout(made)
    row.addWidget(made.nav)
    row.addWidget(made.field)
    made.told = []
    made.nav.chosen.connect(made.told.append)
    made.nav.set_sync("circle-check", "ok", "Synkat 07.58", "Inget väntar")
    made.nav.set_person("Karin Åkerström", "Uppföljare")
    made.nav.show_main(MAIN, FOOT, "today")
    made.resize(900, 700)
    show(made)
    return made


def rows(window) -> list[NavRow]:
    return [row for row in window.nav.findChildren(NavRow) if row.isVisible()]


def test_a_click_tells_where_to_go_and_waits_for_the_window_to_go(window, qtbot):
    qtbot.mouseClick(rows(window)[1], Qt.MouseButton.LeftButton)
    assert window.told == ["follow_ups"]
    assert [row.isChecked() for row in rows(window)] == [True, False, False, False]
    window.nav.set_current("follow_ups")
    assert [row.isChecked() for row in rows(window)] == [False, True, False, False]


def test_arrows_walk_and_enter_goes(window, press):
    window.nav.focus_current()
    for _ in range(3):
        press(QApplication.focusWidget(), Qt.Key.Key_Down)
    press(QApplication.focusWidget(), Qt.Key.Key_Return)
    press(QApplication.focusWidget(), Qt.Key.Key_Down)
    press(QApplication.focusWidget(), Qt.Key.Key_Up)
    press(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert window.told == ["settings", "deficiencies"]


def test_the_places_are_one_stop_for_tab_and_sync_and_cover_follow(window, press):
    window.nav.focus_current()
    seen = []
    for _ in range(4):
        press(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
    assert isinstance(seen[0], NavNote)
    assert seen[1].accessibleName() == "Täck fönstret"
    assert seen[2] is window.field


def test_the_keyboard_begins_at_the_current_place(show):
    nav = NavColumn("Inspektor")
    nav.set_sync("circle-check", "ok", "Synkat 07.58", "Inget väntar")
    nav.set_person("Karin Åkerström", "Uppföljare")
    nav.show_main(MAIN, FOOT, "today")
    show(nav)
    assert QApplication.focusWidget().accessibleName() == "Idag, 1"


def test_inside_a_follow_up_the_outline_stands_instead(window, qtbot):
    back = []
    window.nav.went_back.connect(lambda: back.append(1))
    facts = ["Fördjupad uppföljning", "SN 2026/0412"]
    window.nav.show_follow_up("Uppföljningar", "HVB Björkhaga", facts, OUTLINE, "interviews")
    qtbot.waitUntil(lambda: [row.place.key for row in rows(window)] == ["overview", "evidence", "interviews"])
    assert [row.accessibleName() for row in rows(window)] == [
        "Översikt",
        "Underlag, klart",
        "Intervjuer, 3 av 7",
    ]
    way_back = next(note for note in window.nav.findChildren(NavNote) if note.text() == "Uppföljningar")
    qtbot.mouseClick(way_back, Qt.MouseButton.LeftButton)
    assert back == [1]
    window.nav.show_main(MAIN, FOOT, "follow_ups")
    qtbot.waitUntil(lambda: len(rows(window)) == 4)


def test_a_fact_changes_without_building_anew(window):
    row = rows(window)[2]
    window.nav.set_place(Place("deficiencies", "triangle-alert", "Brister", "13"))
    assert row.accessibleName() == "Brister, 13"


def test_the_eye_covers(window, qtbot):
    covered = []
    window.nav.covered.connect(lambda: covered.append(1))
    lock = next(b for b in window.nav.findChildren(QWidget) if b.accessibleName() == "Täck fönstret")
    qtbot.mouseClick(lock, Qt.MouseButton.LeftButton)
    assert covered == [1]


def test_a_low_window_scrolls_the_places_and_keeps_the_foot(window):
    window.resize(900, 330)
    assert window.nav.minimumSizeHint().height() < 330
    assert rows(window)[-1].isVisible()
