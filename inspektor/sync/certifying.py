"""Certificates by approval: the founding gives the municipality a root, and administrators issue in its name.

The root's key comes from the group's printed words and is on no computer. With it the founder's computer, and any that
becomes administrator by the words, is given a certificate to issue with. An administrator gives one to the next. What is
lacking is issued whenever an administrator passes by: to those let in, to one whose key is new, and before one expires.
"""

from inspektor import clock
from inspektor.actions import signing
from inspektor.report import authority
from inspektor.report.authority import Authority
from inspektor.store.workspace import Workspace
from inspektor.sync import certificates, statements
from inspektor.sync.group import Group
from inspektor.sync.keyring import Recovery
from inspektor.sync.membership import Standing
from inspektor.sync.statements import BY_RECOVERY, Certified, Keys, Offered


def begun(workspace: Workspace, recovery: Recovery) -> bytes:
    """The root certificate of a new group."""
    profile = workspace.profile
    root = authority.begun(recovery.root_seed, profile.municipality, profile.board, clock.now())
    return root.ders()[0]


def own_keys(workspace: Workspace) -> Keys:
    """The public keys that this computer asks certificates for; without a key made here none for the person."""
    personal, seal = signing.public_keys(workspace)
    return Keys(personal, seal, authority.issuing_key(workspace.identity.signing_seed))


def appoint(workspace: Workspace, group: Group, recovery: Recovery) -> None:
    """By the printed words, let this computer issue, if the group has a root."""
    offer(workspace, group)
    membership = group.membership
    standing = membership.standings.get(workspace.identity.device_id) if membership else None
    if membership is None or standing is None or not membership.root_certificate:
        return
    root = authority.root_again(recovery.root_seed, membership.root_certificate)
    _certify(group, root, standing, ["issuing"], BY_RECOVERY, recovery.root_seed)


def keep_up(workspace: Workspace, group: Group) -> None:
    """Say which keys this computer has, if they are new; as an administrator, issue what members lack."""
    offer(workspace, group)
    own, membership = workspace.identity, group.membership
    if membership is None or not group.is_administrator():
        return
    now = clock.now()
    chain = certificates.chain(membership.standings[own.device_id], "issuing")
    issuer = authority.issuer(own.signing_seed, chain)
    if issuer is None or not all(authority.lasts(each, now) for each in chain):
        return
    for standing in membership.standings.values():
        lacking = certificates.lacking(standing, now)
        if lacking:
            _certify(group, issuer, standing, lacking, own.device_id, own.signing_seed)


def offer(workspace: Workspace, group: Group) -> None:
    """Say which keys this computer signs documents with, unless that is what the group knows."""
    own, membership = workspace.identity, group.membership
    standing = membership.standings.get(own.device_id) if membership else None
    keys = own_keys(workspace)
    if membership is None or standing is None or not group.joined or standing.keys == keys:
        return
    said = Offered(group.id, own.device_id, keys, clock.wall_ms(), list(membership.heads))
    group.statement(statements.sign_statement(said, own.signing_seed))


def _certify(
    group: Group, by: Authority, standing: Standing, purposes: list[str], author: str, seed: bytes
) -> None:
    made = certificates.issued(by, standing, purposes, clock.now())
    if made == Keys() or group.membership is None:
        return
    heads = list(group.membership.heads)
    said = Certified(group.id, author, standing.device.id, made, list(by.ders()), clock.wall_ms(), heads)
    group.statement(statements.sign_statement(said, seed))
