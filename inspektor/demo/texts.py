"""What people say and what is seen in the examples. Swedish by nature: it is content, not the program's own words.

Nobody here exists. Organisation numbers begin with 4, which no legal form in Sweden does, and pass the check digit.
"""

from dataclasses import dataclass
from typing import Any

from inspektor.shapes.enums import NoteTag, ObservationKind, Role, Stance

FACT, QUOTE, BACK = NoteTag.FACT, NoteTag.QUOTE, NoteTag.COME_BACK
YES, NO = Stance.SUPPORTS, Stance.CONTRADICTS


@dataclass(frozen=True, slots=True)
class Said:
    """Something said in an interview, in words that vary by seed."""

    requirement: str | None
    question: str | None
    texts: tuple[str, ...]
    tag: NoteTag | None = None
    stance: Stance | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """One interview: who, when it began (hour, minute), which of the two inspectors took it (0 or 1), and what was said."""

    role: Role
    label: str
    begins: tuple[int, int]
    inspector: int
    said: tuple[Said, ...]
    interpreter: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """Something seen, with its time; `photo` names what the drawn picture shows."""

    requirement: str | None
    at: tuple[int, int]
    place: str
    text: str
    kind: ObservationKind
    stance: Stance | None = None
    photo: str = ""


INSPECTORS = (
    ("Karin Åkerström", "Kvalitetsgranskare"),
    ("Johan Lindqvist Öhman", "Sakkunnig, barn och unga"),
)
MUNICIPALITIES = (
    ("Norrby kommun", "Socialnämnden"),
    ("Åsele-Vångs kommun", "Individ- och familjenämnden"),
    ("Söderängs kommun", "Socialnämnden"),
)
HOMES = (
    ("HVB Björkhaga", "Björkhaga Omsorg AB", "Björkhagavägen 12, 999 01 Norrby"),
    ("HVB Åsgården", "Åsgården Behandling AB", "Åsvägen 4, 999 02 Vång"),
    ("HVB Västerlunden", "Lundens Vård och Omsorg AB", "Lundstigen 7, 999 03 Söderäng"),
)
OTHERS = (
    (
        "LSS-bostad Tallgatan 4",
        "Tallgatans Omsorg AB",
        "lss-bostad-vuxna",
        "Bostad med särskild service, 9 § 9 LSS",
    ),
    ("Familjerådgivningen Ankaret", "Ankaret Samtal AB", "familjeradgivning", "Kommunal familjerådgivning"),
)

TALKS = (
    Talk(
        Role.MANAGEMENT,
        "Föreståndare",
        (9, 0),
        0,
        (
            Said(
                "HVB-BU-1.1",
                "M1",
                (
                    "Tillstånd från IVO för nio platser, 13–17 år. Beviset visades.",
                    "Tillståndet gäller nio platser. Inget har ändrats.",
                ),
                FACT,
                YES,
            ),
            Said(
                "HVB-BU-1.2",
                "M1",
                ("Utdrag ur registren lämnas före första passet, även av vikarier.",),
                FACT,
                YES,
            ),
            Said(
                "HVB-BU-4.1",
                "M1",
                (
                    "Två på plats till klockan 22.00. Vaken natt varje natt sedan i mars.",
                    "Det är alltid två på kvällen och en vaken på natten, sedan i mars.",
                ),
                FACT,
                YES,
            ),
            Said(
                "HVB-BU-4.6",
                "M1",
                ("Elva avvikelser hittills i år, två ledde till ändrad rutin.",),
                FACT,
                YES,
            ),
            Said(
                "HVB-BU-5.3",
                "M1",
                ("Introduktion i två veckor med checklista. Handledning var tredje vecka.",),
                None,
                YES,
            ),
            Said(
                "HVB-BU-3.2",
                "M1",
                ("Alla barn har genomförandeplan. Två väntar på underskrift från socialtjänsten.",),
                BACK,
            ),
        ),
    ),
    Talk(
        Role.STAFF,
        "Personal A, dag",
        (11, 0),
        0,
        (
            Said("HVB-BU-4.1", "S1", ("På dagen är vi tre. Det räcker för det mesta.",), FACT),
            Said(
                "HVB-BU-4.6", "S1", ("Skrev avvikelse förra veckan när medicinskåpet stod olåst.",), FACT, YES
            ),
            Said(
                "HVB-BU-5.3",
                "S1",
                ("Gick bredvid i en vecka. Såg aldrig någon checklista.", "Introduktionen var bra men kort."),
                FACT,
                NO,
            ),
        ),
    ),
    Talk(
        Role.STAFF,
        "Personal B, kväll och natt",
        (11, 40),
        0,
        (
            Said(
                "HVB-BU-4.1",
                "S1",
                (
                    "Schemat säger vaken natt men vi har jour, det är så det är i praktiken.",
                    "Vi har jour på natten. Vaken är man om det händer något.",
                ),
                QUOTE,
                NO,
            ),
            Said(
                "HVB-BU-4.1",
                "S2",
                ("Ensam ungefär var tredje natt sedan i augusti. Ringer beredskapen om något händer.",),
                FACT,
                NO,
            ),
            Said(
                "HVB-BU-4.5", "S1", ("Utrymningsövning i våras. Vet var återsamlingsplatsen är.",), FACT, YES
            ),
            Said(None, None, ("Fråga vad som händer om två barn behöver hjälp samtidigt.",), BACK),
        ),
    ),
    Talk(
        Role.CLIENT,
        "Ungdom 1",
        (13, 0),
        1,
        (
            Said("HVB-BU-2.1", "C1", ("Får vara med och bestämma om veckan. Har läst sin plan.",), FACT, YES),
            Said("HVB-BU-4.1", "C1", ("Det kan dröja innan någon kommer på natten.",), FACT, NO),
            Said("HVB-BU-2.3", "C1", ("Eget rum med lås. Personalen knackar.",), FACT, YES),
        ),
    ),
    Talk(
        Role.CLIENT,
        "Ungdom 2",
        (13, 25),
        1,
        (
            Said(
                "HVB-BU-2.2",
                "C1",
                (
                    "Reglerna bestämdes på husmötet. Telefonen lämnas in klockan 22.",
                    "Vi fick rösta om mobilreglerna.",
                ),
                FACT,
                YES,
            ),
            Said(
                "HVB-BU-2.4",
                "C1",
                ("Vet att man kan ringa socialsekreteraren och IVO. Numret sitter på anslagstavlan.",),
                FACT,
                YES,
            ),
        ),
        interpreter=True,
    ),
    Talk(
        Role.CASE_WORKER,
        "Socialsekreterare, telefon",
        (14, 10),
        1,
        (
            Said("HVB-BU-3.2", "W1", ("Planerna kommer, men sent. Målen är bra formulerade.",), FACT, YES),
            Said("HVB-BU-6.3", "W1", ("Hemmet hör av sig samma dag när något har hänt.",), FACT, YES),
            Said(
                "HVB-BU-4.1",
                "W1",
                ("Bemanningen är den som utlovats på dagen. Känner inte till natten.",),
                FACT,
            ),
        ),
    ),
)

SIGHTS = (
    Seen(
        "HVB-BU-4.1",
        (8, 34),
        "Entrén",
        "Fyra i personalen vid ankomst. Schemat på anslagstavlan anger fyra.",
        ObservationKind.POSITIVE,
        YES,
    ),
    Seen(
        "HVB-BU-4.5",
        (10, 35),
        "Korridoren på övervåningen",
        "Utrymningsvägen är fri. Brandsläckaren är kontrollerad i september. Återsamlingsplatsen är skyltad.",
        ObservationKind.POSITIVE,
        YES,
        "corridor",
    ),
    Seen(
        None,
        (10, 50),
        "Vardagsrummet",
        "Ljust och hemtrevligt. Barnens teckningar sitter på väggen utan namn.",
        ObservationKind.POSITIVE,
        None,
        "living room",
    ),
    Seen(
        "HVB-BU-4.6",
        (15, 5),
        "Kontoret",
        "Medicinskåpet var låst. Nyckeln förvaras i kodskåp.",
        ObservationKind.POSITIVE,
        YES,
    ),
)

PHOTOS = {
    "corridor": (
        "Utrymningsvägen på övervåningen",
        "En tom korridor med en dörr längst bort, en grön utrymningsskylt ovanför dörren och en röd brandsläckare på väggen.",
    ),
    "living room": (
        "Vardagsrummet med bokhylla och soffa",
        "Ett rum utan människor: en blå soffa under ett stort fönster, en bokhylla till höger och en grön växt i hörnet.",
    ),
}

READ = (
    (
        "Genomförandeplaner",
        4,
        "vart tredje barn ur inskrivningslistan",
        "HVB-BU-3.2",
        "Plan A, B och D har mätbara mål. Plan C saknar datum för uppföljning.",
        YES,
    ),
    (
        "Schema vecka 42–45",
        28,
        "alla nätter i perioden",
        "HVB-BU-4.1",
        "Jour i stället för vaken natt 9 av 28 nätter.",
        NO,
    ),
    (
        "Register över avvikelser",
        11,
        "hela året",
        "HVB-BU-4.6",
        "Alla är utredda. Två är återkopplade till uppdragsgivaren samma vecka.",
        YES,
    ),
)

GROUNDS = {
    "HVB-BU-1.1": "Tillståndsbeviset visades och stämmer med målgrupp och platser.",
    "HVB-BU-4.1": "Bemanningen på dagen följer avtalet. På natten var personalen inte vaken 9 av 28 granskade nätter, vilket "
    "personal och barn beskriver. Ledningens uppgift får inte stöd i schemat.",
    "HVB-BU-4.5": "Utrymningsvägar och släckutrustning var i ordning vid rundvandringen och personalen känner rutinen.",
    "HVB-BU-4.6": "Avvikelser skrivs, utreds och återkopplas. Personal och register pekar åt samma håll.",
    "HVB-BU-5.3": "Checklista finns enligt ledningen men är inte känd av all personal.",
    "HVB-BU-2.2": "Reglerna är framtagna på husmöte. Endast ett barn har tillfrågats.",
}
DEFICIENCY: dict[str, Any] = {
    "description": "Vaken natt saknades 9 av 28 granskade nätter under vecka 42–45. Personalen hade jour och sov i jourrummet.",
    "why": "Avtalet kräver vaken personal alla nätter.",
    "expected_result": "Vaken natt alla nätter enligt avtalet, visat med schema och stickprov.",
}
INTRODUCTION: dict[str, Any] = {
    "description": "Två i personalen har inte sett den checklista för introduktion som ledningen beskriver.",
    "expected_result": "Checklistan är känd och används vid varje anställning.",
}
FOLLOW_UP = {
    "purpose": "Fördjupad uppföljning vart tredje år enligt nämndens plan. Fokus på trygghet, bemanning och delaktighet.",
    "trigger": "Planerad i årets uppföljningsplan.",
    "facts_of_the_day": "Sju barn var inskrivna, fem var hemma vid ankomsten.\nTillståndsbevis från IVO visades i original.",
    "to_send_in": "Schema för vecka 46–49 med namn borttagna\nChecklista för introduktion av ny personal",
    "not_reviewed": "Ekonomi och fakturering granskas av inköpsenheten i november.\nLäkemedelshantering ingick inte i urvalet.",
    "next_step": "Intervjuer med anhöriga görs per telefon vecka 48. Utkast till rapport skickas för faktagranskning senast den "
    "11 december.",
    "distribution": "Utföraren\nSocialnämndens kvalitetsenhet\nInköpsenheten",
}
