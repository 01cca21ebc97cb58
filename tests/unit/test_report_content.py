"""What the protocol says, and what it must never say."""

from dataclasses import replace

import pytest
from protocol_facts import a_photo, a_protocol, moment, nothing_noted

from inspektor.i18n import Texts
from inspektor.report.blocks import (
    BulletList,
    Document,
    Heading,
    KeyFacts,
    Labelled,
    Notice,
    Paragraph,
    Pictures,
    SignatureBoxes,
    Table,
)
from inspektor.report.content import visit_protocol
from inspektor.shapes.protocol import (
    AreaObservations,
    DayFact,
    NotReviewed,
    ObservedFact,
    ProtocolFacts,
    ProtocolHead,
    Signer,
    UnitFacts,
)

SV = Texts("sv")
SECTIONS = [
    "Besöket",
    "Deltagare",
    "Omfattning och metod",
    "Förhållanden på dagen",
    "Iakttagelser",
    "Muntligt påtalade brister",
    "Handlingar som ska sändas in",
    "Det som inte har granskats",
    "Nästa steg och kontakt",
    "Underskrifter",
    "Sändlista",
]


def protocol(facts: ProtocolFacts, *, draft: bool = False) -> Document:
    return visit_protocol(facts, SV, draft=draft)


def everything(document: Document) -> str:
    """All texts of a document's blocks, as one."""
    return repr(document)


@pytest.mark.parametrize("facts", [a_protocol(), nothing_noted()])
def test_the_sections_stand_in_order_whether_filled_or_not(facts):
    headings = [b for b in protocol(facts).blocks if isinstance(b, Heading) and b.level == 2]
    assert [heading.text for heading in headings] == SECTIONS
    assert [heading.number for heading in headings] == [str(n) for n in range(1, 12)]


def test_an_empty_section_says_so():
    said = [b.text for b in protocol(nothing_noted()).blocks if isinstance(b, Paragraph)]
    assert "Inga iakttagelser är antecknade." in said
    assert "Inga brister påtalades muntligt vid besöket." in said
    assert "Inget ska sändas in." in said


def test_a_missing_registry_number_is_said_and_stops_nothing():
    head = replace(a_protocol().head, registry_number=None)
    assert "Dnr tilldelas" in protocol(a_protocol(head=head)).running.right_text


def test_a_protected_address_is_nowhere():
    unit = UnitFacts("Skyddat boende", address="Hemliga gatan 1", address_protected=True)
    facts = a_protocol(unit=unit)
    assert "Hemliga gatan" not in repr(facts)
    assert "Hemliga gatan" not in everything(protocol(facts))
    facts_box = next(b for b in protocol(facts).blocks if isinstance(b, KeyFacts))
    assert ("Adress", "Skyddad adress") in facts_box.pairs


def test_interviews_are_role_and_number_only():
    blocks = protocol(a_protocol()).blocks
    pairs = dict(pair for b in blocks if isinstance(b, Labelled) for pair in b.pairs)
    assert pairs["Intervjuer"] == "Ledning: 1\nPersonal: 4"


def test_the_facts_have_no_place_for_ratings_or_interview_times():
    names = set(ProtocolFacts.__dataclass_fields__) | set(type(a_protocol().method).__dataclass_fields__)
    assert not [name for name in names if "rating" in name or "judgement" in name]
    assert set(type(a_protocol().method.interviews[0]).__dataclass_fields__) == {"role", "count"}


@pytest.mark.parametrize("why", ["", "Tiden räckte inte."])
def test_reasons_have_a_column_only_where_there_are_any(why):
    left_out = (NotReviewed("Lokalerna, följs upp nästa år."), NotReviewed("Våtrum", why))
    blocks = protocol(a_protocol(not_reviewed=left_out)).blocks
    listed = BulletList(tuple(each.what for each in left_out))
    assert (listed in blocks) == (not why)
    assert any(isinstance(b, Table) and "Skäl" in repr(b.columns) for b in blocks) == bool(why)


def test_photos_stand_by_what_they_show_as_soon_as_there_are_two():
    seen = tuple(ObservedFact(f"Sak {n}", "Rum", moment(10, n), (a_photo(n),)) for n in range(5))
    blocks = protocol(a_protocol(observations=(AreaObservations("Foton", seen),))).blocks
    counts = [len(b.pictures) for b in blocks if isinstance(b, Pictures)]
    assert counts == [2, 2, 1]
    told = [len(b.pairs) for b in blocks if isinstance(b, Labelled) and "bild" in repr(b.pairs)]
    assert told == [2, 2, 1]


def test_a_photo_without_description_is_described_by_its_caption_or_number():
    bare = replace(a_photo(7), alt="", caption="")
    seen = (ObservedFact("Sak", "", None, (bare,)),)
    blocks = protocol(a_protocol(observations=(AreaObservations("Foton", seen),))).blocks
    picture = next(b for b in blocks if isinstance(b, Pictures)).pictures[0]
    assert picture.alt == "Bild 7, utan beskrivning"


def test_only_those_who_sign_have_boxes_and_a_draft_has_no_fields():
    absent = Signer("Anna Sandberg", "Föreståndare", abstains="Närvarande, undertecknar inte.")
    facts = a_protocol(signers=(*a_protocol().signers[:2], absent))
    boxes = next(b for b in protocol(facts).blocks if isinstance(b, SignatureBoxes)).boxes
    assert [box.field for box in boxes] == ["underskrift-1", "underskrift-2"]
    assert "Närvarande, undertecknar inte." in everything(protocol(facts))
    drafted = next(b for b in protocol(facts, draft=True).blocks if isinstance(b, SignatureBoxes)).boxes
    assert {box.field for box in drafted} == {""}


def test_draft_is_written_on_the_draft_only():
    assert protocol(a_protocol(), draft=True).draft == "UTKAST"
    assert protocol(a_protocol()).draft == ""
    assert "utkast" not in protocol(a_protocol()).running.right_title.lower()


def test_a_correction_names_what_it_replaces():
    head = ProtocolHead("Norrby kommun", "", version="2.0", replaces="1.0", replaces_sha256="ab" * 32)
    notice = next(b for b in protocol(a_protocol(head=head)).blocks if isinstance(b, Notice))
    assert "version 1.0" in notice.text
    assert "abababab abababab" in notice.text


def test_facts_of_the_day_may_lack_labels():
    facts = a_protocol(
        day_facts=(DayFact("", "Sju av nio boende var hemma."), DayFact("Tillstånd", "Finns."))
    )
    assert "Sju av nio boende var hemma." in everything(protocol(facts))


def test_the_document_can_be_in_english():
    document = visit_protocol(a_protocol(), Texts("en"))
    assert document.language == "en-GB"
    assert document.blocks[0] == Heading("Visit protocol for HVB Björkhaga", 1)
    assert "26 November 2026" in document.title


def test_tables_have_as_many_cells_as_columns():
    tables = [b for b in protocol(a_protocol()).blocks if isinstance(b, Table)]
    assert len(tables) == 4
    for table in tables:
        assert {len(row) for row in table.rows} == {len(table.columns)}
