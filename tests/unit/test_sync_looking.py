"""Which files are opened again, what their names say, and how far a chain is whole."""

from itertools import pairwise

import pytest

from inspektor.store.journal import BundleRecord
from inspektor.sync import layout
from inspektor.sync.folder import Entry
from inspektor.sync.looking import NOT_READY, Looking
from inspektor.sync.receiving import gap_free
from inspektor.sync.state import PassState

MINUTE, HOUR = 60_000, 3_600_000
NAME = "v1/d/ab/00000001-cd.inb"


def looking(last: PassState, now: int, *, size: int = 5, modified: int = 7) -> Looking:
    return Looking(last, {NAME: Entry(size, modified)}, now)


def test_a_refused_file_is_tried_again_less_and_less():
    last, now, tries = PassState(), 0, []
    for _ in range(30):
        while not looking(last, now).due(NAME):
            now += MINUTE // 2
        tries.append(now)
        looking(last, now).refused(NAME, "unreadable")
    pauses = [after - before for before, after in pairwise(tries)]
    assert pauses[0] == MINUTE
    assert pauses == sorted(pauses)
    assert pauses[-1] == 6 * HOUR
    assert (last.waiting(0), last.damaged(0)) == (1, 0)
    assert (last.waiting(25 * HOUR), last.damaged(25 * HOUR)) == (0, 1)


def test_a_changed_file_and_new_knowledge_are_looked_at_at_once():
    last = PassState()
    looking(last, 0).refused(NAME, "unreadable")
    assert not looking(last, 1).due(NAME)
    assert looking(last, 1, size=6).due(NAME)
    assert looking(last, 1, modified=8).due(NAME)
    again = looking(last, 1)
    again.renew()
    assert again.due(NAME)


def test_a_file_that_could_not_be_read_is_always_tried():
    last = PassState()
    looking(last, 0).refused(NAME, NOT_READY)
    assert looking(last, 1).due(NAME)


def test_a_file_of_use_is_not_opened_again_until_it_changes():
    last = PassState()
    looking(last, 0).of_use(NAME, b"h")
    again = looking(last, 99 * HOUR)
    assert not again.due(NAME)
    assert again.holds(NAME, b"h")
    assert not again.holds(NAME, b"x")
    assert looking(last, 1, size=6).due(NAME)
    assert (last.waiting(0), last.damaged(99 * HOUR)) == (0, 0)


def test_files_that_are_gone_are_forgotten():
    last = PassState()
    looking(last, 0).refused(NAME, "unreadable")
    Looking(last, {}, 1)
    assert last.looked == {}


def test_a_computer_without_approval_is_waited_for_and_never_called_damage():
    last = PassState()
    looking(last, 0).refused(NAME, "unknown device")
    assert (last.waiting(99 * HOUR), last.damaged(99 * HOUR)) == (1, 0)


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        (layout.bundle_name("ab" * 16, 7, b"\xcd" * 32), (7, "cd" * 16)),
        (layout.copy_name(layout.bundle_name("ab" * 16, 7, b"\xcd" * 32)), (7, "cd" * 16)),
        ("00000007-" + "cd" * 16 + ".inb", (7, "cd" * 16)),
        ("v1/d/x/00000007-" + "cd" * 16 + " (1).inb", None),
        ("v1/d/x/00000007-" + "cd" * 16 + "-PC2.inb", None),
        ("v1/d/x/7-cd.inb", None),
        ("", None),
    ],
)
def test_names_are_hints(name, facts):
    assert layout.bundle_facts(name) == facts


def test_names_tell_nothing_and_fit_every_file_system():
    name = layout.bundle_name("ab" * 16, 10**9, b"\xcd" * 32)
    assert "abab" not in name
    assert name == name.lower()
    assert len(layout.folder_name("a" * 16) + "/" + layout.copy_name(name)) < 120
    assert len(layout.folder_name("a" * 16) + "/" + layout.attachment_name(b"\xcd" * 32)) < 120
    assert name.startswith(layout.bundle_directory("ab" * 16))


def record(stream: str, seq: int) -> BundleRecord:
    return BundleRecord(bytes([seq]) * 32, stream, seq, None, "d", 1, 1, 1)


def test_a_chain_is_whole_up_to_its_first_gap():
    records = [record("a", 3), record("a", 1), record("a", 2), record("a", 5), record("b", 2), record("a", 2)]
    assert gap_free(records) == {"a": 3, "b": 0}
    assert gap_free([]) == {}
