"""Backups in the window: the card in the settings, one backup's dialog, what today's page says, and the day's own backup."""

from builders import PASSPHRASE, a_follow_up
from shell_parts import button, line, seen, told, words

from inspektor.actions import backups, interviews
from inspektor.i18n import tr
from inspektor.queries.follow_ups import follow_ups
from ui.app.backup_rounds import BackupRounds
from ui.dialogs.restore import RestoreDialog
from ui.lists.cautions import CautionsCard
from ui.screens.settings.backups import BackupsCard
from ui.widgets.list_rows import ListRow, ListRows
from ui.widgets.rows import ROW_ROLE


def card(shell) -> BackupsCard:
    return shell.go("settings").findChild(BackupsCard)


def shown(rows: ListRows) -> list[ListRow]:
    model = rows.model()
    return [model.index(each, 0).data(ROW_ROLE) for each in range(model.rowCount())]


def cautions(shell) -> dict[str, str]:
    """What today's page says of backups."""
    (rows,) = shell.go("today").findChild(CautionsCard).findChildren(ListRows)
    return {each.key: each.spoken() for each in shown(rows) if each.key in ("backup", "second")}


def opened(found: BackupsCard, qtbot) -> None:
    qtbot.waitUntil(lambda: bool(seen(found, ListRows)))
    (rows,) = seen(found, ListRows)
    rows.move(1)
    rows.opened.emit(rows.current_key())


def test_one_is_made_and_gives_back_a_follow_up_or_everything(shell, type_text, qtbot):
    follow_up = a_follow_up(shell.workspace)
    note = interviews.add_note(shell.workspace, follow_up, "så stod det").created("note")
    found = card(shell)
    qtbot.waitUntil(lambda: tr("There is no backup yet.") in words(found))
    button(found, "Make one now").click()
    assert told(found) == [tr("The backup is made and verified.")]
    interviews.set_note_text(shell.workspace, note, "så står det nu")
    state, before = shell.workspace.state_hash(), shell.workspace
    opened(found, qtbot)
    dialog = shell.dialog()
    (rows,) = seen(dialog, ListRows)
    rows.move(1)
    rows.opened.emit(rows.current_key())
    assert told(dialog) == [tr("The follow-up now stands beside the present one.")]
    assert len(follow_ups(shell.workspace)) == 2
    button(dialog, "Restore everything").click()
    assert "Skriv din lösenfras." in words(dialog)
    type_text(line(dialog, "Your passphrase"), "fel lösenfras")
    button(dialog, "Restore everything").click()
    assert "Det är inte din lösenfras." in words(dialog)
    line(dialog, "Your passphrase").clear()
    type_text(line(dialog, "Your passphrase"), PASSPHRASE)
    button(dialog, "Restore everything").click()
    assert before.closed
    with shell.workspace.read() as connection:
        assert connection.exec_driver_sql("SELECT text FROM live_note").scalars().all() == ["så stod det"]
    assert shell.workspace.state_hash() != state
    found = card(shell)
    qtbot.waitUntil(lambda: "Undanlagt vid en återställning" in words(found))
    button(found, "Remove").click()
    assert "Undanlagt" not in words(found)


def test_today_says_when_backups_are_old_and_nothing_else(shell, tmp_path, frozen_clock):
    (tmp_path / "stick").mkdir()
    backups.name_second(shell.workspace, tmp_path / "stick")
    a_follow_up(shell.workspace)
    backups.make(shell.workspace)
    (tmp_path / "stick").rename(tmp_path / "borta")
    assert cautions(shell) == {}
    frozen_clock.advance(days=20)
    a_follow_up(shell.workspace)
    spoken = list(cautions(shell).values())
    assert "Ingen säkerhetskopia sedan 27 nov" in spoken[0]
    assert f"senast 27 nov, {tmp_path / 'stick'} saknas" in spoken[1]
    rounds = BackupRounds(shell.inside.places._operations)
    rounds.make()
    rounds.make()
    assert len(shell.workspace.backups.listed()) == 2, "one a day"
    shell.go("today").findChild(CautionsCard).opened.emit("backup")
    assert shell.page().findChild(BackupsCard) is not None


def test_nothing_can_be_restored_before_the_backups_are_known(qtbot):
    dialog = RestoreDialog()
    qtbot.addWidget(dialog)
    assert not dialog.verb.isEnabled()
    dialog.show_backups(())
    assert not dialog.verb.isEnabled()
