"""The log file: what the program did and where it failed, never what people wrote.

A record holds time, level, module, our own constant message and the numbers in it. Texts given as arguments,
the texts of errors and all messages of other people's libraries are left out: any of them can hold a name or a
note. A message is a plain literal with % placeholders, never put together beforehand.
"""

import logging
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Final

from inspektor import paths

LOG_FILE: Final = "inspektor.log"
_OWN: Final = ("inspektor", "ui")
_MAX_BYTES: Final = 500_000
_KEPT_FILES: Final = 3
_MAX_CAUSES: Final = 5
_MAX_FRAMES: Final = 30

_handler: "QuietHandler | None" = None


def _is_own(name: str) -> bool:
    return name.partition(".")[0] in _OWN


def _harmless(value: object) -> object:
    """Numbers as they are; of anything else only what it is."""
    return value if isinstance(value, bool | int | float) else type(value).__name__


def _message(record: logging.LogRecord) -> str:
    if not _is_own(record.name) or not isinstance(record.msg, str):
        return ""
    if not record.args:
        return record.msg
    try:
        if isinstance(record.args, Mapping):
            return record.msg % {key: _harmless(value) for key, value in record.args.items()}
        return record.msg % tuple(_harmless(value) for value in record.args)
    except (TypeError, ValueError, KeyError):  # a number was expected where a text was given
        return record.msg


def _frames(trace: TracebackType | None) -> Iterator[str]:
    while trace is not None:
        code = trace.tb_frame.f_code
        yield f"{Path(code.co_filename).name}:{trace.tb_lineno} {code.co_name}"
        trace = trace.tb_next


def _error_lines(error: BaseException | None) -> Iterator[str]:
    for _ in range(_MAX_CAUSES):
        if error is None:
            return
        kind = type(error)
        yield f"  {kind.__module__}.{kind.__qualname__}"
        yield from (f"    {frame}" for frame in list(_frames(error.__traceback__))[-_MAX_FRAMES:])
        error = error.__cause__ or error.__context__


class DiscreetFormatter(logging.Formatter):
    """Writes what may be shown to a stranger, such as the one who helps with the computer."""

    def format(self, record: logging.LogRecord) -> str:
        """The record's lines."""
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        head = f"{moment} {record.levelname} {record.name} {_message(record)}".rstrip()
        error = record.exc_info[1] if record.exc_info else None
        return "\n".join([head, *_error_lines(error)])


class QuietHandler(RotatingFileHandler):
    """Gives up in silence when the disk is full: the standard way would print the record to the terminal."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Do nothing."""


def start(folder: Path | None = None) -> Path:
    """Begin to log to a file in the user's data folder, half a megabyte and three older files; gives its path.

    A folder that cannot be written means no log, not an error.
    """
    global _handler
    stop()
    path = (folder or paths.user_data() / "logs") / LOG_FILE
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _handler = QuietHandler(
            path, maxBytes=_MAX_BYTES, backupCount=_KEPT_FILES, encoding="utf-8", delay=True
        )
        _handler.setFormatter(DiscreetFormatter())
        logging.getLogger().addHandler(_handler)
    except OSError:
        logging.getLogger().addHandler(logging.NullHandler())  # else warnings would go to the terminal
    logging.captureWarnings(True)
    for name in _OWN:
        logging.getLogger(name).setLevel(logging.INFO)
    return path


def stop() -> None:
    """End the log and close its file."""
    global _handler
    if _handler is not None:
        logging.captureWarnings(False)
        logging.getLogger().removeHandler(_handler)
        _handler.close()
        _handler = None
