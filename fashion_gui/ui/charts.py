"""Accuracy and loss, growing while the network learns."""

import io
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QFocusEvent, QFont, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from fashion_gui.core.files import atomic_write
from fashion_gui.core.history import History
from fashion_gui.ui.images import pixel_image
from fashion_gui.ui.language import Translated
from fashion_gui.ui.theme import colors, scaled_font

if TYPE_CHECKING:
    from fashion_gui.ui.curves import Curves, EndName

_REDRAW_MS: Final = 100
_NAME_SHARE: Final = 0.84  # of the window's letters
_NAME_HEIGHT: Final = 24  # logical pixels, more than any letters'


class HistoryCharts(Translated):
    """Accuracy above, loss below, over the epochs of one training.

    Drawing happens at most ten times a second, only while visible, and the last point is always drawn.  The first
    paint is an empty card: the window is on the screen before matplotlib is imported.

    A mark stands at an epoch: a click, a drag or the arrow keys move it and tell so.
    """

    epoch_chosen = Signal(int)  # by the user; at once, at each epoch that a drag goes over

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(180)
        self._history: History = ()
        self._epochs = 1
        self._mark: int | None = None
        self._framed = False  # whether the focus came by the keyboard
        self._curves: Curves | None = None
        self._image = QImage()
        self._drawn = (0, 0, 0.0)  # width, height and pixel ratio of the image
        self._dirty = True
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REDRAW_MS)
        self._timer.timeout.connect(self._on_timer)
        self.retranslate()

    def show_history(self, history: History, *, epochs: int) -> None:
        """Draw `history` on an axis of `epochs` epochs."""
        self._history, self._epochs = history, epochs
        if self._curves is not None:
            self._curves.show_history(history, epochs=epochs)
        self._describe()
        self._dirty = True
        if not self._timer.isActive():
            self._timer.start()

    def history(self) -> History:
        """What is drawn."""
        return self._history

    def show_mark(self, epoch: int | None) -> None:
        """Mark an epoch that was learnt; None, or another, marks nothing.  It costs only the curves."""
        if epoch == self._mark:
            return
        self._mark = epoch
        if self._curves is not None:
            self._curves.show_mark(epoch)
        self._describe()
        self._redraw()

    def mark(self) -> int | None:
        """The epoch that is marked."""
        return self._mark

    def save(self, path: Path) -> None:
        """Save both charts as PNG (twice the resolution) or SVG, by the suffix.  Atomic.  Raises Problem."""
        kind = "svg" if path.suffix.lower() == ".svg" else "png"
        content = io.BytesIO()
        self._built().save(content, kind=kind, width=self.width(), height=self.height())
        atomic_write(path, lambda file: file.write(content.getvalue()))

    def retranslate(self) -> None:
        """Titles and names at the curves in the window's language."""
        self.setAccessibleName(self.tr("Charts of accuracy and loss over the epochs"))
        self._describe()
        if self._curves is not None:
            self._set_texts(self._curves)

    def _describe(self) -> None:
        """The figures in words: a chart is blank to a screen reader."""
        if not self._history:
            self.setAccessibleDescription(self.tr("Nothing was trained yet."))
            return
        marked = self._mark if self._mark and self._mark <= len(self._history) else len(self._history)
        shown = self._history[marked - 1]
        text = self.tr(
            "Epoch {epoch}: accuracy {accuracy} in training, {val_accuracy} in validation; "
            "loss {loss} in training, {val_loss} in validation."
        )
        self.setAccessibleDescription(
            text.format(
                epoch=shown.epoch,
                accuracy=f"{shown.accuracy:.3f}",
                val_accuracy=f"{shown.val_accuracy:.3f}",
                loss=f"{shown.loss:.3f}",
                val_loss=f"{shown.val_loss:.3f}",
            )
        )

    # --- drawing ------------------------------------------------------------------------------------------------------

    @Slot()
    def _build(self) -> None:
        self._built()
        self.update()

    def _built(self) -> "Curves":
        """The curves, made when they are first needed."""
        if self._curves is None:
            from fashion_gui.ui.curves import Curves  # matplotlib: 0.3 s

            self._curves = Curves()
            self._curves.set_colors(colors())
            self._set_texts(self._curves)
            self._curves.show_history(self._history, epochs=self._epochs)
            self._curves.show_mark(self._mark)
        return self._curves

    def _set_texts(self, curves: "Curves") -> None:
        titles = self.tr("Accuracy"), self.tr("Loss")
        curves.set_texts(titles=titles, names=(self.tr("training"), self.tr("validation")))
        self._redraw()

    def _redraw(self) -> None:
        """Draw anew as soon as visible."""
        self._dirty = True
        self.update()

    @Slot()
    def _on_timer(self) -> None:
        if not self.window().isMinimized():  # else the paint when it comes back draws
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        size = self.width(), self.height(), self.devicePixelRatioF()
        if self._curves is None:
            QTimer.singleShot(0, self, self._build)
        elif self._dirty or size != self._drawn:
            self._dirty, self._drawn = False, size
            self._image = pixel_image(self._curves.draw(*size), ratio=size[2])
            self._write_names(self._curves.end_names())
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colors().card))  # opaque: nothing else erases what is under it
        painter.drawImage(0, 0, self._image)
        if self._framed:
            painter.setPen(QColor(colors().accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _write_names(self, names: "tuple[EndName, ...]") -> None:
        """Onto the image."""
        painter = QPainter(self._image)
        painter.setFont(self.name_font())
        for name in names:
            painter.setPen(QColor(name.color))
            place = QRectF(name.x, name.y - _NAME_HEIGHT / 2, self.width(), _NAME_HEIGHT)
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name.text)
        painter.end()

    def name_font(self) -> QFont:
        """Of the names at the curves' ends."""
        return scaled_font(self.font(), _NAME_SHARE)

    # --- the mark -----------------------------------------------------------------------------------------------------

    def _choose(self, epoch: int) -> None:
        if self._history and epoch != self._mark:
            self.show_mark(epoch)
            self.epoch_chosen.emit(epoch)

    def _choose_at(self, place: QPointF) -> None:
        if self._curves is not None and self._history:
            self._choose(self._curves.epoch_at(place.x()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._choose_at(event.position())
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._choose_at(event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._history)
        now = min(last if self._mark is None else self._mark, last)
        steps: dict[int, int] = {
            Qt.Key.Key_Left: now - 1,
            Qt.Key.Key_Right: now + 1,
            Qt.Key.Key_Home: 1,
            Qt.Key.Key_End: last,
        }
        epoch = steps.get(event.key())
        if epoch is None:
            super().keyPressEvent(event)
        else:
            self._choose(min(max(epoch, 1), last))

    def focusInEvent(self, event: QFocusEvent) -> None:
        reason = Qt.FocusReason
        self._framed = event.reason() in (reason.TabFocusReason, reason.BacktabFocusReason, reason.ShortcutFocusReason)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._framed = False
        super().focusOutEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._curves is not None:
            self._curves.set_colors(colors())
            self._redraw()
