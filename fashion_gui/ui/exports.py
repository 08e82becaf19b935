"""Copying and saving what a chart or a table shows: as a picture (PNG, SVG) and as numbers (CSV)."""

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO, Final

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication, QImage, QKeySequence, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QToolButton, QWidget

from fashion_gui.core.files import atomic_write
from fashion_gui.core.problems import Problem
from fashion_gui.ui.dialogs import ask_save_view
from fashion_gui.ui.images import icon
from fashion_gui.ui.theme import colors

Cells = Sequence[Sequence[str]]  # rows of a table, the header first

_SHARP: Final = 2  # device pixels of a saved picture for each logical pixel


class Exports(QObject):
    """The menu of a chart or table: by right click, by the Menu key, or by `button`; Ctrl+C copies the numbers.

    `name` gives its title and the proposed file name, `cells` the numbers.  `write` writes the picture as "png" or
    "svg" into a file; by default the widget is painted there.
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
        return super().eventFilter(watched, event)

    @Slot(QPoint)
    def _show_menu(self, place: QPoint) -> None:
        self.menu.popup(self._widget.mapToGlobal(place))

    @Slot()
    def _copy_numbers(self) -> None:
        QGuiApplication.clipboard().setText("".join("\t".join(row) + "\n" for row in self._cells()))

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
        """The widget as it is on the screen, without a frame around the focus."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        size = self._widget.size()
        if kind == "svg":
            generator = QSvgGenerator()
            generator.setOutputDevice(buffer)
            generator.setSize(size)
            generator.setViewBox(self._widget.rect())
            generator.setTitle(self._name())
            self._render(generator)
        else:
            image = QImage(size * _SHARP, QImage.Format.Format_RGB32)
            image.setDevicePixelRatio(_SHARP)
            image.fill(colors().card)
            self._render(image)
            image.save(buffer, "PNG")  # type: ignore[call-overload]  # Qt takes no bytes here, whatever its stubs say
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
    header = [str(model.headerData(column, Qt.Orientation.Horizontal) or "") for column in columns]
    rows = [[str(model.index(row, column).data() or "") for column in columns] for row in range(model.rowCount())]
    return [header, *rows]
