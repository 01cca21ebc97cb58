"""A smart card in software (SoftHSM): a real PKCS#11 module and a real token, with certificates as on real cards."""

import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pkcs11
import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pkcs11 import Attribute, CertificateType, ObjectClass

from tests.municipal_ca import LOGS_IN, PAST, issued, key, root

PIN = "123456"
LABEL = "Karins kort"
_PLACES = (
    "/usr/lib/softhsm/libsofthsm2.so",
    "/usr/lib64/pkcs11/libsofthsm2.so",
    "/opt/homebrew/lib/softhsm/libsofthsm2.so",
)


@cache
def soft_card() -> Path:
    """The module, with one card in its reader; without SoftHSM the test is skipped, and fails in CI."""
    module = next((Path(each) for each in _PLACES if Path(each).is_file()), None)
    tool = shutil.which("softhsm2-util")
    if module is None or tool is None:
        if os.environ.get("INSPEKTOR_CI"):
            pytest.fail("SoftHSM is not installed; CI must have every judge", pytrace=False)
        pytest.skip("SoftHSM is not installed")
    folder = Path(tempfile.mkdtemp(prefix="kort"))
    (folder / "tokens").mkdir()
    conf = folder / "softhsm2.conf"
    conf.write_text(
        f"directories.tokendir = {folder / 'tokens'}\nobjectstore.backend = file\nlog.level = ERROR\n"
    )
    os.environ["SOFTHSM2_CONF"] = str(conf)
    made = [tool, "--init-token", "--free", "--label", LABEL, "--so-pin", "12345678", "--pin", PIN]
    subprocess.run(made, check=True, capture_output=True)
    _put(tool, folder, 1, issued("Karin Åkerström"))
    _put(tool, folder, 2, issued("Karin Åkerström inloggning", own=key(2), usage=LOGS_IN))
    _put(
        tool,
        folder,
        3,
        issued("Karin Åkerström, förra året", own=key(3), begins=PAST, ends=PAST.replace(month=12)),
    )
    _put(tool, folder, 4, issued("Johan Lind", own=key(4)))
    _put(tool, folder, 0, root())
    return module


def _put(tool: str, folder: Path, number: int, certificate: object) -> None:
    """Write a key and its certificate to the card, under one id; of the authority the certificate alone."""
    module, identifier = next(Path(each) for each in _PLACES if Path(each).is_file()), f"0{number}"
    if number:
        pem = folder / "key.pem"
        pem.write_bytes(key(number).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        words = ["--token", LABEL, "--pin", PIN, "--label", f"nyckel {number}", "--id", identifier]
        subprocess.run([tool, "--import", pem, *words], check=True, capture_output=True)
        pem.unlink()
    token = next(each for each in pkcs11.lib(str(module)).get_tokens() if each.label == LABEL)
    with token.open(rw=True, user_pin=PIN) as session:
        session.create_object(
            {
                Attribute.CLASS: ObjectClass.CERTIFICATE,
                Attribute.CERTIFICATE_TYPE: CertificateType.X_509,
                Attribute.TOKEN: True,
                Attribute.ID: bytes.fromhex(identifier),
                Attribute.LABEL: f"certifikat {number}",
                Attribute.SUBJECT: certificate.subject.public_bytes(),
                Attribute.VALUE: certificate.public_bytes(Encoding.DER),
            }
        )
