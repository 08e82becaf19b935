"""The validation curves of several runs in one chart."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from fashion_gui.ui.chart import Chart
from fashion_gui.ui.exports import Cells
from fashion_gui.ui.history_sentences import ACCURACY, FIGURES, LOSS, curves_sentence
from fashion_gui.ui.run_looks import CURVE_LOOKS, RunCurve
from fashion_gui.ui.theme import Colors

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["ACCURACY", "FIGURES", "LOSS", "RunCharts"]


class RunCharts(Chart):
    """Accuracy, loss or both, each with a sentence that says which run is ahead."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumHeight(110)
        self._curves: tuple[RunCurve, ...] = ()
        self._shown: tuple[str, ...] = FIGURES
        self.retranslate()

    def show_curves(self, curves: Sequence[RunCurve]) -> None:
        """Draw the runs that have an epoch."""
        given = tuple(curve for curve in curves if curve.history)
        if given != self._curves:
            self._curves = given
            self.refresh()

    def curves(self) -> tuple[RunCurve, ...]:
        """What is drawn."""
        return self._curves

    def set_shown(self, figures: tuple[str, ...]) -> None:
        """Which of `FIGURES`."""
        self._shown = figures
        self.refresh()

    def shown(self) -> tuple[str, ...]:
        """Which of `FIGURES` are drawn."""
        return self._shown

    def titles(self) -> dict[str, str]:
        """Of the axes."""
        names = {ACCURACY: self.tr("Validation accuracy"), LOSS: self.tr("Validation loss")}
        return {figure: names[figure] for figure in self._shown}

    def name(self) -> str:
        """Of the whole."""
        return self.tr("Validation curves of the chosen runs")

    def captions(self) -> dict[str, str]:
        """What each pair of axes shows, to stand beside its title."""
        return {figure: curves_sentence(self._curves, figure) for figure in self._shown}

    def sentence(self) -> str:
        """Which run is ahead, and then the last figures of each."""
        if not self._curves:
            return self.tr("No run with an epoch is chosen.")
        captions = self.captions()
        ahead = [f"{title}: {captions[figure]}" for figure, title in self.titles().items()]
        last = self.tr("{letter}, {name}: accuracy {accuracy}, loss {loss} after epoch {epoch}.")
        runs = [
            last.format(
                letter=CURVE_LOOKS[curve.slot].letter,
                name=curve.name,
                accuracy=f"{curve.history[-1].val_accuracy:.3f}",
                loss=f"{curve.history[-1].val_loss:.3f}",
                epoch=len(curve.history),
            )
            for curve in self._curves
        ]
        return " ".join((*ahead, *runs))

    def cells(self) -> Cells:
        """A row an epoch, a column for each curve; empty where a run was shorter."""
        titles = self.titles()
        columns = [(curve, figure) for figure in self._shown for curve in self._curves]
        head = [f"{titles[figure]}, {CURVE_LOOKS[curve.slot].letter} {curve.name}" for curve, figure in columns]
        epochs = max((len(curve.history) for curve in self._curves), default=0)
        rows = [
            [str(place + 1), *(_figure_text(curve, figure, place) for curve, figure in columns)]
            for place in range(epochs)
        ]
        return [[self.tr("Epoch"), *head], *rows]

    def draw(self, figure: "Figure", table: Colors) -> None:
        """All curves anew."""
        from fashion_gui.ui.run_curves import draw_runs  # needs matplotlib

        draw_runs(figure, self._curves, titles=self.titles(), captions=self.captions(), table=table)


def _figure_text(curve: RunCurve, figure: str, place: int) -> str:
    return f"{getattr(curve.history[place], figure):.6g}" if place < len(curve.history) else ""
