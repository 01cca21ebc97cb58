"""A timestamp server on this computer, over a real socket, that can be told to misbehave."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from asn1crypto import keys as asn1_keys
from asn1crypto import tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from signing_identity import SIGNED_AT

from tests.network import local_server

STAMPED_AT = SIGNED_AT + timedelta(hours=2)


@cache
def authority() -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    """The server's key and certificate, its own root."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Tidsstämplaren")])
    stamping = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(SIGNED_AT - timedelta(days=1))
        .not_valid_after(datetime(2036, 1, 1, tzinfo=UTC))
        .add_extension(stamping, critical=True)
        .sign(key, hashes.SHA256())
    )
    return key, certificate


def root() -> bytes:
    """What vouches for its timestamps."""
    return authority()[1].public_bytes(Encoding.DER)


@cache
def _stamper(at: datetime | None) -> DummyTimeStamper:
    key, certificate = authority()
    der = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    return DummyTimeStamper(
        tsa_cert=asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER)),
        tsa_key=asn1_keys.PrivateKeyInfo.load(der),
        fixed_dt=at,
    )


_INSTEAD = {
    "500": (500, b"fel"),
    "redirects": (302, b""),
    "garbage": (200, b"<html>Logga in</html>"),
    "empty": (200, b""),
    "endless": (200, bytes(1_000_000)),
    "refuses": (200, bytes.fromhex("3005 3003 020102")),
}


@dataclass
class TimestampServer:
    """Answers as `manner` says; `asked` holds what it was sent."""

    address: str = ""
    manner: str = "good"
    at: datetime | None = STAMPED_AT
    asked: list[bytes] = field(default_factory=list)
    let_go: threading.Event = field(default_factory=threading.Event)

    def answer(self, asked: bytes) -> tuple[int, bytes]:
        """Status and body."""
        self.asked.append(asked)
        request = tsp.TimeStampReq.load(asked)
        if self.manner in _INSTEAD:
            return _INSTEAD[self.manner]
        if self.manner == "hangs":
            self.let_go.wait(20)
        elif self.manner == "wrong nonce":
            request["nonce"] = 17
        elif self.manner == "wrong checksum":
            request["message_imprint"]["hashed_message"] = bytes(reversed(range(32)))
        answer = _stamper(self.at).request_tsa_response(request).dump()
        if self.manner == "wrong signature":
            answer = answer[:-1] + bytes([answer[-1] ^ 1])
        return 200, answer


def _handler(server: TimestampServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = self.rfile.read(int(self.headers["Content-Length"]))
            status, body = server.answer(asked)
            self.send_response(status)
            if status == 302:
                self.send_header("Location", server.address + "annan")
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def handle(self) -> None:
            with suppress(ConnectionError):  # whoever asked has gone
                super().handle()

    return Handler


@contextmanager
def timestamp_server(manner: str = "good", at: datetime | None = STAMPED_AT) -> Iterator[TimestampServer]:
    """A server for as long as the block lasts; one that is "gone" has left its address. `at` is its time, None the true one."""
    server = TimestampServer(manner=manner, at=at)
    with ThreadingHTTPServer(("127.0.0.1", 0), _handler(server)) as listening:
        listening.daemon_threads = False  # closing waits for them
        port = int(listening.server_address[1])
        server.address = f"http://127.0.0.1:{port}/"
        with local_server(port):
            if manner == "gone":
                listening.server_close()
                yield server
                return
            thread = threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
            thread.start()
            try:
                yield server
            finally:
                server.let_go.set()
                listening.shutdown()
                thread.join()
