"""Documents read, one letter for each of a sample, and documents asked for."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from inspektor.i18n import Texts, language
from inspektor.shapes.enums import SampleOutcome

LETTERED = 200
"""How many documents of a sample have a letter of their own; what a larger one showed is written as a whole."""


def letter(number: int) -> str:
    """The letter of the sample's document of that number, from 0: A to Z, then AA."""
    found = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def place_of(letters: str) -> int:
    """The number of a letter, from 0; -1 for what is no letter."""
    number = 0
    for each in letters:
        if not "A" <= each <= "Z":
            return -1
        number = number * 26 + ord(each) - ord("A") + 1
    return number - 1


@dataclass(frozen=True, slots=True)
class SampleRow:
    """What one document of a sample showed."""

    letter: str
    outcome: SampleOutcome | None = None
    text: str = ""

    @property
    def written(self) -> bool:
        """Whether anything is said of it."""
        return self.outcome is not None or bool(self.text.strip())


@dataclass(frozen=True, slots=True)
class DocumentReviewRow:
    """A kind of document that was read. `samples` are those of which something is said, in the order of their letters."""

    id: str
    requirement: str | None
    kind: str
    sample_size: int
    selection: str
    result: str
    reviewed_at: datetime
    samples: tuple[SampleRow, ...] = ()

    def letters(self) -> tuple[SampleRow, ...]:
        """One row for each letter of the sample, and for any beyond it that somebody wrote of meanwhile."""
        known = {sample.letter: sample for sample in self.samples}
        names = [letter(number) for number in range(min(self.sample_size, LETTERED))]
        names += [name for name in known if name not in names]
        return tuple(known.get(name) or SampleRow(name) for name in names)

    def sums(self, texts: Texts | None = None) -> str:
        """The outcomes in words: "5 granskade: 3 som det ska vara, 2 brister". Empty while no letter has an outcome."""
        texts = texts or Texts(language())
        numbers = Counter(sample.outcome for sample in self.samples if sample.outcome is not None)
        judged = sum(numbers.values())
        if not judged:
            return ""
        parts = ", ".join(
            _sum(outcome, numbers[outcome], texts) for outcome in SampleOutcome if numbers[outcome]
        )
        if judged < self.sample_size:
            words = texts.tr("{n} of {total} reviewed: {parts}")
            return words.format(n=judged, total=self.sample_size, parts=parts)
        return texts.tr_n("{n} reviewed: {parts}", "{n} reviewed: {parts}", judged).format(
            n=judged, parts=parts
        )

    def told(self, texts: Texts | None = None) -> str:
        """Everything the review says of the unit, as a source: sums, result, and what was written of each letter."""
        texts = texts or Texts(language())
        lines = [self.sums(texts), self.result.strip()]
        for sample in self.samples:
            if sample.text.strip():
                lines.append(f"{sample.letter}: {sample.text.strip()}")
        return "\n".join(line for line in lines if line)


def _sum(outcome: SampleOutcome, n: int, texts: Texts) -> str:
    if outcome is SampleOutcome.AS_REQUIRED:
        return texts.tr_n("{n} as required", "{n} as required", n).format(n=n)
    if outcome is SampleOutcome.LACKING:
        return texts.tr_n("{n} lacking", "{n} lacking", n).format(n=n)
    return texts.tr_n("{n} absent", "{n} absent", n).format(n=n)


@dataclass(frozen=True, slots=True)
class RequestRow:
    """A document the unit was asked for."""

    id: str
    kind: str
    requirement: str | None
    text: str
    requested_at: datetime | None
    due: date | None
    received_on: date | None

    @property
    def open(self) -> bool:
        """Whether it is still waited for."""
        return self.received_on is None

    def waited_for(self, at: datetime, day: date) -> bool:
        """Whether it had been asked for and had not come at a moment, which is in that day."""
        asked = self.requested_at is None or self.requested_at <= at
        return asked and (self.received_on is None or self.received_on > day)

    def overdue(self, today: date) -> bool:
        """Whether it should have been here."""
        return self.open and self.due is not None and self.due < today
