"""Two people change the same thing without knowing of each other: both stand, until a person decides."""

import re
from itertools import permutations

import pytest
from sqlalchemy import event

from inspektor.actions import assessments, conflicts, follow_ups, interviews
from inspektor.actions.conflicts import ConflictMoved
from inspektor.actions.doors import remove
from inspektor.model.interview import Note
from inspektor.queries.conflicts import conflicts as open_conflicts
from inspektor.queries.interviews import notes
from inspektor.shapes.conflict import ConflictKind
from inspektor.shapes.enums import Rating, SourceKind, Stance
from inspektor.store.keys import unlock
from inspektor.store.workspace import Workspace
from tests.builders import PASSPHRASE, a_follow_up, a_workspace
from tests.command_line import Desk

TEXT = "Första stycket.\nAndra stycket.\nTredje stycket."
ANNAS = "Första stycket, ändrat av Anna.\nAndra stycket.\nTredje stycket."
BOS = "Första stycket.\nAndra stycket.\nTredje stycket.\nEtt fjärde av Bo."
BOTH = "Första stycket, ändrat av Anna.\nAndra stycket.\nTredje stycket.\nEtt fjärde av Bo."


class Pair:
    """Two laptops with one follow-up and one note."""

    def __init__(self, tmp_path):
        self.anna = a_workspace(tmp_path / "anna", "Anna Ask")
        self.bo = a_workspace(tmp_path / "bo", "Bo Bok")
        self.follow_up = a_follow_up(self.anna)
        self.note = interviews.add_note(self.anna, self.follow_up, TEXT).created("note")
        self.meet()

    def meet(self) -> None:
        for source, target in ((self.anna, self.bo), (self.bo, self.anna)):
            target.absorb(source.journal.all(), source.journal.launches())
        assert self.anna.state_hash() == self.bo.state_hash()

    def write(self, annas: str, bos: str) -> None:
        interviews.set_note_text(self.anna, self.note, annas)
        interviews.set_note_text(self.bo, self.note, bos)
        self.meet()

    def text(self, workspace: Workspace) -> str:
        return next(each.text for each in notes(workspace, self.follow_up) if each.id == self.note)

    def only(self, workspace: Workspace):
        (found,) = open_conflicts(workspace)
        return found


@pytest.fixture
def pair(tmp_path):
    made = Pair(tmp_path)
    yield made
    made.anna.close()
    made.bo.close()


def test_different_paragraphs_are_shown_together_and_accepted(pair):
    pair.write(ANNAS, BOS)
    assert pair.text(pair.anna) == pair.text(pair.bo) == BOTH
    found = pair.only(pair.bo)
    assert (found.kind, found.shown, found.follow_up_id) == (ConflictKind.MERGED, BOTH, pair.follow_up)
    assert {(each.person, each.text) for each in found.versions} == {("Anna Ask", ANNAS), ("Bo Bok", BOS)}
    assert not conflicts.accept(pair.bo, found).empty
    pair.meet()
    assert open_conflicts(pair.anna) == open_conflicts(pair.bo) == ()
    assert pair.text(pair.anna) == BOTH


def test_writing_in_a_merged_text_settles_it_and_undo_brings_both_back(pair):
    pair.write(ANNAS, BOS)
    interviews.set_note_text(pair.bo, pair.note, BOTH + " Och mer.")
    assert open_conflicts(pair.bo) == ()
    pair.bo.history.undo()
    assert pair.text(pair.bo) == BOTH
    pair.meet()
    assert open_conflicts(pair.anna) == ()
    assert pair.text(pair.anna) == BOTH


def test_the_same_paragraph_is_shown_once_and_the_other_is_kept(pair):
    pair.write("Annas.\nAndra stycket.\nTredje stycket.", "Bos.\nAndra stycket.\nTredje stycket.")
    found = pair.only(pair.anna)
    assert found.kind is ConflictKind.PARAGRAPH
    (other,) = [each for each in found.versions if not each.shown]
    conflicts.choose(pair.anna, found, other.operation)
    pair.meet()
    assert pair.text(pair.bo) == other.text
    assert open_conflicts(pair.bo) == ()


def test_the_value_that_is_shown_already_can_be_the_one_that_stands(pair):
    for workspace, rating in ((pair.anna, Rating.MET), (pair.bo, Rating.NOT_MET)):
        follow_ups.set_fields(workspace, pair.follow_up, purpose=rating.value)
        follow_ups.set_fields(workspace, pair.follow_up, registry_number=rating.value)
    pair.meet()
    found = next(each for each in open_conflicts(pair.anna) if each.field == "registry_number")
    assert found.kind is ConflictKind.VALUES
    shown = next(each for each in found.versions if each.shown)
    assert not conflicts.choose(pair.anna, found, shown.operation).empty
    pair.meet()
    assert [each.field for each in open_conflicts(pair.bo)] == ["purpose"]


def test_an_edit_beats_a_deletion_until_somebody_decides(pair):
    remove(pair.anna, "Delete note", Note, pair.note)
    interviews.set_note_text(pair.bo, pair.note, BOS)
    pair.meet()
    found = pair.only(pair.anna)
    assert found.kind is ConflictKind.DELETED
    assert [(each.person, each.deletes) for each in found.versions] == [("Anna Ask", True), ("Bo Bok", False)]
    conflicts.choose(pair.anna, found, found.versions[0].operation)
    pair.meet()
    assert notes(pair.bo, pair.follow_up) == ()
    assert open_conflicts(pair.bo) == ()


def test_keeping_what_was_deleted_settles_it_everywhere(pair):
    remove(pair.anna, "Delete note", Note, pair.note)
    interviews.set_note_text(pair.bo, pair.note, BOS)
    pair.meet()
    conflicts.accept(pair.bo, pair.only(pair.bo))
    pair.meet()
    assert open_conflicts(pair.anna) == ()
    assert pair.text(pair.anna) == BOS


def test_nothing_unseen_is_put_aside(pair):
    pair.write("Annas.", "Bos.")
    seen = pair.only(pair.anna)
    interviews.set_note_text(pair.bo, pair.note, "Bos andra.")
    pair.meet()
    with pytest.raises(ConflictMoved):
        conflicts.choose(pair.anna, seen, seen.versions[0].operation)
    assert pair.text(pair.anna) == "Bos andra."


def test_the_same_words_from_both_are_no_conflict(pair):
    pair.write(ANNAS, ANNAS)
    assert open_conflicts(pair.anna) == ()


def test_a_merged_text_is_the_same_in_every_order(pair, tmp_path):
    pair.write(ANNAS, BOS)
    operations, launches = pair.anna.journal.all(), pair.anna.journal.launches()
    texts = [each for each in operations if each.row == pair.note and each.field == "text"]
    rest = [each for each in operations if each not in texts]
    assert len(texts) == 3
    for number, order in enumerate(permutations(texts)):
        other = a_workspace(tmp_path / str(number))
        other.absorb(rest, launches)
        for each in order:
            other.absorb([each], launches)
        assert pair.text(other) == BOTH
        assert other.state_hash() == pair.anna.state_hash()
        other.close()


def test_what_taking_in_costs_does_not_grow_with_the_journal(pair):
    """No statement looks through a whole table: neither for a text that is merged nor for anything else."""
    asked: dict[str, object] = {}

    def note(_connection, _cursor, statement, values, _context, many) -> None:
        if not statement.endswith("LIMIT 1"):
            asked[statement] = values[0] if many else values

    interviews.set_note_text(pair.anna, pair.note, ANNAS)
    interviews.set_note_text(pair.bo, pair.note, BOS)
    remove(pair.bo, "Delete note", Note, pair.note)
    event.listen(pair.anna._writer, "before_cursor_execute", note)
    pair.meet()
    event.remove(pair.anna._writer, "before_cursor_execute", note)
    scans = re.compile(r"SCAN (?!(one|other|common|c|d|CONSTANT ROW)\b)(?!search)")
    with pair.anna._bookkeeping() as connection:
        for statement, values in asked.items():
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
            assert not [each.detail for each in plan if scans.match(each.detail)], statement
    assert any("operation_parent p" in each for each in asked)


def test_a_rating_by_two_is_named_in_words(pair):
    for workspace, rating in ((pair.anna, Rating.MET), (pair.bo, Rating.NOT_MET)):
        source = (SourceKind.NOTE, pair.note)
        assessments.set_stance(workspace, pair.follow_up, "HVB-BU-4.1", *source, Stance.SUPPORTS)
        assessments.rate(workspace, pair.follow_up, "HVB-BU-4.1", rating)
    pair.meet()
    found = [each for each in open_conflicts(pair.anna, pair.follow_up) if each.field == "rating"]
    assert [(each.record, each.name, each.opens) for each in found] == [
        ("Bedömning", "Bedömning", "HVB-BU-4.1")
    ]
    assert {each.text for each in found[0].versions} == {"Uppfyllt", "Ej uppfyllt"}


def test_by_command(pair):
    pair.write(ANNAS, BOS)
    for workspace, purpose in ((pair.anna, "Annas syfte"), (pair.bo, "Bos syfte")):
        follow_ups.set_fields(workspace, pair.follow_up, purpose=purpose)
    pair.meet()
    pair.anna.close()
    desk = Desk(pair.anna.folder)
    listed = desk.run("conflicts", "list")
    assert listed.code == 1
    assert "HVB Björkhaga · Anteckning · Text: Två lydelser, sammanslagna" in listed.out
    assert BOTH in desk.run("conflicts", "show", 2).out
    assert "Det finns ingen version med det numret." in desk.run("conflicts", "resolve", 2, 3).err
    assert desk.run("conflicts", "resolve", 2, "shown").code == 0
    assert desk.run("conflicts", "resolve", 1, 2).code == 0
    assert desk.run("conflicts", "list").code == 0
    done = desk.run("conflicts", "show", 1)
    assert (done.code, "conflicts list" in done.err) == (2, True)
    pair.anna = Workspace.open(pair.anna.folder, unlock(pair.anna.folder, PASSPHRASE))
    pair.meet()
    assert pair.text(pair.bo) == BOTH
    assert open_conflicts(pair.bo) == ()
