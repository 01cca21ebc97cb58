"""What comes from colleagues, in every order, with conflicts and deletions."""

from contextlib import closing
from dataclasses import replace
from itertools import permutations
from threading import Thread
from time import sleep

import pytest

from inspektor.actions import assessments, follow_ups, interviews, observations, register
from inspektor.actions.doors import remove
from inspektor.model.interview import Note
from inspektor.shapes.enums import Rating, SourceKind, Stance
from inspektor.store.workspace import Workspace
from tests.builders import a_follow_up, a_workspace


def send(source: Workspace, target: Workspace) -> None:
    target.absorb(source.journal.all(), source.journal.launches())


def exchange(one: Workspace, other: Workspace) -> None:
    send(one, other)
    send(other, one)


def column(workspace: Workspace, table: str, row: str, field: str) -> object:
    with workspace.read() as connection:
        query = f"SELECT {field} FROM live_{table} WHERE id = ?"
        return connection.exec_driver_sql(query, (row,)).scalar_one_or_none()


def heads(workspace: Workspace, row: str, field: str) -> set[object]:
    with workspace.read() as connection:
        query = "SELECT o.value FROM head h JOIN operation o ON o.id = h.op WHERE h.row = ? AND h.field = ?"
        return set(connection.exec_driver_sql(query, (row, field)).scalars())


@pytest.fixture
def shared_note(anna, bo):
    note = interviews.add_note(anna, a_follow_up(anna), "gemensam").created("note")
    exchange(anna, bo)
    return note


def test_different_fields_of_one_row_both_stand(anna, bo, shared_note):
    interviews.set_note_text(anna, shared_note, "Annas text")
    interviews.set_note_requirement(bo, shared_note, "HVB-BU-4.1")
    exchange(anna, bo)
    for workspace in (anna, bo):
        assert column(workspace, "note", shared_note, "text") == "Annas text"
        assert column(workspace, "note", shared_note, "requirement") == "HVB-BU-4.1"
    assert anna.state_hash() == bo.state_hash()


def test_the_same_field_twice_keeps_both_and_shows_the_same_one(anna, bo, shared_note):
    interviews.set_note_text(anna, shared_note, "Annas")
    interviews.set_note_text(bo, shared_note, "Bos")
    exchange(anna, bo)
    assert heads(anna, shared_note, "text") == heads(bo, shared_note, "text") == {"Annas", "Bos"}
    assert column(anna, "note", shared_note, "text") == column(bo, "note", shared_note, "text")


def test_an_edit_that_has_seen_both_settles_it(anna, bo, shared_note):
    interviews.set_note_text(anna, shared_note, "Annas")
    interviews.set_note_text(bo, shared_note, "Bos")
    exchange(anna, bo)
    interviews.set_note_text(anna, shared_note, "vår")
    exchange(anna, bo)
    assert heads(bo, shared_note, "text") == {"vår"}
    assert column(bo, "note", shared_note, "text") == "vår"


def test_a_wrong_clock_does_not_undo_an_informed_edit(anna, bo, shared_note, monkeypatch):
    from datetime import UTC, datetime

    from inspektor import clock

    clock.set_source(lambda: datetime(2035, 1, 1, tzinfo=UTC))
    interviews.set_note_text(anna, shared_note, "från framtiden")
    clock.set_source(None)
    exchange(anna, bo)
    interviews.set_note_text(bo, shared_note, "läst och rättat")
    exchange(anna, bo)
    assert column(anna, "note", shared_note, "text") == "läst och rättat"


def test_an_edit_made_elsewhere_beats_a_deletion(anna, bo, shared_note):
    remove(anna, "Delete note", Note, shared_note)
    interviews.set_note_text(bo, shared_note, "skriver vidare")
    exchange(anna, bo)
    for workspace in (anna, bo):
        assert column(workspace, "note", shared_note, "text") == "skriver vidare"
    assert anna.state_hash() == bo.state_hash()


def test_a_deletion_that_saw_everything_stands_and_can_be_undone(anna, bo, shared_note):
    remove(anna, "Delete note", Note, shared_note)
    exchange(anna, bo)
    assert column(bo, "note", shared_note, "text") is None
    anna.history.undo()
    exchange(anna, bo)
    assert column(bo, "note", shared_note, "text") == "gemensam"
    assert anna.state_hash() == bo.state_hash()


def test_two_inspectors_who_rate_the_same_requirement_meet_in_one_row(anna, bo):
    follow_up = a_follow_up(anna)
    seen = observations.add(anna, follow_up, "Fyra i personalen vid ankomst.").created("observation")
    exchange(anna, bo)
    for workspace, rating in ((anna, Rating.MET), (bo, Rating.PARTLY_MET)):
        assessments.set_stance(
            workspace, follow_up, "HVB-BU-4.1", SourceKind.OBSERVATION, seen, Stance.SUPPORTS
        )
        assessments.rate(workspace, follow_up, "HVB-BU-4.1", rating)
    exchange(anna, bo)
    row = assessments.assessment_id(follow_up, "HVB-BU-4.1")
    assert heads(anna, row, "rating") == heads(bo, row, "rating") == {"met", "partly_met"}
    assert anna.state_hash() == bo.state_hash()


def test_all_orders_of_whole_steps_end_in_the_same_state(tmp_path, anna):
    follow_up = a_follow_up(anna)
    note = interviews.add_note(anna, follow_up, "ett").created("note")
    interviews.set_note_text(anna, note, "två")
    interviews.remove_note(anna, note)
    anna.history.undo()
    interviews.set_note_text(anna, note, "tre")
    operations = anna.journal.all()
    base = [operation for operation in operations if operation.row != note]
    own: dict[object, list[object]] = {}
    for operation in operations:
        if operation.row == note:
            own.setdefault(operation.step, []).append(operation)
    expected = anna.state_hash()
    bo = a_workspace(tmp_path / "bo")
    bo.absorb(base, anna.journal.launches())
    start = bo.state_hash()
    for order in permutations(own.values()):
        for step in order:
            bo.absorb(step, anna.journal.launches())
            bo.absorb(step, anna.journal.launches())
        assert bo.state_hash() == expected
        with bo._bookkeeping() as connection:
            connection.exec_driver_sql(
                "DELETE FROM operation_parent WHERE op IN (SELECT id FROM operation WHERE row = ?)", (note,)
            )
            connection.exec_driver_sql(
                "DELETE FROM operation_seen WHERE op IN (SELECT id FROM operation WHERE row = ?)", (note,)
            )
            for table in ("operation", "head"):
                connection.exec_driver_sql(f"DELETE FROM {table} WHERE row = ?", (note,))
            connection.exec_driver_sql("DELETE FROM note WHERE id = ?", (note,))
        assert bo.state_hash() == start
    bo.close()


def test_of_two_wordings_of_one_operation_the_later_stands_in_every_order(tmp_path, anna, bo, shared_note):
    """A copy made while a text was typed sends the earlier wording; the original sends the later one, or has not yet."""
    interviews.set_note_text(anna, shared_note, "Halva men", amend=True)
    early = [each for each in anna.journal.all() if each.row == shared_note]
    interviews.set_note_text(anna, shared_note, "Hela meningen.", amend=True)
    late = [each for each in anna.journal.all() if each.row == shared_note]
    assert len(early) == len(late)
    launches = anna.journal.launches()
    anna.absorb(early, launches)
    assert column(anna, "note", shared_note, "text") == "Hela meningen."
    assert anna.journal.count_unbundled() > 0
    for order in ((early, late), (late, early), (early, late, early)):
        for each in order:
            bo.absorb(each, launches)
        assert column(bo, "note", shared_note, "text") == "Hela meningen."
        assert bo.state_hash() == anna.state_hash()
        fresh = a_workspace(tmp_path / str(len(list(tmp_path.iterdir()))))
        for each in ([op for op in anna.journal.all() if op.row != shared_note], *order):
            fresh.absorb(each, launches)
        assert fresh.state_hash() == anna.state_hash()
        fresh.close()
    fresh = a_workspace(tmp_path / "together")
    fresh.absorb([*anna.journal.all(), *early], launches)
    assert column(fresh, "note", shared_note, "text") == "Hela meningen."
    fresh.close()


def test_a_row_waits_for_its_required_fields(anna, bo):
    note = interviews.add_note(anna, a_follow_up(anna), "hel").created("note")
    operations = anna.journal.all()
    author = [
        operation for operation in operations if operation.row == note and operation.field == "author_id"
    ]
    bo.absorb([operation for operation in operations if operation not in author], anna.journal.launches())
    assert column(bo, "note", note, "text") is None
    changes = bo.absorb(author, anna.journal.launches())
    assert changes.created("note") == note
    assert column(bo, "note", note, "text") == "hel"


def test_unknown_tables_and_fields_are_kept_and_passed_on(anna, bo, tmp_path):
    interviews.add_note(anna, a_follow_up(anna), "hel")
    operations = anna.journal.all()
    newer = replace(operations[-1], id=replace(operations[-1].id, n=900_000), table="from_2028", parents=())
    strange = replace(operations[-1], id=replace(operations[-1].id, n=900_001), field="colour", parents=())
    bo.absorb([*operations, newer, strange], anna.journal.launches())
    kept = {operation.id for operation in bo.journal.all()}
    assert {newer.id, strange.id} <= kept


def test_a_value_of_the_wrong_kind_is_kept_but_not_shown(anna, bo, shared_note):
    unit = register.add_unit(
        anna,
        provider_id=register.add_provider(anna, name="Ankaret").created("provider"),
        name="Familjerådgivningen Ankaret",
        service_type="Familjerådgivning",
        places=4,
    ).created("unit")
    operations = [o for o in anna.journal.all() if o.row == unit]
    places = next(o for o in operations if o.field == "places")
    bo.absorb([replace(o, value="många") if o is places else o for o in operations], anna.journal.launches())
    assert column(bo, "unit", unit, "places") == 0


def test_a_value_of_the_wrong_kind_ends_alike_before_and_after_its_row(anna, bo, tmp_path):
    note = interviews.add_note(anna, a_follow_up(anna), "hel").created("note")
    operations = anna.journal.all()
    author = next(o for o in operations if o.row == note and o.field == "author_id")
    wrong = replace(author, id=replace(author.id, n=900_000), value=7, parents=(author.id,))
    bo.absorb(operations, anna.journal.launches())
    bo.absorb([wrong], anna.journal.launches())
    with closing(a_workspace(tmp_path / "cia", "Cia Ceder")) as cia:
        cia.absorb([*operations, wrong], anna.journal.launches())
        assert column(cia, "note", note, "text") == column(bo, "note", note, "text") == "hel"
        assert bo.state_hash() == cia.state_hash()


def test_an_operation_hides_no_other_field_in_whatever_order_they_come(anna, bo, tmp_path):
    """As a member's doctored program might write it: a change of the author that names the text as what it replaces."""
    note = interviews.add_note(anna, a_follow_up(anna), "står kvar").created("note")
    operations = anna.journal.all()
    text = next(o for o in operations if o.row == note and o.field == "text")
    false = replace(text, id=replace(text.id, n=900_000), field="tag", value="x", parents=(text.id,))
    bo.absorb([*(o for o in operations if o is not text), false], anna.journal.launches())
    bo.absorb([text], anna.journal.launches())
    with closing(a_workspace(tmp_path / "cia", "Cia Ceder")) as cia:
        cia.absorb(operations, anna.journal.launches())
        cia.absorb([false], anna.journal.launches())
        assert column(bo, "note", note, "text") == column(cia, "note", note, "text") == "står kvar"
        assert bo.state_hash() == cia.state_hash()


def test_planning_for_a_colleague_needs_that_colleague(anna, bo):
    from inspektor.errors import NotFound

    with pytest.raises(NotFound):
        follow_ups.plan(
            anna, unit_id="x", template_version_id="y", form="in_depth", team=[bo.profile.person_id]
        )


def test_whoever_waits_to_write_is_let_in_between_two_batches(anna, bo):
    a_follow_up(anna)
    operations = anna.journal.all()
    left = iter([operations[:3], operations[3:6], operations[6:]])
    writer = Thread(target=lambda: register.add_provider(bo, name="Bos eget"))

    def and_bo_comes():
        yield next(left)
        writer.start()
        while not bo._lock.waited_for:
            sleep(0.001)
        yield next(left)
        with bo.read() as connection:
            names.extend(connection.exec_driver_sql("SELECT name FROM provider").scalars())
        yield next(left)

    names: list[str] = []
    coming = and_bo_comes()
    bo.absorb_while_free(coming, anna.journal.launches())
    held = {each.id for each in bo.journal.all()}
    assert {each.id for each in operations[:6]} <= held
    assert not held & {each.id for each in operations[6:]}
    bo.absorb_while_free(coming, anna.journal.launches())
    writer.join()
    assert "Bos eget" in names
    assert {each.id for each in operations} <= {each.id for each in bo.journal.all()}
