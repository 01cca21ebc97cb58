"""Keys to sign with: a local root, a person's certificate and this computer's seal, as encrypted PKCS#12.

The root's key signs the two certificates and is then forgotten, so nobody can issue another in its name. A group's own
root replaces it later. RSA is used because signatures by elliptic curves would turn the file into PDF 2.0.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import HashAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, PrivateFormat, PublicFormat, pkcs12
from cryptography.x509.oid import NameOID

from inspektor.errors import InspektorError
from inspektor.formats import nfc
from inspektor.i18n import tr
from inspektor.shapes.keys import OwnKey

KEY_BITS = 3072
_PUBLIC_EXPONENT = 65537
_KDF_ROUNDS = 200_000
_ROOT_DAYS = 3652
_LEAF_DAYS = 1826
_CLOCK_SLACK = timedelta(hours=1)  # another computer's clock may be behind
_COUNTRY = "SE"
PublicKey = ec.EllipticCurvePublicKey | rsa.RSAPublicKey


class WrongPassphrase(InspektorError):
    """The passphrase does not open the signing key."""

    def text(self) -> str:
        """That it did not open."""
        return tr("The passphrase does not open the signing key.")

    def advice(self) -> str:
        """What to look at."""
        return tr("Check capital letters and the keyboard's language, and write it again.")


class DamagedCredential(InspektorError):
    """The signing key is not a PKCS#12 file with one RSA key and its certificate."""

    def text(self) -> str:
        """That it cannot be used."""
        return tr("The signing key cannot be read.")

    def advice(self) -> str:
        """Where a whole one is."""
        return tr("Restore it from a backup, or make a new signing key in the settings.")


class SigningKey(Protocol):
    """What signs: a key in memory, or one that stays on its card."""

    @property
    def key_size(self) -> int:
        """In bits."""

    def sign(self, data: bytes, padding: PKCS1v15, algorithm: HashAlgorithm) -> bytes:
        """The signature of the data."""


@dataclass(frozen=True, slots=True)
class Credential:
    """An opened key with its certificate and the certificates above it. Lives only while signing."""

    key: SigningKey = field(repr=False)
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]

    @property
    def name(self) -> str:
        """Whom the certificate names."""
        return _common_name(self.certificate)

    def der(self) -> bytes:
        """The certificate in its own bytes."""
        return self.certificate.public_bytes(Encoding.DER)

    @property
    def expires(self) -> datetime:
        """When the certificate stops being valid, in UTC."""
        return self.certificate.not_valid_after_utc


@dataclass(frozen=True, slots=True)
class Identity:
    """What a new profile keeps: two encrypted keys and the root that vouches for them."""

    personal: bytes = field(repr=False)
    """PKCS#12 under the person's passphrase."""
    seal: bytes = field(repr=False)
    """PKCS#12 of this computer's seal, under the secret its caller keeps."""
    root: bytes = field(repr=False)
    """The root certificate as DER, for the archive and for IT to trust."""
    public: tuple[bytes, bytes] = field(repr=False)
    """Both public keys, the person's first, by which others are asked for certificates."""
    fingerprint: str
    """SHA-256 of the root certificate, in groups people can compare."""


def make_identity(
    name: str, title: str, municipality: str, board: str, passphrase: str, now: datetime, *, seal_secret: str
) -> Identity:
    """New keys and certificates for a person on this computer. Takes some seconds.

    Args:
        name: the person's name, as it is printed beside signatures.
        title: the person's title; may be empty.
        municipality: the organisation in the certificates.
        board: the organisational unit; may be empty.
        passphrase: encrypts the personal key.
        now: an aware moment; the certificates are valid from an hour before it.
        seal_secret: encrypts the seal's key, which this computer opens without the person's passphrase.
    """
    root_key, root = _root(name, municipality, now)
    personal_key, personal = _leaf(subject(name, municipality, board, title), root_key, root, now)
    seal_name = tr("This computer, seal for {name}").format(name=name)
    seal_key, seal = _leaf(subject(seal_name, municipality, board, ""), root_key, root, now)
    return Identity(
        personal=_pack(name, personal_key, personal, [root], passphrase),
        seal=_pack(seal_name, seal_key, seal, [root], seal_secret),
        root=root.public_bytes(Encoding.DER),
        public=(public_bytes(personal_key.public_key()), public_bytes(seal_key.public_key())),
        fingerprint=fingerprint(root),
    )


def open_p12(data: bytes, passphrase: str) -> Credential:
    """The key in a PKCS#12. Raises WrongPassphrase, or DamagedCredential where it is not one we can sign with."""
    try:
        bundle = pkcs12.load_pkcs12(data, _secret(passphrase))
    except ValueError as error:
        # The library tells the two apart in words only.
        if "password" in str(error).lower():
            raise WrongPassphrase from error
        raise DamagedCredential from error
    if not isinstance(bundle.key, rsa.RSAPrivateKey) or bundle.cert is None:
        raise DamagedCredential
    return Credential(
        bundle.key, bundle.cert.certificate, tuple(each.certificate for each in bundle.additional_certs)
    )


def repack(credential: Credential, passphrase: str) -> bytes:
    """An opened key as PKCS#12 under another passphrase."""
    if not isinstance(credential.key, rsa.RSAPrivateKey):
        raise DamagedCredential  # a card's key cannot be taken out
    return _pack(credential.name, credential.key, credential.certificate, credential.chain, passphrase)


def about(certificate: bytes, name: str, *, imported: bool) -> OwnKey:
    """What an imported certificate, or the root made here for the person, says of the key."""
    read = x509.load_der_x509_certificate(certificate)
    issuer = read.issuer.get_attributes_for_oid(NameOID.COMMON_NAME)
    said = str(issuer[0].value) if issuer else ""
    shown = _common_name(read) if imported else name
    return OwnKey(shown, said, read.not_valid_after_utc, fingerprint(read), imported)


def public_bytes(key: PublicKey) -> bytes:
    """A public key in its own bytes."""
    return key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def vouched(credential: Credential, chain: Sequence[bytes]) -> Credential:
    """The same key under a certificate issued for it later, with those above; unchanged if they are for another key."""
    certificates = [x509.load_der_x509_certificate(each) for each in chain]
    if not certificates or certificates[0].public_key() != credential.certificate.public_key():
        return credential
    return Credential(credential.key, certificates[0], tuple(certificates[1:]))


def fingerprint(certificate: x509.Certificate | bytes) -> str:
    """SHA-256 of a certificate as sixteen groups of four hexadecimal digits, short enough to read aloud."""
    if isinstance(certificate, bytes):
        certificate = x509.load_der_x509_certificate(certificate)
    digits = certificate.fingerprint(hashes.SHA256()).hex()
    return " ".join(digits[i : i + 4] for i in range(0, len(digits), 4))


def _secret(passphrase: str) -> bytes:
    """The same bytes however the keyboard composed the letters."""
    return nfc(passphrase).encode("utf-8")


def _common_name(certificate: x509.Certificate) -> str:
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else ""


def subject(name: str, municipality: str, board: str, title: str) -> x509.Name:
    """What a certificate says of whose it is."""
    # Lengths are those the standard allows; longer names are cut in the certificate, never on paper.
    parts = [x509.NameAttribute(NameOID.COUNTRY_NAME, _COUNTRY)]
    for kind, value in (
        (NameOID.ORGANIZATION_NAME, municipality),
        (NameOID.ORGANIZATIONAL_UNIT_NAME, board),
        (NameOID.TITLE, title),
        (NameOID.COMMON_NAME, name),
    ):
        if value.strip():
            parts.append(x509.NameAttribute(kind, value.strip()[:64]))
    return x509.Name(parts)


def _new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(_PUBLIC_EXPONENT, KEY_BITS)


def _root(name: str, municipality: str, now: datetime) -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    key = _new_key()
    called = subject(tr("Inspektor, local root for {name}").format(name=name), municipality, "", "")
    until = now + timedelta(days=_ROOT_DAYS)
    made = built(called, called, key.public_key(), now, until, issues=True, below=0)
    return key, made.sign(key, hashes.SHA256())


def _leaf(
    called: x509.Name, root_key: rsa.RSAPrivateKey, root: x509.Certificate, now: datetime
) -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    key = _new_key()
    until = now + timedelta(days=_LEAF_DAYS)
    above = x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key())
    certificate = built(called, root.subject, key.public_key(), now, until, issues=False)
    return key, certificate.add_extension(above, critical=False).sign(root_key, hashes.SHA256())


def built(
    called: x509.Name,
    issued_by: x509.Name,
    key: PublicKey,
    now: datetime,
    until: datetime,
    *,
    issues: bool,
    below: int | None = None,
) -> x509.CertificateBuilder:
    """A certificate that is yet to be signed: of one who issues others, or of one who signs documents."""
    return (
        x509.CertificateBuilder()
        .subject_name(called)
        .issuer_name(issued_by)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _CLOCK_SLACK)
        .not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=issues, path_length=below), critical=True)
        .add_extension(_usage(issues=issues), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _usage(*, issues: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not issues,
        content_commitment=not issues,
        key_cert_sign=issues,
        crl_sign=issues,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _pack(
    name: str,
    key: rsa.RSAPrivateKey,
    certificate: x509.Certificate,
    issuers: Sequence[x509.Certificate],
    secret: str,
) -> bytes:
    encryption = (
        PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(_KDF_ROUNDS)
        .key_cert_algorithm(pkcs12.PBES.PBESv2SHA256AndAES256CBC)
        .hmac_hash(hashes.SHA256())
        .build(_secret(secret))
    )
    return pkcs12.serialize_key_and_certificates(name.encode("utf-8"), key, certificate, issuers, encryption)
