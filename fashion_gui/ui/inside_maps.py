"""All maps of a layer for one picture, page by page."""

import numpy as np
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from fashion_gui.ui.exports import Cells, Exports
from fashion_gui.ui.inside_numbers import LayerValues
from fashion_gui.ui.inside_texts import InsideTexts
from fashion_gui.ui.language import Translated
from fashion_gui.ui.weight_grid import WeightGrid


class MapGrid(WeightGrid):
    """Maps instead of weights."""

    def retranslate(self) -> None:
        """Only what a screen reader says."""
        self.setAccessibleName(self.tr("Maps of the layer as pictures"))


class MapsView(Translated):
    """The maps, a line about the one pointed at, and why there is no walk."""

    pointed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = InsideTexts()
        self._layer: LayerValues | None = None
        self.grid = MapGrid()
        self.grid.setMinimumSize(180, 64)
        self.grid.changed.connect(self._on_grid)
        self.exports = Exports(self.grid, name=self._title_text, cells=self.cells)
        self._about, self._hint, self._page = QLabel(), QLabel(), QLabel()
        self._hint.setProperty("role", "faint")
        for label in (self._about, self._hint):
            label.setWordWrap(True)
        self._previous, self._next = QToolButton(), QToolButton()
        self._previous.setText("‹")
        self._next.setText("›")
        self._previous.clicked.connect(lambda: self.grid.turn(-1))
        self._next.clicked.connect(lambda: self.grid.turn(1))
        foot = QHBoxLayout()
        foot.addWidget(self._about, 1)
        for widget in (self._previous, self._page, self._next, self.exports.button()):
            foot.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(foot)
        column.addWidget(self.grid, 1)
        column.addWidget(self._hint)
        self.retranslate()

    def show_maps(self, layer: LayerValues, place: int) -> None:
        """All maps of a layer, pointing at one."""
        self._layer = layer
        limit = float(np.abs(layer.values).max(initial=0))
        self.grid.show_pictures(layer.values, np.arange(layer.units), limit)
        self.grid.point_at(place)
        self._on_grid()

    def title(self) -> str:
        """What is shown."""
        return self._title_text()

    def cells(self) -> Cells:
        """Each number of each map."""
        rows = [[self.tr("map"), self.tr("row"), self.tr("column"), self.tr("value")]]
        if self._layer is not None:
            for (row, column, place), value in np.ndenumerate(self._layer.values):
                rows.append([str(place), str(row), str(column), f"{value:.6g}"])
        return rows

    @Slot()
    def _on_grid(self) -> None:
        if self._layer is None:
            return
        text = self._texts.value(self._layer, self.grid.neuron(), is_last=False, dead=())
        self._about.setText(text)
        self.grid.setAccessibleDescription(text)
        page, pages = self.grid.page(), self.grid.pages()
        self._page.setText(self.tr("page {page} of {pages}").format(page=page + 1, pages=pages))
        self._previous.setEnabled(page > 0)
        self._next.setEnabled(page + 1 < pages)
        for widget in (self._previous, self._page, self._next):
            widget.setVisible(pages > 1)
        self.pointed.emit(self.grid.neuron())

    def _title_text(self) -> str:
        return self.tr("Maps of {layer}").format(layer=self._layer.name if self._layer else "")

    def retranslate(self) -> None:
        """All texts."""
        self._hint.setText(
            self.tr(
                "A map shows where in the picture something was found: blue above 0, orange below. The walk through "
                "the arithmetic is there for the neurons of dense layers."
            )
        )
        for button, name in (
            (self._previous, self.tr("Previous page (Page Up)")),
            (self._next, self.tr("Next page (Page Down)")),
        ):
            button.setToolTip(name)
            button.setAccessibleName(name)
        self._on_grid()
