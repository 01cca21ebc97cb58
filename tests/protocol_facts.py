"""Facts of visits for tests of the protocol: a plausible one, one of any size, one made of a single awkward text."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

from PIL import Image, ImageDraw

from inspektor.shapes.protocol import (
    REPRESENTATIVE,
    AreaObservations,
    Contact,
    DayFact,
    DocumentDue,
    DocumentsReviewed,
    InspectorPresent,
    InterviewCount,
    MethodFacts,
    NotReviewed,
    ObservedFact,
    OralDeficiency,
    Photo,
    ProtocolFacts,
    ProtocolHead,
    SecrecyMark,
    Signer,
    UnitFacts,
    UnitPresent,
    VisitFacts,
)

VISIT_DAY = date(2026, 11, 26)
MADE = datetime(2026, 11, 26, 14, 52, tzinfo=UTC)
SENTENCE = (
    "Vid rundvandringen syntes att de gemensamma rummen är städade och att de boende har egna nycklar. "
    "Personalen hälsade på de boende med namn och berättade om dagens planering. "
)


def moment(hour: int, minute: int) -> datetime:
    """A moment of the visit by the Swedish clock."""
    return datetime(2026, 11, 26, hour - 1, minute, tzinfo=UTC)


def a_jpeg(size: tuple[int, int] = (800, 600), mode: str = "RGB", **saved: object) -> bytes:
    """A picture with lines, so that it is not one colour."""
    picture = Image.new("RGB", size, (120, 150, 170))
    draw = ImageDraw.Draw(picture)
    for x in range(0, size[0], 80):
        draw.line((x, 0, size[0] - x, size[1]), fill=(200, 120, 90), width=8)
    out = BytesIO()
    picture.convert(mode).save(out, "JPEG", quality=85, **saved)
    return out.getvalue()


def a_photo(number: int = 1, data: bytes | None = None) -> Photo:
    """A photo with caption and description."""
    alt = "Matsal med sex bord. På väggen sitter en vit tavla med tre namn."
    return Photo(number, a_jpeg() if data is None else data, "Matsalen från entrén", alt, moment(10, 42))


def _visit() -> VisitFacts:
    return VisitFacts(
        day=VISIT_DAY,
        arrived=moment(8, 30),
        left=moment(15, 40),
        announcement="Anmält besök",
        form="Fördjupad uppföljning",
        purpose="Att följa upp om verksamheten uppfyller avtalets krav på trygghet och bemanning.",
        trigger="Plan för uppföljning 2026",
        circumstances="Föreståndaren var på plats hela dagen.",
    )


def _method() -> MethodFacts:
    return MethodFacts(
        template_title="Uppföljning av HVB för barn och unga (0–20 år)",
        template_version="1.0",
        requirement_count=31,
        areas=("Trygghet och säkerhet", "Självbestämmande och integritet"),
        interviews=(InterviewCount("Ledning", 1), InterviewCount("Personal", 4)),
        interpreter="Tolk deltog per telefon vid ett samtal",
        observation_count=2,
        documents=(
            DocumentsReviewed("Genomförandeplaner", 4, 9, "Slumpvis"),
            DocumentsReviewed("Schema, oktober", 28, 28, "Alla nätter"),
        ),
    )


def _unit() -> UnitFacts:
    return UnitFacts(
        name="HVB Björkhaga",
        provider="Björkhaga Omsorg AB",
        address="Björkhagavägen 12, 999 99 Norrby",
        organisation_number="559000-0005",
        agreement_number="Ramavtal 2024-118",
        legal_basis="LOU, ramavtal",
        service_type="HVB för barn och unga",
        places=9,
        manager="Anna Sandberg",
    )


def _observations() -> tuple[AreaObservations, ...]:
    seen = ObservedFact("Namnen på tavlan stämmer med schemat.", "Matsalen", moment(10, 42), (a_photo(),))
    told = ObservedFact("För 9 av 28 nätter saknas vaken personal.", "Expeditionen", moment(13, 10))
    return (AreaObservations("Trygghet och säkerhet", (seen, told)),)


def _deficiency() -> OralDeficiency:
    return OralDeficiency(
        code="HVB-BU-4.6",
        requirement="Det finns vaken personal alla nätter.",
        observed="För 9 av 28 nätter saknas vaken personal.",
        expected="Vaken personal finns alla nätter.",
        agreed="Föreståndaren ser över schemat.",
        deadline=date(2026, 12, 4),
    )


def _signers() -> tuple[Signer, ...]:
    own, theirs = "Norrby kommun", "Björkhaga Omsorg AB"
    return (
        Signer("Karin Åkerström", "Uppföljare", "Inspektör", own),
        Signer("Johan Lind", "Kvalitetsgranskare", "Inspektör", own),
        Signer("Anna Sandberg", "Föreståndare", "Utförarens företrädare", theirs, REPRESENTATIVE),
    )


def a_protocol(**changed: object) -> ProtocolFacts:
    """A whole visit with something in every section."""
    facts = ProtocolFacts(
        head=ProtocolHead("Norrby kommun", "Socialnämnden", "Socialförvaltningen", "SN 2026/0412"),
        unit=_unit(),
        made=MADE,
        visit=_visit(),
        inspectors=(
            InspectorPresent("Karin Åkerström", "Uppföljare"),
            InspectorPresent("Johan Lind", "Kvalitetsgranskare"),
        ),
        unit_present=(UnitPresent("Föreståndare"), UnitPresent("Behandlingspersonal", 4)),
        method=_method(),
        day_facts=(DayFact("Tillstånd", "IVO, utfärdat 2023-03-14. Kontrollerat på plats."),),
        observations=_observations(),
        deficiencies=(_deficiency(),),
        documents_due=(DocumentDue("Reviderat nattschema", date(2026, 12, 4)),),
        not_reviewed=(NotReviewed("HVB-BU-6.1, våtrum", "Rummet var upptaget."),),
        next_step="Kommunen skickar ett utkast för faktagranskning.",
        contact=Contact("Karin Åkerström", "uppföljare", "0555-12 34 56", "karin@norrby.example"),
        signers=_signers(),
        distribution=("Björkhaga Omsorg AB", "Arkivet"),
    )
    return replace(facts, **changed)  # type: ignore[arg-type]


def nothing_noted() -> ProtocolFacts:
    """A protocol of which nothing is known but when it was made."""
    return ProtocolFacts(head=ProtocolHead("", ""), unit=UnitFacts(""), made=MADE)


def with_observations(count: int, areas: int = 8) -> ProtocolFacts:
    """A visit with this many observations of one to four sentences in each of some areas' equal parts."""
    each = -(-count // areas)
    grouped = tuple(
        AreaObservations(
            f"Område {area + 1}",
            tuple(
                ObservedFact(f"{area}.{n} " + SENTENCE * (1 + n % 4), f"Plats {n}", moment(9, n % 60))
                for n in range(min(each, count - area * each))
            ),
        )
        for area in range(areas)
    )
    return a_protocol(observations=grouped)


def said_everywhere(text: str) -> ProtocolFacts:
    """A protocol in which every free text is this one."""
    signers = (Signer(text, text, text, text), Signer(text, text, kind=REPRESENTATIVE, abstains=text))
    return ProtocolFacts(
        head=ProtocolHead(text, text, text, text, text, SecrecyMark(text, VISIT_DAY, text), text, "ab" * 32),
        unit=UnitFacts(text, text, text, False, text, text, text, text, 9, text),
        made=MADE,
        visit=VisitFacts(VISIT_DAY, None, None, text, text, text, text, text),
        inspectors=(InspectorPresent(text, text),),
        unit_present=(UnitPresent(text, 3),),
        method=MethodFacts(
            text,
            text,
            3,
            (text, text),
            (InterviewCount(text, 3),),
            text,
            3,
            (DocumentsReviewed(text, 3, 4, text),),
        ),
        day_facts=(DayFact(text, text), DayFact("", text)),
        observations=(
            AreaObservations(text, (ObservedFact(text, text, None, (Photo(1, a_jpeg(), text, text),)),)),
        ),
        deficiencies=(OralDeficiency(text, text, text, text, text, VISIT_DAY),),
        documents_due=(DocumentDue(text, VISIT_DAY),),
        not_reviewed=(NotReviewed(text, text),),
        next_step=text,
        contact=Contact(text, text, text, text),
        signers=signers,
        distribution=(text, text),
        evidence_sha256="0f" * 32,
    )
