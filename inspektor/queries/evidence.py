"""The evidence list: every source of a follow-up with a number of its own, and what it says of which requirement.

Clients' typed answers are told by the same rule as everywhere: not while they are fewer than three.
"""

from collections import defaultdict
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy import select

from inspektor.i18n import Texts, tr_mark
from inspektor.model.evidence import Evidence
from inspektor.queries.answers import answers_in, items_in
from inspektor.queries.interviews import interviews_in, names_in, notes_in
from inspektor.queries.observations import observations_in
from inspektor.queries.papers import occasion
from inspektor.queries.reviews import document_reviews_in
from inspektor.queries.templates import asked_in
from inspektor.shapes.answers import AnswerSum
from inspektor.shapes.enums import Channel, InterviewStatus, Role, SourceKind, Stance
from inspektor.shapes.interviews import InterviewRow
from inspektor.shapes.papers import EvidenceItem, EvidencePaper, Heard
from inspektor.shapes.questions import shown
from inspektor.shapes.template import short_code
from inspektor.shapes.views import ObservationRow
from inspektor.store.schema import live
from inspektor.store.workspace import Workspace

_GROUPS = {
    SourceKind.NOTE: tr_mark("Notes"),
    SourceKind.OBSERVATION: tr_mark("Observations"),
    SourceKind.DOCUMENT_REVIEW: tr_mark("Documents reviewed"),
    SourceKind.ANSWER: tr_mark("Typed answers"),
}
"""Each kind's heading; its numbers begin with the first letter of that."""
_NOT_HEARD = (InterviewStatus.PLANNED, InterviewStatus.WITHDRAWN)


def evidence(workspace: Workspace, follow_up_id: str, texts: Texts) -> EvidencePaper:
    """All that the follow-up rests on, each kind in the order of time; nothing of a grave risk."""
    of = occasion(workspace, follow_up_id, texts)
    with workspace.read() as connection:
        return EvidencePaper(of, *_Gatherer(connection, follow_up_id, texts).all())


class _Gatherer:
    """Reads everything in one snapshot."""

    def __init__(self, connection: sa.Connection, follow_up_id: str, texts: Texts) -> None:
        self._connection, self._id, self._texts = connection, follow_up_id, texts
        self._asked = asked_in(connection, follow_up_id, texts)
        self._stances = self._weighed()
        self._heard: dict[str | None, Heard] = {}

    def all(self) -> tuple[tuple[Heard, ...], tuple[tuple[str, tuple[EvidenceItem, ...]], ...]]:
        """The interviews, and the sources by kind."""
        talks = interviews_in(self._connection, self._id)
        begun = (talk for talk in talks if talk.status not in _NOT_HEARD)
        self._heard = {talk.id: self._talk(str(n), talk) for n, talk in enumerate(begun, 1)}
        made = (self._notes(), self._observations(), self._documents(), self._answers())
        groups = zip(map(self._texts.tr, _GROUPS.values()), map(tuple, made), strict=True)
        return tuple(self._heard.values()), tuple(groups)

    def _weighed(self) -> dict[tuple[SourceKind, str], dict[str, Stance | None]]:
        row = live(Evidence).c
        query = select(row.source_kind, row.source_id, row.requirement, row.stance)
        query = query.where(row.follow_up_id == self._id).order_by(row.requirement)
        found: dict[tuple[SourceKind, str], dict[str, Stance | None]] = defaultdict(dict)
        for kind, source, code, stance in self._connection.execute(query):
            found[kind, source][code] = stance
        return found

    def _numbered(self, kind: SourceKind, number: int) -> str:
        return f"{self._texts.tr(_GROUPS[kind])[0]}{number}"

    def _says(self, kind: SourceKind, row_id: str, own: str | None) -> tuple[tuple[str, str], ...]:
        """The requirement it was written under first, then those it was tied to."""
        weighed = self._stances.get((kind, row_id), {})
        codes = dict.fromkeys([*([own] if own else []), *weighed])
        return tuple((short_code(code), self._stance(weighed.get(code))) for code in codes)

    def _stance(self, stance: Stance | None) -> str:
        return self._texts.tr(stance.label).lower() if stance else ""

    def _role(self, role: Role) -> str:
        return self._asked.respondent_label(role) or self._texts.tr(role.label)

    def _talk(self, number: str, talk: InterviewRow) -> Heard:
        said = ", ".join(part for part in self._circumstances(talk) if part)
        return Heard(number, self._role(talk.role), talk.label, talk.started_at, talk.interviewer, said)

    def _circumstances(self, talk: InterviewRow) -> Iterator[str]:
        tr = self._texts.tr
        yield tr(talk.consent.label)
        yield "" if talk.channel is Channel.ON_SITE else tr(talk.channel.label).lower()
        yield tr("child") if talk.child else ""
        yield tr("support person present") if talk.support_person else ""
        yield " ".join([tr("interpreter"), talk.language]).strip() if talk.interpreter else ""
        yield talk.ended_early

    def _notes(self) -> Iterator[EvidenceItem]:
        written = [note for note in notes_in(self._connection, self._id) if note.text.strip()]
        names = names_in(self._connection, {note.author_id for note in written})
        for number, note in enumerate(written, 1):
            heard = self._heard.get(note.interview_id)
            tag = self._texts.tr(note.tag.label) if note.tag else ""
            yield EvidenceItem(
                self._numbered(SourceKind.NOTE, number),
                note.noted_at,
                self._spoke(heard, names.get(note.author_id, "")),
                f"{note.text.strip()}\n[{tag}]" if tag else note.text.strip(),
                self._says(SourceKind.NOTE, note.id, note.requirement),
            )

    def _spoke(self, heard: Heard | None, author: str) -> str:
        """Whose words, and who wrote them down where that is another than who held the talk."""
        if heard is None:
            return self._texts.tr("Noted by {name}").format(name=author)
        who = self._texts.tr("Interview {number}").format(number=heard.number)
        by = "" if author == heard.by else self._texts.tr("Noted by {name}").format(name=author)
        return "\n".join(part for part in (heard.role, who, by) if part)

    def _observations(self) -> Iterator[EvidenceItem]:
        seen = observations_in(self._connection, self._id)
        for number, each in enumerate(seen, 1):
            yield EvidenceItem(
                self._numbered(SourceKind.OBSERVATION, number),
                each.observed_at,
                each.place,
                self._seen(each),
                self._says(SourceKind.OBSERVATION, each.id, each.requirement),
            )

    def _seen(self, each: ObservationRow) -> str:
        photos = (photo.caption or photo.alternative_text for photo in each.photos)
        words = self._texts.tr("Photo: {caption}")
        lines = [each.text.strip(), *(words.format(caption=said or "–") for said in photos)]
        return "\n".join(line for line in lines if line)

    def _documents(self) -> Iterator[EvidenceItem]:
        for number, read in enumerate(document_reviews_in(self._connection, self._id), 1):
            said = "\n".join(part for part in (read.selection, read.told(self._texts)) if part)
            yield EvidenceItem(
                self._numbered(SourceKind.DOCUMENT_REVIEW, number),
                read.reviewed_at,
                read.kind,
                said or "–",
                self._says(SourceKind.DOCUMENT_REVIEW, read.id, read.requirement),
            )

    def _answers(self) -> Iterator[EvidenceItem]:
        for number, each in enumerate(answers_in(self._connection, self._id, self._texts), 1):
            source = self._role(Role(each.role)) if each.role else self._asked.repeat(each.repeat).name
            yield EvidenceItem(
                self._numbered(SourceKind.ANSWER, number),
                None,
                source,
                "\n".join([each.asked, each.text, *self._one_by_one(each)]),
                self._says(SourceKind.ANSWER, each.question, each.requirement),
            )

    def _one_by_one(self, each: AnswerSum) -> Iterator[str]:
        """What was answered about each item of a repeat; nobody's own answers in interviews."""
        if not each.repeat:
            return
        asked = {question.code: question for question in self._asked.repeat(each.repeat).questions}
        form = asked[each.question].answer
        for item in items_in(self._connection, self._id, each.repeat):
            answer = item.answers.get(each.question)
            if answer is not None and answer.value and form is not None:
                yield f"{item.label}: {shown(form, answer.value)}"
