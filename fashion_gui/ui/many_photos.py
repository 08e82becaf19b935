"""The window "Many photos": the answers to a whole folder in one table."""

import os
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
)

from fashion_gui.core.problems import Problem
from fashion_gui.core.verdict import Verdict
from fashion_gui.ui import dialogs
from fashion_gui.ui.class_menu import answer_name
from fashion_gui.ui.elided_label import ElidedLabel
from fashion_gui.ui.engine_client import EngineClient
from fashion_gui.ui.incoming import Incoming
from fashion_gui.ui.language import Translated, grouped, sentence_of
from fashion_gui.ui.many_rows import Rows
from fashion_gui.ui.many_search import MAX_PHOTOS
from fashion_gui.ui.many_table import ManyTable
from fashion_gui.ui.many_texts import KINDS, Row, file_name, kind_text, tile_of
from fashion_gui.ui.many_work import ManyWork
from fashion_gui.ui.photo_client import PhotoClient
from fashion_gui.ui.plain_text import plain_label, plain_tip
from fashion_gui.ui.teach_button import TeachButton
from fashion_gui.ui.theme import set_look

FEW: Final = 12  # photos that the photo panel takes; more of them, or any folder, are many


def are_many(files: list[Path]) -> bool:
    """Whether what was dropped or opened is for this window: more than `FEW` files, or a folder among them."""
    # Not `Path.is_dir`, which raises where a name is too long or a folder may not be looked into.
    return len(files) > FEW or any(os.path.isdir(path) for path in files)


class ManyPhotos(Translated):
    """A window of its own, beside the main one.  `open` shows it and begins; an earlier table is replaced."""

    photo_opened = Signal(Path)
    taught = Signal(list, int)  # files, each with its tile, and their right label: 0-9, or -1 for none of the ten
    dropped = Signal(QMimeData)

    def __init__(self, engine: EngineClient, *, photos: PhotoClient | None = None) -> None:
        super().__init__()
        self._paths: list[Path] = []
        self._problem: Problem | None = None
        self._cancelled = False
        self.rows = Rows(self)
        self.work = ManyWork(engine, photos=photos or PhotoClient(self), parent=self)
        self.work.answered.connect(self._on_answered)
        self.work.changed.connect(self._show_state)
        self.work.broke.connect(self._on_broke)
        self._build()
        self.table.photo_opened.connect(self.photo_opened)
        self.setAcceptDrops(True)
        self.resize(860, 600)
        self.setMinimumSize(680, 360)
        self.retranslate()

    def _build(self) -> None:
        self.table = ManyTable(self.rows)
        self.filter = QComboBox()
        for kind in ("", *KINDS):
            self.filter.addItem("", kind)
        self.filter.currentIndexChanged.connect(lambda: self.table.show_kind(self.filter.currentData()))
        self._filter_label = QLabel()
        self._filter_label.setProperty("role", "faint")
        self._filter_label.setBuddy(self.filter)
        self._build_teaching()
        self.export = QPushButton()
        self.export.clicked.connect(self._on_export)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self.state = plain_label()
        self.cancel = QPushButton()
        self.cancel.clicked.connect(self._on_cancel)
        self.state.setMinimumHeight(self.cancel.sizeHint().height())  # the table stays where it is when Cancel goes
        self.summary = QLabel()
        self._hint = ElidedLabel()
        self._hint.setProperty("role", "faint")
        work = QHBoxLayout()
        work.setSpacing(10)
        work.addWidget(self.state)
        work.addWidget(self._bar, 1)
        work.addWidget(self.cancel)
        foot = QHBoxLayout()
        foot.addWidget(self._hint, 1)
        foot.addWidget(self.teach)
        foot.addWidget(self._filter_label)
        foot.addWidget(self.filter)
        foot.addWidget(self.export)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(8)
        layout.addLayout(work)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.summary)
        layout.addLayout(foot)
        QShortcut(QKeySequence.StandardKey.Save, self, self._on_export)
        QShortcut(QKeySequence.StandardKey.Close, self, self.close)

    def _build_teaching(self) -> None:
        """The button and the table's menu offer the same names."""
        self.teach = TeachButton()
        self.teach.taught.connect(self._on_teach)
        self.menu = QMenu(self)
        self._open_action = self.menu.addAction("")
        self._open_action.triggered.connect(lambda: self.table.open_current())
        self.menu.addMenu(self.teach.menu())
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._on_menu)
        self.table.selectionModel().selectionChanged.connect(self._enable_teaching)

    def open(self, paths: list[Path], *, recipe: str, network: str) -> None:
        """Answer all photos in `paths`, files and folders."""
        self._paths, self._problem, self._cancelled = paths, None, False
        self.rows.clear()
        self.filter.setCurrentIndex(0)
        self.work.begin(paths, recipe=recipe, network=network, side=self.table.picture_side())
        self.retranslate()
        self.show()
        self.raise_()
        self.activateWindow()
        self.table.setFocus()

    def end(self) -> None:
        """The program ends: stop everything."""
        self.close()
        self.work.close()

    # --- work ---------------------------------------------------------------------------------------------------------

    @Slot(list)
    def _on_answered(self, rows: list[Row]) -> None:
        self.rows.add(rows)

    @Slot(Problem)
    def _on_broke(self, problem: Problem) -> None:
        self._problem = problem
        self._show_state()

    @Slot()
    def _on_cancel(self) -> None:
        self._cancelled = True
        self.work.cancel()

    @Slot()
    def _on_export(self) -> None:
        path = dialogs.ask_save_answers(self) if self.rows.rows else None
        if path is None:
            return
        try:
            self.rows.table().save(path, mark=True)
        except Problem as problem:
            self._problem = problem
            self._show_state()
        else:
            self._tell(self.tr("Saved: {path}").format(path=path))

    # --- teaching -----------------------------------------------------------------------------------------------------

    @Slot(QPoint)
    def _on_menu(self, place: QPoint) -> None:
        if self.table.currentIndex().isValid():
            self.menu.popup(self.table.viewport().mapToGlobal(place))

    @Slot(int)
    def _on_teach(self, label: int) -> None:
        chosen = self.table.chosen()
        if chosen:
            self.taught.emit([(row.path, tile_of(row)) for row in chosen], label)

    def show_kept(self, count: int, label: int) -> None:
        """So many of those that were taught are in the collection now."""
        text = self.tr("Kept in your collection as {name}: {count}")
        self._tell(text.format(name=answer_name(label), count=grouped(count)))

    @Slot()
    def _enable_teaching(self) -> None:
        able = bool(self.table.chosen())
        self.teach.setEnabled(able)
        self.teach.menu().setEnabled(able)

    # --- showing ------------------------------------------------------------------------------------------------------

    @Slot()
    def _show_state(self) -> None:
        work = self.work
        self._bar.setVisible(work.running)
        self.cancel.setVisible(work.running)
        self._bar.setRange(0, 0 if work.searching and not work.total else max(work.total, 1))
        self._bar.setValue(work.done)
        self.export.setEnabled(bool(self.rows.rows))
        self._tell(self._state_text())
        set_look(self.state, "role", "bad" if self._problem else "")
        self.summary.setText("  ·  ".join(self._counted(kind, count) for kind, count in self.rows.counts.items()))

    def _tell(self, text: str) -> None:
        """Beside the bar as wide as the text; alone as wide as the window, however long a path is in it."""
        alone = not self.work.running
        width = QSizePolicy.Policy.Ignored if alone else QSizePolicy.Policy.Preferred
        self.state.setSizePolicy(width, QSizePolicy.Policy.Preferred)
        self.state.setWordWrap(alone)
        self.state.setText(text)
        self.state.setToolTip(plain_tip(text))

    def _state_text(self) -> str:
        work = self.work
        counted = self.tr("{done} of {total}").format(done=grouped(work.done), total=grouped(work.total))
        if self._problem is not None:
            return sentence_of(self._problem.code, self._problem.parameters)
        if work.running and not work.total:
            return self.tr("Looking for photos…")
        if work.running:
            return (
                self.tr("{counted}: waiting for the network").format(counted=counted) if work.is_held_up() else counted
            )
        if self._cancelled:
            return self.tr("Cancelled: {counted}").format(counted=counted)
        if work.truncated:
            return self.tr("The first {count}: a table holds no more.").format(count=grouped(MAX_PHOTOS))
        return self.tr("%n photo(s)", "", work.total)

    def _counted(self, kind: str, count: int) -> str:
        match kind:
            case Verdict.RECOGNISED.value:
                return self.tr("%n recognised", "", count)
            case Verdict.UNSURE.value:
                return self.tr("%n unsure", "", count)
            case Verdict.UNFAMILIAR.value:
                return self.tr("%n unfamiliar", "", count)
        return self.tr("%n unreadable", "", count)

    def retranslate(self) -> None:
        """All texts."""
        title = self.tr("Many photos")
        if len(self._paths) == 1:
            title = self.tr("Many photos: {name}").format(name=file_name(self._paths[0]))
        self.setWindowTitle(title)
        self.rows.retranslate()
        self.table.setAccessibleName(self.tr("The photos with their answers"))
        self._bar.setAccessibleName(self.tr("Photos answered so far"))
        self.cancel.setText(self.tr("Cancel"))
        self.export.setText(self.tr("Export CSV…"))
        self._filter_label.setText(self.tr("Sho&w:"))
        self.filter.setAccessibleName(self.tr("Which answers are shown"))
        self.filter.setItemText(0, self.tr("all answers"))
        for index, kind in enumerate(KINDS, start=1):
            self.filter.setItemText(index, kind_text(kind))
        self._hint.setText(self.tr("Enter or double click: open in the main window"))
        self._hint.setToolTip(self._hint.text())
        self._open_action.setText(self.tr("Open in the main window"))
        self.teach.menu().setTitle(self.teach.text())
        self._enable_teaching()
        self._show_state()

    # --- events -------------------------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if Incoming.looks_usable(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(event.mimeData())

    def closeEvent(self, event: QCloseEvent) -> None:
        self._cancelled = self._cancelled or self.work.running
        self.work.cancel()
        event.accept()
