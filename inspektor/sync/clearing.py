"""Taking what was erased out of bundles, packs and attachments: those kept here, those in the folder, whoever wrote them.

The one time that a file of the folder is written anew or removed. What is put in its place is the same bundle, with the same
identity and signature, less the values that are gone (see `values`), so it does not matter who does it, nor that several do.
Everything is done again until the erasure is marked as cleared, which is last.
"""

from collections.abc import Iterable, Iterator
from functools import partial

from inspektor.actions.erasure import complete_withdrawals
from inspektor.shapes.operation import KIND_SET, Operation, OpId
from inspektor.sync import bundle, layout, packs
from inspektor.sync.bundle import Bundle, BundleRefused
from inspektor.sync.errand import Errand
from inspektor.sync.folder import Entry, NotReady


def clear(errand: Errand) -> None:
    """Carry out every erasure that has not been carried out in full; then the workspace's own leftovers."""
    workspace = errand.workspace
    complete_withdrawals(workspace)
    uncleared = workspace.erasures.uncleared()
    devices = set(uncleared.values())
    for record in workspace.journal.bundles() if uncleared else ():
        if errand.cancelled():
            return
        if record.device in devices or "" in devices:
            _clear_bundle(errand, record.hash, uncleared)
    for name in errand.looking.packs() if uncleared else ():
        if errand.cancelled():
            return
        clear_pack(errand, name)
    _clear_attachments(errand)
    workspace.erasures.cleared(uncleared)
    workspace.erasures.clear_traces()


def without_erased(errand: Errand, found: Bundle, data: bytes) -> bytes:
    """A bundle's file less what is erased; the very same bytes if nothing of it is."""
    gone = erased_in(errand, found.operations)
    if not gone:
        return data
    group = errand.group
    return bundle.without(data, group.secrets(), group.recipient(), partial(_is_gone, gone))


def clear_kept(errand: Errand, hash: bytes) -> None:
    """Take what is erased out of a bundle that is kept here."""
    kept = errand.workspace.journal.bundle_bytes(hash)
    cleared = without_erased(errand, opened(errand, kept), kept)
    if cleared is not kept:
        errand.workspace.journal.replace_bundle(hash, cleared)


def clear_file(errand: Errand, name: str, found: Bundle) -> None:
    """See that a file of the folder holds nothing that is erased: it held `found`, a bundle that is kept here too."""
    if not erased_in(errand, found.operations):
        return
    clear_kept(errand, found.hash)
    own = layout.bundle_name(found.facts.stream, found.facts.seq, found.hash)
    if name in (own, layout.copy_name(own)):
        data = errand.workspace.journal.bundle_bytes(found.hash)
        errand.folder.write(name, data, replace=True)
        errand.entries[name] = Entry(len(data), 0)
    else:  # a copy that a sync program has made under a name of its own
        errand.folder.remove(name)
        del errand.entries[name]


def clear_pack(errand: Errand, name: str) -> None:
    """See that a pack of the folder, which has been read before, holds nothing that is erased."""
    group = errand.group
    try:
        whole = packs.split(errand.folder.read(name, packs.MAX_FILE), group.secrets())
        found = [bundle.read(each, group.id, group.signing_keys()) for each in whole]
    except (BundleRefused, NotReady):  # looked at again as if it were new
        errand.looking.forget(name)
        return
    gone = erased_in(errand, (operation for each in found for operation in each.operations))
    if not gone:
        return
    errand.looking.forget(name)
    about = found[0].facts
    own = layout.pack_name(about.stream, about.seq, found[-1].facts.seq, [each.hash for each in found])
    if name in (own, layout.copy_name(own)):
        left = (bundle.less(each, partial(_is_gone, gone)) for each in whole)
        data = packs.encode(left, group.recipient())
        errand.folder.write(name, data, replace=True)
        errand.entries[name] = Entry(len(data), 0)
    else:
        errand.folder.remove(name)
        del errand.entries[name]


def opened(errand: Errand, data: bytes) -> Bundle:
    """The bundle in a file; BundleRefused if it is not whole, genuine and from a member."""
    group = errand.group
    return bundle.open_bundle(data, group.secrets(), group.id, group.signing_keys())


def erased_in(errand: Errand, operations: Iterable[Operation]) -> set[OpId]:
    """The operations whose values are there although they are erased. An erasure keeps its ground, whoever names it."""
    held = (each.id for each in operations if each.value is not None and each.kind == KIND_SET)
    return errand.workspace.erasures.among(held)


def _is_gone(gone: set[OpId], each: Operation) -> bool:
    return each.id in gone and each.kind == KIND_SET


def _clear_bundle(errand: Errand, hash: bytes, uncleared: dict[OpId, str]) -> None:
    kept = opened(errand, errand.workspace.journal.bundle_bytes(hash))
    if not any(each.id in uncleared for each in kept.operations):
        return
    clear_kept(errand, hash)
    for name in list(_files_of(errand, kept)):
        try:
            clear_file(errand, name, opened(errand, errand.folder.read(name, bundle.MAX_FILE)))
        except (BundleRefused, NotReady):  # harmed: it is put back as it should be, or looked at again
            continue


def _files_of(errand: Errand, kept: Bundle) -> Iterator[str]:
    """The folder's files that say they hold a bundle, or were seen to."""
    digits = layout.hash_in_name(kept.hash)
    for name in errand.entries:
        looked = errand.last.looked.get(name)
        says_so = name.endswith(layout.BUNDLE) and digits in name
        if says_so or (looked is not None and looked.hash == kept.hash):
            yield name


def _clear_attachments(errand: Errand) -> None:
    """Remove the encrypted files of erased photos, also those that somebody who did not know has sent again."""
    for plain in errand.workspace.erasures.lost_media():
        for blob in errand.last.blobs.get(plain, ()):
            for name in [each for each in errand.entries if blob.sealed.hex() in each]:
                errand.folder.remove(name)
                del errand.entries[name]
