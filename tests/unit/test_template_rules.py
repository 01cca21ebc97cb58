"""The rules of a template's content, one by one."""

from collections.abc import Callable
from typing import Any

import pytest
from template_content import rich_content, small_content

from inspektor.i18n import use_language
from inspektor.shapes.template_rules import check_content
from inspektor.shapes.template_walk import unwanted_character


@pytest.fixture(autouse=True)
def _english():
    use_language("en")
    yield
    use_language("sv")


def _first(content: dict[str, Any]) -> dict[str, Any]:
    return content["quality_areas"][0]["requirements"][0]


def _set(*path: Any) -> Callable[[dict[str, Any]], None]:
    """An edit that puts the last argument at the path before it."""
    *keys, last, value = path

    def edit(content: dict[str, Any]) -> None:
        for key in keys:
            content = content[key]
        content[last] = value

    return edit


FIRST = ("quality_areas", 0, "requirements", 0)
QUESTIONS = (*FIRST, "questions")

BROKEN = [
    (_set("title", 5), "liten-mall, title: must be text. Put it in quotes."),
    (_set("title", None), "liten-mall, title: must be text. Put it in quotes."),
    (_set("title", " \u00a0"), "liten-mall, title: must not be empty."),
    (_set("title", "x" * 201), "liten-mall, title: is longer than 200 characters."),
    (_set("title", "två\nrader"), "liten-mall, title: must be a single line."),
    (_set("title", "en <b>fet</b> titel"), "liten-mall, title: holds HTML. Write plain text."),
    (_set("title", "bröd&nbsp;smör"), "liten-mall, title: holds HTML. Write plain text."),
    (_set("title", "a\u202eb"), "liten-mall, title: holds the unwanted character U+202E."),
    (_set("title", "a\u2066b"), "liten-mall, title: holds the unwanted character U+2066."),
    (_set("title", "a\x07b"), "liten-mall, title: holds the unwanted character U+0007."),
    (_set("title", "a\u200bb"), "liten-mall, title: holds the unwanted character U+200B."),
    (_set("title", "a\ud800b"), "liten-mall, title: holds the unwanted character U+D800."),
    (_set("title", "a\uffffb"), "liten-mall, title: holds the unwanted character U+FFFF."),
    (_set("language", "svenska"), "liten-mall, language: must be two small letters, such as sv."),
    (_set("version", "1/0"), "liten-mall, version: may hold letters, digits and single . _ - between them."),
    (_set("service_types", []), "liten-mall, service_types: must not be empty."),
    (_set("service_types", "home_care"), "liten-mall, service_types: must be a list."),
    (_set("service_types", None), "liten-mall, service_types: must be a list."),
    (_set("interview_intro", "hej"), "liten-mall, interview_intro: must be a group of keys and values."),
    (_set("respondent_labels", "staff", ""), "liten-mall, staff: must not be empty."),
    (_set("rating_scale", 0, "is_deficiency", "no"), "met, is_deficiency: must be true or false."),
    (
        _set("rating_scale", 1, "is_deficiency", False),
        "partly_met, is_deficiency: must be true for partly_met and not_met, false for the others.",
    ),
    (_set("rating_scale", 2, 5), "rating_scale: must be a group of keys and values."),
    (_set("quality_areas", []), "liten-mall, quality_areas: must not be empty."),
    (_set("quality_areas", 0, "requirements", []), "contract_formal, requirements: must not be empty."),
    (_set("quality_areas", 0, "x"), "quality_areas[1], quality_areas: must be a group of keys and values."),
    (
        _set(*FIRST, "x"),
        "quality_areas[1].requirements[1], requirements: must be a group of keys and values.",
    ),
    (_set(*FIRST, "text", ""), "X-1, text: must not be empty."),
    (_set(*FIRST, "documents", 1, 7), "X-1, documents: must be text. Put it in quotes."),
    (_set(*FIRST, "documents", 1, "x" * 1001), "X-1, documents: is longer than 1000 characters."),
    (_set(*QUESTIONS, "staff", {}), "X-1, staff: must be a list."),
    (_set(*QUESTIONS, "staff", ["Hur?"]), "X-1, staff: must be a group of keys and values."),
    (_set(*QUESTIONS, "staff", 0, "text", ""), "X-1.S1, text: must not be empty."),
    (_set(*FIRST, "questions", []), "X-1, questions: must be a group of keys and values."),
]


@pytest.mark.parametrize(("edit", "sentence"), BROKEN, ids=[sentence for _, sentence in BROKEN])
def test_a_broken_rule_is_named_with_code_and_field(edit, sentence):
    content = small_content()
    edit(content)
    flaws = check_content(content)
    assert flaws[0].text() == sentence
    assert not flaws[0].is_warning


@pytest.mark.parametrize(
    ("edit", "place", "word"),
    [
        (_set(*FIRST, "source_status", "kontrollerad"), "X-1, source_status", "to_verify"),
        (_set("quality_areas", 0, "basis", "egen"), "contract_formal, basis", "municipal"),
        (_set("follow_up_forms", 1, "besök"), "liten-mall, follow_up_forms", "in_depth"),
        (_set(*QUESTIONS, "personal", []), "X-1, personal", "case_worker"),
        (_set("interview_intro", "chef", "Hej."), "liten-mall, chef", "management"),
        (_set("rating_scale", 0, "value", "bra"), "value", "not_reviewed"),
    ],
)
def test_an_unknown_word_is_answered_with_the_known_ones(edit, place, word):
    content = small_content()
    edit(content)
    sentence = check_content(content)[0].text()
    assert sentence.startswith(f"{place}: ")
    assert word in sentence


@pytest.mark.parametrize("key", sorted(small_content()))
def test_every_key_of_the_top_must_be_there(key):
    content = small_content()
    del content[key]
    (flaw,) = check_content(content)
    assert (flaw.field, flaw.message) == (key, "is missing.")


@pytest.mark.parametrize("key", ["id", "text", "source", "source_status", "questions"])
def test_a_requirement_needs_its_keys(key):
    content = small_content()
    del _first(content)[key]
    (flaw,) = check_content(content)
    assert (flaw.field, flaw.message, flaw.path) == (key, "is missing.", FIRST)


def test_lists_that_may_be_empty_may_be_left_out_or_blank():
    content = small_content()
    del _first(content)["observe"]
    _first(content)["documents"] = None
    _first(content)["questions"]["staff"] = None
    assert check_content(content) == []


@pytest.mark.parametrize("code", ["X-2", "x-2", "X-3.M1"])
def test_a_code_that_stands_twice_names_both_places(code):
    content = small_content()
    content["quality_areas"][1]["requirements"].append({**_first(content), "id": code, "questions": {}})
    (flaw,) = check_content(content)
    assert flaw.text() == f"{code}, id: {code} stands twice in the file."
    assert flaw.path == ("quality_areas", 1, "requirements", 1, "id")
    assert flaw.other is not None
    assert flaw.other[-1] == "id"
    assert flaw.other != flaw.path


def test_two_areas_of_one_code_are_found():
    content = small_content()
    content["quality_areas"][1]["id"] = "contract_formal"
    (flaw,) = check_content(content)
    assert flaw.other == ("quality_areas", 0, "id")


def test_the_scale_holds_exactly_the_five():
    content = small_content()
    gone = content["rating_scale"].pop()
    (flaw,) = check_content(content)
    assert flaw.text() == "liten-mall, rating_scale: lacks not_reviewed."
    content["rating_scale"].append(content["rating_scale"][0])
    double, lacks = check_content(content)
    assert double.text() == "met, value: met stands twice in the file."
    assert lacks.text() == "liten-mall, rating_scale: lacks not_reviewed."
    content["rating_scale"][-1] = {**gone, "value": "maybe"}
    assert [flaw.field for flaw in check_content(content)] == ["value", "rating_scale"]


def test_an_unknown_key_is_a_warning():
    content = small_content()
    content["färg"] = "blå"
    _first(content)["severity"] = "high"
    flaws = check_content(content)
    assert [(flaw.where, flaw.field, flaw.is_warning) for flaw in flaws] == [
        ("liten-mall", "färg", True),
        ("X-1", "severity", True),
    ]


def test_too_many_items_are_refused():
    content = small_content()
    _first(content)["documents"] = ["schema"] * 1001
    (flaw,) = check_content(content)
    assert flaw.text() == "X-1, documents: has more than 1000 items."


def test_several_flaws_are_all_told():
    content = small_content()
    content["title"] = ""
    _first(content)["text"] = ""
    content["quality_areas"][1]["requirements"][0]["source"] = 4
    assert [flaw.where for flaw in check_content(content)] == ["liten-mall", "X-1", "X-3"]


@pytest.mark.parametrize(
    "text", ["1 < 2 & 3 > 2", "åäö – ”citat” 3 §", "hem\u00adtjänst", "👍🏽", "Q&A; S&P"]
)
def test_ordinary_text_is_let_through(text):
    content = small_content()
    content["title"] = text
    assert check_content(content) == []


@pytest.mark.parametrize("content", [None, 5, "text", [], [[]], {1: 2}, b"x", {"quality_areas": {1: {}}}])
def test_anything_at_all_can_be_asked_about(content):
    assert check_content(content)


def test_a_line_break_is_unwanted_only_in_a_single_line():
    assert unwanted_character("a\nb", lines=True) is None
    assert unwanted_character("a\nb", lines=False) == "U+000A"


FOCUS = {"id": "trygghet", "name": "Trygghet", "requirements": ["X-1", "X-3"]}


def _focus(**more: Any) -> dict[str, Any]:
    return {**small_content(), "focus_areas": [{**FOCUS, **more}]}


def test_focus_areas_may_be_there_or_not():
    assert check_content(_focus()) == []
    assert check_content({**small_content(), "focus_areas": None}) == []


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"requirements": ["X-1", "X-9"]}, "trygghet, requirements: X-9 is not a requirement of the template."),
        ({"requirements": ["X-1.M1"]}, "trygghet, requirements: X-1.M1 is not a requirement of the template."),
        ({"requirements": ["X-1", "X-1"]}, "trygghet, requirements: X-1 stands twice in the list."),
        ({"requirements": []}, "trygghet, requirements: must not be empty."),
        ({"name": ""}, "trygghet, name: must not be empty."),
    ],
)  # fmt: skip
def test_a_broken_focus_area_is_named(more, sentence):
    (flaw,) = check_content(_focus(**more))
    assert flaw.text() == sentence


def test_two_focus_areas_of_one_code_are_found():
    content = _focus()
    content["focus_areas"].append(dict(FOCUS))
    (flaw,) = check_content(content)
    assert (flaw.path, flaw.other) == (("focus_areas", 1, "id"), ("focus_areas", 0, "id"))


STAFF = ("quality_areas", 0, "requirements", 0, "questions", "staff", 0, "answer")
SCALE = ("quality_areas", 0, "requirements", 1, "questions", "client", 0, "answer")
ROOMS = ("repeats", 0)
TEMPERATURE = (*ROOMS, "questions", 1, "answer")
CONDITION = (*ROOMS, "questions", 2, "answer")
PICTURES = "face-glad, face-pleased, face-calm, face-troubled, face-sad"


def test_typed_answers_and_repeats_may_be_there():
    assert check_content(rich_content()) == []
    assert check_content({**rich_content(), "repeats": None}) == []


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (_set(*STAFF, "ja"), "X-1.S1, answer: must be a group of keys and values."),
        (_set(*STAFF, {}), "X-1.S1, kind: is missing."),
        (_set(*STAFF, "kind", "text"), "X-1.S1, kind: must be one of yes_no, choice, number, date, scale."),
        (_set(*SCALE, {"kind": "scale"}), "X-2.C1, steps: is missing."),
        (_set(*SCALE, "steps", []), "X-2.C1, steps: must not be empty."),
        (_set(*SCALE, "steps", 0, "picture", "face-mad"), f"X-2.C1, picture: must be one of {PICTURES}."),
        (_set(*SCALE, "steps", 1, "id", "good"), "X-2.C1, id: good stands twice in the list."),
        (_set(*SCALE, "steps", 1, "label", ""), "X-2.C1, label: must not be empty."),
        (_set(*SCALE, "steps", [{"id": "a", "label": "A"}]), "X-2.C1, steps: must have between 2 and 7 items."),
        (_set(*TEMPERATURE, "min", "kallt"), "RUM-2, min: must be a number."),
        (_set(*TEMPERATURE, "min", True), "RUM-2, min: must be a number."),
        (_set(*TEMPERATURE, "max", float("nan")), "RUM-2, max: must be a number."),
        (_set(*TEMPERATURE, "max", 10**5000), "RUM-2, max: must be a number."),
        (_set(*TEMPERATURE, "max", -6), "RUM-2, max: must not be less than min."),
        (_set(*TEMPERATURE, "unit", "x" * 21), "RUM-2, unit: is longer than 20 characters."),
        (_set(*CONDITION, "options", "hel"), "RUM-3, options: must be a list."),
        (_set(*ROOMS, "place", "kök"), "rum, place: must be one of observations, documents."),
        (_set(*ROOMS, "requirement", "X-9"), "rum, requirement: X-9 is not a requirement of the template."),
        (_set(*ROOMS, "questions", []), "rum, questions: must not be empty."),
        (_set(*ROOMS, "questions", 0, {"id": "R", "text": "Hur?"}), "R, answer: is missing."),
        (_set(*ROOMS, "suggested", 0, ""), "rum, suggested: must not be empty."),
        (_set(*ROOMS, "questions", 0, "id", "X-1.M1"), "X-1.M1, id: X-1.M1 stands twice in the file."),
        (_set("repeats", 1, "id", "Rum"), "Rum, id: Rum stands twice in the file."),
    ],
)  # fmt: skip
def test_a_broken_answer_or_repeat_is_named(edit, sentence):
    content = rich_content()
    edit(content)
    assert [flaw.text() for flaw in check_content(content) if not flaw.is_warning] == [sentence]


def test_a_key_of_another_kind_of_answer_is_a_warning():
    content = rich_content()
    _set(*STAFF, "unit", "st")(content)
    (flaw,) = check_content(content)
    assert flaw.text() == "X-1.S1, unit: is not a key of templates and is left out."
    assert flaw.is_warning
