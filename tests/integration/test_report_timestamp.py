"""Timestamps: within a signature, and at the end of a locked file; and what a bad server can do: nothing."""

from datetime import timedelta
from functools import cache

import pytest
from protocol_facts import a_protocol
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.dss import DocumentSecurityStore
from signing_identity import SIGNED_AT, identity, personal

from inspektor.i18n import Texts
from inspektor.report import timestamps
from inspektor.report.appearance import Appearance
from inspektor.report.build import build_protocol
from inspektor.report.sign import sign
from inspektor.report.timestamps import NoTimestamp, Server, is_address, stamp
from inspektor.report.verify import verify
from tests.timestamp_server import root, timestamp_server


def roots() -> dict[str, tuple[bytes, ...]]:
    """Whose word is taken; not made until a test asks."""
    return {"roots": (identity().root,), "stamp_roots": (root(),)}


@cache
def locked(*, stamped: bool = False) -> bytes:
    pdf = build_protocol(a_protocol(signers=a_protocol().signers[:1]), Texts("sv"), draft=False).data
    shown = Appearance("Karin Åkerström")
    with timestamp_server() as server:
        asked = Server(server.address) if stamped else None
        return sign(
            pdf, "underskrift-1", personal(), shown, certify=True, lock=True, when=SIGNED_AT, server=asked
        )


@cache
def stamped_later() -> bytes:
    with timestamp_server() as server:
        return stamp(locked(), Server(server.address))


def said(verdict) -> list[tuple[str, str]]:
    return [(finding.level, finding.text) for finding in verdict.findings]


def test_a_timestamp_after_the_lock_leaves_the_signature_whole():
    verdict = verify(stamped_later(), expected_signatures=1, **roots())
    assert {level for level, _ in said(verdict)} == {"ok"}
    assert verdict.findings[-1].text == "Tidsstämplat 26 november 2026 kl. 17.55."


def test_a_check_finds_the_certificates_it_needs_in_the_file(tmp_path):
    path = tmp_path / "stämplat.pdf"
    path.write_bytes(stamped_later())
    with path.open("rb") as file:
        kept = {each.dump() for each in DocumentSecurityStore.read_dss(PdfFileReader(file)).load_certs()}
    assert {identity().root, root()} < kept


def test_a_signature_is_timestamped_while_it_is_made():
    verdict = verify(locked(stamped=True), expected_signatures=1, **roots())
    assert {level for level, _ in said(verdict)} == {"ok"}
    assert ("ok", "Underskriften av Karin Åkerström tidsstämplades 26 november 2026 kl. 17.55.") in said(
        verdict
    )


def test_a_signature_that_states_a_later_time_than_its_timestamp_is_a_warning():
    with timestamp_server(at=SIGNED_AT - timedelta(hours=1)) as server:
        shown = Appearance("Karin Åkerström")
        pdf = build_protocol(a_protocol(), Texts("sv"), draft=False).data
        asked = Server(server.address)
        early = sign(
            pdf, "underskrift-1", personal(), shown, certify=True, lock=False, when=SIGNED_AT, server=asked
        )
    (warned,) = [
        text for level, text in said(verify(early, **roots())) if level == "warn" and "Åkerström" in text
    ]
    assert "före den tid som underskriften själv anger" in warned


@pytest.mark.parametrize("made", [stamped_later, lambda: locked(stamped=True)])
def test_a_timestamp_by_an_unknown_server_is_a_warning(made):
    verdict = verify(made(), roots=(identity().root, root()))
    assert verdict.ok
    assert [level for level, _ in said(verdict)].count("warn") == 1, "a signer's root vouches for no server"


@pytest.mark.parametrize("at", [30_000, -3000])
def test_a_flipped_byte_in_a_timestamped_file_is_found(at):
    data = bytearray(stamped_later())
    data[at] ^= 1
    assert not verify(bytes(data), **roots()).ok


def test_bytes_after_the_timestamp_are_found():
    assert not verify(stamped_later() + b"\n% mer\n", **roots()).ok


def test_a_timestamp_taken_from_another_signature_is_found():
    """The token is sound, but it vouches for something else."""
    mine, other = locked(stamped=True), locked()
    moved = bytearray(mine)
    start, end = (mine.index(b"/Contents <") + 11, mine.index(b">", mine.index(b"/Contents <")))
    cms = bytes.fromhex(mine[start:end].decode())
    imprint = cms.rfind(b"\x04\x20", 0, cms.find(b"20261126")) + 2
    changed = cms[:imprint] + bytes([cms[imprint] ^ 1]) + cms[imprint + 1 :]
    moved[start:end] = changed.hex().encode()
    assert other != mine
    assert "bad" in dict(said(verify(bytes(moved), **roots())))


@pytest.mark.parametrize(
    ("manner", "why"),
    [
        ("gone", timestamps._UNREACHABLE),
        ("hangs", timestamps._SLOW),
        ("500", timestamps._REFUSED),
        ("redirects", timestamps._REFUSED),
        ("refuses", timestamps._REFUSED),
        ("garbage", timestamps._NONSENSE),
        ("empty", timestamps._NONSENSE),
        ("endless", timestamps._NONSENSE),
        ("wrong nonce", timestamps._NONSENSE),
        ("wrong checksum", timestamps._NONSENSE),
        ("wrong signature", timestamps._NONSENSE),
    ],
)
def test_a_bad_server_gives_no_timestamp_and_says_why(manner, why):
    seconds = 0.2 if manner == "hangs" else 10
    with timestamp_server(manner) as server, pytest.raises(NoTimestamp) as refused:
        stamp(locked(), Server(server.address, seconds))
    assert refused.value.why == why
    assert len(server.asked) == (manner != "gone")


def test_whoever_leaves_does_not_wait_for_a_server():
    with timestamp_server("hangs") as server:
        asked_once = server.asked.__len__
        with pytest.raises(NoTimestamp):
            stamp(locked(), Server(server.address, 60, cancelled=lambda: asked_once() > 0))


def test_only_a_checksum_reaches_the_server():
    with timestamp_server() as server:
        stamp(locked(), Server(server.address))
    assert len(server.asked) == 2
    assert all(len(asked) < 100 for asked in server.asked)


@pytest.mark.parametrize("address", ["http://tid.norrby.se/tsa", "https://[2001:db8::1]:8443/"])
def test_what_can_be_an_address(address):
    assert is_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "tid.norrby.se",
        "ftp://tid.norrby.se",
        "file:///etc/passwd",
        "https://",
        "https://jag:lösen@tid.norrby.se",
        "https://tid.norrby.se:99999/",
        "https://tid.norrby.se:0/",
        "https://[::1/",
        "https://tid norrby.se/",
        "https://tid.norrby.se/\r\nX: y",
    ],
)
def test_what_cannot_be_one(address):
    assert not is_address(address)
