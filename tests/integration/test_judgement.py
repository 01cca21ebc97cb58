"""Evidence, rating and the deficiency it opens."""

import pytest

from inspektor.actions import assessments, follow_ups, interviews, observations
from inspektor.errors import NotFound, RuleBroken
from inspektor.queries.judgement import deficiencies, judgement, outline
from inspektor.shapes.enums import FollowUpStatus, Rating, Role, SourceKind, Stance
from inspektor.shapes.rules import needs_grounds
from tests.builders import a_follow_up, a_workspace

CODE = "HVB-BU-4.1"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    opened = a_workspace(tmp_path_factory.mktemp("judgement") / "w")
    yield opened
    opened.close()


@pytest.fixture
def follow_up(workspace):
    return a_follow_up(workspace)


@pytest.fixture
def contradiction(workspace, follow_up):
    """Management says yes, staff says no."""
    for role, text, stance in (
        (Role.MANAGEMENT, "Vaken natt varje natt.", Stance.SUPPORTS),
        (Role.STAFF, "Det är jour i praktiken.", Stance.CONTRADICTS),
    ):
        talk = interviews.start(workspace, follow_up, role, "A").created("interview")
        made = interviews.add_note(workspace, follow_up, text, interview_id=talk, requirement=CODE)
        assessments.set_stance(workspace, follow_up, CODE, SourceKind.NOTE, made.created("note"), stance)
    return follow_up


def test_a_rating_needs_a_source_that_says_something(workspace, follow_up):
    for rating in (Rating.MET, Rating.PARTLY_MET, Rating.NOT_MET):
        with pytest.raises(RuleBroken) as refused:
            assessments.rate(workspace, follow_up, CODE, rating)
        assert refused.value.field == "rating"
    seen = observations.add(workspace, follow_up, "Fyra i personalen.").created("observation")
    assessments.set_stance(workspace, follow_up, CODE, SourceKind.OBSERVATION, seen, Stance.SILENT)
    with pytest.raises(RuleBroken):
        assessments.rate(workspace, follow_up, CODE, Rating.MET)


@pytest.mark.parametrize("rating", [Rating.NOT_APPLICABLE, Rating.NOT_REVIEWED])
def test_what_was_not_judged_needs_no_source_but_a_reason(workspace, follow_up, rating):
    assessments.rate(workspace, follow_up, CODE, rating)
    assert judgement(workspace, follow_up, CODE).rating is rating
    assert needs_grounds(rating, kinds_of_source=5)


def test_contradicting_sources_stand_side_by_side(workspace, contradiction):
    found = judgement(workspace, contradiction, CODE)
    assert [(source.role, source.stance) for source in found.sources] == [
        (Role.MANAGEMENT, Stance.SUPPORTS),
        (Role.STAFF, Stance.CONTRADICTS),
    ]
    assert found.contradicted
    assert found.kinds == 2
    row = next(row for row in outline(workspace, contradiction) if row.code == CODE)
    assert row.contradicted
    assert row.sources == 2


def test_not_met_opens_a_deficiency_that_an_empty_change_of_mind_closes(workspace, contradiction):
    assessments.rate(workspace, contradiction, CODE, Rating.NOT_MET)
    (opened,) = deficiencies(workspace, contradiction)
    assert opened.requirement == CODE
    assessments.rate(workspace, contradiction, CODE, Rating.MET)
    assert deficiencies(workspace, contradiction) == ()


def test_a_deficiency_someone_has_written_in_stays(workspace, contradiction):
    assessments.rate(workspace, contradiction, CODE, Rating.PARTLY_MET)
    row = assessments.deficiency_id(contradiction, CODE)
    assessments.set_deficiency(workspace, row, description="Vaken natt saknades 9 av 28 nätter.")
    assessments.rate(workspace, contradiction, CODE, Rating.MET)
    assert len(deficiencies(workspace, contradiction)) == 1


def test_one_undo_takes_back_rating_and_deficiency_together(workspace, contradiction):
    assessments.rate(workspace, contradiction, CODE, Rating.NOT_MET)
    workspace.history.undo()
    assert judgement(workspace, contradiction, CODE).rating is None
    assert deficiencies(workspace, contradiction) == ()


def test_an_untied_source_no_longer_speaks(workspace, contradiction):
    found = judgement(workspace, contradiction, CODE)
    staff = found.sources[1]
    assessments.set_stance(workspace, contradiction, CODE, staff.kind, staff.id, None)
    assert not judgement(workspace, contradiction, CODE).contradicted


def test_a_source_that_does_not_exist_is_refused(workspace, follow_up):
    with pytest.raises(NotFound):
        assessments.set_stance(workspace, follow_up, CODE, SourceKind.NOTE, "nowhere", Stance.SUPPORTS)


def test_a_finalised_follow_up_is_read_only(workspace, contradiction):
    follow_ups.set_fields(workspace, contradiction, status=FollowUpStatus.FINALISED)
    for attempt in (
        lambda: assessments.rate(workspace, contradiction, CODE, Rating.MET),
        lambda: interviews.add_note(workspace, contradiction, "för sent"),
        lambda: follow_ups.set_fields(workspace, contradiction, purpose="annat"),
        lambda: observations.add(workspace, contradiction, "för sent"),
    ):
        with pytest.raises(RuleBroken):
            attempt()


def test_a_visit_ends_after_it_began(workspace, follow_up):
    with pytest.raises(RuleBroken):
        follow_ups.depart(workspace, follow_up)
    follow_ups.arrive(workspace, follow_up)
    from datetime import timedelta

    from inspektor import clock

    with pytest.raises(RuleBroken):
        follow_ups.depart(workspace, follow_up, clock.now() - timedelta(hours=1))
    follow_ups.depart(workspace, follow_up)
