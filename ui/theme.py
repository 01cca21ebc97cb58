"""Colours, type and measures, and how they reach Qt: Fusion, one palette, one style sheet made of tokens.

Painting code asks `current()`, `colour()`, `font()` and `px()` each time it paints. Widgets learn of a change
by the StyleChange event that Qt sends when the style sheet is replaced.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from string import Template
from typing import Literal

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from inspektor import paths

Scheme = Literal["system", "light", "dark", "contrast"]
TEXT_SIZES = (90, 100, 115, 130, 150)  # per cent


@dataclass(frozen=True, slots=True)
class Tokens:
    """One scheme's colours. `outlined`: tints do not show, so what is chosen gets a border as well."""

    bg: str
    surface: str
    side: str
    sunk: str
    line: str
    field: str
    text: str
    muted: str
    accent: str
    accent_bg: str
    on_accent: str
    accent_over: str
    ok: str
    ok_bg: str
    warn: str
    warn_bg: str
    bad: str
    bad_bg: str
    quote: str
    quote_bg: str
    neutral: str
    neutral_bg: str
    desk: str
    scroll: str
    outlined: bool = False


LIGHT = Tokens(
    bg="#F6F7F9",
    surface="#FFFFFF",
    side="#EEF1F4",
    sunk="#F3F5F8",
    line="#DDE2E8",
    field="#7F8B98",
    text="#17202A",
    muted="#566270",
    accent="#0B5FA5",
    accent_bg="#E3EFFA",
    on_accent="#FFFFFF",
    accent_over="#094F8A",
    ok="#1B6E3C",
    ok_bg="#E2F3E8",
    warn="#7A5200",
    warn_bg="#FBF0D6",
    bad="#A8321F",
    bad_bg="#FBE9E5",
    quote="#6A3D9A",
    quote_bg="#F0E9F9",
    neutral="#465260",
    neutral_bg="#E8ECF1",
    desk="#E3E7EC",
    scroll="#BEC6CF",
)
DARK = Tokens(
    bg="#14181D",
    surface="#1C2127",
    side="#171C21",
    sunk="#232930",
    line="#2F3740",
    field="#74808D",
    text="#E8ECF1",
    muted="#A7B2BE",
    accent="#6CB4F2",
    accent_bg="#17354F",
    on_accent="#0B1A28",
    accent_over="#8CC5F6",
    ok="#7BD39A",
    ok_bg="#173524",
    warn="#F0C36A",
    warn_bg="#3B2E12",
    bad="#FF9C87",
    bad_bg="#43201A",
    quote="#C9A9F2",
    quote_bg="#2F2344",
    neutral="#B6C0CB",
    neutral_bg="#2A3139",
    desk="#0E1115",
    scroll="#4B5661",
)
TONES = ("accent", "ok", "warn", "bad", "quote", "neutral")

# Size in pixels at 100 %, weight. Roles with figures in columns have tabular figures.
_TYPE: Mapping[str, tuple[int, int]] = {
    "display": (34, 600),
    "question": (25, 600),
    "aloud": (23, 400),
    "title": (22, 600),
    "card": (16, 600),
    "writing": (16, 400),
    "note": (15, 400),
    "body": (14, 400),
    "control": (14, 500),
    "strong": (14, 600),
    "label": (13, 500),
    "secondary": (13, 400),
    "fact": (13, 400),
    "head": (12, 600),
    "chip": (12, 600),
    "small": (12, 400),
    "keycap": (11, 500),
}
_TABULAR = frozenset({"fact", "head", "chip", "small", "secondary", "control", "keycap"})


@dataclass(frozen=True, slots=True)
class Theme:
    """What is applied now: colours and the size of text in per cent."""

    tokens: Tokens
    text_size: int = 100


_now = Theme(LIGHT)


def current() -> Tokens:
    """The colours in use."""
    return _now.tokens


def colour(token: str) -> QColor:
    """The colour of a token, such as "muted" or "accent_bg"."""
    return QColor(getattr(_now.tokens, token))


def text_size() -> int:
    """The size of text in per cent."""
    return _now.text_size


def px(size: float) -> int:
    """A measure that grows with the text: heights of controls, widths of columns, icons."""
    return round(size * _now.text_size / 100)


def font(role: str) -> QFont:
    """The font of a role of the type scale."""
    return QFont(_font(role, _now.text_size))


@cache
def _font(role: str, size: int) -> QFont:
    pixels, weight = _TYPE[role]
    made = QFont("Inter")
    made.setPixelSize(round(pixels * size / 100))
    made.setWeight(QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if role in _TABULAR:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def load_fonts() -> list[str]:
    """Make the bundled fonts known to Qt; returns their families."""
    families: list[str] = []
    for path in sorted((paths.resources() / "fonts").glob("Inter*.ttf")):
        added = QFontDatabase.addApplicationFont(str(path))
        families += QFontDatabase.applicationFontFamilies(added)
    return families


def contrast_tokens(palette: QPalette) -> Tokens:
    """The platform's own high-contrast colours as tokens: no tints, borders and words carry every state."""
    role = QPalette.ColorRole
    ground, ink = palette.color(role.Base).name(), palette.color(role.Text).name()
    made = {field.name: ink for field in fields(Tokens) if field.name != "outlined"}
    made |= {name: ground for name in made if name.endswith("_bg")}
    made |= dict.fromkeys(("bg", "surface", "side", "sunk", "desk", "on_accent"), ground)
    return Tokens(**made, outlined=True)


def _palette(tokens: Tokens) -> QPalette:
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette()
    for where, token in (
        (role.Window, tokens.bg),
        (role.WindowText, tokens.text),
        (role.Base, tokens.surface),
        (role.AlternateBase, tokens.sunk),
        (role.Text, tokens.text),
        (role.PlaceholderText, tokens.muted),
        (role.Button, tokens.surface),
        (role.ButtonText, tokens.text),
        (role.ToolTipBase, tokens.text),
        (role.ToolTipText, tokens.surface),
        (role.Highlight, tokens.accent),
        (role.HighlightedText, tokens.on_accent),
        (role.Accent, tokens.accent),
        (role.Link, tokens.accent),
        (role.LinkVisited, tokens.accent),
        (role.BrightText, tokens.bad),
        (role.Light, tokens.surface),
        (role.Midlight, tokens.line),
        (role.Mid, tokens.line),
        (role.Dark, tokens.field),
        (role.Shadow, tokens.field),
    ):
        palette.setColor(where, QColor(token))
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(group.Disabled, where, QColor(tokens.field))
    return palette


class _Measures(dict[str, str]):
    """The names a style sheet may use: tokens by name, measures as px36."""

    def __missing__(self, name: str) -> str:
        if not name.startswith("px"):
            raise KeyError(name)
        return f"{px(int(name[2:]))}px"


@cache
def _sheet_source() -> str:
    return (paths.resources() / "style.qss").read_text(encoding="utf-8")


def _sheet(tokens: Tokens) -> str:
    names = _Measures({field.name: str(getattr(tokens, field.name)) for field in fields(Tokens)})
    return Template(_sheet_source()).substitute(names)


class _Keeper(QObject):
    """Follows the system's scheme as long as the user asked for that."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName("theme")
        self._app = app
        self._platform_palette = QPalette(app.palette())
        self.scheme: Scheme = "system"
        app.styleHints().colorSchemeChanged.connect(self._system_changed)

    def _system_changed(self) -> None:
        if self.scheme == "system":
            self.show_scheme(_now.text_size)

    def show_scheme(self, size: int) -> None:
        global _now
        tokens = self._tokens()
        _now = Theme(tokens, size)
        self._app.setStyleSheet(
            ""
        )  # put over another, a sheet goes through all that is below a widget once for each
        self._app.setPalette(_palette(tokens))
        self._app.setFont(font("body"))
        self._app.setStyleSheet(_sheet(tokens))

    def _tokens(self) -> Tokens:
        hints = self._app.styleHints()
        wants_contrast = hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
        if self.scheme == "contrast" or (self.scheme == "system" and wants_contrast):
            return contrast_tokens(self._platform_palette)
        dark = self.scheme == "dark" or (
            self.scheme == "system" and hints.colorScheme() == Qt.ColorScheme.Dark
        )
        return DARK if dark else LIGHT


def apply_theme(app: QApplication, scheme: Scheme = "system", text_size: int = 100) -> None:
    """Dress the whole application. Call again to change; "system" follows the system where Qt knows it."""
    keeper = app.findChild(_Keeper, "theme")
    if keeper is None:
        load_fonts()
        fusion = QStyleFactory.create("Fusion")
        if fusion is not None:
            app.setStyle(fusion)
        keeper = _Keeper(app)
    keeper.scheme = scheme
    hints = app.styleHints()
    if scheme in ("light", "dark"):  # so that the title bar of the window follows
        hints.setColorScheme(Qt.ColorScheme.Dark if scheme == "dark" else Qt.ColorScheme.Light)
    else:
        hints.unsetColorScheme()
    keeper.show_scheme(text_size)
