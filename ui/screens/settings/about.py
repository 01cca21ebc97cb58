"""Which version this is, and under what licences."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from inspektor import __version__
from inspektor.i18n import tr
from ui.dialogs.licences import LicencesDialog
from ui.widgets.buttons import link
from ui.widgets.card import Card
from ui.widgets.text import Label


class AboutCard(Card):
    """The last card of the settings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("About Inspektor"), spacing=8, parent=parent)
        self.add(Label(tr("Version {version}").format(version=__version__)))
        about = tr(
            "Open source under the European Union Public Licence 1.2. Without a timestamp server nothing is sent anywhere."
        )
        self.add(Label(about, "secondary", "muted", wrap=True))
        licences = link(tr("Licences"), "book-open")
        licences.clicked.connect(self._show_licences)
        row = QHBoxLayout()
        row.setContentsMargins(-5, 0, 0, 0)
        row.addWidget(licences)
        row.addStretch(1)
        self.body.addLayout(row)

    def _show_licences(self) -> None:
        dialog = LicencesDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
