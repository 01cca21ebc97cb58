"""An interview's questions with what has been touched: by this respondent alone, never by others."""

from inspektor.i18n import tr
from inspektor.shapes.enums import NoteTag
from inspektor.shapes.interviews import InterviewSheet, NoteRow
from inspektor.shapes.template import Question, Requirement, Template
from ui.screens.follow_up import marks
from ui.widgets.question_list import AreaRow, QuestionRow
from ui.widgets.tick_bar import Tick

FREE = "free"
"""The row for notes without a question."""


ALL, UNTOUCHED, TAGGED, DECLINED = "all", "untouched", "tagged", "declined"
"""Which questions to list."""


class Questions:
    """The questions of one role, in order, and what one interview says about them."""

    def __init__(self, template: Template, sheet: InterviewSheet) -> None:
        self._template = template
        self._pairs = template.questions_for(sheet.interview.role.value)
        self._notes = sheet.notes
        self._counts = {touch.question: touch.notes for touch in sheet.touched}
        self._answers = {touch.question: touch.answer for touch in sheet.touched if touch.answer}
        self._declined = {touch.question for touch in sheet.touched if touch.declined}
        self._tagged = {note.question for note in sheet.notes if note.tag is not None}
        self._come_back = {note.question for note in sheet.notes if note.tag is NoteTag.COME_BACK}
        tied = {code for codes in sheet.ties.values() for code in codes}
        asked = {r.code for r, q in self._pairs if q.code in self._counts}
        self._touched = {note.requirement for note in sheet.notes if note.requirement} | tied | asked

    @property
    def codes(self) -> tuple[str, ...]:
        """The questions' codes, in order."""
        return tuple(question.code for _, question in self._pairs)

    def pair(self, code: str) -> tuple[Requirement, Question] | None:
        """A question with its requirement; None for what is no question of this role."""
        return next((pair for pair in self._pairs if pair[1].code == code), None)

    def notes_of(self, code: str) -> tuple[NoteRow, ...]:
        """The notes of a question, or those without one."""
        known = set(self.codes)
        if code == FREE:
            return tuple(note for note in self._notes if note.question not in known)
        return tuple(note for note in self._notes if note.question == code)

    def question_of(self, note_id: str) -> str:
        """Where a note stands: its question, or among those without one."""
        question = next((note.question for note in self._notes if note.id == note_id), None)
        return question if question in self.codes else FREE

    def requirements(self) -> tuple[Requirement, ...]:
        """The requirements that have a question for this role."""
        return tuple({requirement.code: requirement for requirement, _ in self._pairs}.values())

    def untouched(self) -> tuple[str, ...]:
        """The codes of the requirements that nobody has touched."""
        return tuple(r.code for r in self.requirements() if r.code not in self._touched)

    def next_untouched(self, code: str) -> str:
        """The first question after this one whose requirement is untouched, else the first of all; "" if none is."""
        untouched = set(self.untouched())
        open_ones = [q.code for r, q in self._pairs if r.code in untouched]
        order = {each: number for number, each in enumerate(self.codes)}
        here = order.get(code, -1)
        later = [each for each in open_ones if order[each] > here]
        return next(iter(later or open_ones), "")

    def beside(self, code: str, step: int) -> str:
        """The question before or after; the same one at either end."""
        order = (FREE, *self.codes)
        here = order.index(code) if code in order else 0
        return order[min(max(here + step, 0), len(order) - 1)]

    def prompts(self, code: str) -> tuple[Question, ...]:
        """What to ask next: the other questions of the same requirement, those not yet asked first."""
        found = self.pair(code)
        if found is None:
            return ()
        others = [question for r, question in self._pairs if r.code == found[0].code]
        others = [question for question in others if question.code != code]
        return tuple(sorted(others, key=lambda question: question.code in self._counts))

    def answer(self, code: str) -> str:
        """The typed answer to a question in its canonical form; "" if none."""
        return self._answers.get(code, "")

    def declined(self, code: str) -> bool:
        """Whether the respondent did not want to answer it."""
        return code in self._declined

    def number(self, which: str) -> int:
        """How many questions there are of a kind: ALL, UNTOUCHED, TAGGED or DECLINED."""
        return sum(self._is(which, *pair) for pair in self._pairs)

    def _is(self, which: str, requirement: Requirement, question: Question) -> bool:
        if which == UNTOUCHED:
            return requirement.code not in self._touched
        if which == TAGGED:
            return question.code in self._tagged
        return which == ALL or question.code in self._declined

    def rows(self, *, which: str = ALL, words: str = "") -> list[AreaRow | QuestionRow]:
        """The list: areas with how many of their requirements are touched, and their questions."""
        rows: list[AreaRow | QuestionRow] = []
        if which == ALL and not words:
            rows.append(self._free_row())
        untouched = set(self.untouched())
        numbered = {q.code for _, q in self._pairs if marks.short(q.code).casefold() == words.casefold()}
        for area in self._template.areas:
            own = {requirement.code for requirement in area.requirements}
            pairs = [pair for pair in self._pairs if pair[0].code in own]
            shown = [pair for pair in pairs if self._is(which, *pair)]
            shown = [p for p in shown if (p[1].code in numbered if numbered else _fits(words, *p))]
            if not shown:
                continue
            total = len({requirement.code for requirement, _ in pairs})
            touched = total - len(untouched & {requirement.code for requirement, _ in pairs})
            rows.append(AreaRow(area.name, tr("{n} of {total}").format(n=touched, total=total)))
            rows += [self._question_row(*pair) for pair in shown]
        return rows

    def ticks(self) -> list[Tick]:
        """One tick a requirement."""
        return [
            Tick(
                r.code,
                "accent" if r.code in self._touched else "",
                f"{marks.short(r.code)} {r.text}",
                self._template.area_of(r.code).code,
            )
            for r in self.requirements()
        ]

    def first_of(self, requirement: str) -> str:
        """The first question of a requirement."""
        return next((q.code for r, q in self._pairs if r.code == requirement), FREE)

    def _free_row(self) -> QuestionRow:
        notes = len(self.notes_of(FREE))
        mark = "touched" if notes else "untouched"
        return QuestionRow(FREE, "", tr("Free notes, without a question"), mark, notes)

    def _question_row(self, requirement: Requirement, question: Question) -> QuestionRow:
        code = question.code
        mark = "touched" if code in self._counts else "untouched"
        mark = "declined" if code in self._declined else mark
        mark = "come_back" if code in self._come_back else mark
        notes = self._counts.get(code, 0)
        return QuestionRow(code, marks.short(requirement.code), question.text, mark, notes)


def _fits(words: str, requirement: Requirement, question: Question) -> bool:
    """Whether every word is somewhere in the question, its requirement or its number."""
    text = f"{marks.short(question.code)} {question.text} {requirement.text}".casefold()
    return all(word in text for word in words.casefold().split())
