"""The protocol as a file: the same bytes each time, every word in it, a true structure, nothing hidden."""

from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest
from protocol_facts import a_photo, a_protocol, nothing_noted, said_everywhere, with_observations
from pypdfium2 import PdfDocument

from inspektor.i18n import Texts
from inspektor.report.build import BuiltPdf, build_protocol
from inspektor.report.meter import BuildCancelled
from inspektor.report.recovery import recovery_sheet
from inspektor.report.tagging import Node, TagCanvas
from inspektor.shapes.protocol import AreaObservations, ObservedFact, ProtocolFacts

SV = Texts("sv")
NASTY = (
    "<b>fet</b> & <img src='x'/> <a href=\"http://x\">länk</a> 😀 👍🏽 ✓ 漢字 \u202eomvänt\u202c e\u0301 \x00"
)
LONG_WORD = "Å" + "bcdefghij" * 44 + "xyz"
COMPOUNDS = (
    "Verksamhetsuppföljningsplaneringsunderlagssammanställningsansvarig för HVB-boende-med-särskild-service "
)


def made(facts: ProtocolFacts, *, draft: bool = False) -> BuiltPdf:
    return build_protocol(facts, SV, draft=draft)


def pages_of(pdf: bytes) -> list[str]:
    document = PdfDocument(pdf)
    return [page.get_textpage().get_text_range() for page in document]


def squeezed(text: str) -> str:
    """Without the places where lines were broken."""
    return "".join(text.replace("\ufffe", "").split())


def elements(pdf: bytes) -> Iterator[tuple[str, pikepdf.Object]]:
    """Roles and elements of the structure tree in reading order."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        waiting = [opened.Root.StructTreeRoot.K]
        while waiting:
            element = waiting.pop()
            yield str(element.S), element
            kids = element.get("/K", [])
            kids = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
            inner = [kid for kid in kids if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
            waiting.extend(reversed(inner))


def test_the_same_facts_give_the_same_bytes():
    assert made(a_protocol()).data == made(a_protocol()).data


def test_each_document_has_an_identifier_of_its_own():
    """By it a file that was changed is known for the document it claims to be; two documents must not share one."""
    identifiers = set()
    for facts in (a_protocol(), nothing_noted()):
        with pikepdf.open(BytesIO(made(facts).data)) as opened:
            identifiers.add(bytes(opened.trailer.ID[0]))
    assert len(identifiers) == 2


def test_every_page_has_its_number_and_the_right_total():
    built = made(with_observations(60))
    pages = pages_of(built.data)
    assert built.pages == len(pages) > 5
    for number, text in enumerate(pages, 1):
        assert f"Sida {number} av {len(pages)}" in text


@pytest.mark.parametrize("text", [LONG_WORD, COMPOUNDS * 3, "kort"], ids=["long word", "compounds", "short"])
def test_no_text_is_cut_anywhere(text):
    said = squeezed("".join(pages_of(made(said_everywhere(text)).data)))
    # It is the content of 36 places; a few are divided by the end of a page, with header and footer between.
    assert said.count(squeezed(text)) >= 24


def test_200_observations_are_all_there_in_order():
    said = squeezed("".join(pages_of(made(with_observations(200)).data)))
    places = [said.find(f"{area}.{n}Vidrundvandringen") for area in range(8) for n in range(25)]
    assert -1 not in places
    assert places == sorted(places)


def test_40_photos_are_figures_with_descriptions_and_captions():
    photos = tuple(ObservedFact(f"Sak {n}", "Rum", None, (a_photo(n),)) for n in range(1, 41))
    built = made(a_protocol(observations=(AreaObservations("Foton", photos),)))
    described = [str(element.Alt) for role, element in elements(built.data) if role == "/Figure"]
    assert len(described) == 40
    assert all(text.startswith("Matsal med sex bord") for text in described)
    assert sum(role == "/Caption" for role, _ in elements(built.data)) == 40


def test_a_photo_that_cannot_be_read_leaves_a_place_and_is_counted():
    seen = (ObservedFact("Sak", "", None, (a_photo(1, b"not a photo"),)),)
    built = made(a_protocol(observations=(AreaObservations("Foton", seen),)))
    assert built.unreadable_pictures == 1
    assert sum(role == "/Figure" for role, _ in elements(built.data)) == 1


def test_markup_and_symbols_are_printed_as_typed_and_replacements_are_told():
    built = made(a_protocol(next_step=NASTY))
    said = squeezed("".join(pages_of(built.data)))
    assert "<b>fet</b>&<imgsrc='x'/><ahref=\"http://x\">länk</a>" in said
    assert "✓" in said
    assert "omvänté" in said
    assert {note.name for note in built.text_notes} >= {"THUMBS UP SIGN"}


def test_an_empty_protocol_is_one_page():
    assert made(nothing_noted()).pages == 1


def test_the_distribution_list_never_stands_alone():
    """Whatever the length: it begins on the page where the last one signs."""
    for seen in range(8, 24):
        facts = with_observations(seen)
        begun = next(page for page in pages_of(made(facts).data) if "Sändlista" in page)
        assert facts.signers[-1].name in begun.split("Sändlista")[0], f"with {seen} observations"


def test_headings_follow_each_other_without_gaps():
    levels = [int(role[2]) for role, _ in elements(made(a_protocol()).data) if role[:2] == "/H"]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_table_is_whole_in_the_structure_and_its_header_stands_there_once():
    rows = tuple(f"Handling nummer {n}" for n in range(90))
    facts = a_protocol(documents_due=tuple(type(a_protocol().documents_due[0])(row) for row in rows))
    built = made(facts)
    roles = Counter(role for role, _ in elements(built.data))
    before = Counter(role for role, _ in elements(made(a_protocol()).data))
    assert roles["/TR"] - before["/TR"] == 89
    assert roles["/TH"] == before["/TH"]
    printed = [text for text in pages_of(built.data) if "Handling nummer" in text]
    assert len(printed) > 2
    assert all("Senast" in text for text in printed)


def test_each_mark_on_a_page_belongs_to_one_element():
    data = made(with_observations(30)).data
    with pikepdf.open(BytesIO(data)) as opened:
        numbers = list(opened.Root.StructTreeRoot.ParentTree.Nums)
        for index, page in enumerate(opened.pages):
            used = [
                int(op.operands[1].MCID)
                for op in pikepdf.parse_content_stream(page)
                if op.operator == pikepdf.Operator("BDC") and "/MCID" in op.operands[1]
            ]
            assert used == list(range(len(used)))
            assert int(numbers[2 * index]) == index == int(page.obj.StructParents)
            assert len(numbers[2 * index + 1]) == len(used)


def test_bookmarks_lead_to_every_heading():
    with pikepdf.open(BytesIO(made(a_protocol()).data)) as opened, opened.open_outline() as outline:
        top = outline.root[0]
        assert top.title == "Besöksprotokoll för HVB Björkhaga"
        assert [item.title for item in top.children][4] == "5 Iakttagelser"
        assert len(top.children) == 11


def test_the_file_states_language_title_and_parts():
    with pikepdf.open(BytesIO(made(a_protocol()).data)) as opened:
        assert str(opened.Root.Lang) == "sv-SE"
        assert bool(opened.Root.MarkInfo.Marked)
        xmp = opened.Root.Metadata.read_bytes().decode("utf-8")
        assert str(opened.docinfo.Title) == "Besöksprotokoll för HVB Björkhaga, 26 november 2026"
        assert str(opened.docinfo.Title) in xmp
        assert "<pdfaid:part>2</pdfaid:part>" in xmp
        assert "<pdfuaid:part>1</pdfuaid:part>" in xmp


def test_the_fields_are_there_before_signing_and_empty():
    built = made(a_protocol())
    assert [field.name for field in built.signature_fields] == [f"underskrift-{n}" for n in (1, 2, 3)]
    assert [field.label for field in built.signature_fields][2] == "Anna Sandberg"
    with pikepdf.open(BytesIO(built.data)) as opened:
        fields = list(opened.Root.AcroForm.Fields)
        assert str(fields[0].TU) == "Underskrift: Karin Åkerström"
        assert not any("/V" in field for field in fields)


def test_a_draft_says_so_on_each_page_and_cannot_be_signed():
    built = made(with_observations(30), draft=True)
    assert built.signature_fields == ()
    assert all("UTKAST" in text for text in pages_of(built.data))
    with pikepdf.open(BytesIO(built.data)) as opened:
        assert "/AcroForm" not in opened.Root


def test_the_protocol_itself_never_says_draft():
    pages = pages_of(made(with_observations(20)).data)
    assert not any("UTKAST" in text or "protokoll, utkast" in text for text in pages)


def test_progress_reaches_the_end_and_never_goes_back():
    seen: list[tuple[int, int]] = []
    build_protocol(a_protocol(), SV, draft=False, progress=lambda done, total: seen.append((done, total)))
    shares = [done / total for done, total in seen]
    assert shares == sorted(shares)
    assert seen[-1][0] == seen[-1][1]


def test_a_build_can_be_stopped():
    calls = iter([False, False, True])
    with pytest.raises(BuildCancelled):
        build_protocol(with_observations(60), SV, draft=False, cancelled=lambda: next(calls))


def test_the_recovery_sheet_holds_each_word_once_in_order_on_one_page():
    words = [f"ord{n}a" for n in range(1, 25)]
    pdf = recovery_sheet(
        name="Karin Åkerström", municipality="Norrby kommun", board="Socialnämnden", words=words,
        made=a_protocol().made, texts=SV,
    )  # fmt: skip
    pages = pages_of(pdf)
    assert len(pages) == 1
    assert all(pages[0].count(word) == 1 for word in words)
    labels = [role for role, _ in elements(pdf) if role in ("/Lbl", "/LBody")]
    assert labels.count("/LBody") >= 24
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert "/AcroForm" not in opened.Root


def test_marks_may_not_nest_nor_pages_end_inside_them():
    canvas = TagCanvas("sv-SE")
    with pytest.raises(ValueError, match="nest"), canvas.artifact("Layout"), canvas.marked(Node("P")):
        pass
    canvas = TagCanvas("sv-SE")
    with pytest.raises(ValueError, match="inside"), canvas.marked(Node("P")):
        canvas.next_page()
