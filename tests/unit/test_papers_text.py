"""The papers made on request: every word of their facts is on them, however long, and their PDF has the same words."""

from collections import Counter
from dataclasses import fields, is_dataclass, replace
from typing import get_args

import pytest
from paper_facts import NASTY, PAPERS, SV, a_form, a_notice, an_evidence
from pypdfium2 import PdfDocument

from inspektor.report.blocks import Document, Tone, Verdict
from inspektor.report.build import build
from inspektor.report.deficiency_notice import deficiency_notice
from inspektor.report.evidence_list import evidence_list
from inspektor.report.paper_form import paper_form

LONG_WORD = "Å" + "bcdefghij" * 40


def said(value: object) -> list[str]:
    """Every text in it."""
    if isinstance(value, str):
        return [value] if value else []
    if is_dataclass(value):
        return [text for each in fields(value) for text in said(getattr(value, each.name))]
    if isinstance(value, tuple | list):
        return [text for each in value for text in said(each)]
    return []


def squeezed(text: str) -> str:
    return "".join(text.replace("\ufffe", "").split())


def printed(document: Document) -> str:
    with PdfDocument(build(document).data) as opened:
        return squeezed("".join(page.get_textpage().get_text_range() for page in opened))


def words(document: Document) -> list[str]:
    """The texts of the blocks, without what tells how they are set."""
    return [text for text in said(document.blocks) if text not in (*get_args(Tone), *get_args(Verdict))]


def on_paper(document: Document) -> str:
    """The texts of the blocks."""
    return "\n".join(words(document))


@pytest.mark.parametrize("kind", PAPERS)
def test_no_letter_of_a_long_word_or_a_long_text_is_cut_off(kind):
    document = PAPERS[kind](f"ord {LONG_WORD} " + "mening " * 300)
    there, wanted = Counter(printed(document)), Counter(squeezed(on_paper(document)))
    assert wanted["Å"] > 0
    assert [letter for letter in wanted if there[letter] < wanted[letter]] == []


@pytest.mark.parametrize("kind", PAPERS)
def test_every_short_text_is_printed_as_it_stands(kind):
    document = PAPERS[kind]("Ensam på natten")
    pdf = printed(document)
    assert [text for text in words(document) if squeezed(text) not in pdf] == []


@pytest.mark.parametrize("kind", PAPERS)
def test_signs_that_no_font_has_stop_no_paper(kind):
    assert "<b>fet</b>" in printed(PAPERS[kind](NASTY))


def test_the_evidence_list_has_every_fact_of_each_source():
    facts = an_evidence("Ensam på natten", 400)
    text = on_paper(evidence_list(facts, SV))
    for each in said(facts.heard) + said(facts.groups):
        assert each in text
    assert text.count("4.1 stöder") == 400
    assert "Internt arbetsmaterial" in text


def test_the_notice_says_of_each_deficiency_what_where_why_and_when():
    facts = a_notice("Ingen vaken personal")
    document = deficiency_notice(facts, SV)
    text = on_paper(document)
    for each in said(facts.deficiencies):
        assert each in text
    assert "26 november 2026, kl. 15.52, Ingen vaken personal" in text
    assert "Så svarar ni" in text
    assert "Enligt överenskommelse" in text


def test_a_notice_without_deficiencies_asks_for_nothing():
    text = on_paper(deficiency_notice(replace(a_notice(), deficiencies=()), SV))
    assert "ingen brist" in text
    assert "Så svarar ni" not in text


def test_the_form_has_each_question_by_its_number_and_a_box_for_each_answer_and_rating():
    facts = a_form()
    document = paper_form(facts, SV)
    text = on_paper(document)
    for each in said(facts.areas) + said(facts.repeats) + list(facts.ratings):
        assert each in text
    assert printed(document).count("☐") == 3 * 3 + len(facts.ratings)


def test_the_sheet_for_clients_is_large_and_says_that_it_is_voluntary():
    document = PAPERS["plain"]("Trivs du här?")
    assert document.scale > 1.5
    text = on_paper(document)
    for words_ in ("Trivs du här?", "frivilligt", "sluta när du vill", "utan ditt namn", "Telefon"):
        assert words_ in text
