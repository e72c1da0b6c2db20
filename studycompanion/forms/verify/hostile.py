"""What the libraries raise over files that break the rules."""

import struct
import zlib

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.general import MultivaluedAttributeError, NonexistentAttributeError
from pyhanko_certvalidator.errors import PathError, ValidationError

from studycompanion.errors import CodedError

HOSTILE: tuple[type[Exception], ...] = (
    PdfError,
    CodedError,
    PathError,
    ValidationError,
    NonexistentAttributeError,
    MultivaluedAttributeError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    AssertionError,
    NotImplementedError,
    ArithmeticError,
    RecursionError,
    OSError,
    struct.error,
    zlib.error,
)
