"""What a role may see and do: a protected address is readable to all but readers, and a reader writes nothing."""

import pytest

from inspektor import clock
from inspektor.actions import erasure, interviews, openings, register, retention
from inspektor.actions.conflicts import choose
from inspektor.actions.doors import made
from inspektor.model.keeping import Disposal, DisposalIn
from inspektor.queries.conflicts import conflicts
from inspektor.queries.erasures import erasures
from inspektor.queries.interviews import notes
from inspektor.queries.register import me, unit
from inspektor.shapes.membership import GroupRole
from inspektor.shapes.openings import OpenedKind
from inspektor.shapes.retention import Category
from inspektor.store.role import NotTheirs, ReadersRead
from inspektor.sync import leaving
from inspektor.sync.engine import status
from inspektor.sync.joining import found_group
from tests.builders import a_follow_up, a_workspace
from tests.sync_folders import join, settle

PLACE = "Hemliga gatan 7"


@pytest.fixture
def three(tmp_path):
    """Anna, who founded the group, Bo who inspects, and Rut who reads; and a follow-up."""
    (tmp_path / "delad").mkdir()
    group = [a_workspace(tmp_path / each, each) for each in ("Anna Ask", "Bo Bok", "Rut Ros")]
    anna, bo, rut = group
    follow_up = a_follow_up(anna)
    found_group(anna, tmp_path / "delad", "Enheten")
    join(anna, bo, tmp_path / "delad")
    join(anna, rut, tmp_path / "delad", GroupRole.READER)
    settle(*group)
    yield anna, bo, rut, follow_up
    for each in group:
        each.close()


def of_unit(workspace):
    with workspace.read() as connection:
        row = connection.exec_driver_sql("SELECT id FROM unit").one()
    return unit(workspace, row.id)


def everything(workspace) -> str:
    """All that a workspace's journal says."""
    with workspace.read() as connection:
        return "\n".join(
            str(each) for each in connection.exec_driver_sql("SELECT value FROM operation").scalars()
        )


def test_a_protected_address_is_sealed_to_all_but_readers(three):
    anna, bo, rut, _ = three
    home = of_unit(anna).id
    register.edit_unit(anna, home, address=PLACE)
    settle(anna, bo, rut)
    assert of_unit(rut).address == PLACE
    register.edit_unit(anna, home, address_protected=True)
    settle(anna, bo, rut)
    assert (of_unit(anna).address, of_unit(bo).address, of_unit(rut).address) == (PLACE, PLACE, "")
    assert PLACE not in everything(rut), "what had been sent in plain text is gone, too"
    register.edit_unit(bo, home, address="Nya gatan 1")
    register.edit_unit(bo, home, manager="Rut Ros")
    settle(anna, bo, rut)
    assert (of_unit(anna).address, of_unit(rut).address) == ("Nya gatan 1", "")
    assert "Nya gatan" not in everything(rut)
    leaving.set_role(anna, rut.identity.device_id, GroupRole.COORDINATOR)
    settle(anna, bo, rut)
    assert of_unit(rut).address == "Nya gatan 1"
    register.edit_unit(rut, home, address_protected=False)
    settle(anna, bo, rut)
    assert of_unit(bo).address == "Nya gatan 1"
    assert anna.state_hash() == bo.state_hash() == rut.state_hash()


def a_disposal(workspace) -> Disposal:
    mine = workspace.profile
    values = {"category": Category.PHOTOS, "at": clock.now(), "person_id": mine.person_id, "name": mine.name}
    return made(Disposal, DisposalIn, values | {"ground": "Plan", "records": 1, "listed": "[]"})


def test_disposal_confirming_and_signing_off_are_for_those_who_lead(three):
    anna, bo, rut, follow_up = three
    note = interviews.add_note(bo, follow_up, "Sa Nisse").created("note")
    with pytest.raises(ReadersRead):
        erasure.erase_field(rut, "note", note, "text", "Namn", keep_present=False)
    erasure.erase_field(
        bo, "note", note, "text", "Namn", keep_present=False
    )  # whoever wrote it takes it back
    order = erasures(bo)[0]
    decide = (
        lambda: openings.review(bo, "2026-11", "Rimligt"),
        lambda: retention.set_rule(bo, Category.PHOTOS, disposed=True, months=1, plan=""),
        lambda: erasure.confirm_reach(bo, order.id, order.waiting[0].kind, order.waiting[0].place, "Rensad"),
        lambda: bo.erasures.erase("Dispose", "Plan", lambda session: session.add(a_disposal(bo)) or ()),
    )
    before = bo.state_hash()
    for each in decide:
        with pytest.raises(NotTheirs):
            each()
    assert (bo.state_hash(), me(bo).decides, me(anna).decides) == (before, False, True)
    leaving.set_role(anna, bo.identity.device_id, GroupRole.COORDINATOR)
    settle(anna, bo)
    for each in decide[:2]:
        each()


def test_a_reader_reads_and_writes_nothing(three):
    anna, bo, rut, follow_up = three
    interviews.add_note(bo, follow_up, "Det bos sade")
    settle(anna, bo, rut)
    assert [note.text for note in notes(rut, follow_up)] == ["Det bos sade"]
    before = rut.state_hash()
    for write in (
        lambda: interviews.add_note(rut, follow_up, "Ruts"),
        lambda: register.edit_unit(rut, of_unit(rut).id, manager="Rut"),
    ):
        with pytest.raises(ReadersRead):
            write()
    assert rut.state_hash() == before
    assert status(rut).reads_only
    openings.opened(rut, OpenedKind.INTERVIEW, None, follow_up)
    leaving.set_role(anna, rut.identity.device_id, GroupRole.INSPECTOR)
    settle(anna, rut)
    interviews.add_note(rut, follow_up, "Ruts")
    leaving.set_role(anna, rut.identity.device_id, GroupRole.READER)
    settle(anna, rut)
    assert status(rut).reads_only
    with pytest.raises(ReadersRead):
        rut.history.undo()


def test_an_address_written_by_one_who_did_not_know_that_it_is_protected_is_sealed(three):
    anna, bo, rut, _ = three
    home = of_unit(anna).id
    register.edit_unit(anna, home, address=PLACE)
    settle(anna, bo, rut)
    register.edit_unit(anna, home, address_protected=True)
    register.edit_unit(bo, home, address="Nya gatan 1")
    settle(anna, bo, rut)
    for each in (anna, bo, rut):
        assert PLACE not in everything(each)
        assert "Nya gatan" not in everything(each)
    assert of_unit(rut).address == ""
    assert of_unit(anna).address == of_unit(bo).address == "Nya gatan 1 / Hemliga gatan 7", (
        "both, for somebody to decide"
    )
    assert anna.state_hash() == bo.state_hash() == rut.state_hash()


def test_two_protected_addresses_are_told_apart_by_those_who_may_read_them(three):
    anna, bo, rut, _ = three
    home = of_unit(anna).id
    register.edit_unit(anna, home, address=PLACE, address_protected=True)
    settle(anna, bo, rut)
    register.edit_unit(anna, home, address="Annas gata 1")
    register.edit_unit(bo, home, address="Bos gata 2")
    settle(anna, bo, rut)
    (known,), (unknown,) = conflicts(anna), conflicts(rut)
    assert {each.text for each in known.versions} == {"Annas gata 1", "Bos gata 2"}
    assert known.shown == of_unit(anna).address
    assert "gata" not in repr([each.text for each in unknown.versions])
    lost = next(each for each in known.versions if not each.shown)
    choose(anna, known, lost.operation)
    settle(anna, bo, rut)
    assert of_unit(bo).address == lost.text
    assert (conflicts(anna), conflicts(rut)) == ((), ())


@pytest.mark.parametrize("first", [True, False])
def test_whoever_can_open_a_protected_address_seals_it_to_new_colleagues(three, first):
    anna, bo, rut, _ = three
    home = of_unit(anna).id
    register.edit_unit(anna, home, address=PLACE, address_protected=True)
    settle(anna, bo, rut)
    leaving.set_role(anna, rut.identity.device_id, GroupRole.ADMINISTRATOR)
    if (rut.identity.device_id < anna.identity.device_id) is not first:
        leaving.set_role(anna, bo.identity.device_id, GroupRole.ADMINISTRATOR)
    settle(anna, bo, rut)
    assert of_unit(rut).address == PLACE
