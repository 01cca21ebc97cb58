"""Colours one can read, type that lines up, and a style that reaches every widget."""

import itertools

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPalette, QRawFont
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from ui import theme
from ui.widgets.text import Label

SCHEMES = [pytest.param(theme.LIGHT, id="light"), pytest.param(theme.DARK, id="dark")]
GROUNDS = ("bg", "surface", "side", "sunk")


def luminance(colour: str) -> float:
    shares = []
    for value in (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF()):
        shares.append(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)
    return 0.2126 * shares[0] + 0.7152 * shares[1] + 0.0722 * shares[2]


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def text_pairs(tokens: theme.Tokens) -> list[tuple[str, str]]:
    pairs = list(itertools.product(("text", "muted", "accent"), (*GROUNDS, "accent_bg")))
    pairs += [("text", "desk"), ("muted", "desk"), ("text", "neutral_bg"), ("on_accent", "accent")]
    pairs += [("on_accent", "accent_over"), ("surface", "text")]
    for tone in theme.TONES:
        pairs += [(tone, f"{tone}_bg"), (tone, "surface"), (tone, "bg"), (tone, "sunk")]
    return pairs


@pytest.mark.parametrize("tokens", SCHEMES)
def test_every_text_reads_on_every_ground_it_stands_on(tokens):
    weak = {
        f"{ink} on {ground}": round(contrast(getattr(tokens, ink), getattr(tokens, ground)), 2)
        for ink, ground in text_pairs(tokens)
        if contrast(getattr(tokens, ink), getattr(tokens, ground)) < 4.5
    }
    assert weak == {}


@pytest.mark.parametrize("tokens", SCHEMES)
def test_what_can_be_operated_has_a_border_one_sees(tokens):
    for ground in ("bg", "surface", "side"):
        assert contrast(tokens.field, getattr(tokens, ground)) >= 3
        assert contrast(tokens.accent, getattr(tokens, ground)) >= 3


def test_high_contrast_takes_the_platforms_colours_and_no_tints(qapp):
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Base, QColor("#000000"))
    palette.setColor(QPalette.ColorRole.Text, QColor("#FFFF00"))
    tokens = theme.contrast_tokens(palette)
    assert (tokens.surface, tokens.text, tokens.outlined) == ("#000000", "#ffff00", True)
    assert all(contrast(getattr(tokens, a), getattr(tokens, b)) > 4.5 for a, b in text_pairs(tokens))


@pytest.fixture
def restored(qapp):
    yield
    theme.apply_theme(qapp, "light")


@pytest.mark.usefixtures("restored")
def test_a_scheme_reaches_palette_style_sheet_and_painters(qapp):
    theme.apply_theme(qapp, "dark")
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(theme.DARK.bg)
    assert theme.DARK.surface in qapp.styleSheet()
    assert "$" not in qapp.styleSheet()
    assert theme.colour("muted") == QColor(theme.DARK.muted)
    theme.apply_theme(qapp, "light")
    assert theme.LIGHT.surface in qapp.styleSheet()
    assert QApplication.style().objectName().lower() == "fusion" or qapp.styleSheet()


@pytest.mark.usefixtures("restored")
def test_the_system_is_light_until_it_says_otherwise(qapp):
    theme.apply_theme(qapp, "system")
    assert theme.current() is theme.LIGHT  # offscreen, Qt knows of no scheme


@pytest.mark.usefixtures("restored")
def test_larger_text_reaches_widgets_that_are_shown(qapp, show):
    label, button = Label("Större text", "body"), QPushButton()
    for widget in (label, button):
        show(widget)
    before = button.sizeHint().height()
    theme.apply_theme(qapp, "light", 150)
    assert label.font().pixelSize() == 21
    assert theme.px(36) == 54
    assert button.sizeHint().height() > before * 1.4


class Listener(QWidget):
    """Counts how often it is told of another style."""

    told = 0

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.told += event.type() == QEvent.Type.StyleChange


def test_a_change_of_scheme_goes_through_the_window_a_few_times_however_deep_it_is(qapp, show):
    top = within = QWidget()
    for _ in range(20):
        within = QWidget(within)
    deepest = Listener(within)
    show(top)
    before = deepest.told
    theme.apply_theme(qapp, "dark")
    assert 0 < deepest.told - before < 10


def test_inter_is_bundled_with_every_sign_that_swedish_uses(qapp):
    assert {"Regular", "Medium", "SemiBold"} <= set(QFontDatabase.styles("Inter"))
    raw = QRawFont.fromFont(theme.font("body"))
    assert raw.familyName() == "Inter"
    signs = "abcåäöÅÄÖéüßñčšžłøæđ 0123456789 \u2011–—…·•\u2018\u2019”“»«§%‰°½²³×÷−±≤≥≠→←↑↓✓€№"
    assert [sign for sign in signs if raw.glyphIndexesForString(sign)[0] == 0] == []


def test_figures_of_a_column_are_equally_wide_and_hyphens_stay_as_they_are(qapp):
    fact, plain = QFontMetricsF(theme.font("fact")), theme.font("fact")
    plain.unsetFeature(QFont.Tag("tnum"))
    assert fact.horizontalAdvance("111") == fact.horizontalAdvance("888")
    assert fact.horizontalAdvance("-.:") == QFontMetricsF(plain).horizontalAdvance("-.:")


def test_labels_show_markup_as_it_was_written(qapp, show):
    label = Label("<b>Inte fet</b> & <img src=x>")
    show(label)
    plain = QFontMetricsF(label.font()).horizontalAdvance(label.text())
    assert label.sizeHint().width() >= plain - 1
