"""Keeps the catalogues of texts: extract from the code, fill in, list what is missing, compile.

    python packaging/translate.py extract          bring the .po files up to date with the code
    python packaging/translate.py fill FILE.json    extract, then fill in translations, then compile
    python packaging/translate.py missing           list what is untranslated or wrong; exit 1 if anything is
    python packaging/translate.py compile           make the .mo files the program reads

FILE.json maps the English to the Swedish: {"Save": "Spara", "{n} day": ["{n} dag", "{n} dagar"],
"menu|Open": "Öppna"}. A plural is keyed by its singular, a context stands before a bar.
"""

import argparse
import json
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from string import Formatter
from tokenize import TokenError

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("inspektor", "ui")
LANGUAGE = "sv"
CATALOGUE = ROOT / "resources" / "locale" / LANGUAGE / "LC_MESSAGES" / "inspektor.po"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "tr": None,
    "tr_mark": None,
    "tr_n": (1, 2),
    "tr_c": ((1, "c"), 2),
}
HEADER = """\
# Swedish texts of Inspektor. The English stands in the code; packaging/translate.py keeps this file in order.
msgid ""
msgstr ""
"Project-Id-Version: inspektor\\n"
"Language: sv\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
LOCK_PATIENCE = 60.0  # seconds to wait for another run


class TranslationTrouble(Exception):
    """Something this program cannot do; the message says what."""


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold the catalogue alone. SQLite's file lock is the same on every system and dies with its process."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path, timeout=LOCK_PATIENCE, isolation_level=None)) as door:
        try:
            door.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            raise TranslationTrouble(f"{path} is held by another run ({error})") from error
        yield


def extract(root: Path = ROOT) -> Catalog:
    """Every text of the code, untranslated, with the files it stands in."""
    found = Catalog(locale=LANGUAGE, fuzzy=False)
    for package in PACKAGES:
        for path in sorted((root / package).rglob("*.py")):
            where = path.relative_to(root).as_posix()
            try:
                messages = list(extract_from_file("python", path, keywords=KEYWORDS))
            except (SyntaxError, TokenError, UnicodeDecodeError) as error:
                raise TranslationTrouble(f"{where} cannot be read: {error}") from error
            for line, ids, _comments, context in messages:
                found.add(ids, locations=[(where, line)], context=context)
    return found


def read(path: Path = CATALOGUE) -> Catalog:
    """The catalogue as it lies on disk; empty if there is none yet."""
    if not path.is_file():
        return Catalog(locale=LANGUAGE, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def merge(found: Catalog, kept: Catalog) -> Catalog:
    """The texts of the code with the translations kept; what the code no longer says is dropped."""
    merged = Catalog(locale=LANGUAGE, fuzzy=False)
    for message in texts(found):
        old = kept.get(_key(message), message.context)
        fresh = merged.add(message.id, locations=sorted(message.locations), context=message.context)
        if old is not None and bool(old.pluralizable) == bool(message.pluralizable):
            fresh.string = old.string
            if old.fuzzy:
                fresh.flags.add("fuzzy")
    return merged


def write(catalogue: Catalog, path: Path = CATALOGUE) -> None:
    """Write sorted, without dates and line numbers, so that a change shows as what it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(path.name + ".new")
    with fresh.open("wb") as file:
        file.write(HEADER.encode())
        write_po(file, catalogue, width=110, sort_output=True, omit_header=True, include_lineno=False)
    if path.is_file() and path.read_bytes() == fresh.read_bytes():
        fresh.unlink()
    else:
        fresh.replace(path)


def compile_catalogue(path: Path = CATALOGUE) -> None:
    """Make the .mo file beside the .po file."""
    target = path.with_suffix(".mo")
    fresh = target.with_name(target.name + ".new")
    with fresh.open("wb") as file:
        write_mo(file, read(path))
    fresh.replace(target)


def texts(catalogue: Catalog) -> list[Message]:
    """The messages of a catalogue without its header."""
    return [message for message in catalogue if message.id]


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _label(message: Message) -> str:
    return f"{message.context}|{_key(message)}" if message.context else _key(message)


def forms(message: Message) -> list[tuple[str, str]]:
    """Pairs of English and translation, one for a plain text, two for a plural."""
    if isinstance(message.id, str):
        return [(message.id, message.string if isinstance(message.string, str) else "")]
    strings = [message.string] if isinstance(message.string, str) else list(message.string or ())
    strings += [""] * (len(message.id) - len(strings))
    return list(zip(message.id, strings[: len(message.id)], strict=True))


def placeholders(text: str) -> frozenset[str] | None:
    """The names between braces; None if the braces do not pair up."""
    try:
        return frozenset(name for _, name, _, _ in Formatter().parse(text) if name is not None)
    except ValueError:
        return None


def flaws(message: Message) -> list[str]:
    """What is wrong with one translation, in words; empty if nothing is."""
    label = _label(message)
    pairs = forms(message)
    if not all(swedish for _, swedish in pairs):
        return [f"untranslated: {label!r}"]
    found = [f"fuzzy: {label!r}"] if message.fuzzy else []
    most = placeholders(pairs[-1][0])
    for english, swedish in pairs:
        wanted = placeholders(english)
        # "one note" may be said with or without its number, as long as the plural knows the name
        if wanted is not None and placeholders(swedish) not in (wanted, most):
            found.append(f"placeholders differ: {label!r} -> {swedish!r}")
        if _edges(english) != _edges(swedish):
            found.append(f"blanks at the ends differ: {label!r} -> {swedish!r}")
    return found


def _edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def problems(found: Catalog, kept: Catalog) -> list[str]:
    """Everything that keeps the translation from being complete, one line each."""
    in_code = {(_key(message), message.context or "") for message in texts(found)}
    in_file = {(_key(message), message.context or "") for message in texts(kept)}
    lines = [flaw for message in texts(merge(found, kept)) for flaw in flaws(message)]
    lines += [f"no longer in the code: {key!r}" for key, _ in sorted(in_file - in_code)]
    lines += [f"not yet extracted: {key!r}" for key, _ in sorted(in_code - in_file)]
    return lines


def fill(catalogue: Catalog, translations: dict[str, str | list[str]]) -> list[str]:
    """Fill in translations; returns a line for each one that was refused."""
    refused = []
    for key, value in translations.items():
        message = catalogue.get(key)
        if message is None and "|" in key:
            context, _, english = key.partition("|")
            message = catalogue.get(english, context)
        if message is None:
            refused.append(f"not in the code: {key!r}")
            continue
        if (1 if isinstance(value, str) else len(value)) != (2 if message.pluralizable else 1):
            refused.append(f"a plural takes two forms, a plain text one: {key!r}")
            continue
        before, flags = message.string, set(message.flags)
        message.string = value if isinstance(value, str) else tuple(value)
        message.flags.discard("fuzzy")
        wrong = flaws(message)
        if wrong:
            message.string, message.flags = before, flags
            refused += wrong
    return refused


def _fill_from(path: Path) -> int:
    translations = json.loads(path.read_text(encoding="utf-8"))
    catalogue = merge(extract(), read())
    refused = fill(catalogue, translations)
    write(catalogue)
    compile_catalogue()
    left = sum(1 for message in texts(catalogue) if flaws(message))
    _say([*refused, f"{len(translations) - len(refused)} filled in, {left} texts still to translate"])
    return 1 if refused else 0


def _missing() -> int:
    lines = problems(extract(), read())
    _say(lines or ["every text is translated"])
    return 1 if lines else 0


def _say(lines: Sequence[str]) -> None:
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a Windows console may be cp1252
    print("\n".join(lines))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb; returns the exit code."""
    parser = argparse.ArgumentParser(description="Keeps the catalogues of texts.")
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("extract", help="bring the .po file up to date with the code")
    verbs.add_parser("fill", help="fill in translations from a JSON file").add_argument("file", type=Path)
    verbs.add_parser("missing", help="list what is untranslated or wrong")
    verbs.add_parser("compile", help="make the .mo file")
    chosen = parser.parse_args(arguments)
    try:
        with _alone(ROOT / "build" / "translate.lock"):
            if chosen.verb == "fill":
                return _fill_from(chosen.file)
            if chosen.verb == "missing":
                return _missing()
            if chosen.verb == "compile":
                compile_catalogue()
            else:
                write(merge(extract(), read()))
            return 0
    except TranslationTrouble as trouble:
        print(f"translate: {trouble}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
