"""The kept runs, to open one again."""

import math
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from fashion_gui.core.runs import Run
from fashion_gui.ui.preset_texts import preset_name


class RunsDialog(QDialog):
    """A table of runs, the newest first; `chosen` is the folder or file to open."""

    def __init__(self, runs: list[Run], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen: Path | None = None
        self.wants_file = False
        self._runs = runs
        self.setWindowTitle(self.tr("Open a run"))
        self.resize(640, 380)
        heads = [self.tr("Begun"), self.tr("Preset"), self.tr("Seed"), self.tr("Epochs"), self.tr("Test accuracy")]
        self._table = QTableWidget(len(runs), len(heads))
        self._table.setHorizontalHeaderLabels(heads)
        self._table.verticalHeader().hide()
        self._table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._table.setAccessibleName(self.tr("Kept runs"))
        for row, run in enumerate(runs):
            for column, text in enumerate(self._cells(run)):
                item = QTableWidgetItem(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                self._table.setItem(row, column, item)
        self._table.doubleClicked.connect(self.accept)
        empty = QLabel(self.tr("No run was kept yet: press Train."))
        empty.setVisible(not runs)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Open | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Open).setEnabled(bool(runs))
        file_button = QPushButton(self.tr("A .keras file…"))
        buttons.addButton(file_button, QDialogButtonBox.ButtonRole.ActionRole)
        file_button.clicked.connect(self._on_file)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(empty)
        layout.addWidget(self._table)
        layout.addWidget(buttons)
        if runs:
            self._table.selectRow(0)

    def _cells(self, run: Run) -> list[str]:
        accuracy = f"{run.result.test_accuracy:.4f}" if run.result and not math.isnan(run.result.test_accuracy) else "—"
        begun = run.created.replace("T", " ")
        epochs = f"{len(run.history)}/{run.options.epochs}"
        return [begun, preset_name(run.options.preset), str(run.options.seed), epochs, accuracy]

    @Slot()
    def _on_file(self) -> None:
        self.wants_file = True
        self.reject()

    def accept(self) -> None:
        row = self._table.currentRow()
        if 0 <= row < len(self._runs):
            self.chosen = self._runs[row].folder
        super().accept()
