"""Copying and saving what a chart or a table shows: as a picture (PNG, SVG) and as numbers (CSV)."""

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO, Final

from PySide6.QtCore import QBuffer, QCoreApplication, QEvent, QIODevice, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPaintEngine,
    QPainter,
)
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QMenu, QTableView, QToolButton, QWidget

from fashion_gui.core.files import atomic_write
from fashion_gui.core.problems import Problem
from fashion_gui.ui.dialogs import ask_save_view
from fashion_gui.ui.images import icon
from fashion_gui.ui.theme import colors

Cells = Sequence[Sequence[str]]  # rows of a table, the header first

_SHARP: Final = 2  # device pixels of a saved picture for each logical pixel


class Exports(QObject):
    """The menu of a chart or table: by right click, by the Menu key or Shift+F10, or by `button`.

    Ctrl+C copies the numbers: of a table in which several rows are selected only those, else all.

    `name` gives its title and the proposed file name, `cells` the numbers.  `write` writes the picture as "png" or
    "svg" into a file; by default the widget is painted there.  Where the widget has a menu already, `own_menu` is False
    and its owner adds the actions of `menu` to it.
    """

    saved = Signal(str)  # the path
    failed = Signal(Problem)

    def __init__(
        self,
        widget: QWidget,
        *,
        name: Callable[[], str],
        cells: Callable[[], Cells],
        write: Callable[[BinaryIO, str], None] | None = None,
        own_menu: bool = True,
    ) -> None:
        super().__init__(widget)
        self._widget = widget
        self._name, self._cells = name, cells
        self._write = write or self._paint
        self._buttons: list[QToolButton] = []
        self.copy_picture, self.copy_numbers, self.save_as = QAction(self), QAction(self), QAction(self)
        self.copy_numbers.setShortcut(QKeySequence.StandardKey.Copy)
        self.copy_numbers.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.copy_picture.triggered.connect(self._copy_picture)
        self.copy_numbers.triggered.connect(self._copy_numbers)
        self.save_as.triggered.connect(self._save)
        self.menu = QMenu(widget)
        self.menu.addActions([self.copy_picture, self.copy_numbers, self.save_as])
        widget.addAction(self.copy_numbers)
        if own_menu:
            widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            widget.customContextMenuRequested.connect(self._show_menu)
        widget.installEventFilter(self)
        self.retranslate()

    def button(self) -> QToolButton:
        """A new button that opens the menu."""
        button = QToolButton()
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(self.menu)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setProperty("role", "menu")
        self._buttons.append(button)
        self.retranslate()
        return button

    def save(self, path: Path) -> None:
        """As PNG (twice the resolution), SVG or CSV, by the suffix.  Atomic.  Raises Problem."""
        content = io.BytesIO()
        kind = path.suffix.lower().removeprefix(".")
        if kind == "csv":
            text = io.StringIO(newline="")
            csv.writer(text).writerows(self._cells())
            content.write(text.getvalue().encode("utf-8-sig"))  # the mark tells spreadsheets that it is UTF-8
        else:
            self._write(content, kind)
        atomic_write(path, lambda file: file.write(content.getvalue()))

    def retranslate(self) -> None:
        """Texts, and the icon in the theme's colour."""
        self.copy_picture.setText(self.tr("Copy as a picture"))
        self.copy_numbers.setText(self.tr("Copy the numbers"))
        self.save_as.setText(self.tr("Save as PNG, SVG or CSV…"))
        for button in self._buttons:
            button.setIcon(icon("more"))
            button.setToolTip(self.tr("Copy or save"))
            button.setAccessibleName(self.tr("Copy or save: {name}").format(name=self._name()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self.retranslate()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and _wants_menu(event):
            self._ask_for_menu()
            return True
        return super().eventFilter(watched, event)

    def _ask_for_menu(self) -> None:
        """Where the system does, it sends the same at the Menu key: whoever shows the widget's menu is asked."""
        place = self._widget.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).center()
        if not self._widget.rect().contains(place) or place.isNull():
            place = self._widget.rect().center()
        there = self._widget.mapToGlobal(place)
        asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, there)
        QCoreApplication.sendEvent(self._widget, asked)

    @Slot(QPoint)
    def _show_menu(self, place: QPoint) -> None:
        self.menu.popup(_inside(self._widget).mapToGlobal(place))

    @Slot()
    def _copy_numbers(self) -> None:
        lines = ("\t".join(map(_on_a_line, row)) for row in self._cells_to_copy())
        QGuiApplication.clipboard().setText("".join(f"{line}\n" for line in lines))

    def _cells_to_copy(self) -> Cells:
        cells = self._cells()
        if not isinstance(self._widget, QAbstractItemView):
            return cells
        rows = sorted({index.row() for index in self._widget.selectionModel().selectedRows()})
        if len(rows) < 2 or len(cells) != self._widget.model().rowCount() + 1:
            return cells
        return [cells[0], *(cells[row + 1] for row in rows)]

    @Slot()
    def _copy_picture(self) -> None:
        content = io.BytesIO()
        self._write(content, "png")
        QGuiApplication.clipboard().setImage(QImage.fromData(content.getvalue()))

    @Slot()
    def _save(self) -> None:
        path = ask_save_view(self._widget, self._name())
        if path is None:
            return
        try:
            self.save(path)
        except Problem as problem:
            self.failed.emit(problem)
        else:
            self.saved.emit(str(path))

    def _paint(self, file: BinaryIO, kind: str) -> None:
        """The widget as it is on the screen: of a table the rows that can be seen."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        size = self._widget.size()
        if kind == "svg":
            generator = QSvgGenerator()
            generator.setOutputDevice(buffer)
            generator.setSize(size)
            generator.setResolution(self._widget.logicalDpiY())  # else letters come out smaller than on the screen
            generator.setViewBox(self._widget.rect())
            generator.setTitle(self._name())
            self._render(generator)
        else:
            image = QImage(size * _SHARP, QImage.Format.Format_RGB32)
            image.setDevicePixelRatio(_SHARP)
            image.fill(colors().card)
            self._render(image)
            image.save(buffer, b"PNG")
        file.write(bytes(buffer.data().data()))

    def _render(self, device: "QImage | QSvgGenerator") -> None:
        painter = QPainter(device)
        self._widget.render(painter, QPoint(0, 0))
        painter.end()


def table_cells(view: QTableView | QAbstractItemView) -> Cells:
    """What a table shows: its header and all rows, also those that are scrolled away; hidden columns are left out."""
    model = view.model()
    hidden = view.isColumnHidden if isinstance(view, QTableView) else lambda _column: False
    columns = [column for column in range(model.columnCount()) if not hidden(column)]
    header = [_shown(model.headerData(column, Qt.Orientation.Horizontal)) for column in columns]
    rows = [[_shown(model.index(row, column).data()) for column in columns] for row in range(model.rowCount())]
    return [header, *rows]


def is_export(painter: QPainter, widget: QWidget) -> bool:
    """Whether `painter`, in the paint event of `widget`, draws into a file: what is kept for the screen is coarse."""
    if painter.paintEngine().type() is QPaintEngine.Type.SVG:
        return True
    return painter.paintEngine().paintDevice().devicePixelRatio() != widget.devicePixelRatioF()


def _shown(value: object) -> str:
    return "" if value is None else str(value)  # 0 is a number like others


def _on_a_line(cell: str) -> str:
    """A tab or a new line in a run's name would be taken for the end of its cell."""
    return " ".join(cell.split()) if any(mark in cell for mark in "\t\r\n") else cell


def _wants_menu(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_F10 and event.modifiers() == Qt.KeyboardModifier.ShiftModifier


def _inside(widget: QWidget) -> QWidget:
    """Whose coordinates a context menu's place is in."""
    return widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
