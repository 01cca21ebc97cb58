"""A reader of the group goes through the whole program and uses everything there is: nothing leads to a refusal.

Every button, key, menu and row of every screen and dialog is used; what asks for a change must be among what readers may do.
"""

import shutil
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)
from shell_parts import seen, unlock
from shiboken6 import isValid

from inspektor.actions import erasure, fact_checks, interviews, readings, register, retention
from inspektor.i18n import tr
from inspektor.queries.fact_checks import newest
from inspektor.queries.follow_ups import follow_ups
from inspektor.queries.interviews import notes
from inspektor.queries.report_texts import report_texts
from inspektor.shapes.enums import Role
from inspektor.shapes.membership import GroupRole
from inspektor.shapes.retention import Exemption
from inspektor.store import role
from inspektor.store.workspace import Workspace
from inspektor.sync import leaving, places
from tests.sync_folders import settle
from ui.dialogs.frame import FormDialog
from ui.operations import Operations
from ui.screens.follow_up import FollowUpScreen
from ui.screens.follow_up.places import KEYS
from ui.widgets.lines import SearchField
from ui.widgets.nav_row import NavRow
from ui.widgets.rights import READ, there_to
from ui.widgets.rows import RowsView

MAIN = ("today", "follow_ups", "register", "templates", "parcels", "search", "verify", "settings", "sharing")
VIEWS = ("erased", "disposal", "log", "changes")
MAY = {
    "actions.openings.opened",
    "actions.openings.opened_history",
    "actions.passphrases.drop_pin",
    "actions.risks.share_anew",
    "queries.register.me",
}
"""What asks for the write lane and changes nothing of others: it waits for what was typed, or concerns this computer."""
ENDS = {
    *("Cover the window", "Lock", "Leave the group", "Sync now", "Restore a backup", "Use the keyring"),
    *("Turn off", "Make one now", "English", "Quit", "Undo"),
}
"""What would end the walk, or touches what lies outside the folder of the test."""
FIELDS = (QPlainTextEdit, QLineEdit)
CHOICES = (QRadioButton, QCheckBox, QComboBox)


class Walk:
    """Uses what is in sight, and keeps what was asked for on the way."""

    def __init__(self, shell, qtbot, monkeypatch) -> None:
        self.shell, self.qtbot = shell, qtbot
        self.asked: dict[str, str] = {}
        self.wrong: list[str] = []
        self.where = ""
        self.done: set[str] = set()
        change, refuse = Operations.change, role.ReadersRead.__init__

        def noted(operations, action, *args, **named):
            self.asked.setdefault(action if isinstance(action, str) else action.__name__, self.where)
            return change(operations, action, *args, **named)

        def told(error, *args):
            self.wrong.append(self.where)
            refuse(error, *args)

        monkeypatch.setattr(Operations, "change", noted)
        monkeypatch.setattr(role.ReadersRead, "__init__", told)

    def through(self, where: str, go) -> None:
        """One screen: what invites, every button with its menu, keys and rows."""
        room = go()
        self.qtbot.wait(15)
        self.where = where
        self.note(inviting(room))
        for name in names(room):
            if f"{where} {name}" in self.done or name in self.ends:
                continue
            self.done.add(f"{where} {name}")
            room = go() if not isValid(room) or not room.isVisible() else room
            self.use(room, name)
        room = go() if not isValid(room) or not room.isVisible() else room
        self.keys(room)
        self.rows(go(), go)

    def note(self, found: list[str]) -> None:
        """What should not be there."""
        self.wrong += [f"{self.where}: {each}" for each in found]

    def end(self) -> None:
        """Nothing was refused, and nothing was asked for that would have been."""
        assert self.wrong == []
        assert {name: where for name, where in self.asked.items() if name not in MAY} == {}

    @property
    def ends(self) -> set[str]:
        return {tr(each) for each in ENDS}

    def use(self, room: QWidget, name: str) -> None:
        """Press it, choose all that its menu offers, and look through the dialog that opens."""
        found = [each for each in buttons(room) if called(each) == name]
        if not found:
            return
        pressed = found[0]
        self.where = f"{self.where.split(' > ')[0]} > {name}"
        menu = pressed.menu() if isinstance(pressed, QPushButton) else None
        if menu is not None:
            self.choose(menu)
        else:
            pressed.click()
        self.leave_dialogs()

    def choose(self, menu: QMenu) -> None:
        """Every act of a menu."""
        for act in menu.actions():
            if act.isVisible() and act.isEnabled() and act.text().split("\t")[0] not in self.ends:
                act.trigger()
                self.leave_dialogs()

    def leave_dialogs(self) -> None:
        """Look at what has opened, and close it."""
        self.qtbot.wait(2)
        while (dialog := QApplication.activeModalWidget()) is not None:
            kind = type(dialog).__name__
            if kind not in self.done and kind != "FileChooser":
                self.done.add(kind)
                self.qtbot.wait(15)
                self.note([f"{kind} {each}" for each in inviting(dialog)])
                if isinstance(dialog, FormDialog) and not dialog.verb.isVisible():
                    self.note([f"{kind} leads nowhere"])
            dialog.reject()
            self.qtbot.wait(1)
            if isValid(dialog) and dialog.isVisible():
                dialog.hide()
        for menu in QApplication.topLevelWidgets():
            if isinstance(menu, QMenu) and menu.isVisible():
                self.choose(menu)
                menu.close()

    def keys(self, room: QWidget) -> None:
        """Every key that is bound and awake in it."""
        for each in room.findChildren(QShortcut):
            name = each.key().toString() if isValid(each) else ""
            over = each.parent() if name else None
            if not name or not each.isEnabled() or not isinstance(over, QWidget) or not over.isVisible():
                continue
            if name not in ("Ctrl+L", "Ctrl+Shift+L", "F5"):
                self.where = f"{self.where.split(' > ')[0]} > {name}"
                each.activated.emit()
                self.leave_dialogs()

    def rows(self, room: QWidget, go) -> None:
        """Keys and the menu on a row of every list, one for each verb."""
        for number in range(len(seen(room, RowsView))):
            lists = seen(room, RowsView)
            for verb in dict.fromkeys(map(verb_of, lists[number].all_rows())) if number < len(lists) else ():
                room = go() if not isValid(room) or not room.isVisible() else room
                if number < len(seen(room, RowsView)):
                    self.on_row(seen(room, RowsView)[number], verb)
            room = go() if not isValid(room) or not room.isVisible() else room

    def on_row(self, view: RowsView, verb: str) -> None:
        keys = [each.key for each in view.all_rows() if each.key and verb_of(each) == verb]
        if not keys:
            return
        view.set_current(keys[0])
        self.where = f"{self.where.split(' > ')[0]} > {view.accessibleName()}"
        for key in (Qt.Key.Key_Delete, Qt.Key.Key_F2, Qt.Key.Key_Plus, Qt.Key.Key_1, Qt.Key.Key_Return):
            if isValid(view) and view.isVisible():
                if view.contextMenuPolicy() is Qt.ContextMenuPolicy.CustomContextMenu:
                    view.customContextMenuRequested.emit(QPoint(8, 8))
                    self.leave_dialogs()
                self.qtbot.keyClick(view, key)
                self.leave_dialogs()


def verb_of(row) -> str:
    return getattr(row, "verb", "")


def called(each: QAbstractButton) -> str:
    return each.accessibleName() or each.text()


def buttons(room: QWidget) -> list[QAbstractButton]:
    found = [each for each in seen(room, QAbstractButton) if each.isEnabled() and called(each)]
    return [each for each in found if not isinstance(each, NavRow | QRadioButton)]


def names(room: QWidget) -> list[str]:
    return list(dict.fromkeys(called(each) for each in buttons(room)))


def inviting(room: QWidget) -> list[str]:
    """What could be written in or chosen, and does not say that it only concerns what is shown."""
    free = [each for kind in FIELDS for each in seen(room, kind) if not each.isReadOnly()]
    free += [each for kind in CHOICES for each in seen(room, kind)]
    return [
        f"{type(each).__name__} {each.accessibleName()}"
        for each in free
        if each.isEnabled()
        and not isinstance(each, SearchField)
        and there_to(each) != READ
        and not isinstance(each.parent(), QComboBox)
    ]


def say_more(chief: Workspace) -> None:
    """What the demonstration does not tell: something on every page."""
    visit = next(each.id for each in follow_ups(chief) if each.unit == "HVB Tallgläntan")
    interviews.plan_interviews(chief, visit, Role.RELATIVE, 1)
    sent = fact_checks.send(chief, visit).created("fact_check")
    fact_checks.add_reply(chief, sent, "Det stämmer inte.", point=newest(chief, visit).points[0].id)
    readings.remark(chief, visit, report_texts(chief, visit)[0].key, "Kortare.")
    retention.exempt(chief, visit, Exemption.HELD, "Begärd ut.")
    note = notes(chief, visit)[0].id
    erasure.erase_field(chief, "note", note, "text", "Namn", keep_present=False)
    for _ in range(2):
        register.add_provider(chief, name="Dubbel Omsorg AB")


@pytest.fixture(scope="module")
def laptops(demo_run, tmp_path_factory) -> Iterator:
    """The administrator of the demonstration, and the folder of a colleague who has become a reader."""
    tmp_path = tmp_path_factory.mktemp("läsare")
    shutil.copytree(demo_run.folder, tmp_path / "delad")
    with demo_run.copied(0, tmp_path / "a") as chief:
        with demo_run.copied(1, tmp_path / "b") as other:
            for each in (chief, other):
                places.add_place(each, tmp_path / "delad")
                places.remove_place(each, demo_run.folder)
            leaving.set_role(chief, other.identity.device_id, GroupRole.READER)
            say_more(chief)
            settle(chief, other)
            device = other.identity.device_id
        yield chief, device, tmp_path / "b"


@pytest.fixture
def walk(laptops, demo_run, begin, type_text, qtbot, monkeypatch):
    shell = begin(laptops[2])
    unlock(shell, type_text, demo_run.passphrase)
    qtbot.waitUntil(lambda: shell.program.session is not None)
    assert shell.workspace.role.reads_only
    return Walk(shell, qtbot, monkeypatch)


def test_no_main_place_offers_a_reader_what_would_be_refused(walk):
    shell = walk.shell
    walk.keys(shell.inside)
    for place in MAIN:
        walk.through(place, lambda place=place: shell.go(place))
    for view in VIEWS:

        def kept(view=view):
            shell.inside.places.go("keeping", view)
            return shell.page()

        walk.through(f"keeping {view}", kept)
    walk.end()


def test_no_page_of_a_follow_up_does_and_another_role_holds_at_once(walk, laptops, qtbot):
    chief, device, _ = laptops
    inside = walk.shell.inside
    follow_up = next(each.id for each in follow_ups(chief) if each.unit == "HVB Tallgläntan")

    def screen():
        (found,) = seen(walk.shell.inside, FollowUpScreen)
        qtbot.waitUntil(lambda: bool(found.pages()))
        return found

    for place in KEYS:

        def inner(place=place):
            if inside.whereabouts()[1] != follow_up:
                inside.open_follow_up(follow_up)
            screen().go_to(place)
            return next(page for page in screen().pages() if page.isVisible())

        walk.through(place, inner)
    walk.end()

    def given(another: GroupRole) -> QWidget:
        leaving.set_role(chief, device, another)
        settle(chief)
        before = walk.shell.inside.whereabouts()
        walk.shell.program.session.rounds.sync()
        assert walk.shell.inside.whereabouts() == before
        found = screen()
        qtbot.wait(15)
        return found

    inside.open_follow_up(follow_up, "observations")
    now = given(GroupRole.INSPECTOR)
    assert tr("New observation") in names(now)
    assert inviting(now) != []
    assert [each for each in now.findChildren(QShortcut) if not each.isEnabled()] == []
    now = given(GroupRole.READER)
    assert inviting(now) == []
    assert tr("New observation") not in names(now)
