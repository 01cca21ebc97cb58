"""Which certificates members have, as the statements about the group have it."""

from datetime import datetime

from inspektor.report import authority
from inspektor.report.authority import Authority
from inspektor.store.vouched import Vouched
from inspektor.sync import sealing
from inspektor.sync.membership import Membership, Standing
from inspektor.sync.statements import Certified, Keys

PURPOSES = Keys.__struct_fields__


def chain(standing: Standing, purpose: str) -> tuple[bytes, ...]:
    """The newest certificate for the key that the member has for this, and those above it; empty if there is none."""
    key = getattr(standing.keys, purpose)
    for each in reversed(standing.certified):
        certificate = getattr(each.certificates, purpose)
        if key and certificate and authority.public_of(certificate) == key:
            return (certificate, *each.above)
    return ()


def lacking(standing: Standing, now: datetime) -> list[str]:
    """What the member should have a certificate for, and has none that lasts. Administrators alone issue."""
    found = []
    for purpose in PURPOSES:
        have = chain(standing, purpose)
        wanted = purpose != "issuing" or standing.role.value == "administrator"
        if wanted and getattr(standing.keys, purpose) and not (have and authority.lasts(have[0], now)):
            found.append(purpose)
    return found


def issued(by: Authority, standing: Standing, purposes: list[str], now: datetime) -> Keys:
    """Certificates for those purposes; none for a key that is of no use."""
    device, keys, made = standing.device, standing.keys, {}
    for purpose in purposes:
        try:
            if purpose == "personal":
                made[purpose] = by.personal(device.name, device.title, keys.personal, now)
            elif purpose == "seal":
                made[purpose] = by.seal(device.label or device.name, keys.seal, now)
            else:
                made[purpose] = by.issuing(device.name, keys.issuing, now)
        except authority.NoCertificate:
            continue
    return Keys(**made)


def vouched(membership: Membership, device: str) -> Vouched:
    """What the group vouches for, seen from one computer."""
    own = membership.standings.get(device)
    here = {each.device.person for each in membership.standings.values()}
    left = {
        fingerprint: former.until
        for former in membership.former.values()
        for fingerprint in _fingerprints(former.certified)
    }
    return Vouched(
        root=membership.root_certificate,
        personal=chain(own, "personal") if own else (),
        seal=chain(own, "seal") if own else (),
        issued=frozenset(left).union(*(_fingerprints(e.certified) for e in membership.standings.values())),
        left=left,
        gone={
            each.device.person: each.until
            for each in membership.former.values()
            if each.device.person not in here
        },
    )


def _fingerprints(certified: tuple[Certified, ...]) -> set[bytes]:
    found = (getattr(each.certificates, purpose) for each in certified for purpose in ("personal", "seal"))
    return {sealing.digest(certificate) for certificate in found if certificate}
