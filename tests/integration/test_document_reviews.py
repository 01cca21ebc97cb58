"""Documents read, letter by letter, and documents asked for: nothing written is lost, and days follow each other."""

from datetime import date, timedelta

import pytest
from builders import a_follow_up, a_workspace

from inspektor import clock
from inspektor.actions import follow_ups
from inspektor.actions import requests as asking
from inspektor.actions import reviews as reading
from inspektor.actions.reviews import SampleWritten
from inspektor.errors import RuleBroken
from inspektor.formats import as_date
from inspektor.i18n import Texts
from inspektor.queries.gaps import gaps
from inspektor.queries.protocol import protocol_facts
from inspektor.queries.reviews import document_reviews, requests
from inspektor.queries.search import search
from inspektor.shapes.enums import SampleOutcome
from inspektor.shapes.reviews import LETTERED, letter, place_of

OK, LACKING, ABSENT = SampleOutcome


@pytest.fixture
def office(tmp_path):
    workspace = a_workspace(tmp_path / "arbetsyta")
    yield workspace, a_follow_up(workspace)
    workspace.close()


@pytest.fixture
def plans(office):
    """Five plans of which something is to be said."""
    workspace, follow_up = office
    made = reading.add_document_review(workspace, follow_up, "Genomförandeplaner", sample_size=5)
    return workspace, follow_up, made.created("document_review")


def only(workspace, follow_up):
    (row,) = document_reviews(workspace, follow_up)
    return row


@pytest.mark.parametrize(
    ("number", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ")]
)
def test_letters_go_on_after_z(number, name):
    assert (letter(number), place_of(name)) == (name, number)


@pytest.mark.parametrize("name", ["", "a", "Å", "A1", "A B"])
def test_what_is_no_letter_has_no_place(name):
    assert place_of(name) == -1


def test_a_sample_has_its_letters_before_anything_is_said(plans):
    workspace, follow_up, _ = plans
    row = only(workspace, follow_up)
    assert [each.letter for each in row.letters()] == ["A", "B", "C", "D", "E"]
    assert (row.samples, row.sums(), row.told()) == ((), "", "")


def test_outcomes_are_summed_in_words(plans):
    workspace, follow_up, review = plans
    for name, outcome in zip("ABC", (OK, LACKING, OK), strict=True):
        reading.set_sample(workspace, review, name, outcome=outcome)
    sums = only(workspace, follow_up).sums
    assert sums() == "3 av 5 granskade: 2 som det ska vara, 1 brister"
    reading.set_sample(workspace, review, "D", outcome=OK)
    reading.set_sample(workspace, review, "E", outcome=ABSENT, text="Finns inte i akten")
    assert sums() != only(workspace, follow_up).sums()
    assert only(workspace, follow_up).sums() == "5 granskade: 3 som det ska vara, 1 brister, 1 saknas"
    assert only(workspace, follow_up).sums(Texts("en")) == "5 reviewed: 3 as required, 1 lacking, 1 absent"


def test_a_review_tells_all_it_says_as_a_source(plans):
    workspace, follow_up, review = plans
    reading.set_document_review(workspace, review, result="Målen är allmänna.", sample_size=1)
    reading.set_sample(workspace, review, "A", outcome=LACKING, text="Saknar datum")
    assert only(workspace, follow_up).told().splitlines() == [
        "1 granskad: 1 brister",
        "Målen är allmänna.",
        "A: Saknar datum",
    ]


def test_a_smaller_sample_never_drops_a_result(plans):
    workspace, follow_up, review = plans
    reading.set_sample(workspace, review, "D", outcome=LACKING)
    reading.set_sample(workspace, review, "E", text="Utan datum")
    with pytest.raises(SampleWritten) as broken:
        reading.set_document_review(workspace, review, sample_size=2)
    assert (broken.value.field, "D, E" in broken.value.text()) == ("sample_size", True)
    assert only(workspace, follow_up).sample_size == 5
    reading.set_sample(workspace, review, "D", outcome=None)
    reading.set_sample(workspace, review, "E", text="")
    reading.set_document_review(workspace, review, sample_size=2)
    assert len(only(workspace, follow_up).letters()) == 2


def test_undoing_a_result_leaves_the_letter_empty(plans):
    workspace, follow_up, review = plans
    reading.set_sample(workspace, review, "B", outcome=LACKING)
    workspace.history.undo()
    assert only(workspace, follow_up).samples == ()
    workspace.history.redo()
    assert only(workspace, follow_up).samples[0].outcome is LACKING


def test_a_letter_beyond_the_sample_makes_it_larger(plans):
    workspace, follow_up, review = plans
    reading.set_sample(workspace, review, "AA", outcome=OK)
    row = only(workspace, follow_up)
    assert (row.sample_size, row.letters()[-1].letter) == (27, "AA")


@pytest.mark.parametrize("name", ["a", "", "1", "Å", "ZZZ"])
def test_no_other_letters_are_taken(plans, name):
    workspace, _, review = plans
    with pytest.raises(RuleBroken):
        reading.set_sample(workspace, review, name, outcome=OK)


def test_a_huge_sample_is_kept_but_not_lettered_to_its_end(plans):
    workspace, follow_up, review = plans
    reading.set_document_review(workspace, review, sample_size=100_000)
    assert len(only(workspace, follow_up).letters()) == LETTERED


def test_text_in_a_sample_is_written_in_one_operation(plans):
    workspace, follow_up, review = plans
    for text in ("Sak", "Saknar", "Saknar datum"):
        reading.set_sample(workspace, review, "A", text=text, amend=True)
    assert only(workspace, follow_up).samples[0].text == "Saknar datum"


# Documents asked for


def test_several_are_asked_for_in_one_step_and_none_twice(office):
    workspace, follow_up = office
    due = as_date(clock.now()) + timedelta(days=7)
    asking.ask_for_all(workspace, follow_up, [("Scheman", "X-1"), ("Rutin", "X-2")], due=due)
    asking.ask_for_all(workspace, follow_up, [("Scheman", "X-1"), ("Ärenden", None), ("Ärenden", None)])
    rows = requests(workspace, follow_up)
    assert [(row.kind, row.due) for row in rows] == [("Rutin", due), ("Scheman", due), ("Ärenden", None)]
    workspace.history.undo()
    assert len(requests(workspace, follow_up)) == 2


def test_what_has_come_stands_last_and_may_be_asked_for_again(office):
    workspace, follow_up = office
    made = asking.ask_for(workspace, follow_up, "Avtal").created("document_request")
    asking.ask_for(workspace, follow_up, "Tillstånd")
    asking.receive(workspace, made)
    rows = requests(workspace, follow_up)
    assert [(row.kind, row.open) for row in rows] == [("Tillstånd", True), ("Avtal", False)]
    assert rows[1].received_on == as_date(clock.now())
    asking.ask_for_all(workspace, follow_up, [("Avtal", None)])
    assert len(requests(workspace, follow_up)) == 3


def test_overdue_is_what_should_have_come(office):
    workspace, follow_up = office
    today = as_date(clock.now())
    asking.ask_for(workspace, follow_up, "Avtal", due=today)
    (row,) = requests(workspace, follow_up)
    assert (row.overdue(today), row.overdue(today + timedelta(days=1))) == (False, True)
    asking.receive(workspace, row.id)
    assert not requests(workspace, follow_up)[0].overdue(date.max)


@pytest.mark.parametrize("field", ["due", "received_on"])
def test_nothing_is_due_or_comes_before_it_was_asked_for(office, field):
    workspace, follow_up = office
    made = asking.ask_for(workspace, follow_up, "Avtal").created("document_request")
    with pytest.raises(RuleBroken) as broken:
        asking.set_request(workspace, made, **{field: as_date(clock.now()) - timedelta(days=1)})
    assert broken.value.field == field


def test_a_request_without_a_kind_is_refused(office):
    workspace, follow_up = office
    with pytest.raises(RuleBroken) as broken:
        asking.ask_for(workspace, follow_up, " ")
    assert broken.value.field == "kind"


# In the protocol


def due_in_protocol(workspace, follow_up):
    return [(each.what, each.due) for each in protocol_facts(workspace, follow_up, Texts("sv")).documents_due]


def test_the_protocol_says_what_is_waited_for_and_what_samples_showed(plans):
    workspace, follow_up, review = plans
    today = as_date(clock.now())
    asking.ask_for(workspace, follow_up, "Scheman", text="Fyra veckor", due=today)
    came = asking.ask_for(workspace, follow_up, "Avtal").created("document_request")
    asking.receive(workspace, came)
    follow_ups.set_fields(workspace, follow_up, to_send_in="Svar på frågan", send_in_by=today)
    assert due_in_protocol(workspace, follow_up) == [
        ("Scheman\nFyra veckor", today),
        ("Svar på frågan", today),
    ]
    for name, outcome in (("A", OK), ("B", LACKING)):
        reading.set_sample(workspace, review, name, outcome=outcome)
    (read,) = protocol_facts(workspace, follow_up, Texts("sv")).method.documents
    assert read.outcome == "2 av 5 granskade: 1 som det ska vara, 1 brister"


def test_what_comes_after_the_protocol_was_made_changes_nothing_in_it(office, frozen_clock):
    workspace, follow_up = office
    asked = asking.ask_for(workspace, follow_up, "Scheman").created("document_request")
    made = frozen_clock.advance(minutes=1) or clock.now()
    before = protocol_facts(workspace, follow_up, Texts("sv"), made=made).documents_due
    frozen_clock.advance(days=2)
    asking.receive(workspace, asked)
    asking.ask_for(workspace, follow_up, "Avtal")
    assert protocol_facts(workspace, follow_up, Texts("sv"), made=made).documents_due == before
    assert [what for what, _ in due_in_protocol(workspace, follow_up)] == ["Avtal"]


def test_what_has_not_come_is_a_gap_that_stops_nothing(office, frozen_clock):
    workspace, follow_up = office
    known = {gap.code for gap in gaps(workspace, follow_up)}
    first = asking.ask_for(workspace, follow_up, "Scheman", due=as_date(clock.now()))
    asking.ask_for(workspace, follow_up, "Avtal")
    frozen_clock.advance(days=2)
    told = {gap.code: gap for gap in gaps(workspace, follow_up)}
    assert set(told) - known == {"requests_open", "requests_overdue"}
    assert told["requests_overdue"].text == "1 begärt dokument är försenat."
    assert (told["requests_open"].stops, told["requests_open"].detail) == (False, "requests")
    asking.receive(workspace, first.created("document_request"))
    assert "requests_overdue" not in {gap.code for gap in gaps(workspace, follow_up)}


def test_what_a_sample_showed_is_found_by_search_as_long_as_its_review_stands(plans):
    workspace, follow_up, review = plans
    reading.set_sample(workspace, review, "B", text="Utan underskrift")
    (hit,) = search(workspace, "underskrift")
    assert (hit.table, hit.opens, hit.follow_up_id) == ("sample", review, follow_up)
    reading.remove_document_review(workspace, review)
    assert search(workspace, "underskrift") == ()
    workspace.history.undo()
    assert only(workspace, follow_up).samples[0].text == "Utan underskrift"
