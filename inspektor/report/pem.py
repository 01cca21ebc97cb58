"""Several certificates in one text, as they are kept and synced."""

import re
import ssl
from collections.abc import Iterable

_ONE = re.compile(r"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)


def together(certificates: Iterable[bytes]) -> str:
    """The DER certificates in armour, one after the other."""
    return "".join(ssl.DER_cert_to_PEM_cert(each) for each in certificates)


def apart(text: str) -> tuple[bytes, ...]:
    """The certificates in such a text as DER; what is none is passed over."""
    return tuple(ssl.PEM_cert_to_DER_cert(each) for each in _ONE.findall(text))
