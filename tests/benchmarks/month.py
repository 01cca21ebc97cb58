"""A month of many laptops in one group, in which some join, some are removed and some stay away for days.

    python -m tests.benchmarks.month [LAPTOPS] [DAYS]      100 and 22 unless said

Each working day most laptops write notes, edit those of others and sync once, in another order each day. At the end all
meet: then every member must hold the same, and doctor must be content with one of them. Prints what it cost.
"""

import random
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from inspektor import clock, i18n
from inspektor.actions import interviews
from inspektor.shapes.membership import GroupRole, SyncState
from inspektor.store.doctor import examine
from inspektor.store.workspace import Workspace
from inspektor.sync import leaving
from inspektor.sync.engine import status, sync_once
from inspektor.sync.joining import found_group
from tests.builders import a_follow_up, a_workspace
from tests.sync_folders import files, join

BEGINNING = datetime(2026, 11, 2, 7, tzinfo=UTC)
FOUNDERS = 3
"""Who is there before the month begins."""


class Month:
    """The unit's laptops, and what has been measured."""

    def __init__(self, base: Path, laptops: int, days: int) -> None:
        self.base, self.laptops, self.days = base, laptops, days
        self.place = base / "delad"
        self.chance = random.Random(7)
        self.now = BEGINNING
        self.members: list[Workspace] = []
        self.removed: list[Workspace] = []
        self.passes: list[float] = []
        self.joins: list[float] = []
        clock.set_source(self.tick)

    def tick(self) -> datetime:
        """Every look at the clock takes a second."""
        self.now += timedelta(seconds=1)
        return self.now

    def begin(self) -> None:
        """The group is founded."""
        self.place.mkdir()
        first = a_workspace(self.base / "0", "Laptop 0")
        self.follow_up = a_follow_up(first)
        found_group(first, self.place, "Enheten")
        self.members.append(first)
        for number in range(1, FOUNDERS):
            self.join(number, GroupRole.ADMINISTRATOR)

    def join(self, number: int, role: GroupRole = GroupRole.INSPECTOR) -> None:
        """One more laptop asks and is let in, and reads everything."""
        newcomer = a_workspace(self.base / str(number), f"Laptop {number}")
        began = time.perf_counter()
        join(self.members[0], newcomer, self.place, role)
        self.joins.append(time.perf_counter() - began)
        self.members.append(newcomer)

    def day(self, number: int) -> None:
        """Some join, one is removed now and then, most work and sync."""
        self.now = BEGINNING + timedelta(days=number)
        wanted = FOUNDERS + (self.laptops - FOUNDERS) * (number + 1) // self.days
        while len(self.members) + len(self.removed) < wanted:
            self.join(len(self.members) + len(self.removed))
        if number % 5 == 4 and len(self.members) > FOUNDERS + 1:
            lost = self.members.pop(self.chance.randrange(FOUNDERS, len(self.members)))
            administrator = self.members[self.chance.randrange(FOUNDERS)]
            self.sync(administrator)  # it may not have met the lost one yet
            leaving.remove_member(administrator, lost.identity.device_id)
            self.removed.append(lost)
        for each in self.chance.sample(self.members, len(self.members)) + self.removed:
            if self.chance.random() < 0.8:
                self.work(each)
                self.sync(each)

    def work(self, workspace: Workspace) -> None:
        """A note, and a change of one that may be somebody else's."""
        interviews.add_note(workspace, self.follow_up, f"Anteckning {self.now}")
        with workspace.read() as connection:
            found = list(connection.exec_driver_sql("SELECT id FROM live_note ORDER BY id").scalars())
        interviews.set_note_text(workspace, self.chance.choice(found), f"Ändrad {self.now}")

    def sync(self, workspace: Workspace) -> int:
        """One pass, measured."""
        began = time.perf_counter()
        result = sync_once(workspace)
        self.passes.append(time.perf_counter() - began)
        return result.sent + result.received

    def end(self) -> None:
        """All meet, what removed laptops wrote is let in, and everybody agrees."""
        for _ in range(6):
            moved = sum([self.sync(each) for each in self.members])
            aside = leaving.set_aside(self.members[0])
            for each in aside:
                leaving.let_in(self.members[0], each.device_id)
            if not moved and not aside:
                break
        assert len({each.state_hash() for each in self.members}) == 1
        assert all(status(each).state is SyncState.IN_STEP for each in self.members)
        assert [each for each in examine(self.members[0]) if not each.well] == []


def main(laptops: int = 100, days: int = 22) -> None:
    """Play it, and say what it cost."""
    i18n.use_language("sv")
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as place:
        month = Month(Path(place), laptops, days)
        try:
            month.begin()
            for number in range(days):
                month.day(number)
                spent = time.perf_counter() - began
                sys.stderr.write(f"day {number + 1}: {len(month.members)} laptops, {spent:.0f} s\n")
            month.end()
            everything = files(month.place)
            operations = len(month.members[0].journal.all())
        finally:
            for each in (*month.members, *month.removed):
                each.close()
            clock.set_source(None)
    passes = sorted(month.passes)
    lines = (
        f"{len(month.members)} laptops agree after {days} days, {len(month.removed)} removed; doctor is content",
        f"{operations} operations, {len(everything)} files, {sum(map(len, everything.values())) / 1e6:.1f} MB in the folder",
        f"{len(passes)} passes: median {passes[len(passes) // 2] * 1000:.0f} ms, longest {passes[-1]:.1f} s",
        f"to be let in and read everything: {month.joins[0]:.1f} s the first, {month.joins[-1]:.1f} s the last",
        f"{time.perf_counter() - began:.0f} s in all",
    )
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
