"""How every document of a follow-up begins, and what stands at the top and bottom of its pages."""

from datetime import date, datetime

from inspektor.i18n import Texts
from inspektor.report.blocks import Block, Heading, KeyFacts, Notice, Paragraph, Running
from inspektor.report.phrases import checksum, day, listed
from inspektor.shapes.protocol import ProtocolHead, UnitFacts


def registry(head: ProtocolHead, texts: Texts) -> str:
    """The registry number in words; it may come later."""
    if head.registry_number:
        return texts.tr("Reg. no. {number}").format(number=head.registry_number)
    return texts.tr("Reg. no. to be assigned")


def running(head: ProtocolHead, unit: UnitFacts, kind: str, on: date | datetime, texts: Texts) -> Running:
    """The page's head and foot: whose document, what kind, which version, of which day."""
    tr = texts.tr
    version = tr("Version {version}").format(version=head.version) if head.version else ""
    return Running(
        left_title=head.municipality,
        left_text=listed(head.board, head.administration, separator=" · "),
        right_title=listed(kind, head.state, tr("Secrecy") if head.secrecy else "", separator=" · "),
        right_text=listed(registry(head, texts), version, day(on, texts), separator=" · "),
        footer=listed(unit.name, registry(head, texts), separator=" · "),
        page_of=tr("Page {page} of {pages}"),
    )


def opening(head: ProtocolHead, unit: UnitFacts, title: str, lead: str, texts: Texts) -> list[Block]:
    """Title, one line of what it is, secrecy and correction where they apply, and the unit."""
    tr = texts.tr
    blocks: list[Block] = [Heading(title, 1)]
    if lead:
        blocks.append(Paragraph(f"{lead}.", "lead"))
    if head.secrecy:
        mark = tr("{provision}. Marked {day} by {authority}.").format(
            provision=head.secrecy.provision.rstrip("."),
            day=day(head.secrecy.marked_on, texts),
            authority=head.secrecy.authority,
        )
        blocks.append(Notice(tr("Secrecy"), mark))
    if head.replaces:
        blocks.append(Notice(tr("Correction"), _replacement(head, texts)))
    facts = _unit(unit, texts)
    return [*blocks, KeyFacts(facts)] if facts else blocks


def _replacement(head: ProtocolHead, texts: Texts) -> str:
    said = texts.tr("This version replaces version {version}.").format(version=head.replaces)
    if head.replaces_why:
        said += " " + texts.tr("Reason: {reason}.").format(reason=head.replaces_why.rstrip(".\n "))
    if not head.replaces_sha256:
        return said
    replaced = texts.tr("Checksum (SHA-256) of the replaced file: {sha256}")
    return f"{said} {replaced.format(sha256=checksum(head.replaces_sha256))}"


def _unit(unit: UnitFacts, texts: Texts) -> tuple[tuple[str, str], ...]:
    tr = texts.tr
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


def closing(head: ProtocolHead) -> list[Block]:
    """What the municipality says of secrecy at the end of every document."""
    return [Paragraph(head.letterhead.secrecy, "quiet")] if head.letterhead.secrecy else []
