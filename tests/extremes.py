"""Documents of every kind at their worst: hundreds of requirements, notes and photos, words and names without end."""

import subprocess
from dataclasses import replace
from functools import cache
from pathlib import Path

from paper_facts import a_form, a_notice, an_evidence, an_occasion, some_cards
from protocol_facts import MADE, SENTENCE, a_jpeg, a_photo, said_everywhere
from pypdfium2 import PdfDocument
from report_facts import RATINGS, a_report
from word_files import texts_of

from inspektor.i18n import Texts
from inspektor.report.blocks import (
    Block,
    BulletList,
    Cards,
    Document,
    Room,
    Ticks,
)
from inspektor.report.content import visit_protocol
from inspektor.report.deficiency_notice import deficiency_notice
from inspektor.report.evidence_list import evidence_list
from inspektor.report.feedback_page import feedback_page
from inspektor.report.glyphs import TextDoor
from inspektor.report.paper_form import paper_form
from inspektor.report.plain_sheet import plain_sheet
from inspektor.report.question_cards import question_cards
from inspektor.report.report_content import follow_up_report
from inspektor.report.style import MARGIN, MM, PAGE_WIDTH
from inspektor.shapes.feedback import FeedbackPaper, FeedbackPart
from inspektor.shapes.letterhead import Letterhead
from inspektor.shapes.papers import EvidencePaper, FormPaper, Occasion, PlainPaper
from inspektor.shapes.protocol import AreaObservations, ObservedFact, ProtocolFacts, ProtocolHead
from inspektor.shapes.report import AreaResult, ReportFacts

SV = Texts("sv")
NAME = ("Anna-Karin Åkerström von Österhjelm " * 6)[:200]
WORD = "Å" + "bcdefghij" * 40
STRANGE = "😀 👍🏽 ✓ 漢字 עברית العربية \u202eomvänt\u202c e\u0301 a\u0328\u0301 <b>fet</b> &amp; 'citat'"
WORST = f"{NAME} {WORD} {STRANGE}"
HEAD = Letterhead(contact="Norrby kommun, Box 12", method=f"Metod. {STRANGE}", secrecy=f"Sekretess. {WORD}")
NAMED = ProtocolHead(NAME, NAME, NAME, NAME, letterhead=HEAD)


@cache
def pictures(count: int) -> tuple[ObservedFact, ...]:
    """Things seen with a photo each, of every proportion."""
    shapes = ((300, 200), (200, 300), (600, 60), (60, 600))
    made = [a_jpeg(shape) for shape in shapes]
    return tuple(
        ObservedFact(f"Sak {n}. {STRANGE}", NAME, None, (a_photo(n, made[n % len(made)]),))
        for n in range(1, count + 1)
    )


def worst_protocol(size: int) -> ProtocolFacts:
    """`size` observations, of which half have a photo."""
    facts = said_everywhere(WORST)
    told = tuple(ObservedFact(f"{n}. {SENTENCE * 12}", f"Plats {n}") for n in range(size - size // 2))
    areas = (AreaObservations(NAME, told), AreaObservations("Foton", pictures(size // 2)))
    return replace(facts, observations=areas, head=NAMED, unit=replace(facts.unit, name=NAME))


def worst_report(size: int) -> ReportFacts:
    """`size` requirements in ten areas, each with a finding of many lines."""
    facts = a_report(size, 10)
    results = tuple(
        AreaResult(
            f"{area.name} {NAME}",
            tuple(
                replace(each, requirement=WORST, finding=f"{each.code} {SENTENCE * 4}", rating=RATINGS[n % 3])
                for n, each in enumerate(area.results)
            ),
        )
        for area in facts.areas
    )
    said = tuple((key, f"{text} {WORST}") for key, text in facts.texts)
    return replace(facts, areas=results, texts=said, head=NAMED)


def _named(occasion: Occasion) -> Occasion:
    return replace(occasion, head=NAMED, unit=replace(occasion.unit, name=NAME))


def _evidence(size: int) -> EvidencePaper:
    return an_evidence(WORST + SENTENCE, size)


def _form(size: int) -> FormPaper:
    facts = a_form(WORST)
    ((_, (asked,)),) = facts.areas
    return replace(
        facts,
        of=_named(facts.of),
        areas=((NAME, tuple(replace(asked, number=f"4.{n}") for n in range(size))),),
    )


def _feedback(size: int) -> FeedbackPaper:
    parts = (FeedbackPart(NAME, tuple(f"{n}. {WORST}" for n in range(size))), FeedbackPart("", (), WORST))
    return FeedbackPaper(NAME, NAME, NAME, "SN 2026/9", "24 november 2026", (NAME, NAME), parts, HEAD)


def documents(size: int) -> dict[str, Document]:
    """One of each kind. With 300, the protocol and the report have more than 200 pages."""
    cards = replace(some_cards(WORST), of=_named(some_cards(WORST).of))
    notice = a_notice(WORST)
    one = cards.roles[0]
    card = one.areas[0][1][0]
    many = replace(one, areas=((NAME, (card,) * size),))
    return {
        "protocol": visit_protocol(worst_protocol(size), SV),
        "report": follow_up_report(worst_report(size), SV),
        "feedback": feedback_page(_feedback(size), MADE, SV),
        "evidence": evidence_list(_evidence(size), SV),
        "notice": deficiency_notice(
            replace(notice, of=_named(notice.of), deficiencies=notice.deficiencies * (1 + size // 6)), SV
        ),
        "form": paper_form(_form(-(-size // 3)), SV),
        "cards": question_cards(replace(cards, roles=(many, one)), SV),
        "plain": plain_sheet(PlainPaper(_named(an_occasion(NAME)), (WORST,) * size), SV),
    }


def spoken(document: Document) -> str:
    """All that is read out, in order, without what line breaks do to it."""
    said = document.running
    head = (said.left_title, said.left_text, said.right_title, said.right_text)
    return solid([*head, *(text for block in document.blocks for text in _texts(block))])


def solid(texts: list[str]) -> str:
    """The texts as they can be printed, without spaces."""
    door = TextDoor()
    return "".join("".join(door.clean(text, "regular").split()) for text in texts)


def _texts(block: Block) -> list[str]:
    match block:
        case BulletList(items):
            return [f"•{text}" for text in items]
        case Ticks(options):
            return [f"☐{text}" for text in options]
        case Cards(cards):
            return [text for card in cards for text in (card.name, card.text, card.about)]
        case Room(_, label):
            return [label]
    return texts_of((block,))


def read_out(pdfinfo: str, path: Path) -> str:
    """The file's structure as another program reads it, without spaces. Repetitions are no part of it."""
    done = subprocess.run([pdfinfo, "-struct-text", path], capture_output=True, text=True, check=True)
    said = (line.strip() for line in done.stdout.splitlines())
    return "".join("".join(line[1:-1].split()) for line in said if line.startswith('"'))


def outside(pdf: bytes) -> list[int]:
    """The pages on which something that is printed reaches into the margin."""
    found = []
    with PdfDocument(pdf) as opened:
        for number, page in enumerate(opened):
            places = [each.get_bounds() for each in page.get_objects()]
            edge, floor = MARGIN - 2, 10 * MM
            if any(x < edge or y < floor or right > PAGE_WIDTH - edge for x, y, right, _ in places):
                found.append(number)
    return found
