"""Every text a person reads goes through gettext, and never through Qt's own translator."""

import ast
from pathlib import Path

import pytest
from house_source import ROOT, calls, nothing, place, python_files, tree

SHOWING = frozenset(
    """QLabel QPushButton QToolButton QCheckBox QRadioButton QGroupBox QAction QMenu QDockWidget QProgressDialog
    setText setTitle setWindowTitle setPlaceholderText setToolTip setStatusTip setWhatsThis setIconText
    setAccessibleName setAccessibleDescription setLabelText setInformativeText setDetailedText setButtonText
    setCancelButtonText setHeaderLabels setHorizontalHeaderLabels setTabText setItemText setSuffix setPrefix
    addAction addMenu addItem addItems addTab addRow addButton addSection insertItem insertTab showMessage
    information question warning critical about getText getItem getOpenFileName getSaveFileName
    getExistingDirectory""".split()
)


def bare_text(node: ast.AST) -> bool:
    """Whether an argument says words of its own instead of getting them from a call like tr()."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and any(letter.isalpha() for letter in node.value)
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Attribute) and bare_text(node.func.value)  # "…".format(), "…".join()
    if isinstance(node, ast.Attribute | ast.Subscript | ast.FormattedValue | ast.Lambda | ast.Compare):
        return False
    if isinstance(node, ast.IfExp):
        return bare_text(node.body) or bare_text(node.orelse)
    return any(bare_text(child) for child in ast.iter_child_nodes(node))


def untranslated(path: Path, module: ast.Module) -> list[str]:
    """The calls of a file that show words which did not come through gettext."""
    found = []
    for name, call in calls(module):
        arguments = [*call.args, *(keyword.value for keyword in call.keywords if keyword.arg != "objectName")]
        if name in SHOWING and any(bare_text(argument) for argument in arguments):
            found.append(f"{place(path, call)}: {ast.unparse(call)}")
    return found


def qt_translations(path: Path, module: ast.Module) -> list[str]:
    """The calls of a file that ask Qt's translator, which knows none of our texts."""
    found = []
    for name, call in calls(module):
        owner = ast.unparse(call.func).rpartition(".")[0]
        if (name == "tr" and owner == "self") or (name == "translate" and owner.endswith("Application")):
            found.append(f"{place(path, call)}: {ast.unparse(call)}")
    return found


def test_no_window_shows_words_of_its_own():
    nothing([line for path in python_files("ui") for line in untranslated(path, tree(path))])


def test_nobody_asks_qt_for_a_translation():
    rooms = python_files("ui", "inspektor")
    nothing([line for path in rooms for line in qt_translations(path, tree(path))])


@pytest.mark.parametrize(
    "line",
    [
        'QLabel("Save")',
        'QLabel(text="Save", parent=self)',
        'label.setText("Saved " + name)',
        'label.setText(f"{n} notes")',
        'label.setText("{n} notes".format(n=3))',
        'label.setText("Yes" if done else tr("No"))',
        'menu.addAction(icon, "Open")',
        'box.addItems(["One", "Two"])',
        'QtWidgets.QMessageBox.warning(self, tr("Title"), "Words")',
    ],
)
def test_planted_words_are_found(line):
    assert len(untranslated(ROOT / "ui" / "planted.py", ast.parse(line))) == 1


@pytest.mark.parametrize(
    "line",
    [
        'QLabel(tr("Save"))',
        'label.setText(tr("{n} notes").format(n=3))',
        'label.setText(tr_n("{n} note", "{n} notes", n).format(n=n))',
        'label.setText(f"{number} – {total}")',
        'label.setText("…")',
        "label.setText(name)",
        'label.setText(names["first"])',
        'label.setObjectName("save")',
        'menu.addAction(icon("open"), tr("Open"))',
    ],
)
def test_translated_words_and_signs_pass(line):
    assert untranslated(ROOT / "ui" / "planted.py", ast.parse(line)) == []


def test_planted_qt_translations_are_found():
    planted = ast.parse('self.tr("Save")\nQCoreApplication.translate("a", "b")\npainter.translate(1, 2)')
    assert len(qt_translations(ROOT / "ui" / "planted.py", planted)) == 2
