"""What reading a PDF raises where the file is damaged or made to deceive: the library has no common class for it."""

import logging
import zlib

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.general import CMSStructuralError, SigningError
from pyhanko.sign.validation.errors import SignatureValidationError

BROKEN = (
    PdfError,
    SigningError,
    SignatureValidationError,
    CMSStructuralError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RuntimeError,
    AssertionError,
    OSError,
    zlib.error,
)

# A changed file makes the library log whole tracebacks, which may quote it. Callers say what is wrong themselves.
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).addHandler(logging.NullHandler())
    logging.getLogger(_name).propagate = False
