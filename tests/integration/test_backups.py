"""Backups: made while one writes, verified, kept in two places, and put back without losing what was there."""

import contextlib
import json
import os
import shutil
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from inspektor.actions import backups, erasure, interviews
from inspektor.errors import InspektorError
from inspektor.queries.backups import follow_ups, listed, standing
from inspektor.shapes.backup import Backup, BackupKind, superfluous
from inspektor.store import backup as making
from inspektor.store import backup_place as places
from inspektor.store import restoring
from inspektor.store.keys import WrongPassphrase, set_passphrase, unlock
from inspektor.store.workspace import DATABASE, Workspace, require_workspace
from tests.builders import PASSPHRASE, QUICK, a_follow_up, a_workspace, reopened
from tests.command_line import Desk, run


@pytest.fixture
def workspace(tmp_path):
    made = a_workspace(tmp_path / "w")
    yield made
    if not made.closed:
        made.close()


def texts(workspace: Workspace) -> set[str]:
    with workspace.read() as connection:
        return set(connection.exec_driver_sql("SELECT text FROM live_note").scalars())


def refused(folder: Path, backup: Backup, passphrase: str = PASSPHRASE) -> str:
    """What is said; what lies in the folder must be as it was."""
    before = {each: each.read_bytes() for each in folder.glob("*") if each.is_file() and each.name != "lock"}
    with pytest.raises(InspektorError) as caught:
        backups.restore(folder, backup, passphrase)
    assert {each: each.read_bytes() for each in before} == before
    assert not (folder / restoring.SCRATCH).exists()
    return str(caught.value)


def test_a_backup_holds_what_is_written_while_it_is_made_and_makes_nobody_wait(workspace, monkeypatch):
    follow_up = a_follow_up(workspace)
    note = interviews.add_note(workspace, follow_up, "0").created("note")
    monkeypatch.setattr(making, "_STEP", 5)  # pages; so small a database would be copied in one step
    written: list[int] = []

    def progress(done: int, total: int) -> None:
        """Between two steps somebody types on another thread, and is not kept waiting."""
        if done < total and len(written) < 20:
            written.append(len(written) + 1)
            hand = threading.Thread(
                target=interviews.set_note_text,
                args=(workspace, note, str(written[-1])),
                kwargs={"amend": True},
            )
            hands.append(hand)
            hand.start()

    hands: list[threading.Thread] = []
    made = backups.make(workspace, progress=progress)
    for hand in hands:
        hand.join()
    assert len(written) == 20
    kept = texts(workspace)
    operations = workspace.journal.count_unbundled()
    interviews.set_note_text(workspace, note, "efter", amend=True)
    assert workspace.journal.count_unbundled() == operations + 1, "what a backup holds is never amended"
    workspace.close()
    back = backups.restore(workspace.folder, made, PASSPHRASE)
    assert texts(back) == kept
    back.close()


def test_the_restored_workspace_is_the_one_that_was_backed_up_and_the_other_is_kept(workspace):
    follow_up = a_follow_up(workspace)
    photo = workspace.media.put(b"bild")
    interviews.add_note(workspace, follow_up, "före")
    state, made = workspace.state_hash(), backups.make(workspace)
    interviews.add_note(workspace, follow_up, "efter")
    workspace.media.forget(photo)
    launch = workspace.launch.id
    back = put_back(workspace, made)
    try:
        assert back.state_hash() == state
        assert back.launch.id != launch
        (aside,) = back.backups.set_aside()
        assert (aside.folder / DATABASE).exists()
        kinds = [each.kind for each in back.backups.listed()]
        assert kinds == [BackupKind.BEFORE_RESTORE, BackupKind.BY_HAND]
        again = put_back(back, back.backups.listed()[0])
        assert texts(again) == {"före", "efter"}
        again.close()
    finally:
        if not back.closed:
            back.close()


def test_a_backup_alone_opens_in_a_new_folder_by_the_passphrase_of_its_time(workspace, tmp_path):
    a_follow_up(workspace)
    sha256 = workspace.media.put(b"bild")
    state = workspace.state_hash()
    made = backups.make(workspace)
    stick = tmp_path / "stick"
    stick.mkdir()
    backups.name_second(workspace, stick)
    set_passphrase(workspace._keys, "helt andra ord än förut", QUICK)
    workspace.close()
    shutil.rmtree(workspace.folder)
    (found,) = backups.found_in(stick)
    new = tmp_path / "ny å"
    assert "Lösenfrasen" in refused(new, found, "helt andra ord än förut")
    assert not new.exists()
    back = backups.restore(new, found, PASSPHRASE)
    assert (back.state_hash(), back.media.get(sha256)) == (state, b"bild")
    assert made.sha256 == found.sha256
    back.close()


def test_the_new_passphrase_opens_an_old_backup_beside_its_workspace(workspace):
    made = backups.make(workspace)
    set_passphrase(workspace._keys, "helt andra ord än förut", QUICK)
    workspace.close()
    back = backups.restore(workspace.folder, made, "helt andra ord än förut")
    back.close()
    unlock(workspace.folder, "helt andra ord än förut").wipe()
    with pytest.raises(WrongPassphrase):
        unlock(workspace.folder, PASSPHRASE)


def put_back(workspace: Workspace, backup: Backup) -> Workspace:
    """As the window does it: what is there is backed up, the workspace closed, the backup put in its place."""
    backups.prepare_restore(workspace, backup, PASSPHRASE)
    workspace.close()
    return backups.restore(workspace.folder, backup, PASSPHRASE)


def damaged(backup: Backup) -> None:
    data = bytearray((backup.folder / DATABASE).read_bytes())
    data[len(data) // 2] ^= 1
    (backup.folder / DATABASE).write_bytes(data)


def cut(backup: Backup) -> None:
    data = (backup.folder / DATABASE).read_bytes()
    (backup.folder / DATABASE).write_bytes(data[: len(data) // 2])


def without_keys(backup: Backup) -> None:
    (backup.folder / "keys.json").unlink()


def told_otherwise(backup: Backup) -> None:
    """Somebody exchanged the database for an older one, and the checksum with it."""
    told = json.loads((backup.folder / places.CONTENTS).read_text())
    (backup.folder / places.CONTENTS).write_text(json.dumps({**told, "counts": {"operations": 1}}))


@pytest.mark.parametrize("harm", [damaged, cut, without_keys, told_otherwise])
def test_a_harmed_backup_is_refused_and_nothing_is_touched(workspace, harm):
    made = backups.make(workspace)
    workspace.close()
    harm(made)
    assert "skadad eller avkortad" in refused(workspace.folder, places.read(made.folder))
    Workspace.open(workspace.folder, unlock(workspace.folder, PASSPHRASE)).close()


def test_a_foreign_a_newer_and_no_backup_are_refused(workspace, tmp_path):
    other = a_workspace(tmp_path / "other", "Olle Ek")
    foreign = backups.make(other)
    other.close()
    made = backups.make(workspace)
    with pytest.raises(places.BackupRefused, match="tillhör en annan arbetsyta"):
        follow_ups(workspace, foreign)
    workspace.close()
    assert "tillhör en annan arbetsyta" in refused(workspace.folder, foreign)
    told = json.loads((made.folder / places.CONTENTS).read_text())
    (made.folder / places.CONTENTS).write_text(json.dumps({**told, "schema": 99}))
    assert "nyare version" in refused(workspace.folder, places.read(made.folder))
    (made.folder / places.CONTENTS).write_text(json.dumps({**told, "format": 99}))
    with pytest.raises(places.BackupRefused, match="nyare version"):
        backups.by_name(workspace.folder, made.name)
    with pytest.raises(places.BackupRefused, match="ingen säkerhetskopia"):
        backups.by_name(workspace.folder, "finns inte")


def test_a_restore_that_was_interrupted_is_finished_by_whoever_opens(workspace, monkeypatch):
    """Power goes at each rename: there is the old one or the new one, and its log is never another's."""
    follow_up = a_follow_up(workspace)
    made, state = backups.make(workspace), workspace.state_hash()
    interviews.add_note(workspace, follow_up, "efter")
    workspace.close()
    kept = {each.name: each.read_bytes() for each in workspace.folder.glob("*") if each.is_file()}

    class PowerCut(BaseException):
        """Nothing catches it."""

    whole, states = Path.replace, []
    for number in range(1, 12):
        for name, data in kept.items():
            (workspace.folder / name).write_bytes(data)
        (workspace.folder / f"{DATABASE}-wal").write_bytes(b"")
        left = number

        def replace(self: Path, target: Path) -> Path:
            nonlocal left
            left -= 1
            if left == 0:
                raise PowerCut
            return whole(self, target)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", replace)
            patch.setattr(restoring, "forget", lambda _folder: None)  # nothing tidies up after a power cut
            with contextlib.suppress(PowerCut):
                backups.restore(workspace.folder, made, PASSPHRASE).close()
        require_workspace(workspace.folder)
        back = Workspace.open(workspace.folder, unlock(workspace.folder, PASSPHRASE))
        states.append(back.state_hash() == state)
        back.close()
        assert not (workspace.folder / restoring.SCRATCH).exists()
    assert states == sorted(states)
    assert set(states) == {False, True}


def test_one_follow_up_comes_back_beside_the_present_one(workspace):
    follow_up = a_follow_up(workspace)
    note = interviews.add_note(workspace, follow_up, "så stod det").created("note")
    made = backups.make(workspace)
    interviews.set_note_text(workspace, note, "så står det nu")
    (kept,) = follow_ups(workspace, made)
    assert (kept.id, kept.unit, kept.notes) == (follow_up, "HVB Björkhaga", 1)
    for _ in range(2):
        new = backups.bring_back(workspace, made, follow_up).created("follow_up")
        assert new != follow_up
    with workspace.read() as connection:
        rows = connection.exec_driver_sql("SELECT follow_up_id = ?, text FROM live_note", (follow_up,)).all()
    assert sorted(rows) == [(0, "så stod det"), (0, "så stod det"), (1, "så står det nu")]
    assert not (workspace.folder / "inside").exists()


def test_what_was_erased_is_in_no_backup_that_was_made_anew(workspace, tmp_path):
    note = interviews.add_note(workspace, a_follow_up(workspace), "hemligt ord").created("note")
    sha256 = workspace.media.put(b"bild")
    (tmp_path / "stick").mkdir()
    backups.name_second(workspace, tmp_path / "stick")
    old = backups.make(workspace)
    erasure.erase_field(workspace, "note", note, "text", "samtycke", keep_present=False)
    workspace.media.forget(sha256)
    erased_at = datetime.now(UTC)
    assert [each.holds_erased(erased_at) for each in listed(workspace)] == [True, True]
    assert all(not list((each / "files").glob("*/*")) for each in workspace.backups.places())
    assert backups.renew(workspace, listed(workspace)) == 2
    assert [each.holds_erased(erased_at) for each in listed(workspace)] == [False, False]
    assert {each.made_at for each in listed(workspace)} == {old.made_at}
    workspace.close()
    for each in (workspace.folder, tmp_path / "stick"):
        back = backups.restore(tmp_path / f"ny {each.name}", backups.found_in(each)[0], PASSPHRASE)
        with back.read() as connection:
            dump = str(connection.exec_driver_sql("SELECT value FROM operation").all())
        assert "hemligt ord" not in dump + str(texts(back))
        back.close()


def test_what_was_erased_stays_erased_after_an_older_backup_is_restored(workspace):
    note = interviews.add_note(workspace, a_follow_up(workspace), "hemligt ord").created("note")
    made = backups.make(workspace)
    erasure.erase_field(workspace, "note", note, "text", "samtycke", keep_present=False)
    back = put_back(workspace, made)
    with back.read() as connection:
        dump = str(connection.exec_driver_sql("SELECT value FROM operation").all())
        unsent = (
            connection.exec_driver_sql("SELECT bundle FROM operation WHERE kind = 'erase'").scalars().all()
        )
    assert "hemligt ord" not in dump + str(texts(back))
    assert unsent == [None], "colleagues have yet to hear of it"
    back.close()


def test_the_second_place_is_told_of_when_it_is_away_and_catches_up(workspace, tmp_path, frozen_clock):
    stick = tmp_path / "stick"
    stick.mkdir()
    backups.name_second(workspace, stick)
    a_follow_up(workspace)
    assert standing(workspace).is_old(frozen_clock())
    backups.make(workspace)
    stands = standing(workspace)
    assert stands.second is not None
    assert (stands.second.there, stands.second.last, stands.changed) == (True, frozen_clock(), False)
    stick.rename(tmp_path / "utdragen")
    frozen_clock.advance(days=20)
    interviews.add_note(workspace, a_follow_up(workspace), "mer")
    backups.make(workspace)
    stands = standing(workspace)
    assert stands.second is not None
    assert not stands.second.there
    assert "går inte att förvara" in stands.second.trouble
    assert stands.second_is_old(frozen_clock())
    (tmp_path / "utdragen").rename(stick)
    backups.make(workspace)
    assert not standing(workspace).second_is_old(frozen_clock())
    assert standing(workspace).second.trouble == ""  # type: ignore[union-attr]


def test_the_day_gets_one_backup_when_something_was_written(workspace, frozen_clock):
    frozen_clock.advance(days=1)
    assert backups.make_due(workspace) is None, "nothing has been written yet"
    follow_up = a_follow_up(workspace)
    assert backups.make_due(workspace) is not None
    interviews.add_note(workspace, follow_up, "mer")
    assert backups.make_due(workspace) is None
    frozen_clock.advance(days=1)
    workspace = reopened(workspace)
    assert backups.make_due(workspace) is not None
    frozen_clock.advance(days=1)
    assert backups.make_due(workspace) is None, "nothing since yesterday"
    workspace.close()


def test_a_large_import_is_preceded_by_a_backup_unless_there_is_one(workspace, tmp_path):
    file = tmp_path / "in.zip"
    file.write_bytes(b"")
    note = interviews.add_note(workspace, a_follow_up(workspace), "ett").created("note")
    assert backups.make_before_import(workspace, file) is None, "a small one is imported at once"
    assert backups.make_before_import(workspace, tmp_path / "finns inte") is None
    os.truncate(file, backups.LARGE_IMPORT)
    made = backups.make_before_import(workspace, file)
    assert made is not None
    assert made.kind is BackupKind.BEFORE_IMPORT
    assert backups.make_before_import(workspace, file) is None, "nothing since"
    interviews.set_note_text(workspace, note, "två")
    assert backups.make_before_import(workspace, file) is not None


def test_a_cancelled_backup_leaves_no_trace(workspace):
    with pytest.raises(making.BackupCancelled):
        backups.make(workspace, cancelled=lambda: True)
    assert [each for each in workspace.backups.place.iterdir() if each.name != "files"] == []
    backups.make(workspace)


def some(days_ago: float, now: datetime, kind: BackupKind = BackupKind.DAILY) -> Backup:
    return Backup(Path(f"{days_ago}"), now - timedelta(days=days_ago), kind, "1", 1, "", 0, "", {})


def test_seven_days_four_weeks_and_the_last_before_a_new_version_are_kept():
    now = datetime(2026, 11, 27, 12, tzinfo=UTC)
    daily = [some(day, now) for day in range(60)]
    earlier = [
        some(0.1, now),
        some(50.5, now, BackupKind.BEFORE_MIGRATION),
        some(55.5, now, BackupKind.BEFORE_MIGRATION),
        some(56.5, now, BackupKind.BEFORE_IMPORT),
        some(57.5, now, BackupKind.BEFORE_IMPORT),
    ]
    future = [some(-400, now)]
    gone = superfluous([*daily, *earlier, *future], now)
    kept = [each for each in (*daily, *earlier, *future) if each not in gone]
    days = sorted(round((now - each.made_at).total_seconds() / 86400, 1) for each in kept)
    assert days == [-400, 0, 0.1, *range(1, 7), 12, 19, 50.5, 56.5]


def test_commands_make_list_and_restore_without_a_window(tmp_path):
    desk = Desk.new(tmp_path / "w")
    (tmp_path / "stick").mkdir()
    assert desk.did("backup", "place", tmp_path / "stick")["second"]["there"]
    made = desk.did("backup")
    assert made["follow_ups"] == 0
    listing = run("backup", "list", "--workspace", desk.folder, "--json")
    assert [each["name"] for each in listing.json] == [made["name"]]
    assert [each["name"] for each in run("backup", "list", "--from", tmp_path / "stick", "--json").json] == [
        made["name"]
    ]
    state = desk.did("doctor")["state_hash"]
    (desk.folder / DATABASE).unlink()
    lost = desk.run("doctor")
    assert (lost.code, lost.err.count("\n")) == (2, 1)
    assert "återställ den senaste säkerhetskopian" in lost.err
    assert desk.did("restore", "latest")["state_hash"] == state
    assert desk.did("backup", "show", "latest") == []
    wrong = Desk(desk.folder, "fel lösenfras helt och hållet").run("restore", "latest")
    assert wrong.code == 2
    assert wrong.err.startswith("inspektor: Lösenfrasen är fel.")
    desk = Desk(desk.folder)
    assert desk.did("backup", "renew") == {"renewed": 2}
    assert desk.did("backup", "remove", "latest")["removed"]
