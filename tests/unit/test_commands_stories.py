"""The stories of the demonstration, in every wording: true to their templates, in order, and about nobody."""

from datetime import date
from random import Random

import pytest

from inspektor import paths
from inspektor.demo import casting, days, story
from inspektor.demo.hand import signature
from inspektor.demo.story import Paper, Sight, Talk, Thought
from inspektor.exchange.template_yaml import read_template
from inspektor.shapes.enums import Form, Mode, NoteTag, ObservationKind, Rating, Role, Stance
from inspektor.shapes.organisation_number import is_organisation_number
from inspektor.shapes.personal_number import personal_numbers
from inspektor.shapes.rules import deficient

NAMES = ("hvb", "lss", "family")
DAY = date(2026, 11, 11)


def told(name: str, seed: int) -> story.Story:
    return story.read(name, Random(seed), DAY, {"provider": "Utföraren AB", "board": "Socialnämnden"})


def template(of: story.Story):
    return read_template(paths.resources() / "templates" / f"{of.template}.yaml").template


def texts(node: object) -> list[str]:
    """Every text in a value, however deep."""
    if isinstance(node, str):
        return [node]
    if isinstance(node, dict):
        return [text for value in node.values() for text in texts(value)]
    if isinstance(node, list | tuple):
        return [text for value in node for text in texts(value)]
    if hasattr(node, "__dataclass_fields__"):
        return [text for name in node.__dataclass_fields__ for text in texts(getattr(node, name))]
    return []


def all_steps(of: story.Story):
    return [step for part in of.parts.values() for step in part]


@pytest.mark.parametrize("name", NAMES)
def test_codes_stand_in_the_template(name):
    of = told(name, 1)
    whole = template(of)
    assert of.follow_up["form"] in {form.value for form in Form}
    assert of.follow_up["form"] in whole.forms
    assert Mode(of.follow_up.get("mode", "on_site"))
    for step in all_steps(of):
        notes = step.notes if isinstance(step, Talk) else ()
        if isinstance(step, Sight | Paper):
            assert whole.has(step.about)
        if isinstance(step, Sight):
            assert ObservationKind(step.kind)
        if isinstance(step, Thought):
            assert whole.has(step.sorted_to)
        for note in notes:
            assert note.about is None or whole.has(note.about)
            assert note.tag is None or NoteTag(note.tag)
            assert note.says is None or Stance(note.says)
            if note.asks is not None:
                requirement, question = whole.question(note.asks)
                assert requirement.code == note.about
                assert question.role == Role(step.role)


@pytest.mark.parametrize("name", NAMES)
def test_every_judgement_has_its_source_and_every_fault_its_words(name):
    of = told(name, 1)
    spoken = {
        each.about
        for step in all_steps(of)
        for each in (step.notes if isinstance(step, Talk) else (step,))
        if getattr(each, "says", None)
    }
    for verdict in of.verdicts:
        rating = Rating(verdict.rating)
        assert template(of).has(verdict.about)
        assert verdict.grounds
        assert verdict.about in spoken or rating is Rating.NOT_REVIEWED
        assert (verdict.deficiency is not None) == deficient(rating)
    assert any((verdict.deficiency or {}).get("said_on_site") for verdict in of.verdicts) or name == "family"


@pytest.mark.parametrize("name", NAMES)
def test_each_part_goes_on_in_time(name):
    of = told(name, 1)
    for part in of.parts.values():
        times = []
        for step in part:
            times.append(step.at)
            if isinstance(step, Talk):
                times += [note.at for note in step.notes] + ([step.until] if step.until else [])
        assert times == sorted(times)
    assert [verdict.at for verdict in of.verdicts] == sorted(verdict.at for verdict in of.verdicts)


@pytest.mark.parametrize("name", NAMES)
def test_no_wording_has_a_hole_or_a_number_of_a_person(name):
    seen: set[str] = set()
    for seed in range(60):
        for text in texts(told(name, seed)):
            seen.add(text)
            assert text == text.strip()
            assert "{" not in text
            assert not personal_numbers(text)
            assert "tillsyn" not in text.lower()
    assert len(seen) > len(set(texts(told(name, 1))))


def test_everybody_is_invented():
    providers = set()
    for seed in range(40):
        cast = casting.cast(Random(seed))
        assert cast.lead != cast.colleague
        for each in (cast.home, cast.counsellor):
            providers.add(each["number"])
            assert is_organisation_number(each["number"])
            assert each["number"].startswith("4")
    assert len(providers) == 5


def test_a_visit_falls_on_a_working_day():
    for seed in range(50):
        assert casting.visit_day(Random(seed)).weekday() in (1, 2, 3)
    friday = date(2026, 11, 20)
    assert days.workday(friday, 1) == date(2026, 11, 23)
    assert days.workday(friday, 0) == friday
    assert days.workday(date(2026, 11, 22), -1) == friday
    assert days.workday(date(2026, 11, 22), 1) == date(2026, 11, 23)
    assert days.workday(date(2026, 11, 25), -10) == date(2026, 11, 11)
    assert days.workday(date(2026, 11, 25), 10) == date(2026, 12, 9)
    assert days.workday(date(2026, 11, 21), 0) == date(2026, 11, 23)


def test_clock_times_are_swedish_in_summer_and_winter():
    assert days.moment(date(2026, 10, 7), "09.04").hour == 7
    assert days.moment(date(2026, 11, 7), "09.04").hour == 8


def test_other_threads_keep_their_time(frozen_clock):
    from concurrent.futures import ThreadPoolExecutor

    from inspektor import clock

    with days.story_time() as time, ThreadPoolExecutor(1) as pool:
        time.turn(date(2020, 1, 2), "12.00")
        assert clock.now().year == 2020
        assert pool.submit(clock.now).result() == frozen_clock.moment
    assert clock.now() == frozen_clock.moment


def test_a_signature_is_the_names_own():
    assert signature("Karin Åkerström") == signature("Karin Åkerström")
    assert signature("Karin Åkerström") != signature("Johan Lindhe")
    assert all(len(stroke) > 5 for stroke in signature("Karin Åkerström"))
