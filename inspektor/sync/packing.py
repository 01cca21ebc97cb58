"""Packs in the folder: taking them in, joining one's own bundles of a month, and clearing them of what is erased.

A computer removes the single files of its own bundles once a pack that it has read back holds them, other computers have said
that they hold them, and thirty days have passed. Should the pack be lost or harmed, whoever comes first puts the single files
back, as ever.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import Final

from inspektor import clock
from inspektor.store.journal import BundleRecord
from inspektor.sync import bundle, clearing, layout, packs, sealing
from inspektor.sync.bundle import Bundle, BundleRefused, Refusal
from inspektor.sync.errand import Errand
from inspektor.sync.folder import FolderTrouble
from inspektor.sync.receiving import refuse_forged, take_in, taken_in

CONFIRMED_BY: Final = 2
"""So many other computers must hold what is removed; in a group of two, the other one."""
_TOGETHER: Final = 5_000
"""Operations of so many small bundles are taken in before the bundles are recorded."""
_KEPT_MS: Final = 30 * 24 * 3600 * 1000


def receive_packs(errand: Errand) -> int:
    """Take in the packs that have not been read in their present form; returns the number of changes."""
    new = sorted(name for name in errand.entries if name.endswith(layout.PACK) and errand.looking.due(name))
    return taken_in(errand, new, _take_in)


def _take_in(errand: Errand, name: str) -> int:
    """Take in one pack; what one of its bundles is refused for does not keep out the others."""
    group = errand.group
    whole = packs.split(errand.folder.read(name, packs.MAX_FILE), group.secrets())
    reading = _Reading(errand)
    for each in whole:
        if errand.cancelled():
            return reading.received
        try:
            reading.add(each)
        except BundleRefused as refused:
            reading.refusal = refused.reason.value
    reading.take_in()
    inside = [each for each in reading.hashes if errand.workspace.journal.has_bundle(each)]
    if reading.unclear:
        clearing.clear_pack(errand, name)
    if name in errand.entries and not errand.cancelled():
        if reading.refusal or not inside:
            errand.looking.refused(name, reading.refusal or Refusal.MALFORMED.value)
        else:
            errand.looking.of_use(name, inside=inside)
    return reading.received


class _Reading:
    """What is read of a pack: small bundles of one computer are taken in together, since each time costs a transaction."""

    def __init__(self, errand: Errand) -> None:
        self._errand = errand
        self._room = packs.MAX_UNPACKED
        self._waiting: list[tuple[Bundle, bytes]] = []
        self.hashes: list[bytes] = []
        self.received = 0
        self.refusal = ""
        self.unclear = False

    def add(self, plaintext: bytes) -> None:
        """Read a bundle; BundleRefused if it is not to be taken in."""
        errand, group = self._errand, self._errand.group
        if plaintext == _kept(errand, bundle.identity(plaintext)):
            self.hashes.append(bundle.identity(plaintext))
            return
        found = bundle.read(plaintext, group.id, group.signing_keys(), self._room)
        self._room -= found.size
        self.unclear |= bool(clearing.erased_in(errand, found.operations))
        if not errand.workspace.journal.has_bundle(found.hash):
            refuse_forged(errand, found)
            if self._waiting and self._waiting[0][0].facts.device != found.facts.device:
                self.take_in()
            self._waiting.append((found, sealing.encrypt(plaintext, [group.recipient()])))
        self.hashes.append(found.hash)
        if sum(len(each.operations) for each, _ in self._waiting) >= _TOGETHER:
            self.take_in()

    def take_in(self) -> None:
        """Take in what was read."""
        self.received += take_in(self._errand, self._waiting)
        self._waiting = []


def _kept(errand: Errand, hash: bytes) -> bytes | None:
    """The plaintext of a bundle that is here: it has been verified, and holds nothing that is erased."""
    journal = errand.workspace.journal
    if not journal.has_bundle(hash):
        return None
    return sealing.decrypt(journal.bundle_bytes(hash), errand.group.secrets())


def pack(errand: Errand) -> None:
    """Join one's own bundles of past months, and remove single files that are no longer needed.

    It saves room and time, and nothing else: a folder that does not allow it is left as it is.
    """
    if errand.cancelled() or errand.has_left:
        return
    own = [each for each in errand.workspace.journal.bundles() if each.device == errand.device]
    packed = {hash for inside in errand.looking.packs().values() for hash in inside}
    try:
        for run in _months([each for each in own if each.hash not in packed]):
            _write(errand, run)
        for record in own:
            if record.hash in packed:
                _remove_if_held(errand, record)
    except FolderTrouble:
        return


def _months(records: Sequence[BundleRecord]) -> Iterator[list[BundleRecord]]:
    """The bundles of each chain and past month, in runs that fit a pack; a single bundle is none."""
    present = _month(clock.wall_ms())
    for (_, month), group in groupby(records, key=lambda each: (each.stream, _month(each.received_at))):
        left = list(group) if month < present else []
        for count in packs.parts([each.size for each in left]):
            run, left = left[:count], left[count:]
            if len(run) > 1:
                yield run


def _month(milliseconds: int) -> tuple[int, int]:
    at = datetime.fromtimestamp(milliseconds / 1000, UTC)
    return at.year, at.month


def _write(errand: Errand, run: Sequence[BundleRecord]) -> None:
    """Write a pack; the next pass reads it back before anything is removed. One of ours that is harmed is written anew."""
    name = layout.pack_name(run[0].stream, run[0].seq, run[-1].seq, [each.hash for each in run])
    if name in errand.entries and not errand.looking.harmed(name):
        return
    journal, group = errand.workspace.journal, errand.group
    plaintexts = [sealing.decrypt(journal.bundle_bytes(each.hash), group.secrets()) for each in run]
    data = packs.encode(plaintexts, group.recipient())
    errand.folder.write(name, data, replace=name in errand.entries)


def _may_go(errand: Errand, record: BundleRecord) -> bool:
    """Whether enough other computers hold the bundle, and for long enough."""
    standings = errand.group.membership.standings if errand.group.membership else {}
    others = standings.keys() - {errand.device}
    hold = {device for device, seq in errand.workspace.erasures.held_by(record.stream) if seq >= record.seq}
    enough = min(CONFIRMED_BY, len(others))
    return enough > 0 and len(hold & others) >= enough and clock.wall_ms() - record.received_at >= _KEPT_MS


def _remove_if_held(errand: Errand, record: BundleRecord) -> None:
    name = layout.bundle_name(record.stream, record.seq, record.hash)
    there = [each for each in (name, layout.copy_name(name)) if each in errand.entries]
    for each in there if there and _may_go(errand, record) else ():
        errand.folder.remove(each)
        del errand.entries[each]
