"""The window behind the door: places, keys, undo, lock, language, closing."""

import pytest
from builders import PASSPHRASE, a_follow_up
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication
from shell_parts import CTRL, SHIFT, button, line, seen, unlock, words

from inspektor import settings
from inspektor.actions import first_start, register
from inspektor.i18n import tr
from inspektor.queries.register import providers, units
from inspektor.store.workspace import Workspace
from ui import theme
from ui.widgets.nav_row import NavNote, NavRow
from ui.widgets.toast import Toast

PLACES = ("today", "follow_ups", "register", "templates", "search", "verify", "settings", "sharing")


def row(shell, text: str) -> NavRow:
    return next(each for each in seen(shell.window, NavRow) if each.text() == tr(text))


def toast(shell) -> str:
    shown = [each for each in shell.window.findChildren(Toast) if each.isVisible()]
    return shown[0].text() if shown else ""


@pytest.mark.parametrize("size", [(1366, 768), (1100, 700)])
def test_every_place_fits_a_small_laptop(shell, size):
    shell.window.resize(*size)
    for place in PLACES:
        shell.go(place)
        QApplication.processEvents()
        assert shell.window.size() == QSize(*size), place
        assert shell.window.minimumSizeHint().height() <= 700, place


def test_each_row_of_the_column_leads_somewhere(shell):
    for text in ("Follow-ups", "Providers", "Templates", "Search", "Check a document", "Settings", "Today"):
        row(shell, text).click()
        assert tr(text) in words(shell.page()) or text == "Today"
        assert row(shell, text).isChecked()
    assert shell.inside.places.place() == "today"


def test_the_keys_lead_there_too(shell, press, qtbot):
    press(shell.window, Qt.Key.Key_K, CTRL)
    assert shell.inside.places.place() == "search"
    press(shell.window, Qt.Key.Key_N, CTRL)
    assert tr("Unannounced visit") in words(shell.dialog())
    press(shell.dialog(), Qt.Key.Key_Escape)
    press(shell.window, Qt.Key.Key_F1)
    assert tr("Keys") in words(shell.dialog())
    press(shell.dialog(), Qt.Key.Key_Return)
    press(shell.window, Qt.Key.Key_F6)
    assert row(shell, "Search").hasFocus()
    press(row(shell, "Search"), Qt.Key.Key_Up)
    press(row(shell, "Templates"), Qt.Key.Key_Return)
    assert shell.inside.places.place() == "templates"


def test_undo_and_redo_name_the_step(shell, press):
    shell.inside.go("register")
    shell.program.session.operations.change("actions.register.add_provider", owner=None, name="Ankaret AB")
    press(shell.window, Qt.Key.Key_Z, CTRL)
    assert providers(shell.workspace) == ()
    assert toast(shell) == tr("Undone: {step}").format(step=tr("Add provider"))
    button(next(each for each in seen(shell.window, Toast)), "Redo").click()
    assert len(providers(shell.workspace)) == 1
    press(shell.window, Qt.Key.Key_Z, CTRL)
    press(shell.window, Qt.Key.Key_Z, CTRL | SHIFT)
    assert [each.name for each in providers(shell.workspace)] == ["Ankaret AB"]
    assert toast(shell) == tr("Done again: {step}").format(step=tr("Add provider"))
    press(shell.window, Qt.Key.Key_Z, CTRL)
    press(shell.window, Qt.Key.Key_Y, CTRL)
    assert len(providers(shell.workspace)) == 1


def test_locking_saves_what_is_being_typed_and_shows_nothing(shell, press, type_text, qtbot):
    provider = register.add_provider(shell.workspace, name="Ankaret AB").created("provider")
    register.add_unit(shell.workspace, provider_id=provider, name="Bryggan", service_type="HVB")
    shell.go("register")
    qtbot.waitUntil(lambda: line(shell.page(), "Address").isVisible())
    type_text(line(shell.page(), "Address"), "Ågatan 1")
    press(shell.window, Qt.Key.Key_L, CTRL | SHIFT)
    assert shell.program.session is None
    assert "Bryggan" not in words(shell.window)
    assert shell.window.windowTitle() == "Inspektor"
    opened = first_start.open_workspace(shell.folder, PASSPHRASE)
    assert units(opened)[0].address == "Ågatan 1"
    opened.close()
    unlock(shell, type_text)
    assert shell.inside.places.place() == "today"


def test_closing_saves_what_is_being_typed(shell, type_text, qtbot):
    provider = register.add_provider(shell.workspace, name="Ankaret AB").created("provider")
    register.add_unit(shell.workspace, provider_id=provider, name="Bryggan", service_type="HVB")
    shell.go("register")
    qtbot.waitUntil(lambda: line(shell.page(), "Manager").isVisible())
    type_text(line(shell.page(), "Manager"), "Åke")
    shell.window.close()
    qtbot.waitUntil(lambda: not shell.window.isVisible())
    opened = first_start.open_workspace(shell.folder, PASSPHRASE)
    assert units(opened)[0].manager == "Åke"
    opened.close()


def test_another_language_turns_the_whole_window_at_once(shell, qtbot):
    shell.go("settings")
    button(shell.page(), "English").click()
    assert row(shell, "Settings").text() == "Settings"
    assert shell.inside.places.place() == "settings"
    assert settings.load().language == "en"
    button(shell.page(), "Svenska").click()
    assert row(shell, "Settings").text() == "Inställningar"


def test_dark_and_larger_text_are_kept(shell, qapp):
    shell.go("settings")
    button(shell.page(), "Dark").click()
    assert theme.current() is theme.DARK
    button(shell.page(), "130 %").click()
    assert theme.text_size() == 130
    assert (settings.load().scheme, settings.load().text_size) == ("dark", 130)
    theme.apply_theme(qapp, "light")


def test_the_place_of_the_window_is_remembered(begin, shell, qtbot):
    shell.window.resize(1200, 720)
    shell.window.close()
    qtbot.waitUntil(lambda: not shell.window.isVisible())
    again = begin(shell.folder)
    assert again.program.window.size() != QSize(0, 0)


def test_a_follow_up_takes_the_columns_place_and_gives_it_back(shell, press, qtbot):
    follow_up = a_follow_up(shell.workspace)
    shell.inside.open_follow_up(follow_up)
    qtbot.waitUntil(lambda: bool(seen(shell.window, NavRow)))
    assert tr("Overview") in [each.text() for each in seen(shell.window, NavRow)]
    assert tr("Today") not in [each.text() for each in seen(shell.window, NavRow)]
    shell.inside.column().went_back.emit()
    assert shell.inside.places.place() == "follow_ups"
    assert tr("Today") in [each.text() for each in seen(shell.window, NavRow)]


def test_the_session_ends_whole_when_the_follow_up_is_open(shell, press, type_text):
    follow_up = a_follow_up(shell.workspace)
    shell.inside.open_follow_up(follow_up)
    press(shell.window, Qt.Key.Key_L, CTRL | SHIFT)
    Workspace.close(first_start.open_workspace(shell.folder, PASSPHRASE))


def test_a_fault_of_ours_is_told_with_what_is_safe(shell, qtbot):
    def fault(_workspace: Workspace) -> None:
        raise ZeroDivisionError

    shell.program.session.operations.ask(fault, owner=shell.window, done=print)
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is not None)
    assert tr("A fault in the program stopped what you were doing") in words(shell.dialog())
    button(shell.dialog(), "Go on").click()
    assert shell.program.session is not None


def test_the_menu_names_the_steps_and_their_keys(shell, qtbot):
    menu = shell.inside._shortcuts.menu
    menu.aboutToShow.emit()
    assert menu.actions()[0].text() == tr("Nothing to undo") + "\tCtrl+Z"
    assert not menu.actions()[0].isEnabled()
    shell.program.session.operations.change("actions.register.add_provider", owner=None, name="Ankaret & Co")
    menu.aboutToShow.emit()
    assert tr("Add provider") in menu.actions()[0].text()
    menu.actions()[0].trigger()
    assert providers(shell.workspace) == ()
    menu.aboutToShow.emit()
    assert menu.actions()[1].isEnabled()


def test_the_column_says_when_something_was_last_saved(shell, frozen_clock, qtbot):
    shell.program.session.operations.change("actions.register.add_provider", owner=None, name="Ankaret AB")
    note = seen(shell.window, NavNote)[0]
    assert tr("Saved {time}").format(time="09.26") in note.accessibleName()
