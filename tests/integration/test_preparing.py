"""Preparing a follow-up: its requirements, its units, its team, and what stands in the way of a change."""

from datetime import timedelta

import pytest

from inspektor import clock
from inspektor.actions import assessments, follow_ups, interviews, observations, register, scope
from inspektor.errors import NotFound, RuleBroken
from inspektor.i18n import Texts
from inspektor.model.register import Person
from inspektor.queries.follow_ups import counts, sheet
from inspektor.queries.gaps import gaps
from inspektor.queries.judgement import judgement, outline
from inspektor.queries.protocol import protocol_facts
from inspektor.queries.scope import scope as chosen_of
from inspektor.queries.templates import asked, template
from inspektor.shapes.enums import FollowUpStatus, Rating, Scope, SourceKind, Stance
from inspektor.shapes.preparing import OWN_AREA
from tests.builders import a_follow_up, a_workspace

NIGHTS, HARM = "HVB-BU-4.1", "HVB-BU-4.3"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    opened = a_workspace(tmp_path_factory.mktemp("preparing") / "w")
    yield opened
    opened.close()


@pytest.fixture
def follow_up(workspace):
    return a_follow_up(workspace)


def codes(workspace, follow_up):
    return [requirement.code for requirement in asked(workspace, follow_up).requirements]


def a_person(workspace, name="Johan Lindqvist"):
    person = Person(id=clock.new_id(), name=name, title="Kvalitetsgranskare")
    workspace.write("person", lambda session: session.add(person))
    return person.id


# What is asked


def test_a_follow_up_asks_all_of_its_template_unless_something_is_chosen(workspace, follow_up):
    whole = template(workspace, sheet(workspace, follow_up).template_version_id)
    assert asked(workspace, follow_up) == whole
    scope.choose_requirements(workspace, follow_up, [HARM, NIGHTS], "Klagomål om nätterna")
    assert codes(workspace, follow_up) == [NIGHTS, HARM]
    assert [area.code for area in asked(workspace, follow_up).areas] == ["safety_security"]
    assert sheet(workspace, follow_up).scope_note == "Klagomål om nätterna"
    scope.take_all(workspace, follow_up)
    assert codes(workspace, follow_up) == [each.code for each in whole.requirements]
    assert sheet(workspace, follow_up).scope_note == "Klagomål om nätterna"


def test_everything_that_lists_requirements_lists_those_alone(workspace, follow_up):
    scope.choose_requirements(workspace, follow_up, [NIGHTS, HARM])
    own = scope.add_own_requirement(workspace, follow_up, "Nattbemanningen följer avtalet.").created(
        "own_requirement"
    )
    assert [row.code for row in outline(workspace, follow_up)] == [NIGHTS, HARM, own]
    assert counts(workspace, follow_up).requirements == 3
    assert judgement(workspace, follow_up, own).text == "Nattbemanningen följer avtalet."
    with pytest.raises(NotFound):
        judgement(workspace, follow_up, "HVB-BU-1.1")
    facts = protocol_facts(workspace, follow_up, Texts("sv"))
    assert (facts.method.requirement_count, facts.method.areas) == (3, ("Trygghet och säkerhet", "Egna krav"))


def test_a_choice_is_one_step_to_undo(workspace, follow_up):
    before = codes(workspace, follow_up)
    scope.choose_requirements(workspace, follow_up, [NIGHTS])
    workspace.history.undo()
    assert codes(workspace, follow_up) == before
    workspace.history.redo()
    assert codes(workspace, follow_up) == [NIGHTS]


def test_what_is_chosen_again_is_the_same_row(workspace, follow_up):
    scope.choose_requirements(workspace, follow_up, [NIGHTS, HARM])
    scope.choose_requirements(workspace, follow_up, [NIGHTS])
    changes = scope.choose_requirements(workspace, follow_up, [NIGHTS, HARM])
    assert [(each.field, each.after) for each in changes if each.table == "chosen_requirement"] == [("", 1)]


@pytest.mark.parametrize("wrong", [[], ["HVB-BU-9.9"]])
def test_a_choice_of_nothing_or_of_what_is_not_there_is_refused(workspace, follow_up, wrong):
    with pytest.raises(RuleBroken) as refused:
        scope.choose_requirements(workspace, follow_up, wrong)
    assert refused.value.field == "requirements"
    assert sheet(workspace, follow_up).scope is Scope.ALL


def _note(workspace, follow_up):
    interviews.add_note(workspace, follow_up, "Ensam på natten", requirement=NIGHTS)


def _observation(workspace, follow_up):
    observations.add(workspace, follow_up, "En på plats", requirement=NIGHTS)


def _evidence(workspace, follow_up):
    made = observations.add(workspace, follow_up, "En på plats").created("observation")
    assessments.set_stance(workspace, follow_up, NIGHTS, SourceKind.OBSERVATION, made, Stance.SUPPORTS)


def _rating(workspace, follow_up):
    assessments.rate(workspace, follow_up, NIGHTS, Rating.NOT_REVIEWED)


@pytest.mark.parametrize("stand", [_note, _observation, _evidence, _rating])
def test_a_requirement_on_which_something_stands_is_never_left_out(workspace, follow_up, stand):
    stand(workspace, follow_up)
    with pytest.raises(scope.StandsOn) as refused:
        scope.choose_requirements(workspace, follow_up, [HARM])
    assert refused.value.codes == (NIGHTS,)
    assert "4.1" in refused.value.text()
    assert NIGHTS in codes(workspace, follow_up)
    scope.choose_requirements(workspace, follow_up, [HARM, NIGHTS])
    assert codes(workspace, follow_up) == [NIGHTS, HARM]


def test_what_was_cleared_again_stands_in_nobodys_way(workspace, follow_up):
    assessments.rate(workspace, follow_up, NIGHTS, Rating.NOT_REVIEWED)
    workspace.history.undo()
    scope.choose_requirements(workspace, follow_up, [HARM])
    assert codes(workspace, follow_up) == [HARM]


def test_a_finalised_follow_up_keeps_its_requirements(workspace, follow_up):
    follow_ups.set_fields(workspace, follow_up, status=FollowUpStatus.FINALISED)
    for refused in (
        lambda: scope.choose_requirements(workspace, follow_up, [NIGHTS]),
        lambda: scope.take_all(workspace, follow_up),
        lambda: scope.add_own_requirement(workspace, follow_up, "Ett krav"),
    ):
        with pytest.raises(RuleBroken):
            refused()


# Own requirements


def test_an_own_requirement_stands_in_its_area_or_in_one_of_its_own(workspace, follow_up):
    inside = scope.add_own_requirement(
        workspace, follow_up, "Larm i alla rum.", "safety_security", "Avtal p. 4"
    )
    outside = scope.add_own_requirement(workspace, follow_up, "Egen brygga.")
    found = asked(workspace, follow_up)
    one, two = inside.created("own_requirement"), outside.created("own_requirement")
    assert found.area_of(one).code == "safety_security"
    assert found.requirement(one).source == "Avtal p. 4"
    assert found.area_of(two).code == OWN_AREA
    assert [code.rpartition("-")[2] for code in (one, two)] == ["E1", "E2"]
    third = scope.remove_own_requirement(workspace, two) and scope.add_own_requirement(
        workspace, follow_up, "Båt med flytvästar."
    )
    assert third.created("own_requirement").endswith("-E3")


@pytest.mark.parametrize(("text", "area", "field"), [("  ", "", "text"), ("Krav", "kitchen", "area")])
def test_an_own_requirement_says_something_and_stands_somewhere(workspace, follow_up, text, area, field):
    with pytest.raises(RuleBroken) as refused:
        scope.add_own_requirement(workspace, follow_up, text, area)
    assert refused.value.field == field


def test_an_own_requirement_is_rewritten_until_it_is_judged(workspace, follow_up):
    own = scope.add_own_requirement(workspace, follow_up, "Larm.").created("own_requirement")
    scope.set_own_requirement(workspace, own, text="Larm i alla rum.", area="safety_security")
    assert asked(workspace, follow_up).requirement(own).text == "Larm i alla rum."
    with pytest.raises(RuleBroken):
        scope.set_own_requirement(workspace, own, text=" ")
    assessments.rate(workspace, follow_up, own, Rating.NOT_REVIEWED)
    with pytest.raises(RuleBroken):
        scope.set_own_requirement(workspace, own, text="Annat.")
    with pytest.raises(scope.StandsOn):
        scope.remove_own_requirement(workspace, own)
    assert chosen_of(workspace, follow_up).own[0].standing.rated


def test_an_own_requirement_on_which_nothing_stands_goes_away(workspace, follow_up):
    own = scope.add_own_requirement(workspace, follow_up, "Larm.").created("own_requirement")
    scope.remove_own_requirement(workspace, own)
    assert not asked(workspace, follow_up).has(own)
    workspace.history.undo()
    assert asked(workspace, follow_up).has(own)


# Planning


def test_a_follow_up_is_planned_with_units_team_and_requirements_in_one_step(workspace):
    first = sheet(workspace, a_follow_up(workspace))
    others = [
        register.add_unit(
            workspace, provider_id=first.unit.provider_id, name=name, service_type="HVB"
        ).created("unit")
        for name in ("Ängsgården", "Almgården")
    ]
    johan = a_person(workspace)
    planned = follow_ups.plan(
        workspace,
        team=[johan],
        further_units=others,
        requirements=[NIGHTS],
        scope_note="Nätterna",
        unit_id=first.unit.id,
        template_version_id=first.template_version_id,
        form="joint_framework",
    ).created("follow_up")
    found = sheet(workspace, planned)
    assert [unit.name for unit in found.further_units] == ["Almgården", "Ängsgården"]
    assert {member.person_id for member in found.team} == {johan, workspace.profile.person_id}
    assert (found.scope, found.scope_note, codes(workspace, planned)) == (Scope.CHOSEN, "Nätterna", [NIGHTS])
    workspace.history.undo()
    with pytest.raises(NotFound):
        sheet(workspace, planned)


def test_a_unit_joins_and_leaves_a_joint_follow_up(workspace, follow_up):
    unit = sheet(workspace, follow_up).unit
    other = register.add_unit(
        workspace, provider_id=unit.provider_id, name="Ängsgården", service_type="HVB"
    ).created("unit")
    with pytest.raises(RuleBroken):
        follow_ups.add_unit(workspace, follow_up, unit.id)
    for _ in range(2):
        follow_ups.add_unit(workspace, follow_up, other)
        assert [each.id for each in sheet(workspace, follow_up).further_units] == [other]
        follow_ups.remove_unit(workspace, follow_up, other)
        assert sheet(workspace, follow_up).further_units == ()


def test_the_team_grows_and_shrinks_but_never_to_nobody(workspace, follow_up):
    johan = a_person(workspace)
    follow_ups.add_to_team(workspace, follow_up, johan)
    follow_ups.remove_from_team(workspace, follow_up, workspace.profile.person_id)
    assert [member.name for member in sheet(workspace, follow_up).team] == ["Johan Lindqvist"]
    with pytest.raises(RuleBroken):
        follow_ups.remove_from_team(workspace, follow_up, johan)
    follow_ups.join_team(workspace, follow_up)
    assert len(sheet(workspace, follow_up).team) == 2


# Conflict of interest, and the visit


def stopping(workspace, follow_up):
    return {gap.code for gap in gaps(workspace, follow_up) if gap.stops}


def test_a_conflict_of_interest_stops_until_it_says_what_was_decided(workspace, follow_up):
    assert "conflict_of_interest" in stopping(workspace, follow_up)
    follow_ups.answer_conflict_of_interest(workspace, follow_up, True)
    assert "conflict_undecided" in stopping(workspace, follow_up)
    member = sheet(workspace, follow_up).team[0].id
    follow_ups.set_conflict_note(workspace, member, conflict_note="Syster arbetar där; chefen tar över.")
    assert not stopping(workspace, follow_up) & {"conflict_of_interest", "conflict_undecided"}
    follow_ups.answer_conflict_of_interest(workspace, follow_up, True)
    assert sheet(workspace, follow_up).team[0].conflict_note.startswith("Syster")
    follow_ups.answer_conflict_of_interest(workspace, follow_up, False)
    assert sheet(workspace, follow_up).team[0].conflict_note == ""
    follow_ups.answer_conflict_of_interest(workspace, follow_up, None)
    assert "conflict_of_interest" in stopping(workspace, follow_up)


def test_one_cannot_arrive_after_one_left(workspace, follow_up):
    now = clock.now()
    follow_ups.arrive(workspace, follow_up, now - timedelta(hours=3))
    follow_ups.depart(workspace, follow_up, now)
    with pytest.raises(RuleBroken) as refused:
        follow_ups.arrive(workspace, follow_up, now + timedelta(minutes=1))
    assert refused.value.field == "arrived_at"
    follow_ups.arrive(workspace, follow_up, now - timedelta(hours=2))
    assert sheet(workspace, follow_up).visit.arrived_at == now - timedelta(hours=2)
