"""Who belongs to the group: reckoned from the signed statements, in whatever order they came.

Nobody can take back what others knew of when they spoke, and nobody speaks for the group after being removed: of what a
removed computer said as an administrator only that counts which its removal knew of, whatever parents it names. Two
administrators who remove each other without knowing of it are both out; the printed recovery words bring one back.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from inspektor.shapes.membership import GroupRole
from inspektor.sync import layout, sealing
from inspektor.sync.statements import (
    BY_RECOVERY,
    Approved,
    Certified,
    Device,
    Founded,
    Keys,
    LetIn,
    Offered,
    Removed,
    Signed,
)

_ROUNDS = 8
Said = dict[bytes, Signed]


@dataclass(frozen=True, slots=True)
class Standing:
    """A member as the statements have it."""

    device: Device
    role: GroupRole
    since: int
    approved_by: str
    """Id of the approver's device; empty for the founder."""
    keys: Keys
    """Those it signs documents with now."""
    certified: tuple[Certified, ...] = ()
    """What was issued to it, oldest first."""


@dataclass(frozen=True, slots=True)
class Former:
    """A computer that was a member."""

    device: Device
    role: GroupRole
    """What it had last."""
    until: int
    """Milliseconds since 1970 UTC by the clock of whoever said so."""
    removed_by: str
    """Id of that computer; its own where it left by itself."""
    removals: frozenset[str]
    """The marks of those that stand against it: not the ones it has come back from."""
    last: frozenset[bytes]
    """The newest bundles of its chains that are taken in; what is not before them in a chain is set aside."""
    certified: tuple[Certified, ...] = ()


@dataclass(frozen=True, slots=True)
class Membership:
    """What a set of statements amounts to."""

    name: str
    recovery: str
    standings: Mapping[str, Standing]
    former: Mapping[str, Former]
    let_in: frozenset[bytes]
    """Bundles of former members that an administrator took in all the same."""
    heads: tuple[bytes, ...]
    """The statements that no other names as its parent."""
    removals: frozenset[str]
    """The mark of every removal, also of those that somebody came back from."""
    root_certificate: bytes = b""
    led: frozenset[str] = frozenset()
    """Every computer that is or once was an administrator's."""

    def devices(self) -> list[Device]:
        """Every computer that is or was a member."""
        return [each.device for each in self.former.values()] + [
            each.device for each in self.standings.values()
        ]

    def signing_keys(self) -> dict[str, bytes]:
        """The public signing key of each: what it wrote as a member can be read for ever."""
        return {each.id: each.signing_key for each in self.devices()}

    def labels(self) -> dict[str, str]:
        """What each is called."""
        return {each.id: each.label for each in self.devices() if each.label}

    def device(self, device: str) -> Device | None:
        """A computer that is or was a member, as it was let in."""
        here = self.standings.get(device) or self.former.get(device)
        return here.device if here is not None else None

    def name_of(self, device: str) -> str:
        """Whose computer it is or was; empty for none of the group's."""
        here = self.device(device)
        return here.name if here is not None else ""

    def is_administrator(self, device: str) -> bool:
        """Whether the computer may approve others."""
        standing = self.standings.get(device)
        return standing is not None and standing.role is GroupRole.ADMINISTRATOR

    def administrators(self) -> int:
        """How many computers may approve others."""
        return sum(each.role is GroupRole.ADMINISTRATOR for each in self.standings.values())

    def first_administrator(self) -> str:
        """The one computer that does what one administrator alone should do."""
        found = (device for device in self.standings if self.is_administrator(device))
        return min(found, default="")

    def team(self) -> list[str]:
        """The recipients of all who see what is protected: not those who only read."""
        devices = [each.device for each in self.standings.values() if each.role is not GroupRole.READER]
        return sorted(each.recipient for each in devices if sealing.is_recipient(each.recipient))

    def earlier(self, device: str) -> list[str]:
        """The recipients of those who come before a computer when one alone should act: administrators come first."""
        ranks = {
            name: (each.role is not GroupRole.ADMINISTRATOR, name)
            for name, each in self.standings.items()
            if each.role is not GroupRole.READER
        }
        return [self.standings[name].device.recipient for name in ranks if ranks[name] < ranks[device]]

    def taken_in(self, device: str, before: Mapping[bytes, bytes | None]) -> frozenset[bytes]:
        """Which bundles of a former member count: those that its removal knew, and what was let in since.

        `before` gives the forerunner of each bundle that is here. A number alone proves nothing: it can be used again.
        """
        found: set[bytes] = set()
        for hash in self.former[device].last:
            each: bytes | None = hash
            while each is not None and each not in found:
                found.add(each)
                each = before.get(each)
        return self.let_in | found


def reckon(root_key: bytes, statements: Iterable[Signed]) -> Membership | None:
    """The membership that follows from the statements; None before the founding one."""
    said = {each.hash: each for each in statements}
    group = layout.group_of(root_key)
    founded = [(each, each.statement) for each in said.values() if isinstance(each.statement, Founded)]
    genuine = [(each, says) for each, says in founded if _is_founding(each, says, root_key, group)]
    if not genuine:
        return None
    first, beginning = min(genuine, key=lambda each: each[0].hash)
    growth = _Growth(said, root_key, first, beginning)
    removals = growth.settle()
    former = dict(growth.former(removals))
    named = {parent for each in growth.accepted for parent in _parents(each)}
    return Membership(
        name=beginning.name,
        recovery=beginning.recovery,
        standings={name: each for name, each in growth.standings.items() if name not in former},
        former=former,
        let_in=frozenset(
            hash
            for each in growth.accepted
            if isinstance(each.statement, LetIn)
            for hash in each.statement.bundles
        ),
        heads=tuple(sorted(each.hash for each in growth.accepted if each.hash not in named)),
        removals=frozenset(mark(each) for each in growth.accepted if isinstance(each.statement, Removed)),
        led=frozenset(_made_to_lead(growth.accepted)),
        root_certificate=beginning.root_certificate,
    )


def _made_to_lead(accepted: Iterable[Signed]) -> Iterator[str]:
    for each in accepted:
        says = each.statement
        if isinstance(says, Founded) or (
            isinstance(says, Approved) and says.role == GroupRole.ADMINISTRATOR.value
        ):
            yield says.device.id


def _is_founding(each: Signed, says: Founded, root_key: bytes, group: bytes) -> bool:
    fits = says.group == group and says.root_key == root_key and sealing.is_recipient(says.recovery)
    return fits and sealing.signed_by(each.message, each.signature, root_key)


Removals = Mapping[str, list[Signed]]
"""The removals of each computer that count."""


class _Growth:
    """Takes statements in as long as their authors may make them."""

    def __init__(self, said: Said, root_key: bytes, first: Signed, beginning: Founded) -> None:
        self._said, self._root_key, self._first, self._founder = said, root_key, first, beginning
        self._group = beginning.group
        self._order = _depths(said)
        self.standings: dict[str, Standing] = {}
        self.accepted: list[Signed] = []

    def settle(self) -> Removals:
        """Grow until who was removed, and who may have said so, agree; where they never do, all of them are out."""
        removals: dict[str, list[Signed]] = {}
        for _ in range(_ROUNDS):
            self.grow(removals)
            before, removals = removals, self.removals()
            if removals == before:
                return removals
        both = {**before, **removals}
        self.grow(both)
        return both

    def grow(self, removals: Removals) -> None:
        """Begin with the founder and take in whatever stands, given who was removed."""
        founder = self._founder.device
        made_at = self._founder.made_at
        self.standings = {founder.id: Standing(founder, GroupRole.ADMINISTRATOR, made_at, "", Keys())}
        self.accepted = [self._first]
        waiting = sorted(
            (each for each in self._said.values() if not isinstance(each.statement, Founded)),
            key=lambda each: (self._order[each.hash], each.hash),
        )
        grown = True
        while grown:
            grown = False
            for each in list(waiting):
                if self._may(each) and self._still_may(each, removals) and self._counts(each):
                    waiting.remove(each)
                    self.accepted.append(each)
                    grown = True

    def _may(self, each: Signed) -> bool:
        """Whether the author signed it, and may say such a thing."""
        says = each.statement
        if isinstance(says, Founded) or says.group != self._group:
            return False
        if says.author == BY_RECOVERY:
            return sealing.signed_by(each.message, each.signature, self._root_key)
        author = self.standings.get(says.author)
        of_itself = isinstance(says, Offered) or (isinstance(says, Removed) and says.device == says.author)
        if author is None or not (of_itself or author.role is GroupRole.ADMINISTRATOR):
            return False
        return sealing.signed_by(each.message, each.signature, author.device.signing_key)

    def _still_may(self, each: Signed, removals: Removals) -> bool:
        """Whether what an author who was removed said was known to the removal, or said after coming back."""
        says = each.statement
        if isinstance(says, (Founded, Removed)):
            return True  # removals of each other count both
        against = removals.get(says.author, ())
        past = _past(self._said, each.hash) if against else frozenset()
        return all(
            each.hash in _past(self._said, removal.hash) or self._came_back(says.author, removal, past)
            for removal in against
        )

    def _came_back(self, device: str, removal: Signed, past: frozenset[bytes]) -> bool:
        """Whether, by the statements in `past`, the computer was let in anew by somebody who knew of its removal."""
        return any(
            isinstance(each.statement, Approved)
            and each.statement.device.id == device
            and each.hash in past
            and removal.hash in _past(self._said, each.hash)
            for each in self._said.values()
        )

    def _counts(self, each: Signed) -> bool:
        """Take it in, if it fits what is known of the computers it names."""
        says = each.statement
        if isinstance(says, Removed):
            return says.device in self.standings
        if isinstance(says, Approved):
            return self._approves(says)
        if isinstance(says, Offered):
            self.standings[says.author] = replace(self.standings[says.author], keys=says.keys)
        if isinstance(says, Certified):
            return self._certifies(says)
        return True

    def _approves(self, says: Approved) -> bool:
        before = self.standings.get(says.device.id)
        if before is not None and before.device.signing_key != says.device.signing_key:
            return False  # a computer's keys are those it was first let in with
        role = next((role for role in GroupRole if role.value == says.role), None)
        if role is None or not sealing.is_recipient(says.device.recipient):
            return False
        if before is None:
            self.standings[says.device.id] = Standing(says.device, role, says.made_at, says.author, says.keys)
        else:
            keys = before.keys if says.keys == Keys() else says.keys
            self.standings[says.device.id] = replace(
                before, device=says.device, role=role, approved_by=says.author, keys=keys
            )
        return True

    def _certifies(self, says: Certified) -> bool:
        holder = self.standings.get(says.device)
        if holder is not None:
            self.standings[says.device] = replace(holder, certified=(*holder.certified, says))
        return holder is not None

    def removals(self) -> dict[str, list[Signed]]:
        """The removals that count: not one whose author knew of the own removal."""
        said = [each for each in self.accepted if isinstance(each.statement, Removed)]
        found: dict[str, list[Signed]] = {}
        for each in said:
            says, past = each.statement, _past(self._said, each.hash)
            assert isinstance(says, Removed)
            if not any(other.hash in past and other.statement.device == says.author for other in said):  # type: ignore[union-attr]
                found.setdefault(says.device, []).append(each)
        return found

    def former(self, removals: Removals) -> Iterator[tuple[str, Former]]:
        """Those who were removed and have not come back."""
        everything = frozenset(each.hash for each in self.accepted)
        for device, against in removals.items():
            standing = self.standings.get(device)
            standing_against = [each for each in against if not self._came_back(device, each, everything)]
            if standing is None or not standing_against:
                continue
            marks = frozenset(map(mark, standing_against))
            said = [each.statement for each in against if isinstance(each.statement, Removed)]
            known = frozenset(hash for says in said for hash in says.last)
            last = max(against, key=lambda each: (each.statement.made_at, each.hash)).statement
            by = getattr(last, "author", "")
            yield (
                device,
                Former(standing.device, standing.role, last.made_at, by, marks, known, standing.certified),
            )


def mark(removal: Signed) -> str:
    """A removal as keys name it: the computer, and which of its removals. One who comes back gets keys made without it."""
    says = removal.statement
    assert isinstance(says, Removed)
    return f"{says.device}:{removal.hash.hex()[:32]}"


def _parents(each: Signed) -> list[bytes]:
    return [] if isinstance(each.statement, Founded) else each.statement.parents


def _past(said: Said, hash: bytes) -> frozenset[bytes]:
    """Everything that the author of a statement knew of by it, itself not counted."""
    found: set[bytes] = set()
    path = _parents(said[hash])[:]
    while path:
        here = path.pop()
        if here in said and here not in found:
            found.add(here)
            path += _parents(said[here])
    return frozenset(found)


def _depths(said: Said) -> dict[bytes, int]:
    """How long the longest known way back from each statement is; unknown parents count as the beginning."""
    depths: dict[bytes, int] = {}
    for start in said:
        path = [start]
        while path:
            here = path[-1]
            parents = [each for each in _parents(said[here]) if each in said]
            missing = [each for each in parents if each not in depths]
            if missing:
                path += missing
                continue
            depths[here] = 1 + max((depths[each] for each in parents), default=0)
            path.pop()
    return depths
