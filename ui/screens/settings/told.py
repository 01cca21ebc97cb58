"""A row of the settings: what something is called and what it is about, and the verbs beside."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.text import Label


def told(name: str, about: Label | str, *verbs: QWidget) -> QHBoxLayout:
    """The row; an `about` that changes is a label of the caller's."""
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(Label(name, "control"))
    words.addWidget(Label(about, "secondary", "muted", wrap=True) if isinstance(about, str) else about)
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addLayout(words, 1)
    for verb in verbs:
        row.addWidget(verb)
    return row
