"""Options and results of two runs side by side."""

import math
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from fashion_gui.core.history import best_epoch
from fashion_gui.core.run_list import ListedRun
from fashion_gui.core.runs import Run
from fashion_gui.ui.language import Translated, grouped
from fashion_gui.ui.option_texts import OptionTexts
from fashion_gui.ui.plain_text import plain_tip
from fashion_gui.ui.preset_texts import preset_name
from fashion_gui.ui.run_looks import CURVE_LOOKS
from fashion_gui.ui.run_texts import (
    NONE,
    accuracy_on_test_set,
    best_validation_accuracy,
    duration_text,
    figure_text,
    network_text,
    seconds_of,
    state_text,
    when_text,
)

_ROW: Final = 24  # logical pixels

translate = QCoreApplication.translate  # the name that lupdate looks for


def _hint(label: str) -> str:
    """What a label with an abbreviation means."""
    hints = {
        translate("RunDifferences", "Valid. accuracy"): translate("RunDifferences", "The highest validation accuracy."),
        translate("RunDifferences", "Valid. loss"): translate("RunDifferences", "The lowest validation loss."),
        translate("RunDifferences", "Best epoch"): translate(
            "RunDifferences", "The epoch with the lowest validation loss."
        ),
        translate("RunDifferences", "Train. accuracy"): translate(
            "RunDifferences", "The training accuracy of the last epoch."
        ),
        translate("RunDifferences", "Patience"): translate(
            "RunDifferences", "After so many epochs without a new lowest validation loss it stops by itself."
        ),
    }
    return hints.get(label, label)


@dataclass(frozen=True)
class Difference:
    """A line of the table."""

    label: str
    first: str
    second: str

    @property
    def differs(self) -> bool:
        """Whether the two runs are not alike in this."""
        return self.first != self.second


def option_rows(one: Run, two: Run) -> list[Difference]:
    """All options."""
    columns = [_option_values(run) for run in (one, two)]
    rows = [Difference(label, columns[0][label], columns[1][label]) for label in columns[0]]
    photos = one.options.photos, two.options.photos
    if all(photos) and photos[0] != photos[1]:
        label = translate("RunDifferences", "Real photos")
        other = translate("RunDifferences", "yes, others")
        rows = [replace(row, second=other) if row.label == label else row for row in rows]
    return rows


def result_rows(one: ListedRun, two: ListedRun) -> list[Difference]:
    """What came of it."""
    columns = [_result_values(listed) for listed in (one, two)]
    return [Difference(label, columns[0][label], columns[1][label]) for label in columns[0]]


def _option_values(run: Run) -> dict[str, str]:
    options = run.options
    choices = OptionTexts().choices()
    yes, no = translate("RunDifferences", "yes"), translate("RunDifferences", "no")
    return {
        translate("RunDifferences", "Preset"): preset_name(options.preset),
        translate("RunDifferences", "Network"): network_text(run.network),
        translate("RunDifferences", "Parameters"): grouped(run.network.parameter_count()),
        translate("RunDifferences", "Optimiser"): choices[options.optimizer],
        translate("RunDifferences", "Rate"): f"{options.learning_rate:g}",
        translate("RunDifferences", "Schedule"): choices[options.schedule],
        translate("RunDifferences", "Batch"): str(options.batch_size),
        translate("RunDifferences", "Epochs asked"): str(options.epochs),
        translate("RunDifferences", "Validation share"): f"{options.validation_share:g}",
        translate("RunDifferences", "Weight decay"): f"{options.weight_decay:g}",
        translate("RunDifferences", "Label smoothing"): f"{options.label_smoothing:g}",
        translate("RunDifferences", "Averaged weights"): yes if options.averaging else no,
        translate("RunDifferences", "Patience"): str(options.patience or NONE),
        translate("RunDifferences", "Mirrored"): yes if options.flips else no,
        translate("RunDifferences", "Shifts, pixels"): str(options.shifts or NONE),
        translate("RunDifferences", "Real photos"): yes if options.photos else no,
        translate("RunDifferences", "Seed"): str(options.seed),
    }


def _result_values(listed: ListedRun) -> dict[str, str]:
    run = listed.run
    best = best_epoch(run.history)
    lowest = run.history[best - 1].val_loss if best else math.nan
    return {
        translate("RunDifferences", "Test accuracy"): figure_text(accuracy_on_test_set(run)),
        translate("RunDifferences", "Test loss"): figure_text(run.result.test_loss if run.result else math.nan),
        translate("RunDifferences", "Valid. accuracy"): figure_text(best_validation_accuracy(run)),
        translate("RunDifferences", "Valid. loss"): figure_text(lowest),
        translate("RunDifferences", "Best epoch"): str(best or NONE),
        translate("RunDifferences", "Train. accuracy"): figure_text(
            run.history[-1].accuracy if run.history else math.nan
        ),
        translate("RunDifferences", "Epochs done"): str(len(run.history)),
        translate("RunDifferences", "Time"): duration_text(seconds_of(run)) if run.history else NONE,
        translate("RunDifferences", "Begun"): when_text(run),
        translate("RunDifferences", "State"): state_text(listed.state),
    }


class RunDifferences(Translated):
    """Results first, then the options; those that are alike can be left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs: tuple[ListedRun, ListedRun] | None = None
        self._names = ("", "")
        self.only = QCheckBox()
        self.only.setChecked(True)
        self.only.toggled.connect(self.retranslate)
        self.table = QTableWidget(0, 3)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setTabKeyNavigation(False)  # Tab leaves the table
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(_ROW)
        head = self.table.horizontalHeader()
        head.setHighlightSections(False)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.only)
        self.retranslate()

    def show_runs(self, one: ListedRun, two: ListedRun, names: tuple[str, str]) -> None:
        """`names` are what the runs are called."""
        self._runs, self._names = (one, two), names
        self.retranslate()

    @Slot()
    def retranslate(self) -> None:
        """All texts."""
        self.only.setText(self.tr("only what differs"))
        self.table.setAccessibleName(self.tr("Results and options of both runs"))
        self.table.setHorizontalHeaderItem(0, QTableWidgetItem(""))
        for slot, name in enumerate(self._names):
            item = QTableWidgetItem(f"{CURVE_LOOKS[slot].letter}  {name}")
            item.setToolTip(plain_tip(name))
            self.table.setHorizontalHeaderItem(slot + 1, item)
        if self._runs is None:
            return
        one, two = self._runs
        only = self.only.isChecked()
        self.table.setRowCount(0)
        for title, rows in (
            (self.tr("Results"), result_rows(one, two)),
            (self.tr("Options"), option_rows(one.run, two.run)),
        ):
            shown = [row for row in rows if row.differs or not only]
            self._add_title(title if shown else self.tr("{title}: all alike").format(title=title))
            for row in shown:
                self._add(row, marked=row.differs and not only)

    def _add_title(self, text: str) -> None:
        place = self.table.rowCount()
        self.table.insertRow(place)
        self.table.setSpan(place, 0, 1, 3)
        item = QTableWidgetItem(text)
        item.setFont(_bold(self))
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.table.setItem(place, 0, item)

    def _add(self, row: Difference, *, marked: bool) -> None:
        place = self.table.rowCount()
        self.table.insertRow(place)
        texts = (f"≠ {row.label}" if marked else row.label, row.first, row.second)
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(plain_tip(text if column else _hint(row.label)))
            if marked:
                item.setFont(_bold(self))
            self.table.setItem(place, column, item)


def _bold(widget: QWidget) -> QFont:
    font = QFont(widget.font())
    font.setBold(True)
    return font
