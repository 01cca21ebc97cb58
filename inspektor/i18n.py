"""Texts for people: gettext, English in the code, Swedish complete and default.

`tr_mark` marks a text that is stored or kept and translated when it is shown, so the journal stays free of language.
"""

from functools import cache
from gettext import GNUTranslations, NullTranslations

from inspektor import paths

DEFAULT_LANGUAGE = "sv"
LANGUAGES = ("sv", "en")


@cache
def _catalogue(language: str) -> NullTranslations:
    compiled = paths.resources() / "locale" / language / "LC_MESSAGES" / "inspektor.mo"
    if not compiled.is_file():
        return NullTranslations()
    with compiled.open("rb") as file:
        return GNUTranslations(file)


class Texts:
    """The texts of one language; a document's language is chosen apart from the window's."""

    def __init__(self, language: str) -> None:
        """Choose a language by its code, "sv" or "en"."""
        self.language = language
        self._catalogue = _catalogue(language)

    def tr(self, text: str) -> str:
        """The text in this language."""
        return self._catalogue.gettext(text) if text else ""

    def tr_n(self, one: str, many: str, n: int) -> str:
        """The form that fits the number; the caller fills in the placeholders."""
        return self._catalogue.ngettext(one, many, n)

    def tr_c(self, context: str, text: str) -> str:
        """The text in this language, where one English word has several meanings."""
        return self._catalogue.pgettext(context, text)


_window = Texts(DEFAULT_LANGUAGE)


def use_language(language: str) -> None:
    """Choose the language of the window and of error texts."""
    global _window
    _window = Texts(language if language in LANGUAGES else DEFAULT_LANGUAGE)


def language() -> str:
    """The code of the window's language."""
    return _window.language


def tr(text: str) -> str:
    """The text in the window's language."""
    return _window.tr(text)


def tr_n(one: str, many: str, n: int) -> str:
    """The form that fits the number, in the window's language."""
    return _window.tr_n(one, many, n)


def tr_c(context: str, text: str) -> str:
    """The text of a context, in the window's language."""
    return _window.tr_c(context, text)


def tr_mark(text: str) -> str:
    """Mark a text for translation where it is stored; it is translated when shown."""
    return text
