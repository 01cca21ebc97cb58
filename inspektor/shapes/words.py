"""Secrets and fingerprints as Swedish words that can be printed, read aloud and typed back.

One byte is one word. The 256 words are plain nouns of four to seven letters without å, ä and ö, so they can
be typed on any keyboard; no two share their first four letters and no two differ by one letter only, so a
slip gives an unknown word rather than another one. The order is part of each recovery sheet: never change it.
"""

import hashlib
import unicodedata
from collections.abc import Sequence
from typing import Final

_LIST: Final = """
    ananas ankare apelsin aprikos arkiv armband backe badrum bagage balett balkong bambu banan
    basker bastu batteri berg blad blomma boll bricka brunn brygga bulle burk buske byxa cello
    cirkel citron cykel dagbok delfin diamant docka drake duva ekollon ekorre elefant fackla fasad
    ficka film finger fiol fjord flagga flaska flygel fossil fotboll frost frukost gaffel garage
    gardin garn gepard giraff gitarr glas glob golv granit gren grind groda gryta guld gummi gunga
    gurka hallon halsduk hammare hamn handske harpa hatt hjort hjul honung hotell humla hund hylla
    iglo jacka jasmin julgran kaffe kajak kaktus kalkon kamera kanal kanot kapten kavaj kedja kikare
    klocka knapp koffert kofta kolibri komet kompass konsert koppar korg kotte krabba krita krona
    kruka krydda kudde kvarn kvast kyrka lakrits lejon leopard lilja linne ljus lodjur lotteri lotus
    lykta lyra magnet majs makrill mandel mango maraton maskros matta medalj melon metall moln morot
    mosaik musik mynt myrten nagel nejlika nektar oliv olja omslag orgel paket panda papper paprika
    park pelare pengar penna pensel persika piano pingvin pinje pizza planet plommon ponny porslin
    potatis pussel pyjamas pyramid radio regn ring robot rodel rosett rubin safir saft saga sallad
    salong sandal satin semla senap servett siden silver sirap sked skepp skidor skjorta skog slott
    sluss snigel socker soffa sommar soppa sparv spegel spindel stege sten stol stork strumpa stuga
    svala svamp svan symbol tavla taxi teater tekanna telefon tennis termos tiger tomat trappa
    trumma tulpan tunnel tygel uggla uniform urna vagn valross vante varg vatten verktyg villa vinge
    vinter violin vulkan vykort yoghurt zebra zenit
"""
WORDS: Final[tuple[str, ...]] = tuple(_LIST.split())

SECRET_BYTES: Final = 16
CHECK_WORDS: Final = 2
PHRASE_WORDS: Final = SECRET_BYTES + CHECK_WORDS

_INDEX: Final = {word: index for index, word in enumerate(WORDS)}
_CHECK_CONTEXT: Final = b"inspektor recovery phrase 1\x00"


class PhraseError(ValueError):
    """Words that are not a phrase. Never holds the words themselves: they may end in a log."""


class UnknownWord(PhraseError):
    """A word that is not in the list."""

    def __init__(self, place: int) -> None:
        """Give the place of the first wrong word, counted from 1."""
        super().__init__(f"word {place} is not in the list")
        self.place = place


class WrongCount(PhraseError):
    """Too few or too many words."""

    def __init__(self, count: int, expected: int) -> None:
        """Give how many words there are and how many there should be."""
        super().__init__(f"{count} words instead of {expected}")
        self.count = count
        self.expected = expected


class WrongCheck(PhraseError):
    """The words are in the list but no phrase together: one is another word, or two changed places."""


def clean(word: str) -> str:
    """The word as the list writes it: NFC, lower case, no surrounding spaces or punctuation."""
    return unicodedata.normalize("NFC", word).strip(" \t\r\n\u00a0.,;:").casefold()


def index(word: str) -> int:
    """The word's number, 0-255; KeyError if it is not in the list."""
    return _INDEX[clean(word)]


def split_words(text: str) -> list[str]:
    """The words of a typed or pasted phrase; numbers from the sheet ("1. ankare") and commas fall away."""
    parts = (clean(part) for part in text.replace(",", " ").split())
    return [part for part in parts if part and not part.isdecimal()]


def encode(data: bytes) -> list[str]:
    """One word a byte."""
    return [WORDS[byte] for byte in data]


def decode(words: Sequence[str]) -> bytes:
    """The bytes behind the words; UnknownWord names the first wrong place."""
    data = bytearray()
    for place, word in enumerate(words, start=1):
        try:
            data.append(index(word))
        except KeyError:
            raise UnknownWord(place) from None
    return bytes(data)


def _check(secret: bytes) -> bytes:
    return hashlib.sha256(_CHECK_CONTEXT + secret).digest()[:CHECK_WORDS]


def phrase_with_check(secret: bytes) -> list[str]:
    """Sixteen secret bytes as sixteen words and two that check them; a wrong phrase passes once in 65,536."""
    if len(secret) != SECRET_BYTES:
        raise ValueError(f"{len(secret)} bytes instead of {SECRET_BYTES}")
    return encode(secret + _check(secret))


def secret_of_phrase(words: Sequence[str]) -> bytes:
    """The sixteen bytes behind a phrase; UnknownWord, WrongCount or WrongCheck if it is not one.

    An unknown word is reported before a wrong count, since it is what the user can see and correct.
    """
    data = decode(words)
    if len(data) != PHRASE_WORDS:
        raise WrongCount(len(data), PHRASE_WORDS)
    secret = data[:SECRET_BYTES]
    if data[SECRET_BYTES:] != _check(secret):
        raise WrongCheck("the check words do not fit")
    return secret
