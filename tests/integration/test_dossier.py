"""What is known of a unit before a visit, and the letter that asks it for documents."""

from datetime import date, timedelta

import pytest
from builders import a_follow_up, a_workspace

from inspektor import clock
from inspektor.actions import assessments, follow_ups, observations, register
from inspektor.actions import interviews as talks
from inspektor.errors import NotFound, RuleBroken
from inspektor.formats import as_date
from inspektor.i18n import use_language
from inspektor.queries import interviews
from inspektor.queries.dossier import before, dossier
from inspektor.queries.follow_ups import sheet
from inspektor.queries.request_mail import request_mail
from inspektor.queries.templates import asked
from inspektor.shapes.enums import DeficiencyStatus, Notice, Rating, Role, SourceKind, Stance


@pytest.fixture
def office(tmp_path, frozen_clock):
    workspace = a_workspace(tmp_path / "arbetsyta")
    first = a_follow_up(workspace, planned_on=as_date(clock.now()))
    follow_ups.arrive(workspace, first)
    frozen_clock.advance(hours=1)
    yield workspace, first
    workspace.close()


def again(workspace, first, **values):
    """Another follow-up of the same unit."""
    of = sheet(workspace, first)
    planned = {"unit_id": of.unit.id, "template_version_id": of.template_version_id, "form": "annual_check"}
    return follow_ups.plan(workspace, **(planned | values)).created("follow_up")


def rate(workspace, follow_up, code, rating):
    seen = observations.add(workspace, follow_up, "Något", requirement=code).created("observation")
    tied = (SourceKind.OBSERVATION, seen, Stance.CONTRADICTS)
    assessments.set_stance(workspace, follow_up, code, *tied)
    assessments.set_grounds(workspace, follow_up, code, f"Skäl {rating}")
    assessments.rate(workspace, follow_up, code, rating)


def test_a_unit_nobody_has_visited_has_an_empty_dossier(office):
    workspace, first = office
    known = before(workspace, first)
    assert (known.follow_ups, known.not_met, known.deficiencies, known.last) == ((), (), (), None)
    assert known.unit.name == "HVB Björkhaga"
    with pytest.raises(NotFound):
        dossier(workspace, "finns inte")
    with pytest.raises(NotFound):
        before(workspace, "finns inte")


def test_the_last_visit_is_summed_and_what_was_not_met_stands_in_the_templates_order(office):
    workspace, first = office
    codes = [each.code for each in asked(workspace, first).requirements][:4]
    for code, rating in zip(codes, (Rating.PARTLY_MET, Rating.MET, Rating.NOT_MET, Rating.MET), strict=True):
        rate(workspace, first, code, rating)
    second = again(workspace, first, planned_on=as_date(clock.now()) + timedelta(days=30))
    known = before(workspace, second)
    assert known.last is not None
    assert (known.last.id, known.last.arrived) == (first, True)
    assert known.last.ratings == ((Rating.MET, 2), (Rating.PARTLY_MET, 1), (Rating.NOT_MET, 1))
    assert [(each.code, each.rating) for each in known.not_met] == [
        (codes[0], Rating.PARTLY_MET),
        (codes[2], Rating.NOT_MET),
    ]
    assert all(each.text and each.grounds for each in known.not_met)
    assert known.last.open_deficiencies == 2


def test_open_deficiencies_stand_by_deadline_and_closed_ones_do_not(office):
    workspace, first = office
    codes = [each.code for each in asked(workspace, first).requirements][:3]
    for code in codes:
        rate(workspace, first, code, Rating.NOT_MET)
    today = as_date(clock.now())
    rows = {each.requirement: each.id for each in before(workspace, again(workspace, first)).deficiencies}
    assessments.set_deficiency(workspace, rows[codes[0]], status=DeficiencyStatus.CLOSED)
    assessments.set_deficiency(workspace, rows[codes[2]], deadline=today)
    known = dossier(workspace, sheet(workspace, first).unit.id)
    assert [each.requirement for each in known.deficiencies] == [codes[2], codes[1]]
    assert all(each.requirement_text for each in known.deficiencies)


def test_a_planned_visit_is_no_last_time(office):
    workspace, first = office
    second = again(workspace, first, planned_on=as_date(clock.now()) + timedelta(days=9))
    known = dossier(workspace, sheet(workspace, first).unit.id)
    assert [each.id for each in known.follow_ups] == [second, first]
    assert known.last is not None
    assert known.last.id == first
    assert before(workspace, first).follow_ups == ()


def test_other_units_are_not_in_it(office):
    workspace, first = office
    provider = sheet(workspace, first).unit.provider_id
    unit = register.add_unit(workspace, provider_id=provider, name="Örnen", service_type="HVB")
    assert dossier(workspace, unit.created("unit")).follow_ups == ()


# The letter


def letter_for(workspace, follow_up, wanted=None, due=None):
    return request_mail(workspace, follow_up, wanted or [], due)


def test_the_letter_says_what_why_when_and_how(office):
    workspace, first = office
    template = asked(workspace, first)
    code = template.requirements[0].code
    wanted = [("tillståndsbevis", code), ("foton", None), ("tillståndsbevis", code)]
    use_language("en")  # it goes to a provider in Sweden whatever the window says
    mail = letter_for(workspace, first, wanted, date(2026, 12, 18))
    use_language("sv")
    assert mail.subject == "Underlag till uppföljningen av HVB Björkhaga"
    lines = mail.text.splitlines()
    assert lines[0] == "Hej,"
    assert lines[-4:] == [
        "Med vänlig hälsning",
        "Karin Åkerström",
        "Kvalitetsgranskare",
        "Socialnämnden, Norrby kommun",
    ]
    assert lines.count("– tillståndsbevis") == 1
    assert (
        lines.index(template.areas[0].name)
        < lines.index("– tillståndsbevis")
        < lines.index("Övriga handlingar")
    )
    assert "Skicka underlaget senast den 18 december 2026." in lines
    assert "Björkhaga Omsorg AB" in mail.text
    assert "personnummer" in mail.text
    assert "tillsyn" not in mail.text
    assert "!" not in mail.text


def test_the_letter_of_an_unannounced_visit_gives_nothing_away(office):
    workspace, first = office
    day = date(2026, 12, 18)
    told = again(workspace, first, planned_on=day)
    secret = again(workspace, first, planned_on=day, notice=Notice.UNANNOUNCED)
    assert "18 december" in letter_for(workspace, told).text
    assert "18 december" not in letter_for(workspace, secret).text


def test_the_letter_names_the_case_once_it_has_a_number(office):
    workspace, first = office
    follow_ups.set_fields(workspace, first, registry_number="SN 2026-0815")
    assert letter_for(workspace, first).subject.endswith("dnr SN 2026-0815")


# The interview plan


def plans_of(workspace, follow_up):
    return [(row.role, row.label) for row in interviews.interviews(workspace, follow_up)]


def test_a_plan_is_set_to_a_number_and_named_ones_stay_longest(office):
    workspace, first = office
    talks.plan_interviews(workspace, first, Role.STAFF, 3)
    talks.plan(workspace, first, Role.STAFF, label="Nattpersonal")
    talks.plan_interviews(workspace, first, Role.CLIENT, 1)
    talks.plan_interviews(workspace, first, Role.STAFF, 1)
    assert sorted(plans_of(workspace, first)) == [(Role.CLIENT, ""), (Role.STAFF, "Nattpersonal")]
    workspace.history.undo()
    assert len(plans_of(workspace, first)) == 5
    talks.plan_interviews(workspace, first, Role.STAFF, 0)
    assert plans_of(workspace, first) == [(Role.CLIENT, "")]


def test_begun_interviews_are_no_part_of_the_plan(office):
    workspace, first = office
    talks.start(workspace, first, Role.STAFF, "Personal A")
    talks.plan_interviews(workspace, first, Role.STAFF, 0)
    assert plans_of(workspace, first) == [(Role.STAFF, "Personal A")]


@pytest.mark.parametrize("count", [-1, 51])
def test_a_plan_has_its_bounds(office, count):
    workspace, first = office
    with pytest.raises(RuleBroken):
        talks.plan_interviews(workspace, first, Role.STAFF, count)
