"""What is erased is gone from this workspace: tables, journal, search, undo, the file's own leftovers."""

import random
from dataclasses import replace

import pytest

from inspektor.actions import audit, follow_up_files, interviews, papers
from inspektor.actions import erasure as actions
from inspektor.actions.outside import remove
from inspektor.changes import ChangeSet
from inspektor.queries.erasures import erasures
from inspektor.queries.interviews import notes
from inspektor.queries.outside import outside
from inspektor.queries.search import search
from inspektor.shapes.erasure import ReachKind
from inspektor.store.doctor import examine
from inspektor.store.erasure import Target
from inspektor.store.workspace import Workspace
from tests.builders import a_follow_up, a_workspace, reopened
from tests.erasure_search import found

CANARY = "Kanariefågelsson"


@pytest.fixture
def karin(tmp_path):
    workspace = a_workspace(tmp_path / "karin")
    yield workspace
    workspace.close()


def erase(workspace: Workspace, note: str, *, keep_present: bool = False) -> None:
    target = Target("note", note, "text", keep_present)
    workspace.erasures.erase("Erase", "not_needed", lambda _: [target])


def text(workspace: Workspace, note: str) -> object:
    with workspace.read() as connection:
        return connection.exec_driver_sql("SELECT text FROM note WHERE id = ?", (note,)).scalar_one()


def troubles(workspace: Workspace) -> list[str]:
    return [each.trouble for each in examine(workspace) if not each.well]


def test_a_field_is_erased_with_its_earlier_values(karin):
    follow_up = a_follow_up(karin)
    note = interviews.add_note(karin, follow_up, f"Sa {CANARY}").created("note")
    others = [interviews.add_note(karin, follow_up, f"Not {n} " * 40).created("note") for n in range(60)]
    interviews.set_note_text(karin, note, f"Sa {CANARY} igen")
    interviews.set_note_text(karin, note, "Sa ingenting")
    chance = random.Random(1)
    for _ in range(200):  # pages are split and joined, the search merges its segments
        interviews.set_note_text(karin, chance.choice(others), "ord " * chance.randrange(1, 600))
    interviews.set_note_text(karin, note, f"Sa {CANARY} till sist")
    assert found(CANARY, karin) == ["database"]
    erase(karin, note)
    assert text(karin, note) == ""
    assert found(CANARY, karin) == []
    assert search(karin, CANARY) == ()
    assert troubles(karin) == []


def test_only_the_earlier_values_go_where_the_present_one_is_kept(karin):
    note = interviews.add_note(karin, a_follow_up(karin), f"Sa {CANARY}").created("note")
    interviews.set_note_text(karin, note, "Sa en anställd")
    erase(karin, note, keep_present=True)
    assert text(karin, note) == "Sa en anställd"
    assert found(CANARY, karin) == []
    assert troubles(karin) == []
    interviews.set_note_text(karin, note, "Sa en anställd två gånger")
    assert text(karin, note) == "Sa en anställd två gånger"
    karin.history.undo()
    assert text(karin, note) == "Sa en anställd"


def test_no_undo_and_no_redo_brings_it_back(karin):
    note = interviews.add_note(karin, a_follow_up(karin), "först").created("note")
    interviews.set_note_text(karin, note, f"Sa {CANARY}")
    interviews.set_note_text(karin, note, "sedan")
    karin.history.undo()
    karin.history.undo()
    erase(karin, note, keep_present=True)
    for _ in range(5):
        karin.history.redo()
        karin.history.undo()
    for _ in range(5):
        karin.history.undo()
    assert found(CANARY, karin) == []


def test_a_text_that_is_being_typed_is_closed(karin):
    note = interviews.add_note(karin, a_follow_up(karin), "").created("note")
    interviews.set_note_text(karin, note, f"Sa {CANARY}", amend=True)
    interviews.set_note_text(karin, note, f"Sa {CANARY} och", amend=True)
    erase(karin, note)
    interviews.set_note_text(karin, note, "Nytt", amend=True)
    interviews.set_note_text(karin, note, "Nytt ord", amend=True)
    assert text(karin, note) == "Nytt ord"
    assert found(CANARY, karin) == []
    assert troubles(karin) == []


def test_traces_are_cleared_at_the_next_start_when_a_reader_was_in_the_way(karin):
    note = interviews.add_note(karin, a_follow_up(karin), f"Sa {CANARY}").created("note")
    with karin._writer.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 10")
    with karin.read() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM note").scalar_one()
        erase(karin, note)
    assert text(karin, note) == ""
    again = reopened(karin)
    assert found(CANARY, again) == []
    assert again.erasures.clear_traces()
    again.close()


def test_files_saved_before_are_named_until_removed_or_confirmed(karin, tmp_path, frozen_clock):
    follow_up, other = a_follow_up(karin), a_follow_up(karin)
    note = interviews.add_note(karin, follow_up, f"Sa {CANARY}").created("note")
    kept, elsewhere, page, stick = (tmp_path / name for name in ("a.zip", "b.zip", "c.pdf", "minne/d.json"))
    stick.parent.mkdir()
    follow_up_files.export(karin, follow_up, kept)
    follow_up_files.export(karin, other, elsewhere)
    papers.save(karin, b"%PDF", page)
    audit.save_history(karin, "note", note, stick)
    frozen_clock.advance(days=1)
    actions.erase_field(karin, "note", note, "text", "Namn", keep_present=False)
    frozen_clock.advance(days=1)
    follow_up_files.export(karin, follow_up, tmp_path / "after.zip")

    def waiting() -> set[str]:
        (order,) = erasures(karin)
        return {each.words.split()[0] for each in order.waiting if each.kind is ReachKind.FILE}

    assert waiting() == {"a.zip", "c.pdf", "d.json"}
    stick.parent.rename(tmp_path / "draget")  # the stick is out: nobody can tell that it is gone
    assert waiting() == {"a.zip", "c.pdf", "d.json"}
    page.unlink()
    remove(karin, next(each for each in outside(karin) if each.path == kept))
    (order,) = erasures(karin)
    (left,) = (each for each in order.waiting if each.kind is ReachKind.FILE)
    actions.confirm_reach(karin, order.id, left.kind, left.place, "Minnet är förstört")
    assert waiting() == set()


def exchange(one: Workspace, other: Workspace) -> None:
    for source, target in ((one, other), (other, one)):
        target.absorb(source.journal.all(), source.journal.launches())
    assert one.state_hash() == other.state_hash()


def test_views_hear_of_it(karin):
    note = interviews.add_note(karin, a_follow_up(karin), f"Sa {CANARY}").created("note")
    heard: list[ChangeSet] = []
    karin.listen(heard.append)
    erase(karin, note)
    (made,) = heard
    (change,) = made.changes
    assert (change.table, change.row, change.field, change.before, change.after) == (
        "note",
        note,
        "text",
        None,
        "",
    )


def test_an_erased_edit_does_not_keep_a_deleted_row(karin, bo):
    note = interviews.add_note(karin, a_follow_up(karin), "gemensam").created("note")
    exchange(karin, bo)
    interviews.remove_note(karin, note)
    interviews.set_note_text(bo, note, f"Sa {CANARY}")
    exchange(karin, bo)
    assert [each.id for each in notes(karin, follow_up_of(karin, note))] == [note]
    erase(bo, note)
    exchange(karin, bo)
    assert notes(karin, follow_up_of(karin, note)) == ()


def test_of_two_values_the_one_that_is_left_is_shown(karin, bo):
    note = interviews.add_note(karin, a_follow_up(karin), "gemensam").created("note")
    exchange(karin, bo)
    interviews.set_note_requirement(karin, note, "HVB-BU-4.1")
    interviews.set_note_requirement(bo, note, "HVB-BU-4.2")  # written last, so it is the one that is shown
    bo.erasures.erase("Erase", "not_needed", lambda _: [Target("note", note, "requirement")])
    exchange(karin, bo)
    for each in (karin, bo):
        assert notes(each, follow_up_of(each, note))[0].requirement == "HVB-BU-4.1"


def test_laptops_that_differ_in_what_is_erased_differ(karin, bo):
    note = interviews.add_note(karin, a_follow_up(karin), f"Sa {CANARY}").created("note")
    interviews.set_note_text(karin, note, "Sa ingenting")
    exchange(karin, bo)
    erase(karin, note, keep_present=True)
    assert karin.state_hash() != bo.state_hash()
    exchange(karin, bo)


def test_a_withheld_value_is_filled_in_unless_it_is_erased(karin, bo):
    note = interviews.add_note(karin, a_follow_up(karin), "Sa något").created("note")
    whole = karin.journal.all()
    cleared = [replace(o, value=None, withheld=True) if o.value == "Sa något" else o for o in whole]
    bo.absorb(cleared, karin.journal.launches())
    assert text(bo, note) == ""
    assert sorted(bo.journal.all(), key=lambda o: o.id) == sorted(cleared, key=lambda o: o.id)
    exchange(karin, bo)
    assert text(bo, note) == "Sa något"
    assert sorted(bo.journal.all(), key=lambda o: o.id) == sorted(whole, key=lambda o: o.id)


def follow_up_of(workspace: Workspace, note: str) -> str:
    with workspace.read() as connection:
        query = "SELECT follow_up_id FROM note WHERE id = ?"
        return str(connection.exec_driver_sql(query, (note,)).scalar_one())
