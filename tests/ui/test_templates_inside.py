"""What is in a template, as its screen shows it: kinds of answers, repeats and focus areas."""

import pytest
from shell_parts import seen, words
from template_content import rich_content, small_content

from inspektor.shapes.template import from_content
from ui.screens.templates.inside import InsideCard
from ui.widgets.question_list import QuestionList


@pytest.fixture
def inside(show, qtbot):
    card = InsideCard()
    card.resize(1000, 800)
    show(card)
    card.show_template(from_content(rich_content()))
    return card


def choose(card, key):
    listed = seen(card, QuestionList)[0]
    listed.set_current(key)
    listed.chosen.emit(key)
    return words(card)


def test_a_question_says_how_it_is_answered(inside):
    shown = words(inside)
    assert "8 med svarsfält" in shown
    assert "Ja eller nej" in shown
    assert "Tal · personer · Minst 0" in shown
    assert "Skala: Bra, Sådär, Dåligt" in choose(inside, "X-2")


def test_a_repeat_says_where_it_is_gone_through_and_what_is_asked(inside):
    shown = choose(inside, "repeat rum")
    assert "Under Iakttagelser" in shown
    assert "1 Krav ett" in shown
    assert "Tal · °C · Mellan \u22125 och 45,5" in shown
    assert "– Vardagsrum" in shown


def test_a_focus_area_names_its_requirements(inside):
    shown = choose(inside, "focus trygghet")
    assert "– 1 Krav ett" in shown
    assert "– 3 Krav tre" in shown


def test_a_template_without_them_says_nothing_of_them(inside):
    inside.show_template(from_content(small_content()))
    rows = [row.spoken() for row in seen(inside, QuestionList)[0].all_rows()]
    assert not [row for row in rows if "Fokus" in row or "flera gånger" in row]
    assert "svarsfält" not in words(inside)
