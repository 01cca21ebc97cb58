"""Operations as laptops make them, for tests of the folder that need no database."""

import random
from uuid import UUID

from inspektor.shapes.operation import Launch, Operation, OpId

WORDS = (
    "brukaren personalen berättar att rutinen följs inte alltid vid delegering av läkemedel men chefen ser "
    "över schemat och bemanningen på kvällarna enligt avtalet saknas dokumentation om genomförandeplan för "
    "två av fem granskade akter samtal med anhörig visar att kontakten fungerar väl och att maten lagas här"
).split()
START = 1_795_000_000_000


class Laptop:
    """Makes launches and operations of one device, as its journal would."""

    def __init__(self, seed: int, device: str = "", person: str = "") -> None:
        self.random = random.Random(seed)
        self.device = device or self.new_id()
        self.person = person or self.new_id()
        self.launch = Launch(
            self.random.randbytes(16), self.device, self.person, f"Anna Öberg {seed}", "0.1.0", START
        )
        self.number = 0
        self.wall = START
        self.heads: dict[tuple[str, str, str], OpId] = {}

    def new_id(self) -> str:
        """A row id of UUID version 7 shape."""
        value = (
            (START + self.random.randrange(90_000_000)) << 80 | 7 << 76 | self.random.getrandbits(12) << 64
        )
        return str(UUID(int=value | 2 << 62 | self.random.getrandbits(62)))

    def prose(self, mean: int = 72) -> str:
        """Swedish words, about this many bytes of them."""
        text = ""
        size = max(4, round(self.random.gauss(mean, mean / 3)))
        while len(text.encode()) < size:
            text += self.random.choice(WORDS) + " "
        return text.strip()

    def step(self, label: str, *changes: tuple[str, str, str, object], kind: str = "set") -> list[Operation]:
        """One transaction: (table, row, field, value) each."""
        made: list[Operation] = []
        self.wall += self.random.randrange(200, 90_000)
        first = OpId(self.launch.id, self.number + 1)
        for table, row, field, value in changes:
            self.number += 1
            name = OpId(self.launch.id, self.number)
            before = self.heads.get((table, row, field))
            self.heads[table, row, field] = name
            made.append(
                Operation(
                    id=name, table=table, row=row, field=field, kind=kind if field else "create",
                    value=value, wall=self.wall, step=first, label=label,  # type: ignore[arg-type]
                    parents=(before,) if before else (), seen=(),
                )
            )  # fmt: skip
        return made

    def note(self, interview: str) -> list[Operation]:
        """A note as the interview screen makes it."""
        row = self.new_id()
        return self.step(
            "Write a note",
            ("note", row, "", None),
            ("note", row, "interview_id", interview),
            ("note", row, "author_id", self.person),
            ("note", row, "text", self.prose()),
            (
                "note",
                row,
                "noted_at",
                f"2026-11-23T{8 + self.wall % 9:02}:{self.wall % 60:02}:07.123456Z",
            ),
        )

    def day(self, count: int) -> list[Operation]:
        """This many operations of a visit: notes, ratings, edits."""
        interview = self.new_id()
        made: list[Operation] = []
        notes: list[str] = []
        while len(made) < count:
            made += self.note(interview)
            notes.append(made[-1].row)
            for _ in range(3):
                made += self.step("Edit a note", ("note", self.random.choice(notes), "text", self.prose()))
        return made[:count]

    def sheet(self, count: int) -> list[Operation]:
        """This many edits of rows that exist, ten text fields each: the data of the size budget."""
        made: list[Operation] = []
        while len(made) < count:
            row = self.new_id()
            fields = [("note", row, f"field_{n}", self.prose()) for n in range(10)]
            self.step("Import", *fields)
            made += self.step("Edit", *[(table, row, field, self.prose()) for table, row, field, _ in fields])
        return made[:count]

    def scattered(self, count: int) -> list[Operation]:
        """This many edits, each of another row and each a step of its own: the dearest kind."""
        rows = [self.new_id() for _ in range(count)]
        for row in rows:
            self.step("Import", ("note", row, "text", self.prose()))
        return [op for row in rows for op in self.step("Edit a note", ("note", row, "text", self.prose()))]
