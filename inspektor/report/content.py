"""What the visit protocol says: its facts as blocks, in the order of its sections. Pure; knows nothing of PDF."""

from inspektor.i18n import Texts
from inspektor.report import front, sections
from inspektor.report.blocks import Block, Document, Heading
from inspektor.report.phrases import day, language_tag, listed
from inspektor.shapes.protocol import ProtocolFacts


def visit_protocol(facts: ProtocolFacts, texts: Texts, *, draft: bool = False) -> Document:
    """The document of a visit, in the language of `texts`; as a draft it has no fields to sign."""
    title = texts.tr("Visit protocol")
    kind = texts.tr("Visit protocol, draft") if draft else title
    if facts.unit.name:
        title = texts.tr("Visit protocol for {unit}").format(unit=facts.unit.name)
    visit = facts.visit
    lead = listed(visit.form, visit.announcement, day(visit.day, texts), separator=". ")
    blocks = front.opening(facts.head, facts.unit, title, lead, texts)
    for number, (heading, content) in enumerate(_sections(facts, texts, draft=draft), 1):
        blocks.append(Heading(heading, 2, str(number)))
        blocks.extend(content)
    blocks += front.closing(facts.head)
    return Document(
        title=listed(title, day(facts.visit.day, texts)),
        author=listed(facts.head.municipality, facts.head.board),
        subject=front.registry(facts.head, texts),
        language=language_tag(texts),
        made=facts.made,
        running=front.running(facts.head, facts.unit, kind, visit.day or facts.made, texts),
        blocks=tuple(blocks),
        draft=texts.tr("DRAFT") if draft else "",
        letterhead=facts.head.letterhead,
    )


def _sections(facts: ProtocolFacts, texts: Texts, *, draft: bool) -> list[tuple[str, list[Block]]]:
    tr = texts.tr
    return [
        (tr("The visit"), sections.visit(facts.visit, texts)),
        (tr("Participants"), sections.participants(facts, texts)),
        (tr("Scope and method"), sections.method(facts.method, texts, facts.head.letterhead.method)),
        (tr("Facts of the day"), sections.day_facts(facts.day_facts, texts)),
        (tr("Observations"), sections.observations(facts.observations, texts, section=5)),
        (tr("Deficiencies pointed out orally"), sections.deficiencies(facts.deficiencies, texts, section=6)),
        (tr("Documents to be sent in"), sections.documents_due(facts.documents_due, texts)),
        (tr("What was not reviewed"), sections.not_reviewed(facts.not_reviewed, texts)),
        (tr("Next step and contact"), sections.next_step(facts.next_step, facts.contact, texts)),
        (tr("Signatures"), _signatures(facts, texts, draft=draft)),
        (tr("Distribution list"), sections.distribution(facts.distribution, texts)),
    ]


def _signatures(facts: ProtocolFacts, texts: Texts, *, draft: bool) -> list[Block]:
    meaning = texts.tr(
        "A signature confirms what was observed and said at the visit. The protocol holds no ratings."
    )
    return sections.signatures(
        meaning, facts.signers, texts, draft=draft, evidence_sha256=facts.evidence_sha256
    )
