"""What a member's own, signed bundle may try: everybody ends alike, nothing of others is changed unseen, and nothing breaks."""

import os
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from inspektor.actions import erasure, interviews
from inspektor.queries.history import history
from inspektor.shapes.operation import Launch, Operation, OpId
from inspektor.store.doctor import examine
from inspektor.store.workspace import Workspace
from inspektor.sync import bundle, layout, leaving
from inspektor.sync.bundle import Facts
from inspektor.sync.engine import sync_once
from inspektor.sync.group import Group
from inspektor.sync.state import Memory
from tests.builders import a_follow_up, a_workspace
from tests.sync_folders import found_and_join, join, settle

NOWHERE = "99999999-9999-7999-8999-999999999999"
"""A row that nobody has made."""
FAR = 253_000_000_000_000


class Hostile:
    """Somebody who writes bundles by hand, with a member's keys."""

    def __init__(self, workspace: Workspace, place: Path) -> None:
        self.workspace, self.place = workspace, place
        profile = workspace.profile
        self.launch = Launch(
            os.urandom(16), workspace.identity.device_id, profile.person_id, profile.name, "0", 5
        )
        self.stream, self.numbers, self.seq = os.urandom(16).hex(), count(1), 0

    def says(self, table: str, row: str, field: str, value: object, **other: object) -> Operation:
        name = OpId(self.launch.id, next(self.numbers))
        known = {"kind": "set" if field else "create", "wall": FAR, "step": name, "label": "x"}
        rest = known | {"parents": (), "seen": ()} | other
        return Operation(id=name, table=table, row=row, field=field, value=value, **rest)  # type: ignore[arg-type]

    def posts(self, *operations: Operation, stream: str = "", seq: int = 0, launch: Launch | None = None):
        group = Group(self.workspace, Memory.load(self.workspace.local))
        launch = launch or self.launch
        self.seq += 1
        facts = Facts(group.id, stream or self.stream, launch.device, seq or self.seq, None, 5)
        seed = self.workspace.identity.signing_seed
        hash, data = bundle.encode(operations, [launch], facts, seed, group.recipient())
        name = layout.bundle_name(facts.stream, facts.seq, hash)
        path = self.place / layout.folder_name(group.state.tag) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


@pytest.fixture
def trio(tmp_path):
    """Three members with one note, the last of them hostile; and the note."""
    made = [a_workspace(tmp_path / name, name.title()) for name in ("anna", "bo", "eva")]
    note = interviews.add_note(made[0], a_follow_up(made[0]), "gemensam").created("note")
    found_and_join(tmp_path / "delad", *made)
    settle(*made)
    yield (*made[:2], Hostile(made[2], tmp_path / "delad"), note)
    for each in made:
        each.close()


def shown(workspace: Workspace, note: str) -> str:
    with workspace.read() as connection:
        return str(
            connection.exec_driver_sql("SELECT text FROM live_note WHERE id = ?", (note,)).scalar_one()
        )


def alike(*workspaces: Workspace) -> None:
    settle(*workspaces)
    assert len({each.state_hash() for each in workspaces}) == 1
    for each in workspaces:
        assert [finding for finding in examine(each) if not finding.well] == []


def test_values_that_fit_nothing_end_alike_and_break_nothing(trio):
    anna, bo, eva, note = trio
    never = OpId(os.urandom(16), 7)
    eva.posts(
        eva.says("mood", NOWHERE, "", None),
        eva.says("mood", NOWHERE, "colour", "svart"),
        eva.says("operation", NOWHERE, "value", "x"),
        eva.says("sqlite_schema", NOWHERE, "sql", "x"),
        eva.says("note", note, "hidden", 1),
        eva.says("note", note, "id", NOWHERE),
        eva.says("note", note, "rowid", 1),
        *(eva.says("note", note, "tag", each) for each in (5, 2.5, b"\0", "okänd", "", None)),
        *(eva.says("note", note, "text", each) for each in (5, 2.5, b"\xff", None)),
        *(eva.says("note", note, "noted_at", each) for each in (-(1 << 62), "i morgon", None)),
        eva.says("unit", NOWHERE, "places", "många"),
        eva.says("note", NOWHERE, "text", "en rad som ingen har gjort"),
        eva.says("note", note, "text", "med föräldrar som inte finns", parents=(never,)),
        eva.says("note", note, "", None, kind="delete", seen=(never,)),
        eva.says("note", NOWHERE, "", None, kind="erase", seen=(never,)),
        eva.says("note", NOWHERE, "", None, kind="undelete"),
        eva.says("note", note, "text", "x" * 200_000, wall=-FAR // 5),
    )
    alike(anna, bo)
    assert (
        shown(anna, note) == "med föräldrar som inte finns"
    )  # an edit of hers, in her name, beside the other
    eva.posts(eva.says("note", note, "text", "bortom kalendern", wall=1 << 52))
    assert sync_once(anna).received == 0
    interviews.set_note_text(anna, note, "ändrad efteråt")
    alike(anna, bo)
    assert shown(bo, note) == "ändrad efteråt"


def test_a_member_writes_under_no_other_persons_name(trio):
    anna, bo, eva, note = trio
    as_anna = Launch(os.urandom(16), eva.launch.device, anna.profile.person_id, "Anna", "0", 5)
    name = OpId(as_anna.id, 1)
    said = Operation(name, "note", note, "text", "set", "Detta skrev Anna", FAR, name, "x", (), ())
    eva.posts(said, launch=as_anna)
    by_name = Launch(os.urandom(16), eva.launch.device, eva.launch.person, "Anna", "0", 5)
    name = OpId(by_name.id, 1)
    eva.posts(
        Operation(name, "note", note, "text", "set", "Detta skrev Eva", FAR, name, "x", (), ()),
        launch=by_name,
    )
    for each in (anna, bo):
        sync_once(each)
        assert shown(each, note) == "Detta skrev Eva"
        assert history(each, "note", note)[0].person == "Eva"


def test_one_id_for_two_values_ends_alike_in_every_order(trio):
    anna, bo, eva, note = trio
    one = eva.says("note", note, "text", "först")
    eva.posts(one)
    sync_once(anna)
    other = Operation(*(getattr(one, each) if each != "value" else "sedan" for each in Operation.__slots__))
    eva.posts(other)
    eva.posts(one, other)
    alike(anna, bo)


def test_an_erasure_of_an_erasure_takes_its_ground_from_nobody(trio, tmp_path):
    anna, bo, eva, note = trio
    interviews.set_note_text(anna, note, "rättat")
    erasure.erase_field(anna, "note", note, "text", "Skrivet av misstag")
    settle(anna, bo)
    (made,) = anna.journal.erasures()
    eva.posts(eva.says("note", note, "text", "x", kind="erase", seen=(made.id,)))
    alike(anna, bo)
    with closing(a_workspace(tmp_path / "cia", "Cia")) as cia:
        join(anna, cia, eva.place)
        alike(anna, bo, cia)
        for each in (anna, bo, cia):
            assert made in each.journal.erasures()


def test_a_removed_computer_cannot_use_a_number_from_before(trio):
    """Its chain was taken in up to some number; a new bundle of an earlier number is not one of those."""
    anna, bo, eva, note = trio
    eva.posts(eva.says("note", note, "text", "före"))
    settle(anna, bo)
    leaving.remove_member(anna, eva.launch.device)
    settle(anna, bo)
    eva.posts(eva.says("note", note, "text", "efter"), stream=eva.stream, seq=1)
    alike(anna, bo)
    assert shown(anna, note) == "före"
    assert len(leaving.set_aside(anna)) == 1
