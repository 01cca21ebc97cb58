"""Taking in what the folder holds and this computer does not."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby

from inspektor import clock
from inspektor.shapes.operation import KIND_ERASE, Launch, Operation, OpId, is_launch_of
from inspektor.store.journal import BundleRecord
from inspektor.store.workspace import Workspace
from inspektor.sync import attachments, bundle, clearing, layout, statements
from inspektor.sync.bundle import Bundle, BundleRefused, Facts, Refusal
from inspektor.sync.errand import Cancelled, Errand
from inspektor.sync.folder import NotReady
from inspektor.sync.looking import NOT_READY
from inspektor.sync.statements import Device

BATCH = 200
"""Operations taken in at once: a keystroke waits for at most one such batch."""
LARGEST_STEP = 2_000
"""A step of more operations than this is taken in by pieces all the same."""
_SMALL = (layout.CARD, layout.KEYS, layout.STATEMENT, layout.REQUEST)


def learn(errand: Errand) -> None:
    """Read approvals, keys and requests that are new."""
    group, looking = errand.group, errand.looking
    kept, joined = group.state.kept, group.joined
    small = [name for name in sorted(errand.entries) if name.endswith(_SMALL) and name not in kept]
    unknown = [name for name in small if not joined or looking.due(name)]
    unusable = group.learn(errand.folder, unknown)
    for name in unknown if group.joined else ():
        if name in unusable:
            looking.refused(name, Refusal.UNREADABLE.value)
        else:
            looking.of_use(name)
    for name in kept.keys() & errand.entries.keys():
        looking.forget(name)
    for name in kept:
        for each in {name, layout.copy_name(name)} & errand.entries.keys():
            errand.check(each, kept[name].__eq__, statements.MAX_SMALL_FILE)
    if group.knowledge() != errand.last.knowledge:
        errand.last.knowledge = group.knowledge()
        looking.renew()


def recall(errand: Errand) -> bool:
    """Note what bundles say that were kept by a pass which was killed before it could remember; False if one cannot be read."""
    journal, last = errand.workspace.journal, errand.last
    said = max((each.kept for each in journal.bundles() if each.device == errand.device), default=0)
    for record in journal.bundles():
        name = record.hash.hex()
        if record.kept <= last.noted or name in last.own:
            continue
        try:
            found = clearing.opened(errand, journal.bundle_bytes(record.hash))
        except BundleRefused:
            return False
        absorbed = journal.holds(each.id for each in found.operations)
        if not absorbed and _is_former(errand, record.device):
            last.aside[name] = record.device
            continue
        before = last.confirm, last.unsaid
        _note(errand, found)
        if record.kept < said:  # a bundle of ours has told of it since
            last.confirm, last.unsaid = before
        if not absorbed:
            last.later[name] = found.min_reader
    return True


def receive(errand: Errand) -> int:
    """Take in every bundle that is not here; returns the number of changes.

    A file that is not whole, genuine and from a member is left alone and remembered.
    """
    known = {layout.hash_in_name(each.hash): each for each in errand.workspace.journal.bundles()}
    names = [name for name in errand.entries if name.endswith(layout.BUNDLE)]
    new = [name for name in names if not _is_known(errand, name, known) and errand.looking.due(name)]
    new.sort(key=lambda name: (layout.bundle_facts(name) or (0, ""), name))
    received = taken_in(errand, new, _take_in_file)
    errand.progress(len(new), len(new))
    received += _take_later(errand) + _take_aside(errand)
    standings = errand.group.membership.standings if errand.group.membership else {}
    errand.workspace.erasures.heard(
        {device: each.device.name for device, each in standings.items()}, errand.holds
    )
    _count_gaps(errand)
    return received


def taken_in(errand: Errand, names: Sequence[str], take: Callable[[Errand, str], int]) -> int:
    """Take in these files one by one, with what is wrong with any remembered; returns the number of changes."""
    received = 0
    for done, name in enumerate(names):
        if errand.cancelled():
            break
        errand.progress(done, len(names))
        try:
            received += take(errand, name)
        except BundleRefused as refused:
            errand.looking.refused(name, refused.reason.value)
        except NotReady:
            errand.looking.refused(name, NOT_READY)
    return received


def batches(operations: Sequence[Operation]) -> Iterator[list[Operation]]:
    """The operations in batches of whole steps."""
    batch: list[Operation] = []
    for _, step in groupby(operations, key=lambda operation: operation.step):
        whole = list(step)
        if batch and len(batch) + len(whole) > BATCH:
            yield batch
            batch = []
        for start in range(0, len(whole), LARGEST_STEP):
            piece = whole[start : start + LARGEST_STEP]
            if len(piece) == LARGEST_STEP:
                yield piece
            else:
                batch += piece
    if batch:
        yield batch


def gap_free(records: Sequence[BundleRecord]) -> dict[str, int]:
    """For each chain the highest number up to which every bundle is here."""
    numbers: dict[str, set[int]] = {}
    for each in records:
        numbers.setdefault(each.stream, set()).add(each.seq)
    return {
        stream: next(n for n in range(len(here) + 1) if n + 1 not in here) for stream, here in numbers.items()
    }


def _is_known(errand: Errand, name: str, known: dict[str, BundleRecord]) -> bool:
    """Whether the bundle is here already. One that was changed since the last pass is read, and put back if harmed."""
    facts = layout.bundle_facts(name)
    record = known.get(facts[1]) if facts else None
    entry = errand.entries[name]
    if record is None or record.size != entry.size:
        return False
    errand.looking.forget(name)
    errand.check(name, partial(_holds, errand, name, record.hash), bundle.MAX_FILE)
    return True


def _holds(errand: Errand, name: str, hash: bytes, data: bytes) -> bool:
    if data == errand.workspace.journal.bundle_bytes(hash):
        return True
    try:
        found = clearing.opened(errand, data)
    except BundleRefused:
        return False
    if found.hash == hash:  # encrypted anew, by one who took out of it what is erased
        clearing.clear_file(errand, name, found)
    return found.hash == hash


def _take_in_file(errand: Errand, name: str) -> int:
    data = errand.folder.read(name, bundle.MAX_FILE)
    found = clearing.opened(errand, data)
    received, journal = 0, errand.workspace.journal
    if not journal.has_bundle(found.hash):
        refuse_forged(errand, found)
        received = take_in(errand, [(found, data)])
    if journal.has_bundle(found.hash):
        _seen_again(errand, name, found)
    return received


def take_in(errand: Errand, bundles: Sequence[tuple[Bundle, bytes]]) -> int:
    """Take in bundles that are not here, each with its file; they count as here only when all of all of them is."""
    fresh: list[tuple[Bundle, bytes]] = []
    for found, data in bundles:
        if _is_former(errand, found.facts.device):  # what of it counts is known when its chains are here
            errand.workspace.journal.record_bundles([(*_about(found), data, ())])
            errand.last.aside[found.hash.hex()] = found.facts.device
        else:
            fresh.append((found, data))
    if not fresh or not _absorbed(errand, [found for found, _ in fresh]):
        return 0
    _record(errand, fresh)
    return sum(len(found.operations) for found, _ in fresh)


def _record(errand: Errand, bundles: Sequence[tuple[Bundle, bytes]]) -> None:
    """Bundles have been taken in: keep them, and note what they say."""
    kept = [(found, clearing.without_erased(errand, found, data)) for found, data in bundles]
    errand.workspace.journal.record_bundles((*_about(found), data, _erasing(found)) for found, data in kept)
    for found, _ in bundles:
        _note(errand, found)


def _note(errand: Errand, found: Bundle) -> None:
    facts = found.facts
    if facts.device != errand.device:
        errand.last.confirm |= bool(_erasing(found))
        if found.operations and errand.last.unsaid is None:
            errand.last.unsaid = clock.wall_ms()
    if not found.understood:
        errand.last.later[found.hash.hex()] = found.min_reader
    attachments.note(errand.last, found.blobs)
    _hear(errand, facts)
    if facts.device == errand.device and facts.stream == errand.group.state.stream:
        errand.last.outgrown = True


def _about(found: Bundle) -> tuple[bytes, str, int, bytes | None, str]:
    facts = found.facts
    return found.hash, facts.stream, facts.seq, facts.prev, facts.device


def _erasing(found: Bundle) -> list[OpId]:
    return [each.id for each in found.operations if each.kind == KIND_ERASE]


def _seen_again(errand: Errand, name: str, found: Bundle) -> None:
    """A file holds a bundle that is here."""
    clearing.clear_file(errand, name, found)
    if name not in errand.entries:
        return
    if layout.names_another(name, found.hash):  # the bundle it names may be read another time
        errand.looking.refused(name, Refusal.UNREADABLE.value)
    else:
        errand.looking.of_use(name, found.hash)


def refuse_forged(errand: Errand, found: Bundle) -> None:
    """Refuse a launch of another computer, or of another person than who was let in with it: nobody writes in another's name."""
    device = _author(errand, found)
    if device is not None and any(launch.person != device.person for launch in found.launches):
        raise BundleRefused(Refusal.BAD_SIGNATURE)
    for launch in errand.workspace.journal.launches([each.id for each in found.launches]):
        if launch.device != found.facts.device:
            raise BundleRefused(Refusal.BAD_SIGNATURE)
    for launch in found.launches:  # those of others that have not been heard of here yet
        if not is_launch_of(launch.id, found.facts.device) and _is_anothers(errand, launch.id):
            raise BundleRefused(Refusal.BAD_SIGNATURE)


def _is_anothers(errand: Errand, launch: bytes) -> bool:
    membership = errand.group.membership
    return membership is not None and any(is_launch_of(launch, each) for each in membership.signing_keys())


def _author(errand: Errand, found: Bundle) -> Device | None:
    """The computer that wrote a bundle, as an administrator let it in."""
    membership = errand.group.membership
    return membership.device(found.facts.device) if membership is not None else None


def _named(errand: Errand, found: Bundle) -> Iterator[Launch]:
    """The launches under the name of whoever was let in with the computer, whatever they say."""
    device = _author(errand, found)
    name = device.name if device is not None else ""
    return (replace(each, person_name=name) for each in found.launches)


def _absorbed(errand: Errand, bundles: Sequence[Bundle]) -> bool:
    operations = [operation for found in bundles for operation in found.operations]
    launches = {launch.id: launch for found in bundles for launch in _named(errand, found)}
    return absorb(errand.workspace, operations, list(launches.values()), errand.cancelled)


def _is_former(errand: Errand, device: str) -> bool:
    """Whether the computer was a member and is none any more."""
    return errand.group.membership is not None and device in errand.group.membership.former


def absorb(
    workspace: Workspace, operations: Sequence[Operation], launches: Sequence[Launch], cancelled: Cancelled
) -> bool:
    """Take in the operations of bundles; False if cancelled on the way."""
    left = deque(batches(operations))

    def coming() -> Iterator[list[Operation]]:
        yield left.popleft()
        while left and not cancelled():
            yield left.popleft()

    while left:
        if cancelled():
            return False
        workspace.absorb_while_free(coming(), launches)
    return True


def _hear(errand: Errand, facts: Facts) -> None:
    """Note what a bundle says of the others' chains, and of our own."""
    last, holds = errand.last, errand.holds.setdefault(facts.device, {})
    for stream, seq in {**facts.seen, facts.stream: facts.seq}.items():
        last.heard[stream] = max(seq, last.heard.get(stream, 0))
        holds[stream] = max(seq, holds.get(stream, 0))
    if facts.device != errand.device:
        for name, own in list(last.own.items()):
            if facts.seen.get(own.stream, 0) >= own.seq:
                del last.own[name]


def _take_later(errand: Errand) -> int:
    """Take in bundles that asked for a newer program than the one that received them, if this is it."""
    received = 0
    for name, reader in list(errand.last.later.items()):
        if reader <= bundle.READER:
            found = clearing.opened(errand, errand.workspace.journal.bundle_bytes(bytes.fromhex(name)))
            if _absorbed(errand, [found]):
                clearing.clear_kept(errand, found.hash)
                del errand.last.later[name]
                received += len(found.operations)
    return received


def _take_aside(errand: Errand) -> int:
    """Take in what former members wrote: what their removals knew, what was let in, all of those who have come back."""
    received, journal, membership = 0, errand.workspace.journal, errand.group.membership
    if membership is None or not errand.last.aside:
        return 0
    before = {each.hash: each.prev for each in journal.bundles()}
    former = {*errand.last.aside.values()} & membership.former.keys()
    counts = {device: membership.taken_in(device, before) for device in former}
    for name, device in list(errand.last.aside.items()):
        hash = bytes.fromhex(name)
        if device in former and hash not in counts[device]:
            continue
        data = journal.bundle_bytes(hash)
        found = clearing.opened(errand, data)
        if _absorbed(errand, [found]):
            _record(errand, [(found, data)])
            clearing.clear_kept(errand, hash)
            del errand.last.aside[name]
            received += len(found.operations)
    return received


def _count_gaps(errand: Errand) -> None:
    here: dict[str, set[int]] = {}
    for each in errand.workspace.journal.bundles():
        here.setdefault(each.stream, set()).add(each.seq)
    errand.last.gaps = sum(
        seq - sum(number <= seq for number in here.get(stream, ()))
        for stream, seq in errand.last.heard.items()
    )
