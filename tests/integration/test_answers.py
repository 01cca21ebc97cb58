"""Typed answers and the items of repeats: kept in one form, protected from accidents, summed without telling on anybody."""

import pytest
from builders import a_follow_up, a_workspace
from template_content import rich_content

from inspektor.actions import answers, interviews
from inspektor.actions.templates import publish
from inspektor.errors import InspektorError, RuleBroken
from inspektor.queries import answers as given
from inspektor.shapes.enums import InterviewStatus, Role
from inspektor.shapes.template import from_content


@pytest.fixture
def workspace(tmp_path):
    made = a_workspace(tmp_path / "arbetsyta")
    yield made
    made.close()


@pytest.fixture
def follow_up(workspace):
    version = publish(workspace, from_content(rich_content())).created("template_version")
    return a_follow_up(workspace, template_version_id=version)


def talk(workspace, follow_up, role=Role.STAFF):
    return interviews.start(workspace, follow_up, role).created("interview")


def rooms(workspace, follow_up):
    return given.items(workspace, follow_up, "rum")


def texts(workspace, follow_up):
    return {each.question: each.text for each in given.sums(workspace, follow_up)}


def test_an_answer_is_kept_changed_and_cleared(workspace, follow_up):
    interview = talk(workspace, follow_up)
    answers.set_value(workspace, follow_up, "X-1.S1", "yes", interview_id=interview)
    answers.set_value(workspace, follow_up, "X-1.S1", "no", interview_id=interview)
    (row,) = given.of_interview(workspace, follow_up, interview)
    assert (row.question, row.value, row.declined) == ("X-1.S1", "no", False)
    assert answers.set_value(workspace, follow_up, "X-1.S1", "no", interview_id=interview).empty
    answers.decline(workspace, follow_up, "X-1.S1", interview_id=interview)
    (row,) = given.of_interview(workspace, follow_up, interview)
    assert (row.value, row.declined) == ("", True)
    answers.clear(workspace, follow_up, "X-1.S1", interview_id=interview)
    assert given.of_interview(workspace, follow_up, interview) == ()
    workspace.history.undo()
    workspace.history.undo()
    (row,) = given.of_interview(workspace, follow_up, interview)
    assert (row.value, row.declined) == ("no", False)
    answers.set_value(workspace, follow_up, "X-1.S1", " ", interview_id=interview)
    assert given.of_interview(workspace, follow_up, interview) == ()
    answers.set_value(workspace, follow_up, "X-1.S1", "yes", interview_id=interview)
    assert given.of_interview(workspace, follow_up, interview)[0].value == "yes"


@pytest.mark.parametrize(
    ("question", "value", "field"),
    [
        ("X-1.S1", "kanske", "value"),
        ("X-1.M1", "i går", "value"),
        ("X-1.M2", "-1", "value"),
        ("X-2.C1", "x" * 5000, "value"),
        ("X-3.M1", "yes", "question"),
        ("RUM-1", "yes", "question"),
        ("finns-inte", "yes", "question"),
    ],
)
def test_a_wrong_answer_is_refused_by_its_field(workspace, follow_up, question, value, field):
    interview = talk(workspace, follow_up)
    with pytest.raises(RuleBroken) as caught:
        answers.set_value(workspace, follow_up, question, value, interview_id=interview)
    assert caught.value.field == field
    assert given.of_interview(workspace, follow_up, interview) == ()


def test_an_answer_belongs_to_one_interview_or_one_item_of_the_same_follow_up(workspace, follow_up):
    interview = talk(workspace, follow_up)
    item = answers.add_items(workspace, follow_up, "rum").created("item")
    for places in ({}, {"interview_id": interview, "item_id": item}):
        with pytest.raises(RuleBroken):
            answers.set_value(workspace, follow_up, "X-1.S1", "yes", **places)
    other = a_follow_up(workspace)
    with pytest.raises(RuleBroken):
        answers.set_value(workspace, other, "RUM-1", "yes", item_id=item)
    with pytest.raises(RuleBroken):
        answers.set_value(workspace, other, "X-1.S1", "yes", interview_id=interview)


def test_nothing_is_added_to_a_withdrawn_interview_and_nothing_of_it_is_summed(workspace, follow_up):
    interview = talk(workspace, follow_up)
    answers.set_value(workspace, follow_up, "X-1.S1", "yes", interview_id=interview)
    interviews.set_fields(workspace, interview, status=InterviewStatus.WITHDRAWN)
    with pytest.raises(RuleBroken):
        answers.set_value(workspace, follow_up, "X-1.S1", "no", interview_id=interview)
    assert given.sums(workspace, follow_up) == ()


def test_items_are_numbered_on_lettered_or_named(workspace, follow_up):
    answers.add_items(workspace, follow_up, "rum", 2)
    answers.add_items(workspace, follow_up, "rum", labels=["Kök", "Rum 12"])
    answers.add_items(workspace, follow_up, "rum")
    assert [room.label for room in rooms(workspace, follow_up)] == [
        "Rum 1",
        "Rum 2",
        "Kök",
        "Rum 12",
        "Rum 13",
    ]
    answers.add_items(workspace, follow_up, "rum", 2, ["Hall"])
    assert [room.label for room in rooms(workspace, follow_up)[-3:]] == ["Hall", "Rum 14", "Rum 15"]
    answers.add_items(workspace, follow_up, "plan", 28)
    plans = [plan.label for plan in given.items(workspace, follow_up, "plan")]
    assert plans[:3] == ["Plan A", "Plan B", "Plan C"]
    assert plans[25:] == ["Plan Z", "Plan AA", "Plan AB"]
    answers.add_items(workspace, follow_up, "plan")
    assert given.items(workspace, follow_up, "plan")[-1].label == "Plan AC"


@pytest.mark.parametrize(
    ("repeat", "count", "labels", "field"),
    [
        ("rum", 0, (), "count"),
        ("rum", 201, (), "count"),
        ("rum", 200, ["Kök"], "count"),
        ("rum", -1, ["Kök", "Hall"], "count"),
        ("rum", 1, ["Kök", " "], "label"),
        ("rum", 1, ["x" * 600], "label"),
        ("kök", 1, (), "repeat"),
    ],
)
def test_items_that_cannot_be_are_refused(workspace, follow_up, repeat, count, labels, field):
    with pytest.raises(RuleBroken) as caught:
        answers.add_items(workspace, follow_up, repeat, count, labels)
    assert caught.value.field == field
    assert rooms(workspace, follow_up) == ()


def test_an_item_with_answers_is_removed_only_when_confirmed_and_comes_back_whole(workspace, follow_up):
    answers.add_items(workspace, follow_up, "rum", 2)
    first, second = rooms(workspace, follow_up)
    answers.set_value(workspace, follow_up, "RUM-1", "no", item_id=first.id)
    answers.set_value(workspace, follow_up, "RUM-2", "20,5", item_id=first.id)
    with pytest.raises(RuleBroken) as caught:
        answers.remove_item(workspace, first.id)
    assert caught.value.field == "item"
    answers.remove_item(workspace, second.id)
    answers.remove_item(workspace, first.id, confirm=True)
    assert rooms(workspace, follow_up) == ()
    assert given.sums(workspace, follow_up) == ()
    workspace.history.undo()
    (back,) = rooms(workspace, follow_up)
    assert (back.id, back.label) == (first.id, "Rum 1")
    assert {code: row.value for code, row in back.answers.items()} == {"RUM-1": "no", "RUM-2": "20.5"}
    with pytest.raises(InspektorError):
        answers.set_value(workspace, follow_up, "RUM-1", "no", item_id=second.id)


def test_an_item_gets_another_name(workspace, follow_up):
    item = answers.add_items(workspace, follow_up, "rum").created("item")
    answers.rename_item(workspace, item, "Kök")
    assert rooms(workspace, follow_up)[0].label == "Kök"
    with pytest.raises(RuleBroken):
        answers.rename_item(workspace, item, "  ")


def test_answers_about_items_are_summed_with_what_is_left(workspace, follow_up):
    answers.add_items(workspace, follow_up, "rum", 12)
    for number, room in enumerate(rooms(workspace, follow_up)[:10]):
        answers.set_value(workspace, follow_up, "RUM-1", "yes" if number < 8 else "no", item_id=room.id)
        answers.set_value(workspace, follow_up, "RUM-2", f"{18 + number}", item_id=room.id)
        answers.set_value(workspace, follow_up, "RUM-3", "hel" if number else "sliten", item_id=room.id)
    assert texts(workspace, follow_up) == {
        "RUM-1": "8 av 10 ja, 2 ej besvarade",
        "RUM-2": "18 till 27 °C, 10 svar, 2 ej besvarade",
        "RUM-3": "Helt 9, Slitet 1, 2 ej besvarade",
    }
    (first, *_) = given.sums(workspace, follow_up)
    assert (first.requirement, first.repeat, first.count) == ("X-1", "rum", 10)


def test_answers_of_staff_and_management_are_summed(workspace, follow_up):
    for value in ("yes", "no", "yes"):
        answers.set_value(workspace, follow_up, "X-1.S1", value, interview_id=talk(workspace, follow_up))
    answers.decline(workspace, follow_up, "X-1.S1", interview_id=talk(workspace, follow_up))
    boss = talk(workspace, follow_up, Role.MANAGEMENT)
    answers.set_value(workspace, follow_up, "X-1.M1", "2026-03-01", interview_id=boss)
    answers.set_value(workspace, follow_up, "X-1.M2", "2", interview_id=boss)
    assert texts(workspace, follow_up) == {
        "X-1.M1": "2026-03-01",
        "X-1.M2": "2 personer",
        "X-1.S1": "2 av 3 ja, 1 ville inte svara",
    }


def test_fewer_than_three_clients_are_never_shown(workspace, follow_up):
    for value in ("bad", "bad"):
        child = talk(workspace, follow_up, Role.CLIENT)
        answers.set_value(workspace, follow_up, "X-2.C1", value, interview_id=child)
    (few,) = given.sums(workspace, follow_up)
    assert few.withheld
    assert "Dåligt" not in few.text
    for _ in range(3):
        answers.decline(workspace, follow_up, "X-2.C1", interview_id=talk(workspace, follow_up, Role.CLIENT))
    assert given.sums(workspace, follow_up)[0].withheld
    child = talk(workspace, follow_up, Role.CLIENT)
    answers.set_value(workspace, follow_up, "X-2.C1", "good", interview_id=child)
    (three,) = given.sums(workspace, follow_up)
    assert (three.withheld, three.text) == (False, "Bra 1, Dåligt 2, 3 ville inte svara")


def test_two_hundred_rooms_are_added_in_one_step_and_read_in_one_query(workspace, follow_up):
    answers.add_items(workspace, follow_up, "rum", 200)
    first = rooms(workspace, follow_up)[0]
    answers.set_value(workspace, follow_up, "RUM-1", "yes", item_id=first.id)
    found = rooms(workspace, follow_up)
    assert len(found) == 200
    assert found[-1].label == "Rum 200"
    questions = from_content(rich_content()).repeat("rum").questions
    assert [room.missing(questions) for room in found[:2]] == [2, 3]
    workspace.history.undo()
    workspace.history.undo()
    assert rooms(workspace, follow_up) == ()
