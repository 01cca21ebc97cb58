"""A day at a home, played through the actions: the interviews, what is seen and read, the judgement, the signatures."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from inspektor.actions import assessments, documents, follow_ups, interviews, observations, register
from inspektor.demo import texts
from inspektor.demo.picture import photo
from inspektor.queries.follow_ups import sheet
from inspektor.queries.templates import template, templates
from inspektor.shapes.enums import Consent, Mode, Rating, Regime, Role, SourceKind
from inspektor.store.workspace import Workspace

SWEDEN = ZoneInfo("Europe/Stockholm")
DAY = datetime(2026, 11, 12, tzinfo=SWEDEN)
"""The day of the visit, a Thursday."""


class StoryClock:
    """The time in the story: set to an hour, it goes on a second at a time, so that nothing happens at once."""

    def __init__(self) -> None:
        """Begin some weeks before the visit."""
        self._moment = DAY - timedelta(days=23) + timedelta(hours=8)

    def __call__(self) -> datetime:
        """The next second."""
        self._moment += timedelta(seconds=1)
        return self._moment

    def to(self, hour: int, minute: int, days: int = 0) -> None:
        """Go to an hour of the day of the visit, or of a day so many after it. Never goes back."""
        wanted = DAY + timedelta(days=days, hours=hour, minutes=minute)
        self._moment = max(self._moment, wanted)


def organisation_number(chance: random.Random) -> str:
    """A number that passes the check and belongs to nobody (see `texts`)."""
    digits = [4, *(chance.randrange(10) for _ in range(8))]
    digits[2] = chance.randrange(2, 10)
    total = 0
    for place, digit in enumerate(digits):
        doubled = digit * (2 - place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    digits.append(-total % 10)
    number = "".join(map(str, digits))
    return f"{number[:6]}-{number[6:]}"


def a_unit(workspace: Workspace, chance: random.Random, name: str, provider: str, **values: Any) -> str:
    """Register an invented provider with one unit."""
    provider_id = register.add_provider(
        workspace, name=provider, organisation_number=organisation_number(chance), regime=Regime.PRIVATE
    ).created("provider")
    return register.add_unit(workspace, provider_id=provider_id, name=name, **values).created("unit")


def version_of(workspace: Workspace, slug: str) -> str:
    """The id of the published version of a template."""
    return next(row.id for row in templates(workspace) if row.slug == slug)


def plan_visit(workspace: Workspace, chance: random.Random, colleague: str | None) -> str:
    """Plan the announced, in-depth follow-up of a home for children."""
    name, provider, address = texts.HOMES[chance.randrange(len(texts.HOMES))]
    unit = a_unit(
        workspace,
        chance,
        name,
        provider,
        service_type="HVB för barn och unga",
        address=address,
        places=9,
        manager="Föreståndaren",
        target_group="Barn och unga 13–17 år",
        agreement_number=f"Ramavtal 2024-{chance.randrange(100, 200)}",
        legal_basis="lou",
    )
    return follow_ups.plan(
        workspace,
        team=[colleague] if colleague else [],
        unit_id=unit,
        template_version_id=version_of(workspace, "hvb-barn-unga"),
        form="in_depth",
        planned_on=DAY.date(),
        registry_number=f"SN 2026/{chance.randrange(300, 600):04d}",
        **texts.FOLLOW_UP,
        send_in_by=(DAY + timedelta(days=14)).date(),
    ).created("follow_up")


def arrive(workspace: Workspace, follow_up: str, time: StoryClock) -> None:
    """Come to the door, answer the question of conflict of interest, meet people."""
    follow_ups.answer_conflict_of_interest(workspace, follow_up, none=True)
    time.to(8, 30)
    follow_ups.arrive(workspace, follow_up)
    follow_ups.add_participant(workspace, follow_up, "Föreståndare")
    follow_ups.add_participant(workspace, follow_up, "Biträdande föreståndare")
    visit = sheet(workspace, follow_up).visit
    if visit is not None:
        follow_ups.set_visit(
            workspace, visit.id, circumstances="Väl mottagna. Rum för samtal fanns på nedervåningen."
        )


def talk_with_all(
    workspace: Workspace, follow_up: str, mine: int, chance: random.Random, time: StoryClock
) -> None:
    """Hold the interviews that this inspector takes (0 or 1)."""
    whole = template(workspace, sheet(workspace, follow_up).template_version_id)
    for talk in texts.TALKS:
        if talk.inspector != mine:
            continue
        time.to(*talk.begins)
        made = interviews.start(workspace, follow_up, talk.role, talk.label, interpreter=talk.interpreter)
        interview = made.created("interview")
        interviews.set_consent(workspace, interview, Consent.GIVEN)
        for number, said in enumerate(talk.said):
            time.to(talk.begins[0], talk.begins[1] + 2 + 3 * number)
            question = f"{said.requirement}.{said.question}" if said.question else None
            if question is not None:
                whole.question(question)
            note = interviews.add_note(
                workspace,
                follow_up,
                chance.choice(said.texts),
                interview_id=interview,
                requirement=said.requirement,
                question=question,
                tag=said.tag,
            ).created("note")
            if said.requirement and said.stance:
                assessments.set_stance(
                    workspace, follow_up, said.requirement, SourceKind.NOTE, note, said.stance
                )
        interviews.end(workspace, interview)


def look_around(workspace: Workspace, follow_up: str, chance: random.Random) -> None:
    """Note what is seen, with photos, and what is read."""
    for seen in texts.SIGHTS:
        made = observations.add(
            workspace,
            follow_up,
            seen.text,
            place=seen.place,
            kind=seen.kind,
            requirement=seen.requirement,
            observed_at=DAY + timedelta(hours=seen.at[0], minutes=seen.at[1]),
        )
        row = made.created("observation")
        if seen.photo:
            caption, alternative = texts.PHOTOS[seen.photo]
            drawn = photo(seen.photo, chance)
            observations.add_photo(workspace, row, drawn, caption=caption, alternative_text=alternative)
        if seen.requirement and seen.stance:
            kind = SourceKind.OBSERVATION
            assessments.set_stance(workspace, follow_up, seen.requirement, kind, row, seen.stance)
    for kind_of_document, sample, selection, requirement, result, stance in texts.READ:
        row = observations.add_document_review(
            workspace,
            follow_up,
            kind_of_document,
            sample_size=sample,
            selection=selection,
            requirement=requirement,
            result=result,
        ).created("document_review")
        assessments.set_stance(workspace, follow_up, requirement, SourceKind.DOCUMENT_REVIEW, row, stance)


def judge(workspace: Workspace, follow_up: str, time: StoryClock) -> None:
    """Rate, with grounds; describe the deficiencies; say the serious one on site; leave."""
    time.to(15, 10)
    ratings = {
        "HVB-BU-1.1": Rating.MET,
        "HVB-BU-4.1": Rating.PARTLY_MET,
        "HVB-BU-4.5": Rating.MET,
        "HVB-BU-4.6": Rating.MET,
        "HVB-BU-5.3": Rating.PARTLY_MET,
        "HVB-BU-2.2": Rating.MET,
    }
    for code, rating in ratings.items():
        assessments.rate(workspace, follow_up, code, rating)
        assessments.set_grounds(workspace, follow_up, code, texts.GROUNDS[code])
    deadline = (DAY + timedelta(days=36)).date()
    serious = assessments.deficiency_id(follow_up, "HVB-BU-4.1")
    assessments.set_deficiency(
        workspace, serious, said_on_site=True, severity="serious", deadline=deadline, **texts.DEFICIENCY
    )
    lesser = assessments.deficiency_id(follow_up, "HVB-BU-5.3")
    assessments.set_deficiency(workspace, lesser, severity="minor", deadline=deadline, **texts.INTRODUCTION)
    time.to(16, 0)
    follow_ups.depart(workspace, follow_up)


def strokes(chance: random.Random) -> tuple[tuple[tuple[float, float], ...], ...]:
    """A signature nobody writes: a few waves of the pen."""
    first = tuple((x * 9.0, 30 + (-1) ** x * chance.uniform(6, 26)) for x in range(14))
    second = tuple((60 + x * 12.0, 42 + chance.uniform(-4, 4)) for x in range(8))
    return (first, second)


def seal(workspace: Workspace, follow_up: str, passphrase: str, chance: random.Random) -> str:
    """Make the protocol and sign it first, by pen; gives the document's id."""
    from inspektor.report.appearance import Appearance

    profile = workspace.profile
    mine = Appearance(profile.name, profile.title, strokes=strokes(chance))
    return documents.seal_and_sign(workspace, follow_up, passphrase, mine).created("document")


def sign_typed(workspace: Workspace, document: str, passphrase: str) -> None:
    """Sign second, by typed name."""
    from inspektor.report.appearance import Appearance

    documents.sign(
        workspace, document, passphrase, Appearance(workspace.profile.name, workspace.profile.title)
    )


def other_visits(workspace: Workspace, chance: random.Random, time: StoryClock) -> Sequence[str]:
    """An unannounced visit begun at the door, and a digital follow-up that is planned."""
    (name, provider, slug, service), (digital_name, digital_provider, digital_slug, digital_service) = (
        texts.OTHERS
    )
    unit = a_unit(workspace, chance, name, provider, service_type=service, places=6)
    time.to(9, 5, days=1)
    visit = follow_ups.start_unannounced(
        workspace, unit, version_of(workspace, slug), trigger="Klagomål om bemanningen på helger."
    ).created("follow_up")
    talk = interviews.start(workspace, visit, Role.STAFF, "Personal, dag").created("interview")
    interviews.set_consent(workspace, talk, Consent.DECLINED)
    observations.add(
        workspace, visit, "Två i personalen vid ankomst, sex hyresgäster hemma.", place="Gemensamt kök"
    )
    digital = a_unit(workspace, chance, digital_name, digital_provider, service_type=digital_service)
    planned = follow_ups.plan(
        workspace,
        unit_id=digital,
        template_version_id=version_of(workspace, digital_slug),
        form="annual_check",
        mode=Mode.DIGITAL,
        planned_on=(DAY + timedelta(days=20)).date(),
    ).created("follow_up")
    return (visit, planned)
