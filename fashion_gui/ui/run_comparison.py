"""Two runs side by side: options, results, curves, and the pictures on which they disagree."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from fashion_gui.core.problems import Problem
from fashion_gui.ui.cards import card_around
from fashion_gui.ui.language import Translated, sentence_of
from fashion_gui.ui.plain_text import plain_label
from fashion_gui.ui.run_cells import RunRow
from fashion_gui.ui.run_charts import RunCharts
from fashion_gui.ui.run_differences import RunDifferences
from fashion_gui.ui.run_disagreement import Bytes, Disagreement, Floats
from fashion_gui.ui.run_looks import RunCurve
from fashion_gui.ui.run_pictures import RunPictures

_SHARES: Final = (10, 12)  # of the width: the table, and pictures or curves
_PICTURES, _CURVES = range(2)


class RunComparison(Translated):
    """Run A at the left of B.  Escape goes back to all runs."""

    closed = Signal()
    tile_opened = Signal(int)  # the picture's index in the test set

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs: tuple[RunRow, RunRow] | None = None
        self._pictures: tuple[Bytes, Bytes] | None = None
        self._answers: tuple[Floats, Floats] | None = None
        self._problem: Problem | None = None
        self._back = QPushButton()
        self._back.clicked.connect(self.closed)
        self._title = plain_label()
        self._title.setProperty("role", "title")
        self.differences, self.pictures, self.charts = RunDifferences(), RunPictures(), RunCharts()
        self.pictures.tile_opened.connect(self.tile_opened)
        self._views = [QPushButton(), QPushButton()]
        self._group = QButtonGroup(self)
        self._build()
        for key, slot in (
            (Qt.Key.Key_Escape, self.closed.emit),
            (Qt.Key.Key_PageUp, self.pictures.turner.previous_page),
            (Qt.Key.Key_PageDown, self.pictures.turner.next_page),
        ):
            QShortcut(QKeySequence(key), self, slot, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.retranslate()

    def _build(self) -> None:
        self._right = QStackedWidget()
        for view in (self.pictures, self.charts):
            self._right.addWidget(view)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._back)
        head.addWidget(self._title, 1)
        for place, button in enumerate(self._views):
            button.setCheckable(True)
            self._group.addButton(button, place)
            head.addWidget(button)
        self._views[_PICTURES].setChecked(True)
        self._group.idToggled.connect(self._on_view)
        body = QHBoxLayout()
        body.setSpacing(12)
        body.addWidget(card_around(self.differences, across=12, down=10), _SHARES[0])
        body.addWidget(card_around(self._right, across=12, down=10), _SHARES[1])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addLayout(body, 1)

    # --- from outside -------------------------------------------------------------------------------------------------

    def show_runs(self, one: RunRow, two: RunRow) -> None:
        """Compare these from now on; their answers are still to come."""
        self._runs, self._answers, self._problem = (one, two), None, None
        self._refresh()
        self._show_answers()
        self._back.setFocus()

    def runs(self) -> tuple[Path, Path] | None:
        """The folders of the two; None where none are compared."""
        return (self._runs[0].listed.run.folder, self._runs[1].listed.run.folder) if self._runs else None

    def forget(self) -> None:
        """Nothing is compared any more: answers that come now are too late."""
        self._runs, self._answers, self._problem = None, None, None

    def show_pictures(self, images: Bytes | None, labels: Bytes | None) -> None:
        """The test set: uint8 (n, 28, 28) and uint8 (n,), or None."""
        self._pictures = None if images is None or labels is None else (images, labels)
        self._show_answers()

    def show_answers(self, first: Floats, second: Floats) -> None:
        """float32 (n, 10) each, in the set's order.  Those to a set of another size came too late and are not shown."""
        if self._runs is not None:
            self._answers, self._problem = (first, second), None
            self._show_answers()

    def show_problem(self, problem: Problem) -> None:
        """There will be no answers."""
        self._answers, self._problem = None, problem
        self._show_answers()

    def update_runs(self, one: RunRow, two: RunRow) -> None:
        """The same two, perhaps renamed or trained on."""
        if self._runs != (one, two):
            self._runs = one, two
            self._refresh()

    # --- showing ------------------------------------------------------------------------------------------------------

    @Slot(int, bool)
    def _on_view(self, view: int, checked: bool) -> None:
        if checked:
            self._right.setCurrentIndex(view)

    def _refresh(self) -> None:
        if self._runs is None:
            return
        one, two = self._runs
        self.differences.show_runs(one.listed, two.listed, (one.name, two.name))
        self.charts.show_curves(
            [RunCurve(slot, row.name, row.listed.run.history) for slot, row in enumerate(self._runs)]
        )

    def _show_answers(self) -> None:
        if self._problem is not None:
            self.pictures.show_note(sentence_of(self._problem.code, self._problem.parameters))
        elif self._pictures is None:
            self.pictures.show_note(self.tr("The pictures appear here once Fashion-MNIST is found."))
        elif self._answers is None or any(len(one) != len(self._pictures[0]) for one in self._answers):
            self.pictures.show_note(self.tr("Both networks are being asked about the test pictures…"))
        else:
            tiles, labels = self._pictures
            self.pictures.show_disagreement(tiles, Disagreement.of(labels, *self._answers))

    def retranslate(self) -> None:
        """All texts."""
        self._back.setText(self.tr("‹ All runs"))
        self._back.setAccessibleName(self.tr("Back to all runs (Escape)"))
        self._back.setToolTip(self.tr("Back to all runs (Escape)"))
        self._title.setText(self.tr("Two runs compared"))
        self._views[_PICTURES].setText(self.tr("Pictures"))
        self._views[_CURVES].setText(self.tr("Curves"))
        self._refresh()
        if self._answers is None:
            self._show_answers()
