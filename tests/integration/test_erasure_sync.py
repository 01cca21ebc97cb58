"""An erasure reaches every laptop and every file of the shared folder, whoever wrote what was erased."""

import shutil
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from itertools import permutations
from pathlib import Path

import pytest
from PIL import Image

from inspektor.actions import assessments, backups, erasure, interviews, observations
from inspektor.actions.observations import add_photo
from inspektor.errors import RuleBroken
from inspektor.queries.erasures import erasures
from inspektor.shapes.enums import InterviewStatus, NoteTag, Role, SourceKind, Stance
from inspektor.shapes.erasure import ReachKind
from inspektor.store.doctor import examine
from inspektor.store.history import CannotUndo
from inspektor.store.keys import unlock
from inspektor.store.workspace import Workspace
from inspektor.sync import leaving
from inspektor.sync.engine import sync_once
from tests.builders import PASSPHRASE, a_follow_up, a_workspace
from tests.erasure_search import found, in_backups
from tests.sync_folders import files, found_and_join, join, settle

CANARY = "Kanariefågelsson"


@pytest.fixture
def place(tmp_path, anna, bo):
    found_and_join(tmp_path / "delad", anna, bo)
    return tmp_path / "delad"


def nowhere(place: Path, *workspaces: Workspace) -> None:
    for each in workspaces:
        assert found(CANARY, each, place) == []
        assert [finding.trouble for finding in examine(each) if not finding.well] == []
    assert len({each.state_hash() for each in workspaces}) == 1
    journals = [sorted(each.journal.all(), key=lambda operation: operation.id) for each in workspaces]
    assert all(each == journals[0] for each in journals)


def at_rest(place: Path, *workspaces: Workspace) -> None:
    before = files(place)
    for each in workspaces:
        result = sync_once(each)
        assert (result.sent, result.received, result.only_here, result.damaged) == (0, 0, 0, 0)
    assert files(place) == before


@pytest.mark.parametrize("writer", ["anna", "bo"])
def test_it_is_gone_everywhere_once_both_have_synced(anna, bo, place, writer):
    author = {"anna": anna, "bo": bo}[writer]
    note = interviews.add_note(author, a_follow_up(author), f"Sa {CANARY}").created("note")
    settle(anna, bo)
    interviews.set_note_text(author, note, "Sa en anställd")
    settle(anna, bo)
    assert len(found(CANARY, anna, place)) >= 3  # the database, a bundle in it, a file
    assert len(found(CANARY, bo, place)) >= 3
    names = set(files(place, ".inb"))
    erasure.erase_field(anna, "note", note, "text", "Personnummer")
    sync_once(anna)
    sync_once(bo)
    nowhere(place, anna, bo)
    assert names <= set(
        files(place, ".inb")
    )  # each bundle is still there under its name, and its chain holds
    settle(anna, bo)
    nowhere(place, anna, bo)
    at_rest(place, anna, bo)


def test_a_third_who_comes_later_learns_all_but_the_value(anna, bo, place, tmp_path):
    note = interviews.add_note(anna, a_follow_up(anna), f"Sa {CANARY}").created("note")
    settle(anna, bo)
    erasure.erase_field(bo, "note", note, "text", "Personnummer", keep_present=False)
    settle(anna, bo)
    late = a_workspace(tmp_path / "cesar", "Cesar Dahl")
    join(anna, late, place)
    settle(anna, bo, late)
    nowhere(place, anna, bo, late)
    with late.read() as connection:
        assert connection.exec_driver_sql("SELECT text FROM live_note").scalars().all() == [""]
    late.close()


def test_an_unsent_value_never_leaves(anna, bo, place):
    note = interviews.add_note(anna, a_follow_up(anna), f"Sa {CANARY}").created("note")
    erasure.erase_field(anna, "note", note, "text", "Personnummer", keep_present=False)
    settle(anna, bo)
    nowhere(place, anna, bo)


def test_copies_that_a_sync_program_made_are_removed(anna, bo, place):
    note = interviews.add_note(anna, a_follow_up(anna), f"Sa {CANARY}").created("note")
    settle(anna, bo)
    for name in files(place, ".inb"):
        path = place / name
        shutil.copy(path, path.with_name(f"{path.stem}-PC2{path.suffix}"))
        shutil.copy(path, path.with_name(f"kopia ({path.stem[:3]}){path.suffix}"))
    erasure.erase_field(bo, "note", note, "text", "Personnummer", keep_present=False)
    settle(anna, bo)
    nowhere(place, anna, bo)
    at_rest(place, anna, bo)


def test_a_file_that_comes_back_from_before_is_cleared_again(anna, bo, place):
    note = interviews.add_note(anna, a_follow_up(anna), f"Sa {CANARY}").created("note")
    settle(anna, bo)
    before = files(place, ".inb")
    erasure.erase_field(bo, "note", note, "text", "Personnummer", keep_present=False)
    settle(anna, bo)
    for name, data in before.items():
        (place / name).write_bytes(data)
        (place / name).with_name("gammal.inb").write_bytes(data)
    settle(anna, bo)
    nowhere(place, anna, bo)


def test_a_laptop_put_back_from_a_copy_erases_again(anna, bo, place, tmp_path):
    note = interviews.add_note(anna, a_follow_up(anna), f"Sa {CANARY}").created("note")
    settle(anna, bo)
    bo.close()
    shutil.copytree(bo.folder, tmp_path / "kopia")
    again = Workspace.open(bo.folder, unlock(bo.folder, PASSPHRASE))
    erasure.erase_field(anna, "note", note, "text", "Personnummer", keep_present=False)
    settle(anna, again)
    again.close()
    shutil.rmtree(bo.folder)
    shutil.copytree(tmp_path / "kopia", bo.folder)
    shutil.rmtree(place)
    place.mkdir()  # the folder is lost as well: both fill it again
    again = Workspace.open(bo.folder, unlock(bo.folder, PASSPHRASE))
    sync_once(again)
    settle(anna, again)
    nowhere(place, anna, again)
    again.close()


def test_two_who_edit_meanwhile(anna, bo, place):
    """What one writes without knowing of the erasure is a new value, and stands; the old one is gone."""
    note = interviews.add_note(anna, a_follow_up(anna), f"Sa {CANARY}").created("note")
    settle(anna, bo)
    erasure.erase_field(anna, "note", note, "text", "Personnummer", keep_present=False)
    interviews.set_note_text(bo, note, "Bos nya text")
    settle(anna, bo)
    nowhere(place, anna, bo)
    with anna.read() as connection:
        assert connection.exec_driver_sql("SELECT text FROM live_note").scalars().all() == ["Bos nya text"]
    bo.history.undo()
    bo.history.undo()
    assert found(CANARY, bo, place) == []


def a_talk(workspace: Workspace) -> tuple[str, str]:
    follow_up = a_follow_up(workspace)
    talk = interviews.start(workspace, follow_up, Role.STAFF, f"Undersköterska {CANARY}").created("interview")
    for text in (f"Sa {CANARY}", f"Sa {CANARY} två"):
        interviews.add_note(workspace, follow_up, text, interview_id=talk, tag=NoteTag.QUOTE)
    return follow_up, talk


def test_a_respondent_withdraws(anna, bo, place):
    follow_up, talk = a_talk(anna)
    note = interviews.add_note(anna, follow_up, f"{CANARY} tre", interview_id=talk).created("note")
    interviews.set_note_text(anna, note, "skrevs om")
    gone = interviews.add_note(anna, follow_up, f"{CANARY} borttagen", interview_id=talk).created("note")
    other = interviews.add_note(anna, follow_up, "En annan röst").created("note")
    assessments.set_stance(anna, follow_up, "HVB-BU-4.1", SourceKind.NOTE, note, Stance.SUPPORTS)
    interviews.remove_note(anna, gone)
    settle(anna, bo)
    interviews.set_note_text(bo, note, f"Bo skrev {CANARY} utan att veta")
    interviews.add_note(bo, follow_up, f"Bo hörde {CANARY}", interview_id=talk)
    interviews.set_fields(bo, talk, label=f"{CANARY} enligt Bo")
    interviews.end(bo, talk)
    erasure.withdraw_interview(anna, talk, "Samtycket togs tillbaka")
    settle(anna, bo)
    nowhere(place, anna, bo)
    at_rest(place, anna, bo)
    for each in (anna, bo):
        with each.read() as connection:
            row = connection.exec_driver_sql(
                "SELECT status, role, label, started_at, withdrawn_at FROM live_interview"
            ).one()
            assert row.status == InterviewStatus.WITHDRAWN
            assert (row.role, row.label) == (Role.STAFF, "")
            assert row.started_at
            assert row.withdrawn_at
            assert connection.exec_driver_sql("SELECT id FROM live_note").scalars().all() == [other]
            assert connection.exec_driver_sql("SELECT id FROM live_evidence").scalars().all() == []
        while each.history.undo_label():
            with suppress(CannotUndo):
                each.history.undo()
        assert found(CANARY, each, place) == []
    with pytest.raises(RuleBroken):
        interviews.add_note(bo, follow_up, "mer", interview_id=talk)
    listed = erasures(anna)
    assert {each.ground for each in listed} == {"Samtycket togs tillbaka"}
    assert listed[-1].person == "Anna Ask"


def test_who_has_not_carried_it_out_is_listed(anna, bo, place):
    note = interviews.add_note(anna, a_follow_up(anna), f"Sa {CANARY}").created("note")
    settle(anna, bo)
    erasure.erase_field(anna, "note", note, "text", "Personnummer", keep_present=False)
    (row,) = erasures(anna)
    assert (row.carried_out, row.not_yet_at, row.ground) == (False, ("Bo Bok",), "Personnummer")
    assert row.records == (("note", note),)
    sync_once(anna)
    (row,) = erasures(anna)
    assert (row.carried_out, row.not_yet_at) == (True, ("Bo Bok",))
    (place_left,) = row.waiting
    with pytest.raises(RuleBroken):
        erasure.confirm_reach(anna, row.id, place_left.kind, place_left.place, " ")
    erasure.confirm_reach(anna, row.id, place_left.kind, place_left.place, "Datorn är rensad")
    (row,) = erasures(anna)
    assert (row.waiting, row.reaches[0].confirmed.how) == ((), "Datorn är rensad")
    sync_once(bo)
    assert erasures(anna)[0].not_yet_at == ("Bo Bok",)
    (row,) = erasures(bo)
    assert (row.carried_out, row.not_yet_at, row.person) == (True, (), "Anna Ask")
    sync_once(anna)
    assert erasures(anna)[0].not_yet_at == ()


@pytest.fixture
def picture():
    out = BytesIO()
    Image.effect_noise((320, 240), 90).convert("RGB").save(out, "JPEG")
    return out.getvalue()


@pytest.mark.parametrize("eraser", ["anna", "bo"])
def test_a_photo_goes_from_media_and_folder(anna, bo, place, picture, eraser):
    seen = observations.add(anna, a_follow_up(anna), "Trasig dörr").created("observation")
    photo = add_photo(anna, seen, picture).created("photo")
    settle(anna, bo)
    (name,) = anna.media_named()
    assert anna.media.has(name)
    assert bo.media.has(name)
    assert len(files(place, ".ina")) == 1
    erasure.erase_photo({"anna": anna, "bo": bo}[eraser], photo, "Visar en person")
    settle(anna, bo)
    for each in (anna, bo):
        assert not each.media.has(name)
        assert not [path for path in (each.folder / "media").rglob("*") if path.is_file()]
        each.history.undo()
        with each.read() as connection:
            assert connection.exec_driver_sql("SELECT id FROM live_photo").all() == []
    settle(anna, bo)
    assert files(place, ".ina") == {}
    nowhere(place, anna, bo)
    at_rest(place, anna, bo)


def test_who_has_left_brings_nothing_back(anna, bo, place, picture):
    """Bo's computer goes on passing; it cannot read of what is erased after it left."""
    follow_up = a_follow_up(anna)
    note = interviews.add_note(anna, follow_up, f"Sa {CANARY}").created("note")
    seen = observations.add(anna, follow_up, "Korridor").created("observation")
    photo = add_photo(anna, seen, picture).created("photo")
    settle(anna, bo)
    for text in (f"{CANARY}, enligt Bo", "Sa något, enligt Bo"):
        interviews.set_note_text(bo, note, text)
        settle(anna, bo)
    leaving.leave(bo)
    erasure.erase_photo(anna, photo, "Visar en person")
    erasure.erase_field(anna, "note", note, "text", "Skrivet av misstag")
    settle(anna)
    after = files(place)
    for _ in range(2):
        sync_once(bo)
        assert files(place) == after
        sync_once(anna)
    assert found(CANARY, anna, place) == []


def test_a_picture_that_another_photo_shows_stays(anna, bo, place, picture):
    seen = observations.add(anna, a_follow_up(anna), "Trasig dörr").created("observation")
    photo = add_photo(anna, seen, picture).created("photo")
    twin = add_photo(anna, seen, picture).created("photo")
    assert photo != twin
    settle(anna, bo)
    erasure.erase_photo(anna, photo, "Dubblett")
    settle(anna, bo)
    assert [each.media_wanted() for each in (anna, bo)] == [[], []]
    assert len(bo.media_named()) == 1
    assert len(files(place, ".ina")) == 1


def test_every_order_of_arrival_ends_alike(tmp_path, anna):
    """Whole steps in all orders; the erasure may come first, in the middle, last or twice."""
    follow_up = a_follow_up(anna)
    note = interviews.add_note(anna, follow_up, f"Sa {CANARY}").created("note")
    interviews.set_note_text(anna, note, f"Sa {CANARY} igen")
    interviews.set_note_text(anna, note, "Sa inget")
    erasure.erase_field(anna, "note", note, "text", "Personnummer")
    full = {}
    steps: dict[object, list[object]] = {}
    base = [each for each in anna.journal.all() if each.row != note]
    for each in anna.journal.all():
        if each.row == note:
            steps.setdefault(each.step, []).append(each)
    texts = [
        each
        for each in anna.journal.all()
        if each.row == note and each.field == "text" and each.kind == "set"
    ]
    for each, text in zip(texts, (f"Sa {CANARY}", f"Sa {CANARY} igen", "Sa inget"), strict=True):
        full[each.id] = replace(each, value=text)
    whole = [[full.get(each.id, each) for each in step] for step in steps.values()]
    blank = [[replace(each, value=None, withheld=True)] for each in texts[:2]]  # out of cleared bundles
    for number, order in enumerate(permutations([*whole, *blank])):
        if number % 24:  # 720 orders, every 24th
            continue
        target = a_workspace(tmp_path / str(number))
        target.absorb(base, anna.journal.launches())
        for step in order:
            target.absorb(step, anna.journal.launches())
            target.absorb(step, anna.journal.launches())
        target.erasures.clear_traces()
        assert target.state_hash() == anna.state_hash()
        assert sorted(target.journal.all(), key=lambda o: o.id) == sorted(
            anna.journal.all(), key=lambda o: o.id
        )
        assert found(CANARY, target) == []
        target.close()


def test_three_laptops_their_backups_and_the_folder(anna, bo, place, tmp_path):
    """What is erased on one is, after all have synced, in nothing that any of them or the folder has; old backups are named."""
    cesar = a_workspace(tmp_path / "cesar", "Cesar Dahl")
    join(anna, cesar, place)
    _, talk = a_talk(anna)
    settle(anna, bo, cesar)
    for each in (anna, bo, cesar):
        backups.make(each)
        assert in_backups(CANARY, each) != []
    erasure.withdraw_interview(bo, talk, "Samtycket togs tillbaka")
    settle(bo, anna, cesar)
    nowhere(place, anna, bo, cesar)
    for each in (anna, bo, cesar):
        (order,) = erasures(each)
        assert [reach.kind for reach in order.waiting] == [ReachKind.BACKUP]
        (old,) = in_backups(CANARY, each)
        assert old in order.waiting[0].words
        backups.make(each)
        assert in_backups(CANARY, each) == [old]  # the fresh one has nothing of it
        erasure.renew_backups(each, order.id)
        assert in_backups(CANARY, each) == []
        assert erasures(each)[0].waiting == ()
    cesar.close()
