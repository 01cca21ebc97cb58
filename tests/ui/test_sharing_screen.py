"""The shared folder from the window: founding, asking, comparing words, letting in, and keeping in step."""

import shutil
from dataclasses import replace

import pytest
from builders import a_follow_up, a_workspace, lay_down
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from shell_parts import button, field, line, seen, told, unlock, words

from inspektor import clock
from inspektor.actions import interviews, register
from inspektor.changes import Change, ChangeSet
from inspektor.i18n import tr
from inspektor.queries.follow_ups import follow_ups
from inspektor.shapes.membership import GroupRole, SyncState
from inspektor.sync import engine, joining, leaving
from inspektor.sync.folder import FolderMissing
from inspektor.sync.joining import members
from inspektor.sync.leaving import NotTheWords
from tests.sync_folders import join
from ui.dialogs.files import FileChooser
from ui.dialogs.group_words import GroupWordsDialog
from ui.dialogs.let_back import LetBackDialog
from ui.dialogs.member import MemberDialog
from ui.widgets.buttons import Button
from ui.widgets.choice import Check
from ui.widgets.field import Field
from ui.widgets.list_rows import ListRows
from ui.widgets.nav_row import NavNote
from ui.widgets.segmented import Segmented
from ui.widgets.text import Label
from ui.widgets.word_row import WordRow

NAME = "Uppföljningsenheten å"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "gemensam å").mkdir()
    return tmp_path / "gemensam å"


def found(shell, folder, type_text) -> list[str]:
    """Begin a group, and write back the two words asked for; the words."""
    page = shell.go("sharing")
    type_text(folders(page)[1].editor, str(folder))
    type_text(line(page, "Name of the group"), NAME)
    button(page, "Begin the group").click()
    shown = [each.accessibleName() for each in seen(page, Label) if each.accessibleName()[:1].isdecimal()]
    phrase = {int(each.split(". ")[0]): each.split(". ")[1] for each in shown}
    assert len(phrase) == 18
    button(page, "I have kept the sheet").click()
    for number, word in phrase.items():
        asked = tr("Word number {n}").format(n=number)
        if asked in words(page).split("\n"):
            type_text(line(page, asked), word)
    button(page, "Go on").click()
    return [word for _, word in sorted(phrase.items())]


def folders(page) -> list[Field]:
    """The folder to join a group in, and the one to begin it in."""
    return [
        each
        for each in seen(page, Field)
        if tr("Folder") in [part.text() for part in each.findChildren(Label)]
    ]


def opened_dialog(kind=MemberDialog):
    return next(
        each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()
    )


def lists(root, name: str) -> list[ListRows]:
    return [each for each in seen(root, ListRows) if each.accessibleName() == tr(name)]


def compared(root) -> list[str]:
    row = seen(root, WordRow)[0]
    return row.accessibleName().split(": ")[1].split(", ")


def note(shell) -> str:
    return next(each.accessibleName() for each in seen(shell.window, NavNote))


def test_without_a_group_the_column_says_that_everything_is_saved_here(shell):
    assert note(shell) == f"{tr('Not shared')}. {tr('Everything is saved here')}"


def test_a_folder_that_cannot_be_used_is_said_and_nothing_has_begun(shell, tmp_path, type_text):
    page = shell.go("sharing")
    button(page, "Ask to join").click()
    assert folders(page)[0].error() == tr("Choose a folder.")
    type_text(folders(page)[0].editor, str(tmp_path / "finns inte") + "\n")
    assert told(page) == [FolderMissing().text()]
    type_text(folders(page)[1].editor, str(tmp_path))
    button(page, "Begin the group").click()
    assert field(page, "Name of the group").error() == tr("Fill in this field.")
    assert engine.status(shell.workspace).state is SyncState.NO_GROUP


def test_founding_shows_the_phrase_once_and_asks_two_words_back(shell, folder, qtbot, type_text):
    found(shell, folder, type_text)
    page = shell.page()
    qtbot.waitUntil(lambda: tr("Members") in words(page))
    status = engine.status(shell.workspace)
    assert status.group_name == NAME
    assert NAME in words(page)
    assert str(folder) in words(page)
    assert "Karin Åkerström" in lists(page, "Members")[0].model().index(0, 0).data()
    qtbot.waitUntil(lambda: tr("Nothing is waiting") in note(shell))


def test_two_laptops_come_into_step_through_the_window(shell, begin, folder, tmp_path, qtbot, type_text):
    follow_up = a_follow_up(shell.workspace)
    found(shell, folder, type_text)
    lay_down(tmp_path / "johan", "Johan Lind")
    other = begin(tmp_path / "johan")
    unlock(other, type_text)
    theirs = other.go("sharing")
    type_text(folders(theirs)[0].editor, str(folder) + "\n")
    assert tr("Waiting to be let in") in words(theirs)
    eight = compared(theirs)
    assert len(eight) == 8

    ours = shell.go("sharing")
    button(ours, "Sync now").click()
    qtbot.waitUntil(lambda: len(lists(ours, "Asking to be let in")) == 1)
    qtbot.waitUntil(lambda: "1 ber att få gå med" in note(shell))
    asking = lists(ours, "Asking to be let in")[0]
    assert "Johan Lind" in asking.model().index(0, 0).data()
    asking.opened.emit(joining.pending_requests(shell.workspace)[0].id)
    dialog = shell.dialog()
    assert compared(dialog) == eight
    button(dialog, "Let in").click()
    assert dialog.isVisible(), "the words come first"
    button(dialog, tr("We have read the words to each other, and all eight are the same.")).click()
    button(dialog, "Let in").click()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    qtbot.waitUntil(lambda: "gå med" not in note(shell))

    button(theirs, "Look now").click()
    qtbot.waitUntil(lambda: [row.id for row in follow_ups(other.workspace)] == [follow_up])
    assert [member.role for member in joining.members(other.workspace)] == [
        GroupRole.ADMINISTRATOR,
        GroupRole.INSPECTOR,
    ]
    button(ours, "Sync now").click()
    button(theirs, "Sync now").click()
    assert shell.workspace.state_hash() == other.workspace.state_hash()


def test_a_folder_out_of_reach_is_told_on_its_page_and_in_the_column(shell, folder, qtbot, type_text):
    found(shell, folder, type_text)
    folder.rename(folder.with_name("borta"))
    page = shell.go("sharing")
    button(page, "Sync now").click()
    assert told(page) == [FolderMissing().text()]
    qtbot.waitUntil(lambda: tr("Folder out of reach") in note(shell))
    folder.with_name("borta").rename(folder)
    button(page, "Sync now").click()
    qtbot.waitUntil(lambda: tr("Folder out of reach") not in note(shell))


def test_changes_not_yet_sent_are_counted_and_closing_sends_them(shell, folder, qtbot, type_text, begin):
    found(shell, folder, type_text)
    shell.program.session.operations.change("actions.register.add_provider", owner=None, name="Ankaret AB")
    qtbot.waitUntil(lambda: "bara här" in note(shell), timeout=4000)
    shell.window.close()
    qtbot.waitUntil(lambda: not shell.window.isVisible())
    again = begin(shell.folder)
    unlock(again, type_text)
    assert engine.status(again.workspace).only_here == 0


def test_who_comes_to_the_page_during_a_pass_can_stop_it(shell, folder, type_text):
    joining.found_group(shell.workspace, folder, NAME)
    rounds = shell.program.session.rounds
    rounds.look()
    rounds.running.emit(True)
    page = shell.go("sharing")
    assert tr("Syncing") in words(page)
    assert button(page, "Cancel").isVisible()
    rounds.running.emit(False)
    assert button(page, "Sync now").isVisible()


def test_what_is_signed_is_sent_at_once(shell, folder, qtbot):
    joining.found_group(shell.workspace, folder, NAME)
    rounds, operations = shell.program.session.rounds, shell.program.session.operations
    rounds.look()
    signed = (Change("signature", "x", "", None, 1),)
    operations.changed.emit(ChangeSet(signed, "", "local", "", clock.now()))
    qtbot.waitUntil(lambda: engine.status(shell.workspace).only_here == 0)
    register.add_provider(shell.workspace, name="Ankaret AB")
    rounds.under_way = True
    rounds.sync_too()
    assert engine.status(shell.workspace).only_here, "one is under way, which may have sent what there was"
    rounds._end()
    assert (engine.status(shell.workspace).only_here, rounds.under_way) == (0, False)


def test_damaged_files_are_named_with_what_to_do(shell, folder, qtbot):
    joining.found_group(shell.workspace, folder, NAME)
    rounds = shell.program.session.rounds
    rounds.look()
    page = shell.go("sharing")
    names = tuple(f"v1/d/{n}.inb" for n in range(5))
    status = replace(rounds.status, state=SyncState.DAMAGED, damaged=5, damaged_files=names)
    rounds.status_changed.emit(status)
    assert f"{names[2]}\noch 2 till" in words(page)
    assert names[3] not in words(page)
    assert note(shell).endswith("5 skadade filer")


def test_f5_syncs_and_the_column_leads_to_the_page(shell, folder, qtbot, type_text, press):
    found(shell, folder, type_text)
    shell.go("today")
    before = engine.status(shell.workspace).last_pass
    qtbot.wait(5)
    press(shell.window, Qt.Key.Key_F5)
    assert engine.status(shell.workspace).last_pass > before
    seen(shell.window, NavNote)[0].click()
    assert shell.inside.places.place() == "sharing"


def test_a_colleague_is_made_administrator_and_taken_out_through_the_window(
    shell, folder, tmp_path, qtbot, type_text
):
    found(shell, folder, type_text)
    johan = a_workspace(tmp_path / "johan", "Johan Lind")
    join(shell.workspace, johan, folder)
    page = shell.go("sharing")
    button(page, "Sync now").click()
    qtbot.waitUntil(lambda: told(page) != [] and tr("You are the only administrator") in told(page))
    rows = lists(page, "Members")[0]
    rows.opened.emit(johan.identity.device_id)
    dialog = opened_dialog()
    dialog.findChild(Segmented).choose("administrator")
    dialog.submit()
    assert [each.role.value for each in members(shell.workspace)] == ["administrator", "administrator"]
    qtbot.waitUntil(lambda: rows.model().rowCount() == 2)
    rows.opened.emit(johan.identity.device_id)
    dialog = opened_dialog()
    button(dialog, "Take out of the group").click()
    assert len(members(shell.workspace)) == 2
    dialog.findChild(Check).setChecked(True)
    button(dialog, "Take out of the group").click()
    assert [each.name for each in members(shell.workspace)] == ["Karin Åkerström"]
    interviews.add_note(johan, a_follow_up(johan), "Efter")
    engine.sync_once(johan)
    button(page, "Sync now").click()
    qtbot.waitUntil(lambda: len(lists(page, "Written after leaving the group")) == 1)
    lists(page, "Written after leaving the group")[0].opened.emit(johan.identity.device_id)
    qtbot.waitUntil(lambda: leaving.set_aside(shell.workspace) == [])
    lists(page, "Former members")[0].opened.emit(johan.identity.device_id)
    dialog = opened_dialog(LetBackDialog)
    dialog.submit()
    assert leaving.former_members(shell.workspace), "one must be sure"
    dialog.findChild(Check).setChecked(True)
    dialog.submit()
    qtbot.waitUntil(lambda: lists(page, "Former members") == [])
    assert len(members(shell.workspace)) == 2
    johan.close()


def test_the_printed_words_make_an_administrator_of_who_is_none(shell, folder, tmp_path, qtbot, type_text):
    phrase = found(shell, folder, type_text)
    page = shell.go("sharing")
    verb = "Become administrator with the group's recovery words"

    def offered() -> bool:
        return tr(verb) in [each.text() for each in seen(page, Button)]

    assert not offered()
    johan = a_workspace(tmp_path / "johan", "Johan Lind")
    join(shell.workspace, johan, folder)
    leaving.set_role(shell.workspace, johan.identity.device_id, GroupRole.ADMINISTRATOR)
    engine.sync_once(johan)
    leaving.set_role(johan, shell.workspace.identity.device_id, GroupRole.READER)
    engine.sync_once(johan)
    button(page, "Sync now").click()
    qtbot.waitUntil(offered)
    register = shell.go("register")
    assert not {tr("New unit"), tr("Plan a follow-up")} & {each.text() for each in seen(register, Button)}
    shell.go("sharing")
    button(page, verb).click()
    dialog = opened_dialog(GroupWordsDialog)
    writing = dialog.findChild(QPlainTextEdit)
    for written, wrong in (([], "Write the words from the sheet."), (phrase[1:], NotTheWords().text())):
        writing.setPlainText(" ".join(written))
        dialog.submit()
        assert tr(wrong) in "\n".join(each.text() for each in seen(dialog, Label))
    writing.setPlainText("  ".join(phrase).upper())
    dialog.submit()
    qtbot.waitUntil(lambda: not offered())
    assert [each.role.value for each in members(shell.workspace)] == ["administrator", "administrator"]
    says_that_no_administrator_is_left(shell, johan, qtbot)


def test_who_waits_is_let_in_by_the_printed_words_alone(shell, begin, folder, tmp_path, qtbot, type_text):
    follow_up = a_follow_up(shell.workspace)
    phrase = found(shell, folder, type_text)
    button(shell.page(), "Sync now").click()
    a_workspace(tmp_path / "johan", "Johan Lind").close()
    other = begin(tmp_path / "johan")
    unlock(other, type_text)
    page = other.go("sharing")
    type_text(folders(page)[0].editor, str(folder) + "\n")
    button(page, "Nobody is left in the group? Use its recovery words").click()
    dialog = opened_dialog(GroupWordsDialog)
    dialog.findChild(QPlainTextEdit).setPlainText(" ".join(phrase))
    dialog.submit()
    qtbot.waitUntil(lambda: [row.id for row in follow_ups(other.workspace)] == [follow_up])
    qtbot.waitUntil(lambda: lists(other.page(), "Members") != [])


def says_that_no_administrator_is_left(shell, johan, qtbot):
    leaving.remove_member(shell.workspace, johan.identity.device_id)
    leaving.remove_member(johan, shell.workspace.identity.device_id)
    johan.close()
    page = shell.go("sharing")  # made anew when she was no reader any more
    button(page, "Sync now").click()
    qtbot.waitUntil(lambda: tr("The group has no administrator") in told(page))
    button(page, "Become administrator").click()
    opened_dialog(GroupWordsDialog).reject()


def test_a_stick_is_exchanged_with_through_the_window(shell, folder, tmp_path, qtbot, type_text):
    found(shell, folder, type_text)
    johan = a_workspace(tmp_path / "johan", "Johan Lind")
    join(shell.workspace, johan, folder)
    follow_up = a_follow_up(shell.workspace)
    stick = tmp_path / "sticka"
    stick.mkdir()
    page = shell.go("sharing")
    button(page, "Exchange by USB stick").click()
    chooser = next(each for each in page.findChildren(FileChooser) if each.isVisible())
    chooser.picked.emit(stick)
    chooser.close()
    qtbot.waitUntil(lambda: any(each.suffix == ".inb" for each in stick.rglob("*")))
    engine.exchange_with(johan, stick)
    assert [each.id for each in follow_ups(johan)] == [follow_up]
    assert button(page, "Sync now").isVisible()
    button(page, "Add a folder").click()
    chooser = next(each for each in page.findChildren(FileChooser) if each.isVisible())
    chooser.picked.emit(stick)
    chooser.close()
    places = lists(page, "Folders of the group")[0]
    qtbot.waitUntil(lambda: places.model().rowCount() == 2)
    shutil.rmtree(stick)
    button(page, "Sync now").click()
    qtbot.waitUntil(lambda: engine.status(shell.workspace).state is SyncState.PARTLY)
    qtbot.waitUntil(lambda: "1 mapp utom räckhåll" in note(shell))
    places.opened.emit(str(stick))
    qtbot.waitUntil(lambda: places.model().rowCount() == 1)
    johan.close()
