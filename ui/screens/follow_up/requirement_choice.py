"""Choosing a requirement of the template, or none."""

from PySide6.QtWidgets import QWidget

from inspektor.i18n import tr
from inspektor.shapes.template import Template
from ui.screens.follow_up import marks
from ui.widgets.choice import Choice

_LONGEST = 90


class RequirementChoice(Choice):
    """`chosen(code)`; "" is none. Typing a number goes there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Requirement"), parent=parent)
        self._offered: list[tuple[str, str]] = []
        self.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(20)

    def set_template(self, template: Template) -> None:
        """Offer the requirements of this template."""
        choices = [("", tr("No requirement"))]
        choices += [(r.code, f"{marks.short(r.code)} {_cut(r.text)}") for r in template.requirements]
        if choices != self._offered:
            self._offered = choices
            self.set_choices(choices)


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST].rstrip() + "…"
