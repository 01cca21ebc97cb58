"""The numbered sections of the visit protocol, each as a list of blocks.

A section without facts says so plainly instead of vanishing: a reader must see that nothing was noted, not wonder.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from inspektor.i18n import Texts
from inspektor.report.blocks import (
    Block,
    BulletList,
    Column,
    Heading,
    Labelled,
    Paragraph,
    Picture,
    Pictures,
    SignatureBox,
    SignatureBoxes,
)
from inspektor.report.phrases import (
    checksum,
    clock,
    day,
    handwritten,
    listed,
    pairs,
    short_pairs,
    signed,
    table,
)
from inspektor.shapes.protocol import (
    REPRESENTATIVE,
    AreaObservations,
    Contact,
    DayFact,
    DocumentDue,
    DocumentsReviewed,
    MethodFacts,
    NotReviewed,
    ObservedFact,
    OralDeficiency,
    Photo,
    ProtocolFacts,
    Signer,
    VisitFacts,
)

_ANY_SEAL = (
    "Seal of a municipality with a long name on one of its computers"  # as long as a certificate lets it be
)


def field_name(index: int) -> str:
    """The name of the signature field of the signer with this place in the order, from 0."""
    return f"underskrift-{index + 1}"


def visit(facts: VisitFacts, texts: Texts) -> list[Block]:
    """When, how and why."""
    tr = texts.tr
    short = short_pairs(
        (tr("Date"), day(facts.day, texts)),
        (tr("Kind of visit"), facts.announcement),
        (tr("Arrival"), clock(facts.arrived, texts)),
        (tr("Departure"), clock(facts.left, texts)),
    )
    long = pairs(
        (tr("Form of follow-up"), facts.form),
        (tr("Purpose"), facts.purpose),
        (tr("Reason for the visit"), facts.trigger),
        (tr("Circumstances"), facts.circumstances),
    )
    return [*short, *long] or [Paragraph(tr("Nothing is noted about the visit."))]


def participants(facts: ProtocolFacts, texts: Texts) -> list[Block]:
    """The municipality's people by name and title, the unit's by function and number."""
    tr = texts.tr
    municipality = facts.head.municipality
    people = [(person.name, person.title or "–", municipality) for person in facts.inspectors]
    unit = facts.unit.provider or facts.unit.name
    functions = [
        (
            present.function,
            texts.tr_n("{n} person", "{n} people", present.count).format(n=present.count),
            unit,
        )
        for present in facts.unit_present
    ]
    columns = (Column(tr("Participant"), 38), Column(tr("Title or number"), 34), Column(tr("For"), 38))
    blocks = table(columns, [*people, *functions], tr("No participants are noted."))
    if functions:
        blocks.append(Paragraph(tr("The unit's participants are given by function, not by name."), "quiet"))
    return blocks


def method(facts: MethodFacts, texts: Texts, always: str = "") -> list[Block]:
    """What the visit covered and how: interviews by role and number only, documents with how they were chosen.

    `always` is what the municipality says of its method on every document.
    """
    tr, tr_n = texts.tr, texts.tr_n
    count, seen = facts.requirement_count, facts.observation_count
    template = facts.template_title
    if template and facts.template_version:
        template = tr("{title}, version {version}").format(title=template, version=facts.template_version)
    interviews = "\n".join(f"{item.role}: {item.count}" for item in facts.interviews)
    blocks = pairs(
        (tr("Template"), template),
        (
            tr("Requirements"),
            tr_n("{n} requirement", "{n} requirements", count).format(n=count) if count else "",
        ),
        (tr("Areas"), ", ".join(facts.areas)),
        (tr("Interviews"), interviews or tr("No interviews are noted.")),
        (tr("Interpreter"), facts.interpreter),
        (tr("Observations"), tr_n("{n} observation", "{n} observations", seen).format(n=seen)),
    )
    if always:
        blocks.append(Paragraph(always))
    if facts.interviews:
        note = tr("Interviews are given by role and number only, to protect those who spoke.")
        blocks.append(Paragraph(note, "quiet"))
    columns = (
        Column(tr("Documents reviewed"), 46),
        Column(tr("Number"), 16),
        Column(tr("How they were chosen and what they showed"), 48),
    )
    rows = [
        (item.kind, _sample(item, texts), listed(item.selection, item.outcome, separator="\n") or "–")
        for item in facts.documents
    ]
    return [*blocks, *table(columns, rows, tr("No documents were reviewed at the visit."))]


def _sample(documents: DocumentsReviewed, texts: Texts) -> str:
    if documents.sample_size is None:
        return "–"
    if documents.population is None:
        return str(documents.sample_size)
    return texts.tr("{n} of {total}").format(n=documents.sample_size, total=documents.population)


def day_facts(facts: Sequence[DayFact], texts: Texts) -> list[Block]:
    """The permit check and other facts of the day."""
    said = pairs(*((fact.label, fact.text) for fact in facts if fact.label))
    bare = tuple(fact.text for fact in facts if fact.text and not fact.label)
    if bare:
        said.append(BulletList(bare))
    return said or [Paragraph(texts.tr("No further facts of the day are noted."))]


def observations(areas: Sequence[AreaObservations], texts: Texts, *, section: int) -> list[Block]:
    """What was seen, per quality area, with its photos."""
    filled = [area for area in areas if area.observations]
    if not filled:
        return [Paragraph(texts.tr("No observations are noted."))]
    blocks: list[Block] = [
        Paragraph(texts.tr("What was seen at the visit, without judgement."), "quiet", leads=True)
    ]
    for index, area in enumerate(filled, 1):
        blocks.append(Heading(area.area, 3, f"{section}.{index}"))
        blocks.extend(_area(area, texts))
    return blocks


def _area(area: AreaObservations, texts: Texts) -> list[Block]:
    """The observations in order, their photos two by two as soon as there are two."""
    blocks: list[Block] = []
    said: list[tuple[str, str]] = []
    photos: list[Picture] = []
    last = len(area.observations)
    for number, seen in enumerate(area.observations, 1):
        said.append((_where(seen, texts), _seen(seen, texts)))
        photos.extend(_picture(photo, texts) for photo in seen.photos)
        ready = len(photos) if number == last else len(photos) // 2 * 2
        if ready or number == last:
            blocks.append(Labelled(tuple(said)))
            said = []
        if ready:
            blocks.append(Pictures(tuple(photos[:ready])))
            photos = photos[ready:]
    return blocks


def _where(seen: ObservedFact, texts: Texts) -> str:
    return listed(clock(seen.at, texts), seen.place, separator="\n") or "–"


def _seen(seen: ObservedFact, texts: Texts) -> str:
    if not seen.photos:
        return seen.text
    numbers = ", ".join(str(photo.number) for photo in seen.photos)
    shown = texts.tr_n("(photo {numbers})", "(photos {numbers})", len(seen.photos)).format(numbers=numbers)
    return listed(seen.text, shown, separator=" ")


def _picture(photo: Photo, texts: Texts) -> Picture:
    caption = texts.tr("Photo {number}. {caption}").format(number=photo.number, caption=photo.caption).strip()
    taken = clock(photo.taken, texts)
    unnamed = texts.tr("Photo {number}, without description").format(number=photo.number)
    described = f"{caption} ({taken})" if taken else caption
    return Picture(photo.data, described, photo.alt or photo.caption or unnamed, photo.turn)


def deficiencies(pointed_out: Sequence[OralDeficiency], texts: Texts, *, section: int) -> list[Block]:
    """What the provider was told on the day, requirement by requirement."""
    tr = texts.tr
    if not pointed_out:
        return [Paragraph(tr("No deficiencies were pointed out orally at the visit."))]
    intro = tr("Pointed out to the provider on the day. The requirements are assessed later.")
    blocks: list[Block] = [Paragraph(intro, "quiet", leads=True)]
    for index, deficiency in enumerate(pointed_out, 1):
        title = tr("Requirement {code}").format(code=deficiency.code)
        blocks.append(Heading(title, 3, f"{section}.{index}"))
        blocks.extend(
            pairs(
                (tr("Requirement"), deficiency.requirement),
                (tr("Observed"), deficiency.observed),
                (tr("When and where"), _when_and_where(deficiency, texts)),
                (tr("Expected result"), deficiency.expected),
                (tr("Agreed"), deficiency.agreed),
                (tr("No later than"), day(deficiency.deadline, texts)),
            )
        )
    return blocks


def _when_and_where(deficiency: OralDeficiency, texts: Texts) -> str:
    at = deficiency.observed_at
    parts = (day(at, texts), clock(at, texts), deficiency.place)
    return ", ".join(part for part in parts if part)


def documents_due(due: Sequence[DocumentDue], texts: Texts) -> list[Block]:
    """What the provider sends in, and by when."""
    columns = (Column(texts.tr("Document"), 74), Column(texts.tr("No later than"), 36))
    rows = [(item.what, day(item.due, texts) or "–") for item in due]
    return table(columns, rows, texts.tr("Nothing is to be sent in."))


def not_reviewed(left_out: Sequence[NotReviewed], texts: Texts) -> list[Block]:
    """What was in scope and was not reviewed, with why where that stands apart."""
    if left_out and not any(item.why for item in left_out):
        return [BulletList(tuple(item.what for item in left_out))]
    columns = (Column(texts.tr("Not reviewed"), 50), Column(texts.tr("Why"), 60))
    rows = [(item.what, item.why or "–") for item in left_out]
    return table(columns, rows, texts.tr("Nothing in scope is noted as not reviewed."))


def next_step(step: str, contact: Contact, texts: Texts) -> list[Block]:
    """What happens now and whom to ask."""
    person = listed(contact.name, contact.title)
    ways = listed(person, contact.phone, contact.email, separator="\n")
    said = pairs((texts.tr("Next step"), step), (texts.tr("Contact"), ways))
    return said or [Paragraph(texts.tr("No next step is noted."))]


def signatures(
    meaning: str, signers: Sequence[Signer], texts: Texts, *, draft: bool, evidence_sha256: str = ""
) -> list[Block]:
    """What a signature means, then the boxes. A draft has none that can be signed."""
    tr = texts.tr
    if any(signer.kind == REPRESENTATIVE for signer in signers):
        read = tr("The provider's representative confirms having read it, which need not mean agreement.")
        meaning = f"{meaning} {read}"
    blocks: list[Block] = [Paragraph(meaning, leads=True)]
    signing = [signer for signer in signers if not signer.abstains]
    # Of several inspectors nobody knows who comes last; after a single one it can only be the representative.
    after_one = [signer.kind == REPRESENTATIVE for signer in signing] == [False, True]
    boxes = tuple(
        _box(index, signer, texts, draft=draft, last=after_one and signer.kind == REPRESENTATIVE)
        for index, signer in enumerate(signers)
        if not signer.abstains
    )
    if boxes:
        blocks.append(SignatureBoxes(boxes))
    else:
        blocks.append(Paragraph(tr("No signers are named.")))
    blocks.extend(pairs(*((_person(signer), signer.abstains) for signer in signers)))
    if evidence_sha256:
        sealed = tr("Checksum (SHA-256) of the follow-up this protocol was made from: {sha256}")
        blocks.append(Paragraph(sealed.format(sha256=checksum(evidence_sha256)), "quiet"))
    return blocks


def _person(signer: Signer) -> str:
    return listed(signer.name, signer.title or signer.role, separator="\n")


def _box(index: int, signer: Signer, texts: Texts, *, draft: bool, last: bool) -> SignatureBox:
    name = signer.name or signer.role or texts.tr("Signer")
    return SignatureBox(
        name=name,
        details=(listed(signer.title, signer.role, separator=" · "), signer.organisation),
        field="" if draft else field_name(index),
        tooltip=texts.tr("Signature: {name}").format(name=name),
        last=last,
        shows=(
            listed(signer.name, signer.title),
            signed(datetime(2000, 12, 28, 22, 58, tzinfo=UTC), texts),  # any time is as long
            handwritten(signer.name, _ANY_SEAL, texts) if signer.kind == REPRESENTATIVE else "",
        ),
    )


def distribution(recipients: Sequence[str], texts: Texts) -> list[Block]:
    """Who is sent the protocol."""
    if not recipients:
        return [Paragraph(texts.tr("No recipients are noted."))]
    return [BulletList(tuple(recipients))]
