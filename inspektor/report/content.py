"""What the visit protocol says: its facts as blocks, in the order of its sections. Pure; knows nothing of PDF."""

from inspektor.i18n import Texts
from inspektor.report import sections
from inspektor.report.blocks import Block, Document, Heading, KeyFacts, Notice, Paragraph, Running
from inspektor.report.phrases import checksum, day, language_tag, listed
from inspektor.shapes.protocol import ProtocolFacts, ProtocolHead


def visit_protocol(facts: ProtocolFacts, texts: Texts, *, draft: bool = False) -> Document:
    """The document of a visit, in the language of `texts`; as a draft it has no fields to sign."""
    title = texts.tr("Visit protocol")
    if facts.unit.name:
        title = texts.tr("Visit protocol for {unit}").format(unit=facts.unit.name)
    blocks = _opening(facts, texts, title)
    for number, (heading, content) in enumerate(_sections(facts, texts, draft=draft), 1):
        blocks.append(Heading(heading, 2, str(number)))
        blocks.extend(content)
    return Document(
        title=listed(title, day(facts.visit.day, texts)),
        author=listed(facts.head.municipality, facts.head.board),
        subject=_registry(facts.head, texts),
        language=language_tag(texts),
        made=facts.made,
        running=_running(facts, texts, draft=draft),
        blocks=tuple(blocks),
        draft=texts.tr("DRAFT") if draft else "",
    )


def _sections(facts: ProtocolFacts, texts: Texts, *, draft: bool) -> list[tuple[str, list[Block]]]:
    tr = texts.tr
    return [
        (tr("The visit"), sections.visit(facts.visit, texts)),
        (tr("Participants"), sections.participants(facts, texts)),
        (tr("Scope and method"), sections.method(facts.method, texts)),
        (tr("Facts of the day"), sections.day_facts(facts.day_facts, texts)),
        (tr("Observations"), sections.observations(facts.observations, texts, section=5)),
        (tr("Deficiencies pointed out orally"), sections.deficiencies(facts.deficiencies, texts, section=6)),
        (tr("Documents to be sent in"), sections.documents_due(facts.documents_due, texts)),
        (tr("What was not reviewed"), sections.not_reviewed(facts.not_reviewed, texts)),
        (tr("Next step and contact"), sections.next_step(facts, texts)),
        (tr("Signatures"), sections.signatures(facts, texts, draft=draft)),
        (tr("Distribution list"), sections.distribution(facts.distribution, texts)),
    ]


def _registry(head: ProtocolHead, texts: Texts) -> str:
    if head.registry_number:
        return texts.tr("Reg. no. {number}").format(number=head.registry_number)
    return texts.tr("Reg. no. to be assigned")


def _running(facts: ProtocolFacts, texts: Texts, *, draft: bool) -> Running:
    tr, head = texts.tr, facts.head
    kind = tr("Visit protocol, draft") if draft else tr("Visit protocol")
    version = tr("Version {version}").format(version=head.version)
    return Running(
        left_title=head.municipality,
        left_text=listed(head.board, head.administration, separator=" · "),
        right_title=listed(kind, tr("Secrecy") if head.secrecy else "", separator=" · "),
        right_text=listed(
            _registry(head, texts), version, day(facts.visit.day or facts.made, texts), separator=" · "
        ),
        footer=listed(facts.unit.name, _registry(head, texts), separator=" · "),
        page_of=tr("Page {page} of {pages}"),
    )


def _opening(facts: ProtocolFacts, texts: Texts, title: str) -> list[Block]:
    tr, head, visit = texts.tr, facts.head, facts.visit
    blocks: list[Block] = [Heading(title, 1)]
    summary = listed(visit.form, visit.announcement, day(visit.day, texts), separator=". ")
    if summary:
        blocks.append(Paragraph(f"{summary}.", "lead"))
    if head.secrecy:
        mark = tr("{provision}. Marked {day} by {authority}.").format(
            provision=head.secrecy.provision.rstrip("."),
            day=day(head.secrecy.marked_on, texts),
            authority=head.secrecy.authority,
        )
        blocks.append(Notice(tr("Secrecy"), mark))
    if head.replaces:
        blocks.append(Notice(tr("Correction"), _replacement(head, texts)))
    blocks.append(KeyFacts(_unit(facts, texts)))
    return blocks


def _replacement(head: ProtocolHead, texts: Texts) -> str:
    said = texts.tr("This version replaces version {version}.").format(version=head.replaces)
    if not head.replaces_sha256:
        return said
    replaced = texts.tr("Checksum (SHA-256) of the replaced file: {sha256}")
    return f"{said} {replaced.format(sha256=checksum(head.replaces_sha256))}"


def _unit(facts: ProtocolFacts, texts: Texts) -> tuple[tuple[str, str], ...]:
    tr, unit = texts.tr, facts.unit
    pairs = (
        (tr("Unit"), unit.name),
        (tr("Provider"), unit.provider),
        (tr("Address"), tr("Protected address") if unit.address_protected else unit.address),
        (tr("Organisation no."), unit.organisation_number),
        (tr("Service"), unit.service_type),
        (tr("Agreement"), unit.agreement_number),
        (tr("Places"), "" if unit.places is None else str(unit.places)),
        (tr("Legal basis"), unit.legal_basis),
        (tr("Unit manager"), unit.manager),
    )
    return tuple((label, value) for label, value in pairs if value)
