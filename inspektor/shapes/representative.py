"""Who answers for the provider at a visit, and puts a name to a document or does not."""

from dataclasses import dataclass

from inspektor.i18n import Texts, tr_mark
from inspektor.shapes.protocol import REPRESENTATIVE, Signer

_ROLE = tr_mark("The provider's representative")
_ABSTAINS = tr_mark("Was present and does not sign.")


@dataclass(frozen=True, slots=True)
class Representative:
    """A representative as the inspector wrote it before the document was sealed."""

    name: str
    title: str = ""
    """Their function."""
    abstains: bool = False
    """Present, and does not sign."""

    def __post_init__(self) -> None:
        """Take away what surrounds the words."""
        for field in ("name", "title"):
            object.__setattr__(self, field, " ".join(getattr(self, field).split())[:200])

    def signer(self, provider: str, texts: Texts) -> Signer:
        """How the document names them."""
        return Signer(
            self.name,
            self.title,
            role=texts.tr(_ROLE),
            organisation=provider,
            kind=REPRESENTATIVE,
            abstains=texts.tr(_ABSTAINS) if self.abstains else "",
        )
