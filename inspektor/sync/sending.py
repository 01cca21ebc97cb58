"""Sending what exists only here, and putting back what the folder has lost."""

import os
from collections.abc import Iterator, Sequence
from itertools import groupby

from inspektor import clock
from inspektor.shapes.operation import Operation
from inspektor.store.journal import BundleRecord
from inspektor.sync import attachments, bundle, layout
from inspektor.sync.bundle import Facts
from inspektor.sync.columns import Blob
from inspektor.sync.errand import Errand
from inspektor.sync.group import put_back
from inspektor.sync.receiving import gap_free
from inspektor.sync.state import OwnBundle

_ASKED_AT_ONCE = 5_000
_OPERATIONS = 100_000
_BYTES = 24 * 1024 * 1024
_SAID_WITHIN_MS = 24 * 3600 * 1000
_BYTES_EACH = 100
"""A guess of what an operation takes beside its value."""


def export(errand: Errand) -> None:
    """Close what is unsent into bundles in the outbox; attachments reach the folder before them."""
    if errand.cancelled():
        return
    _renew_outgrown_stream(errand)
    workspace, last = errand.workspace, errand.last
    attachments.send(errand)
    while not errand.cancelled():
        operations = workspace.journal.unbundled(_ASKED_AT_ONCE)
        for part in _parts(operations) if operations or last.unannounced or _must_confirm(errand) else ():
            _close(errand, part, last.unannounced)
            last.unannounced, last.confirm, last.unsaid = [], False, None
        if len(operations) < _ASKED_AT_ONCE:
            return


def _must_confirm(errand: Errand) -> bool:
    """Whether to say what is held here with nothing to send: an erasure at once; else a day after colleagues' changes came.

    Otherwise one who only reads would never say so, and what is packed would lie in single files for ever. A bundle without
    changes is not answered by another.
    """
    last, membership = errand.last, errand.group.membership
    if last.unsaid is None or membership is None or errand.device not in membership.standings:
        return last.confirm
    return last.confirm or not 0 <= clock.wall_ms() - last.unsaid < _SAID_WITHIN_MS


def put_back_bundles(errand: Errand) -> int:
    """Write every bundle that the folder lacks, one's own or another's; returns how many own changes are new there.

    A computer that has left writes its own alone, and only those that are not there at all: others' may be without a value.
    """
    sent = 0
    packed = {hash for inside in errand.looking.packs().values() for hash in inside}
    journal = errand.workspace.journal
    for record in journal.bundles():
        if errand.cancelled():
            break
        if record.hash not in packed and not (errand.has_left and record.device != errand.device):
            _put_back(errand, record)
        mine = errand.last.own.get(record.hash.hex())
        if mine is not None and not mine.written:
            mine.written = True
            sent += mine.changes
    return sent


def _put_back(errand: Errand, record: BundleRecord) -> None:
    name = layout.bundle_name(record.stream, record.seq, record.hash)
    there = errand.entries.get(name)
    harmed = there is not None and there.size != record.size and not errand.has_left
    if (there is None or harmed) and not errand.looking.holds(name, record.hash):
        data = errand.workspace.journal.bundle_bytes(record.hash)
        put_back(errand.folder, errand.entries, name, data, own=record.device == errand.device)


def _close(errand: Errand, operations: Sequence[Operation], blobs: Sequence[Blob]) -> None:
    """Make one bundle, in the outbox, in the transaction that marks its operations as sent."""
    journal, group, identity = errand.workspace.journal, errand.group, errand.workspace.identity
    records = journal.bundles()
    stream = group.state.stream
    before = max((each for each in records if each.stream == stream), key=lambda each: each.seq, default=None)
    facts = Facts(
        group=group.id,
        stream=stream,
        device=identity.device_id,
        seq=before.seq + 1 if before else 1,
        prev=before.hash if before else None,
        made_at=clock.wall_ms(),
        statements=group.membership.heads if group.membership else (),
        seen={other: seq for other, seq in gap_free(records).items() if other != stream},
    )
    launches = journal.launches({each.id.launch for each in operations})
    hash, data = bundle.encode(operations, launches, facts, identity.signing_seed, group.recipient(), blobs)
    errand.last.own[hash.hex()] = OwnBundle(stream, facts.seq, len(operations), written=False)
    journal.record_bundle(
        hash, stream, facts.seq, facts.prev, facts.device, data, [each.id for each in operations]
    )


def _parts(operations: Sequence[Operation]) -> Iterator[list[Operation]]:
    """The operations in parts that fit a bundle, cut between steps where that is possible."""
    part: list[Operation] = []
    size = 0
    for _, step in groupby(operations, key=lambda operation: operation.step):
        whole = list(step)
        weight = sum(map(_weight, whole))
        if part and (len(part) + len(whole) > _OPERATIONS or size + weight > _BYTES):
            yield part
            part, size = [], 0
        for operation in whole:
            if part and (len(part) == _OPERATIONS or size + _weight(operation) > _BYTES):
                yield part
                part, size = [], 0
            part.append(operation)
            size += _weight(operation)
    yield part


def _weight(operation: Operation) -> int:
    value = operation.value
    return _BYTES_EACH + (4 * len(value) if isinstance(value, str | bytes) else 0)


def _renew_outgrown_stream(errand: Errand) -> None:
    """Begin a new chain if the folder knows more of ours than we do.

    Then the workspace is an older copy that was put back, or one of two copies: two bundles would get one
    number.
    """
    stream = errand.group.state.stream
    records = [each for each in errand.workspace.journal.bundles() if each.stream == stream]
    own = {layout.hash_in_name(each.hash) for each in records}
    directory = layout.bundle_directory(stream)
    named = [layout.bundle_facts(name) for name in errand.entries if name.startswith(directory)]
    strange = any(facts is not None and facts[1] not in own for facts in named)
    spoken_of = errand.last.heard.get(stream, 0)
    if errand.last.outgrown or strange or spoken_of > max((each.seq for each in records), default=0):
        errand.group.state.stream = os.urandom(bundle.STREAM_BYTES).hex()
        errand.last.outgrown = False
        errand.group.save()
