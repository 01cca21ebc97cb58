"""A document as a Word file: every text once and in order, real styles, pictures that are described, a mark on a draft."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from protocol_facts import a_jpeg, a_protocol, nothing_noted, said_everywhere
from word_files import W, member, names, paragraphs, texts_of

from inspektor.i18n import Texts
from inspektor.report.blocks import (
    BulletList,
    Column,
    Document,
    Heading,
    KeyFacts,
    Labelled,
    Notice,
    NumberedWords,
    Paragraph,
    Picture,
    Pictures,
    SignatureBox,
    SignatureBoxes,
    Table,
)
from inspektor.report.content import visit_protocol
from inspektor.report.meter import BuildCancelled
from inspektor.report.word import build_word

SWEDISH = Texts("sv")
NASTY = "<w:t>&amp; \x00\x0b\ufffe 😀 å\u0308 ]]> ${fält}\r\nrad två\tslut  "
TEXT = st.text(st.characters(exclude_categories=()), max_size=12)
PAIRS = st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=3).map(tuple)
ROWS = st.lists(st.tuples(TEXT, TEXT), max_size=3).map(tuple)
COLUMNS = st.tuples(
    st.builds(Column, TEXT, st.just(2.0), st.booleans()), st.builds(Column, TEXT, st.just(1.0))
)
WORDS = st.lists(TEXT, min_size=1, max_size=3).map(tuple)
PHOTO = st.builds(Picture, st.sampled_from([a_jpeg((8, 6)), b"broken"]), TEXT, TEXT)
BLOCK = st.one_of(
    st.builds(Heading, TEXT, st.sampled_from((1, 2, 3)), TEXT),
    st.builds(Paragraph, TEXT, st.sampled_from(("body", "lead", "quiet", "strong")), st.booleans()),
    st.builds(Notice, TEXT, TEXT),
    st.builds(KeyFacts, PAIRS, st.booleans()),
    st.builds(Labelled, PAIRS),
    st.builds(BulletList, WORDS),
    st.builds(NumberedWords, WORDS),
    st.builds(Table, COLUMNS, ROWS),
    st.builds(Pictures, st.lists(PHOTO, min_size=1, max_size=3).map(tuple)),
    st.builds(SignatureBoxes, st.lists(st.builds(SignatureBox, TEXT, WORDS, TEXT), min_size=1).map(tuple)),
)


def a_document(**changed: object) -> Document:
    document = visit_protocol(a_protocol(), SWEDISH, draft=True)
    return replace(document, **changed)  # type: ignore[arg-type]


def styles_used(data: bytes) -> dict[str, str]:
    """Each paragraph's text by Word's name of its style."""
    known = {
        style.get(f"{W}styleId"): style.find(f"{W}name").get(f"{W}val")
        for style in member(data, "word/styles.xml").iter(f"{W}style")
    }
    found: dict[str, str] = {}
    for each in member(data).iter(f"{W}p"):
        named = each.find(f"{W}pPr/{W}pStyle")
        text = "".join(part.text or "" for part in each.iter(f"{W}t"))
        if named is not None and text:
            found[text] = known[named.get(f"{W}val")]
    return found


@settings(max_examples=25)
@given(st.lists(BLOCK, max_size=6).map(tuple))
def test_every_text_stands_there_once_and_in_order(blocks):
    data = build_word(a_document(blocks=blocks)).data
    assert paragraphs(member(data)) == texts_of(blocks)


@pytest.mark.parametrize("facts", [a_protocol(), nothing_noted(), said_everywhere(NASTY)])
def test_a_protocol_says_in_word_what_it_says_on_paper(facts):
    document = visit_protocol(facts, SWEDISH, draft=True)
    data = build_word(document).data
    assert paragraphs(member(data)) == texts_of(document.blocks)


def test_headings_and_captions_have_words_own_styles():
    used = styles_used(build_word(a_document()).data)
    assert used["Besöksprotokoll för HVB Björkhaga"] == "Title"
    assert used["5\u2002Iakttagelser"] == "heading 1"
    assert used["5.1\u2002Trygghet och säkerhet"] == "heading 2"
    assert used["Bild 1. Matsalen från entrén (kl. 10.42)"] == "caption"
    assert used["Arkivet"] == "List Bullet"


def test_the_header_row_of_a_table_is_repeated_and_tables_never_touch():
    root = member(build_word(a_document()).data)
    repeated = [row for row in root.iter(f"{W}tr") if row.find(f"{W}trPr/{W}tblHeader") is not None]
    assert [text for row in repeated for text in paragraphs(row)][:3] == [
        "Deltagare",
        "Titel eller antal",
        "För",
    ]
    body = [each.tag for each in root.find(f"{W}body")]
    assert (f"{W}tbl", f"{W}tbl") not in list(itertools.pairwise(body))


def test_a_picture_is_there_with_what_it_shows():
    data = build_word(a_document()).data
    (photo,) = names(data, "word/media/")
    assert photo.endswith(".jpg")
    described = [each.get("descr") for each in member(data).iter() if each.tag.endswith("}docPr")]
    assert described == ["Matsal med sex bord. På väggen sitter en vit tavla med tre namn."]


def test_a_picture_that_cannot_be_read_is_counted_and_keeps_its_caption():
    made = build_word(a_document(blocks=(Pictures((Picture(b"broken", "Bild 1", "Något"),)),)))
    assert made.unreadable_pictures == 1
    assert paragraphs(member(made.data)) == ["Bild 1"]


def test_the_file_says_what_it_is_in_swedish():
    data = build_word(a_document()).data
    said = {each.tag.split("}")[1]: each.text for each in member(data, "docProps/core.xml")}
    assert said["title"].startswith("Besöksprotokoll för HVB Björkhaga")
    assert said["creator"] == "Norrby kommun, Socialnämnden"
    assert said["language"] == "sv-SE"
    assert said["description"] is None
    spoken = {each.get(f"{W}val") for each in member(data, "word/styles.xml").iter(f"{W}lang")}
    assert spoken == {"sv-SE"}


def test_each_page_says_whose_it_is_and_which_of_how_many():
    data = build_word(a_document()).data
    assert paragraphs(member(data, "word/header1.xml"))[0] == "Norrby kommun"
    foot = member(data, "word/footer1.xml")
    assert paragraphs(foot)[-1] == "Sida 1 av 1"
    assert [each.get(f"{W}instr") for each in foot.iter(f"{W}fldSimple")] == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize(("mark", "printed"), [("UTKAST", ["UTKAST"]), ("", [])])
def test_a_draft_is_marked_on_each_page_and_nothing_else_is(mark, printed):
    data = build_word(a_document(draft=mark)).data
    marks = [each.get("string") for each in member(data, "word/header1.xml").iter() if each.get("string")]
    assert marks == printed


def test_it_tells_of_each_photo_and_stops_where_it_is_asked_to():
    photos = tuple(Picture(a_jpeg((8, 6)), str(n), "") for n in range(5))
    told: list[tuple[int, int]] = []
    build_word(a_document(blocks=(Pictures(photos),)), lambda done, total: told.append((done, total)))
    assert len(told) == 6
    assert told[-1][0] == told[-1][1]
    with pytest.raises(BuildCancelled):
        build_word(a_document(blocks=(Pictures(photos),)), cancelled=lambda: True)
