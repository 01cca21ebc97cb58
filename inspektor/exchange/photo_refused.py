"""Why a file is not taken as a photo: one sentence each."""

from inspektor.errors import InspektorError
from inspektor.i18n import tr, tr_mark

EMPTY = tr_mark("The file is empty.")
TOO_LARGE = tr_mark("The file is larger than 60 MB.")
NO_PHOTO = tr_mark("This file is not a photo that can be read.")
DRAWING = tr_mark("This is a web page or a drawing, not a photo.")
FILM = tr_mark("This is a film, not a photo.")
MOVES = tr_mark("The picture moves; a photo stands still.")
BROKEN = tr_mark("The photo is damaged or not whole.")
TOO_MANY_PIXELS = tr_mark("The picture has more pixels than a photo can have here.")


class PhotoRefused(InspektorError):
    """The file is not a picture that can be used; nothing of it is kept."""

    def __init__(self, reason: str = NO_PHOTO) -> None:
        """Give the sentence, one of the marked texts of this module."""
        super().__init__(reason)
        self.reason = reason

    def text(self) -> str:
        """What is wrong."""
        return tr(self.reason)

    def advice(self) -> str:
        """What to do."""
        if self.reason == BROKEN:
            return tr("Copy it from the phone or camera again.")
        return tr("Choose a JPEG, PNG, WebP or HEIC photo of at most 60 MB.")
