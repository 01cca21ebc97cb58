"""What a group's papers have in common: whose they are, the logo, the colour, the texts that always stand there."""

from dataclasses import dataclass

WHITE = "FFFFFF"
OWN_ACCENT = "0B5FA5"
"""What papers have without a letterhead."""
LEAST_CONTRAST = 4.5
"""What text on paper must have at least (WCAG 2.1, 1.4.3)."""


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Empty texts stand nowhere; an empty name is the follow-up's own; an empty colour is the program's."""

    municipality: str = ""
    board: str = ""
    accent: str = ""
    """Six hexadecimal digits."""
    logo: bytes = b""
    """A PNG."""
    logo_alt: str = ""
    contact: str = ""
    """At the foot of each page."""
    method: str = ""
    secrecy: str = ""

    def __repr__(self) -> str:
        return f"Letterhead({self.municipality!r}, {self.accent!r}, logo of {len(self.logo)} bytes)"


NO_LETTERHEAD = Letterhead()


def hexadecimal(text: str) -> str | None:
    """A colour as people write it, #0b5fa5 or 0B5FA5, as six digits; None if it is none."""
    digits = text.strip().removeprefix("#").upper()
    return digits if len(digits) == 6 and set(digits) <= set("0123456789ABCDEF") else None


def contrast(one: str, other: str) -> float:
    """How well one colour reads on another, from 1 to 21 (WCAG 2.1)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def readable(colour: str) -> str:
    """The colour, or the lightest shade of it that reads on white paper."""
    shares = (share / 100 for share in range(100, -1, -1))
    shades = ("".join(f"{round(part * share):02X}" for part in _parts(colour)) for share in shares)
    return next(shade for shade in shades if contrast(shade, WHITE) >= LEAST_CONTRAST)


def _parts(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour)
    return red, green, blue


def _luminance(colour: str) -> float:
    shares = [part / 255 for part in _parts(colour)]
    red, green, blue = [
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
