"""How commands answer: lines for people, or one JSON object for a program."""

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from inspektor.commands.frame import Parser
from inspektor.i18n import tr


def add_json(parser: Parser, default: bool | str = False) -> None:
    """The option that a program uses."""
    parser.add_argument(
        "--json", action="store_true", default=default, help=tr("answer in JSON, for a program")
    )


def say(*lines: str) -> None:
    """Lines for people."""
    for line in lines:
        print(line)


def answer(arguments: argparse.Namespace, value: Any, lines: Iterable[str]) -> None:
    """The value as JSON where that was asked for, else the lines."""
    if arguments.json:
        print(json.dumps(plain(value), indent=2))
    else:
        say(*lines)


def aside(text: str) -> None:
    """How far it has come, where somebody is looking; never part of the answer."""
    if sys.stderr.isatty():
        print(text, file=sys.stderr)


def plain(value: Any) -> Any:
    """The value in what JSON knows: paths and days as text, moments in UTC, stored words by their value."""
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, frozenset | set):
        return sorted(plain(each) for each in value)
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    return str(value) if isinstance(value, Path) else value


def columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows in columns as wide as their widest text; the last one runs on."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join([text.ljust(width) for text, width in zip(row[:-1], widths, strict=False)] + [row[-1]])
        for row in rows
    ]
