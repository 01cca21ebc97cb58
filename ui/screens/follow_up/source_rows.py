"""The sources of a requirement as rows side by side: who says what, and why somebody is silent."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from inspektor import formats
from inspektor.i18n import tr, tr_n
from inspektor.shapes.enums import Consent, InterviewStatus, Role, SourceKind, Stance
from inspektor.shapes.interviews import InterviewRow
from inspektor.shapes.judgement import JudgementSheet, SourceRow
from inspektor.shapes.rules import few_clients, speaks
from inspektor.shapes.template import Template
from ui.screens.follow_up import marks

CLIENTS = "clients"
_PEOPLE = (SourceKind.NOTE, SourceKind.ANSWER)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One row. Without a key it is a group that said nothing, with the reason as its text."""

    key: str
    icon: str
    name: str
    second: str
    time: str
    text: str
    stances: frozenset[Stance] = frozenset()
    """What it says; several where the row sums up sources that differ."""
    sources: tuple[tuple[SourceKind, str], ...] = ()
    first_of_group: bool = True
    contradicted: bool = False

    @property
    def stance(self) -> Stance | None:
        """What all of it says, if it is one thing."""
        return next(iter(self.stances)) if len(self.stances) == 1 else None

    def spoken(self) -> str:
        """As it is read aloud."""
        weighed = [tr(stance.label) for stance in Stance if stance in self.stances]
        stance = ", ".join(weighed) or (tr("Not weighed") if self.key else "")
        parts = (self.name, self.second, stance, self.time, self.text)
        return ", ".join(part for part in parts if part)


def key_of(source: SourceRow) -> str:
    """A row's key: kind and id."""
    return f"{source.kind.value} {source.id}"


def role_words(template: Template, role: Role | None) -> str:
    """What respondents of a role are called in this template, without what it explains in brackets."""
    if role is None:
        return tr("Free note")
    own = template.respondent_label(role.value).partition("(")[0].partition(";")[0].strip()
    return own[:1].upper() + own[1:] if own else tr(role.label)


def source_name(template: Template, source: SourceRow) -> str:
    """Who or what a source is."""
    told = source.kind is SourceKind.NOTE or (source.kind is SourceKind.ANSWER and source.role is not None)
    return role_words(template, source.role) if told else tr(source.kind.label)


def time_of(source: SourceRow) -> str:
    """When it was noted; clients' words stand without times, so that nobody can be told from the order."""
    return "" if source.role is Role.CLIENT or source.at is None else formats.clock_time(source.at)


def lines(sheet: JudgementSheet, template: Template, talks: Sequence[InterviewRow]) -> list[SourceLine]:
    """All rows: roles in the order of the enum, then what was seen and read; the silent ones with their reason."""
    clash = _clash(sheet)
    clients = _clients(sheet, template, clash)
    shown = set(clients.sources) if clients is not None else set()
    rest = [source for source in sheet.sources if (source.kind, source.id) not in shown]
    found: list[SourceLine] = []
    for role in Role:
        own = [s for s in rest if s.role is role]
        if role is Role.CLIENT and clients is not None:
            found.append(clients)
        elif own:
            found += _group(template, own, clash)
        elif template.respondent_label(role.value) and not _told_with_clients(role, clients):
            found.append(_silent(sheet, template, role, talks))
    for kind in (SourceKind.NOTE, SourceKind.OBSERVATION, SourceKind.DOCUMENT_REVIEW, SourceKind.ANSWER):
        found += _group(template, [s for s in rest if s.role is None and s.kind is kind], clash)
    return found


def _told_with_clients(role: Role, clients: SourceLine | None) -> bool:
    return role is Role.RELATIVE and clients is not None and not clients.second


def _clients(sheet: JudgementSheet, template: Template, clash: frozenset[str]) -> SourceLine | None:
    """What clients said, summed up in one row without times or order; while they are few, together with the relatives.

    The row's name then is both groups' whether relatives spoke or not, so that nobody can tell.
    """
    own = [source for source in sheet.sources if source.role is Role.CLIENT]
    if not own:
        return None
    talks = {source.talk for source in own if source.kind is SourceKind.NOTE}
    few = few_clients(talks, (source.heard for source in own if source.kind is SourceKind.ANSWER))
    name, second, told = role_words(template, Role.CLIENT), "", ""
    if few:
        own += [source for source in sheet.sources if source.role is Role.RELATIVE]
        relatives = role_words(template, Role.RELATIVE)
        name = tr("{clients} and {relatives}").format(clients=name, relatives=within(relatives))
        told = tr("Too few have been heard to be shown by themselves.")
    elif talks:
        n = len(talks)
        second = tr_n("{n} talk", "{n} talks", n).format(n=n)
        told = tr_n("Summed up from {n} talk.", "Summed up from {n} talks.", n).format(n=n)
    else:
        second = tr("Answers")
    texts = sorted({source.text for source in own if source.text.strip()}, key=str.casefold)
    return SourceLine(
        key=CLIENTS,
        icon=marks.ROLE_ICON[Role.CLIENT],
        name=name,
        second=second,
        time="",
        text="\n".join([*texts, told]).strip(),
        stances=frozenset(source.stance for source in own if source.stance is not None),
        sources=tuple((source.kind, source.id) for source in own),
        contradicted=any(key_of(source) in clash for source in own),
    )


def _group(template: Template, sources: Sequence[SourceRow], clash: frozenset[str]) -> list[SourceLine]:
    return [
        SourceLine(
            key=key_of(source),
            icon=marks.ROLE_ICON[source.role] if source.role else marks.SOURCE_ICON[source.kind],
            name=source_name(template, source),
            second=tr("Answers") if source.kind is SourceKind.ANSWER and source.role else source.label,
            time=time_of(source),
            text=source.text,
            stances=frozenset() if source.stance is None else frozenset({source.stance}),
            sources=((source.kind, source.id),),
            first_of_group=number == 0,
            contradicted=key_of(source) in clash,
        )
        for number, source in enumerate(sources)
    ]


def _clash(sheet: JudgementSheet) -> frozenset[str]:
    """The rows that contradict each other: among people if they do, else all that speak."""
    speaking = [source for source in sheet.sources if speaks(source.stance)]
    people = [source for source in speaking if source.kind in _PEOPLE]
    for group in (people, speaking):
        if len({source.stance for source in group}) > 1:
            return frozenset(key_of(source) for source in group)
    return frozenset()


def _silent(
    sheet: JudgementSheet, template: Template, role: Role, talks: Sequence[InterviewRow]
) -> SourceLine:
    reason = _reason(sheet, template, role, [talk for talk in talks if talk.role is role])
    return SourceLine(
        "", marks.ROLE_ICON[role], role_words(template, role), "", "", reason, frozenset({Stance.SILENT})
    )


def _reason(sheet: JudgementSheet, template: Template, role: Role, talks: Sequence[InterviewRow]) -> str:
    if not template.requirement(sheet.code).questions_for(role.value):
        return tr("The template has no question to this group.")
    begun = [talk for talk in talks if talk.status is not InterviewStatus.PLANNED]
    if not begun:
        return tr("Nobody in this group has been interviewed.")
    if all(talk.consent is Consent.DECLINED for talk in begun):
        return tr("Declined to be interviewed.")
    if not any(talk.held for talk in begun):
        return tr("Took back what was said.")
    return tr("Did not want to answer.") if role in sheet.declined else tr("Not asked about this.")


def sides(rows: Sequence[SourceLine]) -> tuple[list[str], list[str]]:
    """The names of those who support and of those who contradict, each once."""
    return (list(_named(rows, Stance.SUPPORTS)), list(_named(rows, Stance.CONTRADICTS)))


def _named(rows: Sequence[SourceLine], stance: Stance) -> dict[str, None]:
    return dict.fromkeys(row.name for row in rows if row.key and stance in row.stances)


def at_odds(rows: Sequence[SourceLine]) -> tuple[list[str], list[str]]:
    """The same of the rows that contradict each other alone."""
    return sides([row for row in rows if row.contradicted])


def tally(rows: Sequence[SourceLine]) -> str:
    """How many rows say what, in words."""
    words = [f"{tr(stance.label)} {sum(stance in row.stances for row in rows)}" for stance in Stance]
    open_ones = sum(bool(row.key) and not row.stances for row in rows)
    if open_ones:
        words.append(tr("Not weighed {n}").format(n=open_ones))
    return " · ".join(words)


def chips(rows: Sequence[SourceLine]) -> Iterator[str]:
    """What speaks, by name and time."""
    for row in rows:
        if row.key and any(speaks(stance) for stance in row.stances):
            yield f"{row.name} {row.time}".strip()


def listed(names: Sequence[str]) -> str:
    """Names in a sentence that begins with them."""
    return ", ".join(name if number == 0 else within(name) for number, name in enumerate(names))


def definite(name: str) -> str:
    """A source as the one spoken of, within a sentence: "the management"; as it is called where it has no such form."""
    forms = {
        tr(Role.MANAGEMENT.label): tr("the management"),
        tr(Role.STAFF.label): tr("the staff"),
        tr(SourceKind.OBSERVATION.label): tr("the observation"),
        tr(SourceKind.DOCUMENT_REVIEW.label): tr("the document"),
    }
    return forms.get(name) or within(name)


def within(name: str) -> str:
    """A name within a sentence; what is spelled in capitals stays so."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name
