"""The sources of a requirement as rows side by side: who says what, and why somebody is silent."""

from collections.abc import Sequence
from dataclasses import dataclass

from inspektor import formats
from inspektor.i18n import tr
from inspektor.shapes.enums import Consent, Role, SourceKind, Stance
from inspektor.shapes.interviews import InterviewRow
from inspektor.shapes.judgement import JudgementSheet, SourceRow
from inspektor.shapes.template import Template
from ui.screens.follow_up import marks

_SPEAKING = (Stance.SUPPORTS, Stance.CONTRADICTS)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One row. Without a key it is a group that said nothing, with the reason as its text."""

    key: str
    icon: str
    name: str
    second: str
    time: str
    text: str
    stance: Stance | None
    first_of_group: bool = True
    contradicted: bool = False

    def spoken(self) -> str:
        """As it is read aloud."""
        stance = tr(self.stance.label) if self.stance else tr("Not weighed") if self.key else ""
        parts = (self.name, self.second, stance, self.time, self.text)
        return ", ".join(part for part in parts if part)


def key_of(source: SourceRow) -> str:
    """A row's key: kind and id."""
    return f"{source.kind.value} {source.id}"


def role_words(template: Template, role: Role | None) -> str:
    """What respondents of a role are called in this template."""
    if role is None:
        return tr("Free note")
    own = template.respondent_label(role.value)
    return own[:1].upper() + own[1:] if own else tr(role.label)


def source_name(template: Template, source: SourceRow) -> str:
    """Who or what a source is."""
    return role_words(template, source.role) if source.kind is SourceKind.NOTE else tr(source.kind.label)


def time_of(source: SourceRow) -> str:
    """When it was noted; clients' words stand without times, so that nobody can be told from the order."""
    return "" if source.role is Role.CLIENT else formats.clock_time(source.at)


def lines(sheet: JudgementSheet, template: Template, talks: Sequence[InterviewRow]) -> list[SourceLine]:
    """All rows: roles in the order of the enum, then observations and documents; the silent ones with their reason."""
    found: list[SourceLine] = []
    clash = _clash(sheet)
    for role in Role:
        own = [s for s in sheet.sources if s.kind is SourceKind.NOTE and s.role is role]
        found += _group(template, own, clash)
        if not own and template.respondent_label(role.value):
            found.append(_silent(sheet.code, template, role, talks))
    found += _group(
        template, [s for s in sheet.sources if s.kind is SourceKind.NOTE and s.role is None], clash
    )
    for kind in (SourceKind.OBSERVATION, SourceKind.DOCUMENT_REVIEW):
        found += _group(template, [s for s in sheet.sources if s.kind is kind], clash)
    return found


def _group(template: Template, sources: Sequence[SourceRow], clash: frozenset[str]) -> list[SourceLine]:
    return [
        SourceLine(
            key=key_of(source),
            icon=marks.ROLE_ICON[source.role] if source.role else marks.SOURCE_ICON[source.kind],
            name=source_name(template, source),
            second="" if source.role is Role.CLIENT else source.label,
            time=time_of(source),
            text=source.text,
            stance=source.stance,
            first_of_group=number == 0,
            contradicted=key_of(source) in clash,
        )
        for number, source in enumerate(sources)
    ]


def _clash(sheet: JudgementSheet) -> frozenset[str]:
    """The rows that contradict each other: among people if they do, else all that speak."""
    speaking = [source for source in sheet.sources if source.stance in _SPEAKING]
    people = [source for source in speaking if source.kind is SourceKind.NOTE]
    for group in (people, speaking):
        if {source.stance for source in group} == set(_SPEAKING):
            return frozenset(key_of(source) for source in group)
    return frozenset()


def _silent(code: str, template: Template, role: Role, talks: Sequence[InterviewRow]) -> SourceLine:
    mine = [talk for talk in talks if talk.role is role]
    if not template.requirement(code).questions_for(role.value):
        reason = tr("The template has no question to this group.")
    elif not mine:
        reason = tr("Nobody in this group has been interviewed.")
    elif all(talk.consent is Consent.DECLINED for talk in mine):
        reason = tr("Declined to be interviewed.")
    else:
        reason = tr("Not asked about this.")
    return SourceLine("", marks.ROLE_ICON[role], role_words(template, role), "", "", reason, Stance.SILENT)


def sides(sheet: JudgementSheet, template: Template) -> tuple[list[str], list[str]]:
    """The names of those who support and of those who contradict, each once."""
    named: dict[Stance, list[str]] = {Stance.SUPPORTS: [], Stance.CONTRADICTS: []}
    for source in sheet.sources:
        name = source_name(template, source)
        if source.stance in _SPEAKING and name not in named[source.stance]:
            named[source.stance].append(name)
    return named[Stance.SUPPORTS], named[Stance.CONTRADICTS]


def tally(sheet: JudgementSheet) -> str:
    """How many say what, in words."""
    counts = {stance: sum(source.stance is stance for source in sheet.sources) for stance in Stance}
    words = [f"{tr(stance.label)} {n}" for stance, n in counts.items()]
    open_ones = sum(source.stance is None for source in sheet.sources)
    if open_ones:
        words.append(tr("Not weighed {n}").format(n=open_ones))
    return " · ".join(words)
