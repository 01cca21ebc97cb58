"""A municipality's own Word template: fields however Word splits them, rows repeated, faults named, nothing hostile let in."""

import contextlib
import io
import zipfile
from dataclasses import replace

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from protocol_facts import a_protocol
from report_facts import a_report
from word_files import W, member, names, paragraphs, texts_of

from inspektor.i18n import Texts
from inspektor.report.blocks import Heading
from inspektor.report.content import visit_protocol
from inspektor.report.report_content import follow_up_report
from inspektor.report.word import build_word
from inspektor.report.word_fields import fields, sample
from inspektor.report.word_template import MisplacedFields, NotATemplate, UnknownFields, fill
from inspektor.shapes.protocol import UnitFacts

SWEDISH = Texts("sv")
REPORT = a_report()
DOCUMENT = follow_up_report(REPORT, SWEDISH, draft=True)
OFFERED = fields(REPORT, DOCUMENT, SWEDISH)
MAIN = "word/document.xml"


def saved(word) -> bytes:
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def a_template(*texts: str, rows: tuple[str, ...] = ()) -> bytes:
    """Paragraphs, and a table of one row with these cells."""
    word = docx.Document()
    for text in texts:
        word.add_paragraph(text)
    if rows:
        for cell, text in zip(word.add_table(1, len(rows)).rows[0].cells, rows, strict=True):
            cell.text = text
    return saved(word)


def said(template: bytes) -> list[str]:
    return paragraphs(member(fill(template, DOCUMENT, OFFERED).data))


def with_member(template: bytes, name: str, content: bytes) -> bytes:
    """The template with one member replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as old, zipfile.ZipFile(out, "w") as new:
        for each in old.namelist():
            new.writestr(each, content if each == name else old.read(each))
    return out.getvalue()


def test_fields_are_filled_in_whatever_the_case_and_spaces():
    assert said(a_template("Till ${Utförare}, ${ NÄMND }: ${verksamhet} (${verksamhet})")) == [
        "Till Björkhaga Omsorg AB, Socialnämnden: HVB Björkhaga (HVB Björkhaga)"
    ]


@given(st.lists(st.integers(1, 5), min_size=1, max_size=30))
@settings(max_examples=25)
def test_a_field_is_found_however_word_splits_it(lengths):
    text = "Om ${verksamhet} i ${kommun}${version} och mer."
    word = docx.Document()
    place = word.add_paragraph()
    for length in lengths:
        place.add_run(text[:length])
        text = text[length:]
    place.add_run(text)
    assert said(saved(word)) == ["Om HVB Björkhaga i Norrby kommun1.0 och mer."]


def test_a_value_takes_the_look_of_its_field():
    word = docx.Document()
    place = word.add_paragraph("Om ")
    place.add_run("${verk").bold = True
    place.add_run("samhet} i dag")
    root = member(fill(saved(word), DOCUMENT, OFFERED).data)
    bold = [
        "".join(t.text for t in run.iter(f"{W}t"))
        for run in root.iter(f"{W}r")
        if run.find(f"{W}rPr/{W}b") is not None
    ]
    assert bold == ["HVB Björkhaga"]


def test_a_row_is_repeated_for_each_and_stands_once_where_there_is_none():
    template = a_template(rows=("${brist.nummer}", "${brist.krav}", "${brist.senast}", "${verksamhet}"))
    assert said(template) == [
        *("1", "Krav 1.1 gäller.", "26 november 2026", "HVB Björkhaga"),
        *("2", "Krav 2.1 gäller.", "–", "HVB Björkhaga"),
    ]
    none = fields(replace(REPORT, deficiencies=()), DOCUMENT, SWEDISH)
    assert paragraphs(member(fill(template, DOCUMENT, none).data)) == ["–", "–", "–", "HVB Björkhaga"]


def test_a_paragraph_is_repeated_too():
    assert said(a_template("– ${mottagare.namn}", "Slut")) == ["– Björkhaga Omsorg AB", "– Arkivet", "Slut"]


def test_a_whole_section_and_the_whole_content_take_the_place_of_their_paragraph():
    template = a_template("Före", "${avsnitt Sändlista}", "${innehåll}", "Efter")
    whole = texts_of(tuple(b for b in DOCUMENT.blocks if not (isinstance(b, Heading) and b.level == 1)))
    assert said(template) == ["Före", "Björkhaga Omsorg AB", "Arkivet", *whole, "Efter"]


def test_pictures_come_with_the_content():
    facts = a_protocol()
    document = visit_protocol(facts, SWEDISH, draft=True)
    filled = fill(a_template("${innehåll}"), document, fields(facts, document, SWEDISH)).data
    assert len(names(filled, "word/media/")) == 1


def test_a_value_is_never_read_as_a_field():
    unit = UnitFacts("${kommun} ${brist.krav} ${finns inte}", "två\nrader")
    document = visit_protocol(a_protocol(unit=unit), SWEDISH)
    offered = fields(a_protocol(unit=unit), document, SWEDISH)
    filled = fill(
        a_template("${verksamhet}: ${utförare}", rows=("${brist.kod} ${verksamhet}",)), document, offered
    )
    assert paragraphs(member(filled.data)) == [
        f"{unit.name}: två\nrader",
        f"HVB-BU-4.6 {unit.name}",
    ]


def test_heads_and_feet_are_filled_in_and_the_draft_is_marked():
    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = "${kommun}"
    word.sections[0].footer.paragraphs[0].text = "${diarienummer}"
    filled = fill(saved(word), DOCUMENT, OFFERED).data
    head = member(filled, "word/header1.xml")
    assert paragraphs(head) == ["Norrby kommun"]
    assert [each.get("string") for each in head.iter() if each.get("string")] == ["UTKAST"]
    assert paragraphs(member(filled, "word/footer1.xml")) == ["SN 2026/0412"]


def test_what_does_not_exist_is_named_in_one_sentence():
    template = a_template("${verksamhet} ${brist.kraf} ${påhitt", rows=("${brist.kraf}",))
    with pytest.raises(UnknownFields) as found:
        fill(template, DOCUMENT, OFFERED)
    assert found.value.text() == "Mallen har fält som inte finns: ${brist.kraf}, ${påhitt}."
    assert "${brist.krav}" in found.value.advice()


@pytest.mark.parametrize(
    ("template", "named"),
    [
        (a_template(rows=("${brist.krav}", "${mottagare.namn}")), "${brist.krav}, ${mottagare.namn}"),
        (a_template(rows=("${innehåll}",)), "${innehåll}"),
        (a_template("Se ${innehåll}"), "${innehåll}"),
    ],
)
def test_what_cannot_stand_where_it_does_is_named(template, named):
    with pytest.raises(MisplacedFields, match="kan inte stå") as found:
        fill(template, DOCUMENT, OFFERED)
    assert f": {named}." in found.value.text()


@pytest.mark.parametrize("facts", [REPORT, a_protocol()])
def test_the_sample_has_every_field_and_can_be_filled_in(facts):
    make = follow_up_report if facts is REPORT else visit_protocol
    document = make(facts, SWEDISH, draft=True)
    offered = fields(facts, document, SWEDISH)
    template = build_word(sample(document, offered, SWEDISH)).data
    asked = " ".join(paragraphs(member(template)))
    assert [name for name in offered.names() if f"${{{name}}}" not in asked] == []
    filled = " ".join(paragraphs(member(fill(template, document, offered).data)))
    assert "${" not in filled
    assert [value for value in offered.single.values() if value not in filled] == []


def test_a_template_of_words_own_kind_becomes_a_document():
    kinds = zipfile.ZipFile(io.BytesIO(a_template("x"))).read("[Content_Types].xml")
    dotx = with_member(
        a_template("${kommun}"),
        "[Content_Types].xml",
        kinds.replace(b"document.main+xml", b"template.main+xml"),
    )
    filled = fill(dotx, DOCUMENT, OFFERED).data
    assert paragraphs(member(filled)) == ["Norrby kommun"]
    with zipfile.ZipFile(io.BytesIO(filled)) as file:
        assert b"template.main" not in file.read("[Content_Types].xml")


PLAIN = a_template("${kommun}")
BOMB = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><a>&b;</a>'


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"%PDF-1.7 not Word",
        PLAIN[: len(PLAIN) // 2],
        with_member(PLAIN, "[Content_Types].xml", b"<Types/>"),
        with_member(PLAIN, MAIN, b"<w:document"),
        with_member(PLAIN, MAIN, b"<a/>"),
        with_member(PLAIN, MAIN, BOMB),
        with_member(PLAIN, "word/styles.xml", b"<a/>"),
    ],
    ids=["empty", "another", "cut", "no kinds", "cut inside", "no body", "bomb", "no styles"],
)
def test_a_file_that_is_no_template_is_refused_in_words(broken):
    with pytest.raises(NotATemplate, match="inte ett Worddokument"):
        fill(broken, DOCUMENT, OFFERED)


def test_a_file_that_unpacks_to_very_much_is_refused_unread(monkeypatch):
    monkeypatch.setattr("inspektor.report.word_template._MOST_BYTES", 10_000)
    with pytest.raises(NotATemplate):
        fill(PLAIN, DOCUMENT, OFFERED)


@settings(max_examples=60)
@given(
    st.sampled_from([MAIN, "word/styles.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"]),
    st.data(),
)
def test_a_changed_byte_never_surprises(name, data):
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as file:
        harmed = bytearray(file.read(name))
    harmed[data.draw(st.integers(0, len(harmed) - 1))] ^= data.draw(st.integers(1, 255))
    with contextlib.suppress(NotATemplate, UnknownFields):
        fill(with_member(PLAIN, name, bytes(harmed)), DOCUMENT, OFFERED)
