"""Laptops that do whatever a random history says, with the shared folder and a stick between them."""

import json
import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import astuple
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image

from inspektor import clock
from inspektor.actions import (
    closing,
    conflicts,
    erasure,
    follow_ups,
    interviews,
    observations,
    register,
    revisions,
)
from inspektor.actions.doors import made, open_follow_up
from inspektor.errors import InspektorError
from inspektor.model.document import Document, DocumentIn
from inspektor.queries.conflicts import conflicts as open_conflicts
from inspektor.shapes.enums import DocumentKind, DocumentStatus, NoteTag, Role, SignatureMethod
from inspektor.shapes.membership import GroupRole
from inspektor.shapes.operation import (
    KIND_DELETE,
    KIND_ERASE,
    KIND_SET,
    Launch,
    Operation,
    OpId,
    new_launch_id,
)
from inspektor.shapes.views import SignerPlace
from inspektor.store.keys import unlock
from inspektor.store.workspace import Workspace
from inspektor.sync import bundle, joining, layout, leaving
from inspektor.sync.bundle import Facts
from inspektor.sync.engine import exchange_with, sync_once
from inspektor.sync.group import Group, directory
from inspektor.sync.state import Memory
from tests.builders import PASSPHRASE
from tests.older_program import older_program
from tests.sync_faults import HARMS, faulty, harm
from tests.sync_folders import Pulled, ShuffledFolder, failing

BEGINNING = datetime(2026, 11, 27, 8, 26, tzinfo=UTC)
SKEWS = (timedelta(0), timedelta(days=-11), timedelta(days=3650), timedelta(days=-3650))
LAPTOPS = ("anna", "bo", "cesar", "david")
OUTSIDE, OLDER, CLONE = "david", "cesar", "klon"
FORGED = "Det här har ingen skrivit"


@cache
def picture(number: int) -> bytes:
    """One of a few small pictures."""
    file = BytesIO()
    Image.new("RGB", (8, 8), (40 * number, 70, 120)).save(file, "PNG")
    return file.getvalue()


class World:
    """The laptops, what each has ever put into the folder, and what was sealed."""

    def __init__(self, base: Path, words: tuple[str, ...]) -> None:
        self.base, self.words = base, words
        self.place, self.stick = base / "delad", base / "sticka"
        self.doctored: dict[str, bytes] = {}
        self.skews = dict.fromkeys((*LAPTOPS, CLONE), timedelta(0))
        self.older = {OLDER}
        self.ticks = 0
        self.open: dict[str, Workspace] = {}
        self.bundled: dict[bytes, set[OpId]] = {}
        self.remembered: dict[str, int] = {}
        self.sealed: dict[str, bytes] = {}
        for name in LAPTOPS:
            self.start(name)

    # Laptops.
    @contextmanager
    def acting(self, name: str) -> Iterator[Workspace]:
        """With this laptop's clock and program."""
        self.tell_time(name)
        with older_program() if name in self.older else nullcontext():
            yield self.open[name]

    def tell_time(self, name: str) -> None:
        """Let the program's clock be this laptop's."""

        def now() -> datetime:
            self.ticks += 1
            return BEGINNING + self.skews[name] + timedelta(seconds=self.ticks)

        clock.set_source(now)

    def start(self, name: str) -> None:
        """Open the laptop's workspace, with its program."""
        folder = self.base / name
        self.tell_time(name)
        with older_program() if name in self.older else nullcontext():
            self.open[name] = Workspace.open(folder, unlock(folder, PASSPHRASE))

    def stop(self, name: str) -> None:
        """Close it."""
        self.open.pop(name).close()

    # Steps of a history.
    def do(self, step: tuple[str, str, int]) -> None:
        """One step: what, on which laptop, and a number to choose by."""
        kind, name, number = step
        if name not in self.open:
            name = LAPTOPS[number % len(LAPTOPS)]
        if kind in ("restart", "copy", "put back", "clone", "clock", "upgrade"):
            self._replace(kind, name, number)
        elif kind in HARMS:
            harm(self.place, kind, number, self.base / "förr")
        else:
            with self.acting(name) as workspace, suppress(InspektorError):
                if kind in WRITES:
                    WRITES[kind](Hand(self, workspace, f"{name} {self.ticks}"), number)
                elif kind in GROUP:
                    GROUP[kind](self, workspace, number)
                else:
                    self._sync(kind, workspace, number)
            self.remember(name)

    def _replace(self, kind: str, name: str, number: int) -> None:
        folder, copy = self.base / name, self.base / f"{name} kopia"
        if kind == "clock":
            self.skews[name] = SKEWS[number % len(SKEWS)]
            return
        if kind == "put back" and not copy.exists():
            return
        if kind == "clone" and (CLONE in self.open or name in self.older):
            return
        if kind == "copy":  # while it is open, perhaps in the middle of a text
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(folder, copy)
            return
        self.stop(name)
        if kind == "put back":
            shutil.rmtree(folder)
            shutil.copytree(copy, folder)
        elif kind == "clone":
            shutil.copytree(folder, self.base / CLONE)
            self.start(CLONE)
        elif kind == "upgrade":
            self.older.discard(name)
        self.start(name)

    def _sync(self, kind: str, workspace: Workspace, number: int) -> None:
        if kind == "sync":
            sync_once(workspace, port=lambda state, mark: ShuffledFolder(directory(state, mark), number))
        elif kind == "faulty sync":
            sync_once(workspace, port=faulty(number))
        elif kind == "broken sync":
            with suppress(Pulled):
                sync_once(workspace, port=failing(number % 16))
        elif kind == "partial sync":
            asked = iter(range(number % 9))
            sync_once(workspace, cancelled=lambda: next(asked, None) is None)
        else:
            self.stick.mkdir(exist_ok=True)
            exchange_with(workspace, self.stick)

    def remember(self, name: str) -> None:
        """Note which operations the file of each new bundle of this laptop holds."""
        workspace = self.open[name]
        with workspace.read() as connection:
            rows = connection.exec_driver_sql(
                "SELECT b.seq, b.hash, b.data, l.id, o.id & ? FROM bundle b JOIN operation o ON o.bundle = b.seq"
                " JOIN launch l ON l.seq = o.id >> 40 WHERE b.seq > ?",
                ((1 << 40) - 1, self.remembered.get(name, 0)),
            ).all()
        for seq, _, data, launch, number in rows:
            self.bundled.setdefault(data, set()).add(OpId(launch, number))
            self.remembered[name] = max(seq, self.remembered.get(name, 0))

    def held(self) -> set[OpId]:
        """What a laptop that has been let in, or a whole file, holds."""
        kept: set[OpId] = set()
        for workspace in self.open.values():
            memory = Memory.load(workspace.local)
            if memory.group is not None and memory.group.keys:
                kept |= {each.id for each in workspace.journal.all()}
        for path in self.place.rglob("*.inb"):
            kept |= self.bundled.get(path.read_bytes(), set())
        return kept

    def laptop(self, device: str) -> str:
        """The name of the laptop."""
        return next(name for name, each in self.open.items() if each.identity.device_id == device)


class Hand:
    """Somebody who writes on a laptop; what they write is like nothing else."""

    def __init__(self, world: World, workspace: Workspace, words: str) -> None:
        self.world, self.workspace, self.words = world, workspace, words

    def ids(self, table: str, source: str = "live_") -> list[str]:
        """The rows of a table."""
        with self.workspace.read() as connection:
            return list(
                connection.exec_driver_sql(f"SELECT id FROM {source}{table} ORDER BY id").scalars().all()
            )

    def one(self, table: str, number: int) -> str:
        """One of them; a row that nobody has if there is none."""
        found = self.ids(table)
        return found[number % len(found)] if found else "ingen"

    def edit(self, number: int) -> None:
        interviews.set_note_text(self.workspace, self.one("note", number), self.words, amend=number % 2 == 0)

    def paragraph(self, number: int) -> None:
        row = self.one("follow_up", number // 3)
        with self.workspace.read() as connection:
            query = "SELECT purpose FROM follow_up WHERE id = ?"
            text = str(connection.exec_driver_sql(query, (row,)).scalar() or "")
        parts = [*text.split("\n"), "", "", ""][:3]
        parts[number % 3] = self.words
        follow_ups.set_fields(self.workspace, row, purpose="\n".join(parts))

    def tag(self, number: int) -> None:
        interviews.set_note_tag(self.workspace, self.one("note", number // 4), list(NoteTag)[number % 4])

    def add(self, number: int) -> None:
        talks = self.ids("interview")
        talk = talks[number % len(talks)] if talks and number % 3 == 0 else None
        interviews.add_note(self.workspace, self.one("follow_up", 0), self.words, interview_id=talk)

    def talk(self, _number: int) -> None:
        interviews.start(self.workspace, self.one("follow_up", 0), Role.STAFF, self.words)

    def newer(self, number: int) -> None:
        """What an older program does not know."""
        if self.workspace is self.world.open[OLDER] and OLDER in self.world.older:
            return
        if number % 2:
            follow_ups.add_participant(self.workspace, self.one("follow_up", 0), "Chef", self.words)
            return
        provider = self.one("provider", 0)
        self.workspace.write(
            "x",
            lambda session: session.connection().exec_driver_sql(
                "UPDATE provider SET organisation_number = ? WHERE id = ?", (self.words, provider)
            ),
        )

    def delete(self, number: int) -> None:
        interviews.remove_note(self.workspace, self.one("note", number))

    def undelete(self, number: int) -> None:
        hidden = sorted({*self.ids("note", "")} - {*self.ids("note")})
        if hidden:
            row = hidden[number % len(hidden)]
            self.workspace.write(
                "x",
                lambda session: session.connection().exec_driver_sql(
                    "UPDATE note SET hidden = 0 WHERE id = ?", (row,)
                ),
            )

    def undo(self, number: int) -> None:
        self.workspace.history.redo() if number % 4 == 0 else self.workspace.history.undo()

    def decide(self, number: int) -> None:
        found = open_conflicts(self.workspace)
        if not found:
            return
        conflict = found[number % len(found)]
        if number % 5 == 0:
            conflicts.accept(self.workspace, conflict)
        else:
            chosen = conflict.versions[number % len(conflict.versions)]
            conflicts.choose(self.workspace, conflict, chosen.operation)

    def photo(self, number: int) -> None:
        observations.add_photo(self.workspace, self.one("observation", 0), picture(number % 5))

    def erase(self, number: int) -> None:
        erasure.erase_field(
            self.workspace, "note", self.one("note", number), "text", "fel", keep_present=number % 2 == 0
        )

    def erase_photo(self, number: int) -> None:
        erasure.erase_photo(self.workspace, self.one("photo", number), "fel")

    def withdraw(self, number: int) -> None:
        erasure.withdraw_interview(self.workspace, self.one("interview", number), "tillbaka")

    def address(self, number: int) -> None:
        register.edit_unit(
            self.workspace,
            self.one("unit", number // 3),
            address=self.words,
            address_protected=number % 3 > 0,
        )

    def seal(self, _number: int) -> None:
        """As signing the report does, but that the file is a few bytes: a real one takes half a second."""
        workspace, now = self.workspace, clock.now()
        follow_up, content = self.one("follow_up", 1), f"%PDF {self.words}".encode()
        place = SignerPlace("ett", workspace.profile.person_id, workspace.profile.name, "Granskare")
        values = {
            "follow_up_id": follow_up,
            "kind": DocumentKind.FOLLOW_UP_REPORT,
            "version": 1,
            "status": DocumentStatus.SIGNED,
            "title": "Rapport",
            "facts": "{}",
            "facts_hash": "",
            "signers": json.dumps([astuple(place)]),
            "media": workspace.media.put(content),
            "signature_count": 1,
            "sealed_at": now,
            "sealed_by": workspace.profile.person_id,
        }
        document = made(Document, DocumentIn, values)

        def apply(session) -> None:
            open_follow_up(session, follow_up)
            first = revisions.signature(
                workspace, document.id, place, SignatureMethod.TYPED, document.media, now
            )
            session.add_all((document, first))
            closing.finalise_if_signed(session, workspace, document, {"ett"}, now)

        workspace.write("Sign report", apply, final=True)
        self.world.sealed[document.id] = content

    def reopen(self, _number: int) -> None:
        closing.reopen(self.workspace, self.one("follow_up", 1), self.words)


WRITES = {
    name.replace("_", " "): getattr(Hand, name)
    for name in (
        *(
            "edit",
            "paragraph",
            "tag",
            "add",
            "talk",
            "newer",
            "delete",
            "undelete",
            "undo",
            "decide",
            "photo",
        ),
        *("erase", "erase_photo", "withdraw", "address", "seal", "reopen"),
    )
}


def _ask(world: World, workspace: Workspace, number: int) -> None:
    joining.request_membership(workspace, world.place)


def _approve(world: World, workspace: Workspace, number: int) -> None:
    role = (GroupRole.ADMINISTRATOR, GroupRole.INSPECTOR, GroupRole.READER)[number % 3]
    for request in joining.pending_requests(workspace):
        joining.approve(workspace, request.id, role)


def _other(workspace: Workspace, number: int) -> str:
    found = joining.members(workspace)
    return found[number % len(found)].device_id if found else ""


def _remove(world: World, workspace: Workspace, number: int) -> None:
    leaving.remove_member(workspace, _other(workspace, number))


def _role(world: World, workspace: Workspace, number: int) -> None:
    role = (GroupRole.INSPECTOR, GroupRole.ADMINISTRATOR, GroupRole.READER)[number % 3]
    leaving.set_role(workspace, _other(workspace, number // 3), role)


def _leave(world: World, workspace: Workspace, number: int) -> None:
    leaving.leave(workspace)


def _recover(world: World, workspace: Workspace, number: int) -> None:
    leaving.become_administrator(workspace, list(world.words))


def _let_in(world: World, workspace: Workspace, number: int) -> None:
    for each in leaving.set_aside(workspace):
        leaving.let_in(workspace, each.device_id)


def _let_back(world: World, workspace: Workspace, number: int) -> None:
    former = leaving.former_members(workspace)
    leaving.let_back(workspace, former[number % len(former)].device_id if former else "ingen")


def _forge(world: World, workspace: Workspace, number: int) -> None:
    """A file that says another wrote it: by a stranger, or by a member in a colleague's name."""
    chance = random.Random(number)
    device = _other(workspace, number) if number % 2 else chance.randbytes(8).hex()
    if device not in ("", workspace.identity.device_id):
        launch = Launch(chance.randbytes(16), device, workspace.profile.person_id, "Ingen", "0.1.0", 5)
        name = OpId(launch.id, 1)
        note = Hand(world, workspace, "").one("note", 0)
        _post(
            world,
            workspace,
            Operation(name, "note", note, "text", "set", FORGED, 1 << 45, name, "x", (), ()),
            launch,
        )


def _doctor(world: World, workspace: Workspace, number: int) -> None:
    """A member's doctored program says different things under one id."""
    identity, chance = workspace.identity, random.Random(number)
    launch = Launch(
        world.doctored.setdefault(identity.device_id, new_launch_id(identity.device_id)),
        *(identity.device_id, workspace.profile.person_id, "Ingen", "0.1.0", 5),
    )
    note = Hand(world, workspace, "").one("note", number)
    known = [each.id for each in workspace.journal.all() if each.row == note and each.field == "text"]
    kind, field, value = chance.choice(
        (
            *((KIND_SET, "text", "Två ting"), (KIND_SET, "text", "Ett annat"), (KIND_SET, "tag", "fact")),
            *((KIND_DELETE, "", None), (KIND_ERASE, "text", "mistake")),
        )
    )
    said = Operation(
        *(
            OpId(launch.id, 1),
            "note",
            note,
            field,
            kind,
            value,
            5 + chance.randrange(3),
            OpId(launch.id, 1),
            "x",
        ),
        parents=tuple(known[:1]) if kind == KIND_SET and field == "text" and number % 2 else (),
        seen=tuple(known[-1:]) if kind in (KIND_DELETE, KIND_ERASE) else (),
    )
    _post(world, workspace, said, launch)


def _post(world: World, workspace: Workspace, said: Operation, launch: Launch) -> None:
    """Put a bundle of one operation into the folder by hand."""
    group, stream = (
        Group(workspace, Memory.load(workspace.local)),
        random.Random(world.ticks).randbytes(16).hex(),
    )
    if not group.joined:
        return
    facts = Facts(group.id, stream, launch.device, 1, None, 5)
    hash, data = bundle.encode([said], [launch], facts, workspace.identity.signing_seed, group.recipient())
    path = world.place / layout.folder_name(group.state.tag) / layout.bundle_name(stream, 1, hash)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


GROUP = {
    "ask": _ask,
    "approve": _approve,
    "remove": _remove,
    "role": _role,
    "leave": _leave,
    "recover": _recover,
    "let in": _let_in,
    "let back": _let_back,
    "forge": _forge,
    "doctor": _doctor,
}
