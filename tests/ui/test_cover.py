"""The cover and the lock: what is seen meanwhile, what opens them, and what draws them."""

import ctypes
from collections.abc import Callable
from ctypes import wintypes

import pytest
from builders import PASSPHRASE, a_follow_up
from PySide6.QtCore import Qt
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusServer
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shell_parts import CTRL, SHIFT, Shell, button, field, line, seen, told, unlock, words

from inspektor import clock
from inspektor.actions import interviews, passphrases, register
from inspektor.i18n import tr, tr_n
from inspektor.policy import Policy
from inspektor.queries.register import units
from inspektor.settings import Settings
from inspektor.store import os_keyring
from ui.app.bus_news import BusNews
from ui.app.watch import Watch
from ui.app.windows_news import (
    LID,
    POWER,
    SESSION,
    SESSION_LOCKED,
    SETTING_CHANGED,
    SUSPENDS,
    Setting,
    WindowsNews,
)
from ui.dialogs.group_words import GroupWordsDialog
from ui.dialogs.passphrase import PassphraseDialog
from ui.dialogs.register import NewProviderDialog
from ui.dialogs.unfinished import UnfinishedDialog, written_in_forms
from ui.screens.settings.keyring_row import KeyringRow
from ui.widgets.banner import Banner
from ui.widgets.waiting_note import WaitingNote

PIN, CANARY = "204871", "Kanariefågeln"


def read_aloud() -> str:
    """All that a screen reader finds, from the application down."""
    found: list[str] = []

    def walk(part: QAccessible | None, depth: int) -> None:
        if part is None or not part.isValid() or depth > 40:
            return
        kinds = (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description)
        found.extend(part.text(kind) for kind in kinds)
        for number in range(part.childCount()):
            walk(part.child(number), depth + 1)

    walk(QAccessible.queryAccessibleInterface(QApplication.instance()), 0)
    return "\n".join(found)


def give(shell: Shell, pin: str, type_text: Callable[[QWidget, str], None]) -> None:
    """Write the PIN; its last digit opens."""
    type_text(line(shell.window, "PIN"), pin)
    QApplication.processEvents()


@pytest.fixture
def writing(shell, qtbot, type_text):
    """Somebody in the middle of an address."""
    passphrases.choose_pin(shell.workspace, PIN, PASSPHRASE)
    provider = register.add_provider(shell.workspace, name=f"{CANARY} AB").created("provider")
    register.add_unit(shell.workspace, provider_id=provider, name=CANARY, service_type="HVB")
    shell.go("register")
    qtbot.waitUntil(lambda: line(shell.page(), "Address").isVisible())
    where = line(shell.page(), "Address")
    where.setFocus()
    type_text(where, "Ågatan 1")
    where.setCursorPosition(3)
    return where


def test_covered_nothing_is_shown_or_read_aloud_and_opened_all_is_as_it_was(shell, writing, press, type_text):
    dialog = QDialog(shell.page())
    inner = QLineEdit(CANARY)
    QVBoxLayout(dialog).addWidget(inner)
    assert CANARY in read_aloud()
    press(shell.window, Qt.Key.Key_L, CTRL)
    assert CANARY not in read_aloud() + words(shell.window)
    assert "Ågatan" not in read_aloud()
    assert units(shell.workspace)[0].address == "Ågatan 1"  # handed over, and the keys are still there
    register.add_provider(shell.workspace, name="Ankaret AB")  # saving and sync go on
    dialog.open()  # what opens meanwhile waits
    QApplication.processEvents()
    assert not dialog.isVisible()
    assert CANARY not in read_aloud()
    give(shell, "111222", type_text)
    left = tr_n(
        "{n} try is left, then Inspektor is locked.", "{n} tries are left, then Inspektor is locked.", 4
    )
    assert left.format(n=4) in field(shell.window, "PIN").error()
    give(shell, PIN, type_text)
    assert dialog.isVisible()
    dialog.close()
    assert QApplication.focusWidget() is writing
    assert (writing.text(), writing.cursorPosition()) == ("Ågatan 1", 3)


def test_an_open_dialog_is_covered_by_the_same_key_and_comes_back_with_its_text(
    shell, writing, qtbot, type_text
):
    dialog = QDialog(shell.page())
    dialog.setModal(True)
    inner, label = QLineEdit(), QLabel(CANARY)
    column = QVBoxLayout(dialog)
    column.addWidget(label)
    column.addWidget(inner)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    inner.setFocus()
    type_text(inner, "halvskrivet")
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_L, CTRL)
    assert not dialog.isVisible()
    assert CANARY not in read_aloud()
    assert shell.program.guard.covered
    give(shell, PIN, type_text)
    assert dialog.isVisible()
    assert dialog.isModal()
    assert dialog.parentWidget() is shell.page()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert (inner.text(), QApplication.focusWidget()) == ("halvskrivet", inner)
    dialog.close()


def test_five_wrong_pins_lock_and_the_lock_says_so(shell, writing, press, type_text):
    secrets = shell.workspace.secrets
    press(shell.window, Qt.Key.Key_L, CTRL)
    for _ in range(5):
        give(shell, "111222", type_text)
    assert shell.program.session is None
    with pytest.raises(ValueError, match="wiped"):
        secrets.pin_is_right(PIN)
    assert told(shell.window) == [tr("Locked after {n} wrong tries").format(n=5)]
    assert CANARY not in read_aloud()
    unlock(shell, type_text)
    assert units(shell.workspace)[0].address == "Ågatan 1"


def test_without_a_pin_the_passphrase_opens_and_the_lock_is_one_step_away(shell, press, type_text):
    button(shell.window, "Cover the window").click()
    type_text(line(shell.window, "Passphrase"), "fel fras helt och hållet\n")
    assert tr("That is not your passphrase.") in field(shell.window, "Passphrase").error()
    type_text(line(shell.window, "Passphrase"), PASSPHRASE + "\n")
    assert not shell.program.guard.covered
    press(shell.window, Qt.Key.Key_L, CTRL)
    button(shell.window, "Lock").click()
    assert shell.program.session is None
    unlock(shell, type_text)
    press(shell.window, Qt.Key.Key_L, CTRL | SHIFT)
    assert shell.program.session is None


def test_what_stands_in_an_open_form_is_there_after_the_lock_until_it_is_taken_away(shell, press, type_text):
    dialog = NewProviderDialog(shell.program.session.operations, shell.page())
    dialog.unfold()
    type_text(seen(dialog, QLineEdit)[0], f"{CANARY} AB")
    press(shell.window, Qt.Key.Key_L, CTRL)
    shell.program.lock()
    assert CANARY not in read_aloud()
    for _ in range(2):
        unlock(shell, type_text)
        kept = QApplication.activeModalWidget()
        assert isinstance(kept, UnfinishedDialog)
        assert f"{CANARY} AB" in words(kept)
        button(kept, "Ask again next time").click()
        shell.program.lock()
    unlock(shell, type_text)
    kept = QApplication.activeModalWidget()
    button(kept, "Copy the text").click()
    assert QApplication.clipboard().text() == f"{CANARY} AB"
    button(kept, "Take it away").click()
    shell.program.lock()
    unlock(shell, type_text)
    assert QApplication.activeModalWidget() is None


def test_no_secret_is_kept_of_an_open_form(shell, type_text):
    dialog = GroupWordsDialog(shell.program.session.operations, shell.page())
    dialog.unfold()
    type_text(seen(dialog, QPlainTextEdit)[0], "ankare banan cykel")
    secret = PassphraseDialog(shell.program.session.operations, shell.page())
    secret.unfold()
    type_text(seen(secret, QLineEdit)[0], PASSPHRASE)
    assert written_in_forms() == ()


class Clocks:
    """Two clocks that go as they are told."""

    def __init__(self) -> None:
        self.steady = self.wall = 1000.0

    def pass_(self, seconds: int) -> None:
        """Awake, second by second."""
        self.steady += seconds
        self.wall += seconds


def test_the_watch_covers_locks_and_notices_that_the_computer_slept(qapp):
    clocks, heard = Clocks(), []
    chosen = Policy(cover_minutes=5).held(Settings(cover_minutes=10, interview_minutes=45, lock_minutes=30))
    watch = Watch(chosen, steady=lambda: clocks.steady, wall=lambda: clocks.wall)
    for name in ("idle", "forgotten", "slept"):
        getattr(watch, name).connect(lambda name=name: heard.append(name))
    watch.waiting.connect(lambda until: heard.append("waits" if until else "no longer"))

    def go(minutes: int) -> list[str]:
        heard.clear()
        for _ in range(minutes * 3):
            clocks.pass_(20)
            watch.beat()
        return heard[:1]

    assert go(4) == []
    watch.touch()
    assert go(4) == []
    assert go(1) == ["idle"]
    watch.set_covered(True)
    assert go(29) == []
    assert go(1) == ["forgotten"]
    watch.set_covered(False)
    watch.set_interview(True)
    assert go(5) == ["waits"]
    assert go(39) == []
    assert go(1) == ["no longer"]
    assert heard[1] == "idle"
    for steady, wall in ((0, 3600), (3600, 3600)):  # the steady clock stood still, or went on without us
        clocks.steady += steady
        clocks.wall += wall
        heard.clear()
        watch.beat()
        assert heard == ["slept"]


def test_a_running_interview_holds_the_cover_back_and_the_window_says_so(shell, qtbot):
    follow_up = a_follow_up(shell.workspace)
    begun = interviews.start(shell.workspace, follow_up_id=follow_up, role="staff", label="Personal 1")
    watch = shell.program.guard.watch
    assert watch._interview
    watch.waiting.emit(clock.now())
    note = seen(shell.inside, WaitingNote)[0]
    assert "intervju" in words(note)
    watch.waiting.emit(None)
    assert not note.isVisible()
    interviews.end(shell.workspace, begun.created("interview"))
    assert not watch._interview


def test_the_bus_says_that_the_computer_goes_to_sleep(qapp, qtbot):
    server, ends = QDBusServer(), []
    server.newConnection.connect(ends.append)
    bus = QDBusConnection.connectToPeer(server.address(), "prov")
    news = BusNews(bus, named=False)
    qtbot.waitUntil(lambda: len(ends) == 1)
    for going, heard in ((False, False), (True, True)):
        said = QDBusMessage.createSignal(
            "/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep"
        )
        said.setArguments([going])
        with qtbot.waitSignal(news.sleeping, raising=heard, timeout=5000 if heard else 100):
            ends[0].send(said)
    said = QDBusMessage.createSignal(
        "/org/freedesktop/login1/session/_32", "org.freedesktop.login1.Session", "Lock"
    )
    with qtbot.waitSignal(news.screen_locked):
        ends[0].send(said)
    QDBusConnection.disconnectFromPeer("prov")


def test_windows_says_so_too_and_a_docked_laptop_is_left_in_peace(qapp):
    heard: list[str] = []
    news = WindowsNews(0)
    news.sleeping.connect(lambda: heard.append("sleeping"))
    news.screen_locked.connect(lambda: heard.append("screen locked"))

    def say(message: int, what: int, lid: int | None = None) -> list[str]:
        heard.clear()
        setting = Setting((ctypes.c_ubyte * 16)(*LID.bytes_le), 4, lid or 0)
        about = ctypes.addressof(setting) if lid is not None else 0
        sent = wintypes.MSG(message=message, wParam=what, lParam=about)
        news.ear.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(sent))
        return heard

    assert say(POWER, SUSPENDS) == ["sleeping"]
    assert say(SESSION, SESSION_LOCKED) == ["screen locked"]
    assert say(POWER, SETTING_CHANGED, lid=0) == []  # said when one begins to listen
    assert say(POWER, SETTING_CHANGED, lid=1) == []
    assert say(POWER, SETTING_CHANGED, lid=0) == ["sleeping"]


def test_pin_and_passphrase_are_chosen_in_the_settings_and_a_pin_is_offered_once(shell, press, type_text):
    press(shell.window, Qt.Key.Key_L, CTRL)
    type_text(line(shell.window, "Passphrase"), PASSPHRASE + "\n")
    button(seen(shell.inside, Banner)[0], "Choose a PIN").click()
    for label, text in (("PIN", PIN), ("The PIN again", PIN), ("Your passphrase", "någon annans fras")):
        type_text(line(shell.dialog(), label), text)
    button(shell.dialog(), "Choose").click()
    assert field(shell.dialog(), "Your passphrase").error()
    press(line(shell.dialog(), "Your passphrase"), Qt.Key.Key_A, CTRL)
    type_text(line(shell.dialog(), "Your passphrase"), PASSPHRASE + "\n")
    page = shell.go("settings")
    button(page, "Change the passphrase").click()
    new = "sju gula kaffekoppar"
    for label, text in (
        ("The passphrase until now", "fel"),
        ("New passphrase", new),
        ("The new passphrase again", new),
    ):
        type_text(line(shell.dialog(), label), text)
    button(shell.dialog(), "Change").click()
    assert field(shell.dialog(), "The passphrase until now").error()
    press(line(shell.dialog(), "The passphrase until now"), Qt.Key.Key_A, CTRL)
    type_text(line(shell.dialog(), "The passphrase until now"), PASSPHRASE + "\n")
    assert tr("The passphrase is changed.") in told(page)
    press(shell.window, Qt.Key.Key_L, CTRL)
    give(shell, PIN, type_text)
    assert [each.fact() for each in seen(shell.inside, Banner)] == [tr("The passphrase is changed.")]
    button(page, "Remove").click()
    assert not passphrases.has_pin(shell.workspace)
    button(page, "2 min").click()
    press(shell.window, Qt.Key.Key_L, CTRL | SHIFT)
    unlock(shell, type_text, new)
    assert shell.program.guard.watch._settings.cover_minutes == 2


def test_the_keyring_is_named_turned_on_and_opens_at_the_start_alone(
    begin, shell, press, type_text, monkeypatch, qtbot
):
    kept: dict[tuple[str, str], str] = {}

    class Ring:
        get_password = staticmethod(lambda *name: kept.get(name))
        set_password = staticmethod(lambda service, name, secret: kept.update({(service, name): secret}))
        delete_password = staticmethod(lambda *name: kept.pop(name))

    monkeypatch.setattr(os_keyring, "back_end", lambda: None)
    assert "lita på" in words(shell.go("settings"))
    monkeypatch.setattr(os_keyring, "back_end", lambda: ("Provringen", Ring()))
    seen(shell.page(), KeyringRow)[0]._read()
    assert "Provringen" in words(shell.page())
    button(shell.page(), "Use the keyring").click()
    assert shell.dialog().focusWidget() is line(shell.dialog(), "Your passphrase")
    type_text(line(shell.dialog(), "Your passphrase"), PASSPHRASE + "\n")
    assert len(kept) == 1
    press(shell.window, Qt.Key.Key_L, CTRL | SHIFT)
    asked = tr("Open with the computer's keyring")
    assert not [each for each in seen(shell.window, QPushButton) if each.text() == asked]
    again = begin(shell.folder)
    offered = next(each for each in again.window.findChildren(QPushButton) if each.text() == asked)
    qtbot.waitUntil(offered.isVisible)
    offered.click()
    assert again.program.session is not None
    button(again.go("settings"), "Stop using it").click()
    assert kept == {}
    assert not os_keyring.is_on(shell.folder)
