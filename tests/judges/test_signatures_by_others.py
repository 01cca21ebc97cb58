"""Our signatures and timestamps before OpenSSL and before the signing library's own plain check, without our code."""

import hashlib
import re
import ssl
import subprocess
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from asn1crypto import cms
from asn1crypto import x509 as asn1_x509
from other_programs import overpainted
from protocol_facts import a_protocol
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from signing_identity import SIGNED_AT, colleagues_key, personal, roots

from inspektor.i18n import Texts
from inspektor.report.appearance import Appearance
from inspektor.report.build import build_protocol
from inspektor.report.sign import sign
from inspektor.report.timestamps import Server, stamp
from tests.timestamp_server import root, timestamp_server

AT = str(int(SIGNED_AT.timestamp()))


@cache
def signed() -> bytes:
    """By two, the first with a timestamp inside, and a document timestamp after the lock."""
    pdf = build_protocol(a_protocol(signers=a_protocol().signers[:2]), Texts("sv"), draft=False).data
    karin, johan = Appearance("Karin Åkerström"), Appearance("Johan Lind")
    with timestamp_server() as server:
        first = sign(
            pdf,
            "underskrift-1",
            personal(),
            karin,
            certify=True,
            lock=False,
            when=SIGNED_AT,
            server=Server(server.address),
        )
        second = sign(
            first, "underskrift-2", colleagues_key(), johan, certify=False, lock=True, when=SIGNED_AT
        )
        return stamp(second, Server(server.address))


def cut_out(pdf: bytes) -> list[tuple[bytes, bytes]]:
    """Of each signature and timestamp in the file: its CMS, and the bytes it covers."""
    found = []
    for match in re.finditer(rb"/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)", pdf):
        start, first, second, length = map(int, match.groups())
        container = bytes.fromhex(pdf[start + first + 1 : second - 1].decode("ascii"))
        whole = cms.ContentInfo.load(container).dump()  # without the zeros that fill the room
        found.append((whole, pdf[start : start + first] + pdf[second : second + length]))
    return found


@pytest.fixture
def openssl(require_tool: Callable[[str], str], tmp_path: Path) -> Callable[..., int]:
    """Runs `openssl cms -verify` or `openssl ts -verify`; 0 means that the signature holds."""
    program = require_tool("openssl")
    trusted = tmp_path / "rot.pem"
    trusted.write_text("".join(map(ssl.DER_cert_to_PEM_cert, (*roots(), root()))))

    def run(container: bytes, content: bytes) -> int:
        signature, covered = tmp_path / "sig.der", tmp_path / "innehåll.bin"
        signature.write_bytes(container)
        covered.write_bytes(content)
        trust = ["-CAfile", trusted, "-attime", AT]
        token = cms.ContentInfo.load(container)["content"]["encap_content_info"]["content_type"].native
        if token == "tst_info":
            digest = hashlib.sha256(content).hexdigest()
            words = ["ts", "-verify", "-digest", digest, "-token_in", "-in", signature, *trust]
        else:
            words = [
                "cms",
                "-verify",
                "-binary",
                "-inform",
                "DER",
                "-in",
                signature,
                "-content",
                covered,
                *trust,
            ]
            words += ["-purpose", "any", "-out", "/dev/null"]
        return subprocess.run([program, *words], capture_output=True, check=False).returncode

    return run


def test_openssl_accepts_each_signature_and_timestamp(openssl):
    parts = cut_out(signed())
    assert len(parts) == 3
    assert [openssl(*part) for part in parts] == [0, 0, 0]


def test_openssl_refuses_what_covers_something_else(openssl):
    for container, content in cut_out(signed()):
        changed = bytearray(content)
        changed[len(changed) // 3] ^= 1
        assert openssl(container, bytes(changed)) != 0


def judged(pdf: bytes) -> list[bool]:
    """The library's own bottom line on each signature."""
    trust = [asn1_x509.Certificate.load(each) for each in (*roots(), root())]
    context = ValidationContext(trust_roots=trust, allow_fetching=False, moment=SIGNED_AT)
    reader = PdfFileReader(BytesIO(pdf))
    return [validate_pdf_signature(each, context).bottom_line for each in reader.embedded_regular_signatures]


def test_the_librarys_plain_check_agrees():
    assert judged(signed()) == [True, True]
    assert judged(overpainted(signed())) == [False, False]
