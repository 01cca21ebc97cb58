"""Three real workspaces and a folder that misbehaves: after any history all agree, and nothing that was held is lost.

Clocks are years apart, files are cut, emptied, renamed, doubled and taken away, a workspace is put back
from a copy. What a living laptop or a whole file held before the last exchange is held by everyone after
it; and what anyone erased is in no journal, no kept bundle and no file.
"""

import os
import random
import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from inspektor import clock
from inspektor.actions import conflicts, erasure, interviews
from inspektor.errors import InspektorError
from inspektor.queries.conflicts import conflicts as open_conflicts
from inspektor.shapes.operation import OpId
from inspektor.store.keys import unlock
from inspektor.store.workspace import Workspace
from inspektor.sync.bundle import BundleRefused, open_bundle
from inspektor.sync.engine import exchange_with, sync_once
from inspektor.sync.group import Group, directory
from inspektor.sync.state import Memory
from tests.builders import PASSPHRASE, a_follow_up, a_workspace
from tests.sync_folders import Pulled, ShuffledFolder, failing, files, found_and_join, settle

LAPTOPS = ("anna", "bo", "cesar")
BEGINNING = datetime(2026, 11, 27, 8, 26, tzinfo=UTC)
SKEWS = (timedelta(0), timedelta(days=-11), timedelta(days=3650), timedelta(days=-3650))
LAPTOP = st.sampled_from(LAPTOPS)
STEPS = st.one_of(
    st.tuples(st.just("edit"), LAPTOP, st.integers(0, 5)),
    st.tuples(st.just("edit"), LAPTOP, st.integers(0, 5)),
    st.tuples(st.just("add"), LAPTOP, st.just(0)),
    st.tuples(st.just("delete"), LAPTOP, st.integers(0, 5)),
    st.tuples(st.just("undo"), LAPTOP, st.just(0)),
    st.tuples(st.just("decide"), LAPTOP, st.integers(0, 5)),
    st.tuples(st.just("stick"), LAPTOP, st.just(0)),
    st.tuples(st.just("erase"), LAPTOP, st.integers(0, 5)),
    st.tuples(st.just("sync"), LAPTOP, st.integers(0, 99)),
    st.tuples(st.just("sync"), LAPTOP, st.integers(0, 99)),
    st.tuples(st.just("broken sync"), LAPTOP, st.integers(0, 6)),
    st.tuples(st.just("restart"), LAPTOP, st.just(0)),
    st.tuples(st.just("copy"), LAPTOP, st.just(0)),
    st.tuples(st.just("put back"), LAPTOP, st.just(0)),
    st.tuples(
        st.sampled_from(("cut", "empty", "zero", "rename", "double", "take away")), LAPTOP, st.integers(0, 30)
    ),
    st.tuples(st.just("take all away"), LAPTOP, st.just(0)),
)


class World:
    """The laptops, the folder, and what each has ever put into it."""

    def __init__(self, base: Path, skews: list[timedelta]) -> None:
        self.base = base
        self.place = base / "delad"
        self.skews = dict(zip(LAPTOPS, skews, strict=True))
        self.ticks = 0
        self.open: dict[str, Workspace] = {}
        self.bundled: dict[bytes, set[OpId]] = {}
        for name in LAPTOPS:
            self.start(name)

    def tell_time(self, name: str) -> None:
        def now() -> datetime:
            self.ticks += 1
            return BEGINNING + self.skews[name] + timedelta(seconds=self.ticks)

        clock.set_source(now)

    def start(self, name: str) -> None:
        folder = self.base / name
        self.tell_time(name)
        self.open[name] = Workspace.open(folder, unlock(folder, PASSPHRASE))

    def stop(self, name: str) -> None:
        self.open.pop(name).close()

    def note(self, name: str, number: int) -> str | None:
        with self.open[name].read() as connection:
            found = connection.exec_driver_sql("SELECT id FROM live_note ORDER BY id").scalars().all()
        return found[number % len(found)] if found else None

    def do(self, step: tuple[str, str, int]) -> None:
        kind, name, number = step
        self.tell_time(name)
        if kind in ("edit", "add", "delete", "undo", "erase", "decide"):
            self._change(kind, name, number)
        elif kind == "stick":
            (self.base / "sticka").mkdir(exist_ok=True)
            exchange_with(self.open[name], self.base / "sticka")
            self.remember(name)
        elif kind in ("sync", "broken sync"):
            self._sync(kind, name, number)
        elif kind in ("restart", "copy", "put back"):
            self._replace(kind, name)
        else:
            self._harm(kind, number)

    def _change(self, kind: str, name: str, number: int) -> None:
        workspace, note = self.open[name], self.note(name, number)
        if kind == "undo":
            with suppress(InspektorError):  # a colleague has changed it since
                workspace.history.undo()
        elif kind == "add":
            with workspace.read() as connection:
                follow_up = connection.exec_driver_sql("SELECT id FROM live_follow_up").scalars().first()
            assert follow_up is not None
            interviews.add_note(workspace, follow_up, f"{name} {self.ticks}")
        elif kind == "decide":
            for conflict in open_conflicts(workspace)[:1]:
                chosen = conflict.versions[number % len(conflict.versions)]
                conflicts.choose(workspace, conflict, chosen.operation)
        elif note is not None and kind == "erase":
            with suppress(InspektorError):  # there is nothing to erase
                erasure.erase_field(workspace, "note", note, "text", "fel", keep_present=number % 2 == 0)
        elif note is not None and kind == "edit":
            interviews.set_note_text(workspace, note, f"{name} {self.ticks}", amend=number % 2 == 0)
        elif note is not None:
            interviews.remove_note(workspace, note)

    def _sync(self, kind: str, name: str, number: int) -> None:
        workspace = self.open[name]
        if kind == "sync":
            sync_once(workspace, port=lambda state, mark: ShuffledFolder(directory(state, mark), number))
        else:
            with suppress(Pulled):
                sync_once(workspace, port=failing(number))
        self.remember(name)

    def remember(self, name: str) -> None:
        """Note which operations the file of each bundle holds, as its maker saw it."""
        journal = self.open[name].journal
        with self.open[name].read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT b.hash, l.id, o.id & ? FROM operation o JOIN bundle b ON b.seq = o.bundle"
                " JOIN launch l ON l.seq = o.id >> 40",
                ((1 << 40) - 1,),
            ).all()
        for hash, launch, number in rows:
            self.bundled.setdefault(journal.bundle_bytes(hash), set()).add(OpId(launch, number))

    def _replace(self, kind: str, name: str) -> None:
        folder, copy = self.base / name, self.base / f"{name} kopia"
        if kind == "put back" and not copy.exists():
            return
        self.stop(name)
        if kind == "copy":
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(folder, copy)
        elif kind == "put back":
            shutil.rmtree(folder)
            shutil.copytree(copy, folder)
        self.start(name)

    def _harm(self, kind: str, number: int) -> None:
        found = sorted(files(self.place, ".inb"))
        if not found:
            return
        path = self.place / found[number % len(found)]
        data = path.read_bytes()
        if kind == "take all away":
            for each in found:
                (self.place / each).unlink()
        elif kind == "take away":
            path.unlink()
        elif kind == "rename":
            path.rename(path.with_name(f"{path.stem} ({number}){path.suffix}"))
        elif kind == "double":
            path.with_name(f"{path.stem}-PC{number}{path.suffix}").write_bytes(data)
        else:
            path.write_bytes(
                {"cut": data[: len(data) * 2 // 3], "empty": b"", "zero": b"\0" * len(data)}[kind]
            )

    def held(self) -> set[OpId]:
        """What a living laptop or a whole file holds."""
        kept = {each.id for workspace in self.open.values() for each in workspace.journal.all()}
        for data in files(self.place, ".inb").values():
            kept |= self.bundled.get(data, set())
        return kept


def not_erased(place: Path, workspace: Workspace) -> list[OpId]:
    """Operations whose values are still somewhere although somebody erased them."""
    known = workspace.journal.all()
    erased = {name for each in known if each.kind == "erase" for name in each.seen}
    group = Group(workspace, Memory.load(workspace.local))
    kept = [workspace.journal.bundle_bytes(each.hash) for each in workspace.journal.bundles()]
    found = list(known)
    for data in (*kept, *files(place, ".inb").values()):
        with suppress(BundleRefused):
            found += open_bundle(data, group.secrets(), group.id, group.signing_keys()).operations
    return [each.id for each in found if each.id in erased and each.value is not None]


@pytest.fixture(scope="module")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three workspaces in one group that agree, closed, to start every history from."""
    base = tmp_path_factory.mktemp("histories") / "nu"
    made = {name: a_workspace(base / name, name.title()) for name in LAPTOPS}
    follow_up = a_follow_up(made["anna"])
    for number in range(3):
        interviews.add_note(made["anna"], follow_up, f"början {number}")
    found_and_join(base / "delad", *made.values())
    settle(*made.values())
    for each in made.values():
        each.close()
    shutil.copytree(base, base.with_name("början"))
    return base


@pytest.fixture(autouse=True)
def _own_time() -> Iterator[None]:
    yield
    clock.set_source(None)


@pytest.mark.timeout(600)
@settings(
    max_examples=int(os.environ.get("INSPEKTOR_HISTORIES", "8")),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
)
@given(steps=st.lists(STEPS, min_size=4, max_size=30), skews=st.permutations(SKEWS), seed=st.integers(0, 99))
def test_every_history_ends_in_agreement(beginning, steps, skews, seed):
    shutil.rmtree(beginning)
    shutil.copytree(beginning.with_name("början"), beginning)
    world = World(beginning, skews[: len(LAPTOPS)])
    try:
        for step in steps:
            world.do(step)
        for name in LAPTOPS:
            world.remember(name)
        held = world.held()
        names = list(LAPTOPS)
        random.Random(seed).shuffle(names)
        settle(*(world.open[name] for name in names))
        before = files(world.place)
        for workspace in world.open.values():
            assert {each.id for each in workspace.journal.all()} >= held
            result = sync_once(workspace)
            assert (result.sent, result.received, result.only_here) == (0, 0, 0)
        assert files(world.place) == before
        journals = [
            sorted(workspace.journal.all(), key=lambda each: each.id) for workspace in world.open.values()
        ]
        assert journals[0] == journals[1] == journals[2]
        assert [not_erased(world.place, workspace) for workspace in world.open.values()] == [[], [], []]
        assert len({workspace.state_hash() for workspace in world.open.values()}) == 1
    finally:
        for name in list(world.open):
            world.stop(name)
