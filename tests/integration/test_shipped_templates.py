"""The twelve templates that come with the program, read by the importer users have."""

import re

import pytest

from inspektor import paths
from inspektor.exchange.template_yaml import export_template, read_template
from inspektor.shapes.questions import AnswerKind, RepeatPlace
from inspektor.shapes.template import from_content
from inspektor.shapes.template_rules import ROLES

REQUIREMENTS = {
    "boendestod": 28,
    "familjeradgivning": 26,
    "hemtjanst": 34,
    "hvb-barn-unga": 31,
    "hvb-vuxna-missbruk": 29,
    "konsulentstodda-familjehem": 27,
    "korttidsvistelse-avlosar-ledsagarservice": 34,
    "lss-bostad-vuxna": 33,
    "lss-daglig-verksamhet-ktt": 33,
    "sarskilt-boende-aldre": 33,
    "stodboende-unga": 28,
    "sysselsattning-socialpsykiatri": 29,
}
FILES = sorted((paths.resources() / "templates").glob("*.yaml"))


def test_all_twelve_are_here():
    assert [file.stem for file in FILES] == sorted(REQUIREMENTS)
    assert sum(REQUIREMENTS.values()) == 365


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_a_template_is_read_whole(file):
    imported = read_template(file)
    template, text = imported.template, file.read_text(encoding="utf-8")
    # Counted by indentation alone, apart from the importer.
    text, _, repeats = text.partition("\nrepeats:\n")
    assert len(template.requirements) == len(re.findall(r"(?m)^ {6}- id: ", text)) == REQUIREMENTS[file.stem]
    questions = sum(len(template.questions_for(role)) for role in ROLES)
    assert questions == len(re.findall(r"(?m)^ {12}- id: ", text))
    areas, focus = text.split("\nfocus_areas:\n")
    assert len(template.areas) == len(re.findall(r"(?m)^ {2}- id: ", areas))
    assert 3 <= len(template.focus_areas) == len(re.findall(r"(?m)^ {2}- id: ", focus)) <= 6
    assert len(template.repeats) == len(re.findall(r"(?m)^ {2}- id: ", repeats))
    asked = sum(len(repeat.questions) for repeat in template.repeats)
    assert asked == len(re.findall(r"(?m)^ {6}- id: ", repeats))
    assert (template.code, template.version, template.language) == (file.stem, "1.0", "sv")
    assert imported.warnings == ()


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_a_template_survives_export_and_storage(file):
    template = read_template(file).template
    assert read_template(export_template(template)).template == template
    assert from_content(template.to_content()).content_hash() == template.content_hash()


def test_every_template_asks_the_roles_it_introduces():
    for file in FILES:
        template = read_template(file).template
        for role in ("management", "staff", "client", "case_worker"):
            assert template.respondent_label(role)
            assert template.intro(role)
            assert template.questions_for(role)


TYPED = ("hvb-barn-unga", "lss-bostad-vuxna", "sarskilt-boende-aldre", "stodboende-unga")


@pytest.mark.parametrize("name", TYPED)
def test_some_ask_for_typed_answers_and_go_through_rooms_and_plans(name):
    template = read_template(paths.resources() / "templates" / f"{name}.yaml").template
    kinds = {question.answer.kind for _, question in template.typed_questions()}
    assert kinds == set(AnswerKind)
    assert {repeat.place for repeat in template.repeats} == set(RepeatPlace)
    assert all(template.has(repeat.requirement) for repeat in template.repeats)
    for role in ("management", "staff", "client"):
        assert any(question.answer for _, question in template.questions_for(role))
