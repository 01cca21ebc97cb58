"""The provider's reply to a fact check from the file that was sent out, Excel or Word: told apart by what is in it."""

import zipfile
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

from inspektor.errors import InspektorError
from inspektor.exchange.fact_check_rows import Grid, SaidRow, said_rows
from inspektor.i18n import tr

_MOST_PACKED, _MOST_BYTES = 20_000_000, 60_000_000
# What reading a damaged or hostile file raises; the libraries have no common class for it.
_UNREADABLE = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    EOFError,
    SyntaxError,  # what the parser of XML raises
    RuntimeError,
    zlib.error,
    zipfile.BadZipFile,
    ElementTree.ParseError,
)


class NoReply(InspektorError):
    """The file is no reply to this fact check; nothing was changed."""

    def __init__(self, name: str) -> None:
        """Name the file."""
        super().__init__(name)
        self.name = name

    def text(self) -> str:
        """Which file."""
        return tr("{name} is not a reply to this fact check.").format(name=self.name)

    def advice(self) -> str:
        """What to do."""
        return tr(
            "Choose the Word or Excel file that was sent out, as the provider filled it in. Nothing was changed."
        )


def read(path: Path, known: Iterable[str]) -> list[SaidRow]:
    """Every row that says something. NoReply for what is no such file.

    `known` are texts the file was sent out with beside the points, such as the guide.
    """
    try:
        if path.stat().st_size > _MOST_PACKED:
            raise NoReply(path.name)
        return list(said_rows(_grids(path.read_bytes()), known))
    except _UNREADABLE as error:
        raise NoReply(path.name) from error


def _grids(data: bytes) -> Iterator[Grid]:
    """The tables in it. The suffix is not asked: people rename files."""
    with zipfile.ZipFile(BytesIO(data)) as packed:
        sizes = {each.filename: each.file_size for each in packed.infolist()}
    if sum(sizes.values()) > _MOST_BYTES:
        raise ValueError("too large when unpacked")
    if any(name.startswith("word/") for name in sizes):
        from inspektor.exchange import fact_check_word

        return fact_check_word.grids(data)
    from inspektor.exchange import fact_check_sheet

    return fact_check_sheet.grids(data)
