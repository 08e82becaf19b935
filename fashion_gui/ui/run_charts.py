"""The validation curves of several runs in one chart."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from fashion_gui.ui.images import pixel_image
from fashion_gui.ui.language import Translated
from fashion_gui.ui.run_looks import CURVE_LOOKS, RunCurve
from fashion_gui.ui.theme import colors

if TYPE_CHECKING:
    from fashion_gui.ui.run_curves import RunCurves

ACCURACY, LOSS = "val_accuracy", "val_loss"
FIGURES: Final = (ACCURACY, LOSS)


class RunCharts(Translated):
    """Accuracy, loss or both.  Drawn only while visible; matplotlib is imported after the first paint."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumHeight(110)
        self._curves: tuple[RunCurve, ...] = ()
        self._shown: tuple[str, ...] = FIGURES
        self._drawer: RunCurves | None = None
        self._image = QImage()
        self._drawn = (0, 0, 0.0)  # width, height and pixel ratio of the image
        self._dirty = True
        self.retranslate()

    def show_curves(self, curves: Sequence[RunCurve]) -> None:
        """Draw the runs that have an epoch."""
        given = tuple(curve for curve in curves if curve.history)
        if given != self._curves:
            self._curves = given
            self.retranslate()

    def curves(self) -> tuple[RunCurve, ...]:
        """What is drawn."""
        return self._curves

    def set_shown(self, figures: tuple[str, ...]) -> None:
        """Which of `FIGURES`."""
        self._shown = figures
        self.retranslate()

    def shown(self) -> tuple[str, ...]:
        """Which of `FIGURES` are drawn."""
        return self._shown

    def titles(self) -> dict[str, str]:
        """Of the axes."""
        names = {ACCURACY: self.tr("Validation accuracy"), LOSS: self.tr("Validation loss")}
        return {figure: names[figure] for figure in self._shown}

    def retranslate(self) -> None:
        """Titles, and the figures in words: a chart is blank to a screen reader."""
        self.setAccessibleName(self.tr("Validation curves of the chosen runs"))
        sentence = self.tr("{letter}, {name}: accuracy {accuracy}, loss {loss} after epoch {epoch}.")
        self.setAccessibleDescription(
            " ".join(
                sentence.format(
                    letter=CURVE_LOOKS[curve.slot].letter,
                    name=curve.name,
                    accuracy=f"{curve.history[-1].val_accuracy:.3f}",
                    loss=f"{curve.history[-1].val_loss:.3f}",
                    epoch=len(curve.history),
                )
                for curve in self._curves
            )
        )
        self._dirty = True
        self.update()

    @Slot()
    def _build(self) -> None:
        if self._drawer is None:
            from fashion_gui.ui.run_curves import RunCurves  # matplotlib: 0.3 s

            self._drawer = RunCurves()
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        size = self.width(), self.height(), self.devicePixelRatioF()
        if self._drawer is None:
            QTimer.singleShot(0, self, self._build)
        elif self._dirty or size != self._drawn:
            self._dirty, self._drawn = False, size
            pixels = self._drawer.draw(self._curves, self.titles(), colors(), size)
            self._image = pixel_image(pixels, ratio=size[2])
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colors().card))  # opaque: nothing else erases what is under it
        painter.drawImage(0, 0, self._image)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dirty = True
            self.update()
