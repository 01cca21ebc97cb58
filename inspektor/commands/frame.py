"""What every command shares: its arguments in the user's language, exit codes, and one line for each thing that is wrong."""

import argparse
import gettext
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from typing import Any, Final, NoReturn

from inspektor import i18n, paths
from inspektor.errors import InspektorError, RuleBroken
from inspektor.i18n import tr, tr_mark

DONE: Final = 0
WANTING: Final = 1
"""Something was looked at and found wanting."""
WRONG_USE: Final = 2
"""Wrong use, bad input, or something in the way that the user can change."""
FAULT: Final = 3
"""A fault of ours; the log file has its place."""
INTERRUPTED: Final = 130

Run = Callable[[argparse.Namespace], int]

_ROOMS: Final = (
    "demo setup doctor backups register letterhead templates visits report fact_checks documents sync share conflicts"
    " finding preferences outside signing_keys auditing erasing disposal"
).split()
# The words that the standard library's parser takes from the catalogue by itself, in its own English.
_PARSER_WORDS: Final = (
    tr_mark("usage: "),
    tr_mark("options"),
    tr_mark("positional arguments"),
    tr_mark("show this help message and exit"),
    tr_mark("the following arguments are required: %s"),
    tr_mark("unrecognized arguments: %s"),
    tr_mark("argument %(argument_name)s: %(message)s"),
    tr_mark("invalid choice: %(value)r (choose from %(choices)s)"),
    tr_mark("invalid %(type)s value: %(value)r"),
    tr_mark("expected one argument"),
    tr_mark("expected at least one argument"),
    tr_mark("expected at most one argument"),
    tr_mark("not allowed with argument %s"),
    tr_mark("one of the arguments %s is required"),
    tr_mark("ignored explicit argument %r"),
)


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line."""

    def __init__(self, **given: Any) -> None:
        """Take what the standard one takes; abbreviated options are refused, so that scripts keep their meaning."""
        super().__init__(allow_abbrev=False, **given)

    def error(self, message: str) -> NoReturn:
        """One line and exit code 2."""
        see = tr("See {command} --help.").format(command=self.prog)
        self.exit(WRONG_USE, f"{self.prog}: {message}. {see}\n")


Commands = Any
"""What `add_subparsers` gives; the standard library does not name its type."""


def add(commands: Commands, name: str, help_text: str, run: Run | None = None, more: str = "") -> Parser:
    """A new command, or a group of commands if it runs nothing itself."""
    description = f"{help_text}. {more}" if more else help_text
    made: Parser = commands.add_parser(name, help=help_text, description=description)
    if run is not None:
        made.set_defaults(run=run)
    return made


def group(parser: Parser, *, required: bool = True) -> Commands:
    """The place for the commands of a group."""
    return parser.add_subparsers(
        title=tr("commands"), metavar=tr("COMMAND"), dest="command", required=required
    )


@cache
def parser(language: str) -> Parser:
    """The parser of everything, its texts in a language; making it takes longer than most commands do."""
    i18n.use_language(language)
    with _parser_words_in(language):
        whole = Parser(
            prog="inspektor",
            description=tr(
                "Inspektor without a window. Exit code 0: done, 1: found wanting, 2: wrong use or bad input, 3: a fault."
            ),
        )
        whole.add_argument(
            "--language",
            choices=i18n.LANGUAGES,
            help=tr("the language of texts and messages: sv (default) or en"),
        )
        whole.add_argument("--version", action="store_true", help=tr("say which version this is"))
        commands = group(whole, required=False)
        for room in _ROOMS:
            import_module(f"inspektor.commands.{room}").offer(commands)
    return whole


def run(words: Sequence[str]) -> int:
    """Run a command line; gives its exit code. A fault of ours passes through as the exception it is."""
    _let_old_consoles_read()
    language, rest = _language(words)
    i18n.use_language(language)
    with _parser_words_in(language):
        whole = parser(language)
        try:
            arguments = whole.parse_args(rest)
        except SystemExit as end:
            return end.code if isinstance(end.code, int) else WRONG_USE
        try:
            return _run(whole, arguments)
        except InspektorError as error:
            complain(error)
            return WRONG_USE
        except KeyboardInterrupt:
            return INTERRUPTED
        except BrokenPipeError:  # the reader of our output has had enough
            _deaf()
            return WANTING


def _run(whole: Parser, arguments: argparse.Namespace) -> int:
    from inspektor import __version__, logs

    if arguments.version:
        print(f"Inspektor {__version__}")
        return DONE
    chosen: Run | None = getattr(arguments, "run", None)
    if chosen is None:
        whole.print_help(sys.stderr)
        return WRONG_USE
    logs.start()
    try:
        code = chosen(arguments)
        sys.stdout.flush()
        return code
    finally:
        logs.stop()


def complain(error: InspektorError) -> None:
    """The one line for an error that a user can meet."""
    field = f" ({error.field})" if isinstance(error, RuleBroken) and error.field else ""
    print(" ".join(f"inspektor: {error}{field}".split()), file=sys.stderr)


def confess(fault: BaseException) -> int:
    """The one line for a fault of ours. The log gets its place in the program, never anybody's text."""
    import logging

    from inspektor import logs

    log = logs.start()
    logging.getLogger("inspektor.commands").error("a command failed", exc_info=fault)
    logs.stop()
    words = tr("Something is wrong in the program. What you have saved is saved. Details: {log}")
    print("inspektor: " + words.format(log=log), file=sys.stderr)
    return FAULT


def _language(words: Sequence[str]) -> tuple[str, list[str]]:
    """The language must be known before the first text is made; the option may stand anywhere before "--"."""
    first = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    first.add_argument("--language", choices=i18n.LANGUAGES, default=i18n.DEFAULT_LANGUAGE)
    end = list(words).index("--") if "--" in words else len(words)
    try:
        chosen, rest = first.parse_known_args(words[:end])
    except argparse.ArgumentError:
        return i18n.DEFAULT_LANGUAGE, list(words)  # the whole parser says what is wrong with it
    return chosen.language, [*rest, *words[end:]]


@contextmanager
def _parser_words_in(language: str) -> Iterator[None]:
    """Let the standard library's parser find its words in our catalogue, by the way it looks for them."""
    domain, kept = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain("inspektor", os.fspath(paths.resources() / "locale"))
    gettext.textdomain("inspektor")
    os.environ["LANGUAGE"] = language
    try:
        yield
    finally:
        gettext.textdomain(domain)
        if kept is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = kept


def _deaf() -> None:
    """Let nobody hear what is left to say, not even the interpreter when it flushes at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _let_old_consoles_read() -> None:
    """A console that lacks a letter shows a question mark instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
