"""What can go wrong with the keys of a workspace, in words."""

from pathlib import Path
from typing import Final

from inspektor.errors import InspektorError, RuleBroken
from inspektor.i18n import tr, tr_mark, tr_n
from inspektor.shapes import words

KEY_FILE: Final = "keys.json"

# Length is what resists guessing; rules of composition only make people write passphrases down (NIST
# SP 800-63B 3.1.1.2). Twelve characters at this derivation cost keep a stolen laptop's file closed.
MIN_PASSPHRASE: Final = 12


class KeyFileError(InspektorError):
    """Trouble with the key file of a workspace folder."""

    def __init__(self, folder: Path, *, spare_exists: bool = False) -> None:
        """Name the workspace folder, and whether `use_spare` can put a whole copy in place."""
        super().__init__(folder)
        self.folder = folder
        self.spare_exists = spare_exists


class KeyFileMissing(KeyFileError):
    """The folder holds no key file."""

    def text(self) -> str:
        """Which file is missing."""
        return tr("The key file {name} is missing in {folder}.").format(name=KEY_FILE, folder=self.folder)

    def advice(self) -> str:
        """Where a copy may be."""
        if self.spare_exists:
            return tr("The folder holds a spare copy of it. Put the spare copy in place and try again.")
        return tr("Put the file back from a backup. Without it nobody can open the workspace.")


class KeyFileDamaged(KeyFileError):
    """The key file is not what the program wrote."""

    def text(self) -> str:
        """What is damaged and what is not known to be."""
        return tr("The key file {name} is damaged. The passphrase has not been tried.").format(name=KEY_FILE)

    def advice(self) -> str:
        """Where a whole copy may be."""
        if self.spare_exists:
            return tr("The folder holds a spare copy of it. Put the spare copy in place and try again.")
        return tr("Put a copy of the file back from a backup. Do not remove the damaged file.")


class KeyFileTooNew(KeyFileError):
    """The key file was written by a newer version of the program."""

    def text(self) -> str:
        """What the file is."""
        return tr("The key file was written by a newer version of Inspektor.")

    def advice(self) -> str:
        """What helps."""
        return tr("Install the newer version on this computer.")


class KeyFileUnreadable(KeyFileError):
    """The operating system does not let the program read the key file."""

    def text(self) -> str:
        """Which file cannot be read."""
        return tr("The key file {name} in {folder} cannot be read.").format(name=KEY_FILE, folder=self.folder)

    def advice(self) -> str:
        """What to check."""
        return tr("Check that you may read the folder and that no other program holds the file.")


class KeyFileNotSaved(KeyFileError):
    """The key file could not be written; the old one stands."""

    def text(self) -> str:
        """What failed and what holds instead."""
        return tr("The key file could not be saved in {folder}. Nothing was changed.").format(
            folder=self.folder
        )

    def advice(self) -> str:
        """What to check."""
        return tr("Check that the disk is not full and that you may write in the folder.")


class KeyFileExists(KeyFileError):
    """New keys were asked for in a folder that already has keys; writing them would lose the old data."""

    def text(self) -> str:
        """What stands in the way."""
        return tr("{folder} already holds the keys of a workspace.").format(folder=self.folder)

    def advice(self) -> str:
        """What to do instead."""
        return tr("Open that workspace, or choose another folder.")


class WrongPassphrase(InspektorError):
    """The passphrase does not open the key file; the file itself is whole."""

    def text(self) -> str:
        """What did not work."""
        return tr("The passphrase is wrong.")

    def advice(self) -> str:
        """What to check, and the way out."""
        return tr(
            "Check Caps Lock and the keyboard's language. If the passphrase is forgotten, use the words on "
            "the printed recovery sheet."
        )


class WrongRecoveryPhrase(InspektorError):
    """The words are not this workspace's recovery phrase."""

    def __init__(self, place: int | None = None, count: int | None = None) -> None:
        """Give the place (from 1) of the first word that is in no list, or the count if it is not 18."""
        super().__init__(place, count)
        self.place = place
        self.count = count

    def text(self) -> str:
        """What is wrong with the words."""
        if self.place is not None:
            return tr("Word {n} of the recovery phrase is not one of the words on the sheet.").format(
                n=self.place
            )
        if self.count is not None:
            return tr_n(
                "The recovery phrase has {total} words; {n} word was given.",
                "The recovery phrase has {total} words; {n} words were given.",
                self.count,
            ).format(total=words.PHRASE_WORDS, n=self.count)
        return tr("These words are not the recovery phrase of this workspace.")

    def advice(self) -> str:
        """What to check."""
        if self.place is not None:
            return tr("Compare that word with the printed sheet.")
        if self.count is not None:
            return tr("Write all the words from the printed sheet, in order.")
        return tr("Check the order of the words, and that the sheet belongs to this computer's workspace.")


class PassphraseTooShort(RuleBroken):
    """The new passphrase is shorter than the rule."""

    def __init__(self) -> None:
        """Stands by the field `passphrase`."""
        super().__init__("passphrase", tr_mark("The passphrase needs at least {n} characters."))

    def text(self) -> str:
        """The rule."""
        return tr("The passphrase needs at least {n} characters.").format(n=MIN_PASSPHRASE)

    def advice(self) -> str:
        """How to find a good one."""
        return tr("Choose four or more words that do not belong together. Spaces are allowed.")


class PassphraseTooSimple(RuleBroken):
    """The new passphrase repeats a few characters."""

    def __init__(self) -> None:
        """Stands by the field `passphrase`."""
        super().__init__("passphrase", tr_mark("The passphrase repeats too few different characters."))

    def advice(self) -> str:
        """How to find a good one."""
        return tr("Choose four or more words that do not belong together. Spaces are allowed.")


class TooLittleMemory(InspektorError):
    """The computer could not give the memory that deriving a key takes."""

    def text(self) -> str:
        """What failed."""
        return tr("There is too little free memory to open the workspace.")

    def advice(self) -> str:
        """What helps."""
        return tr("Close other programs and try again.")
