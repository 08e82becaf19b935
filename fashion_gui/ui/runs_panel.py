"""The tab "Runs": all kept trainings, to open, resume, rename, delete, draw over each other and compare."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from fashion_gui.core.problems import Problem
from fashion_gui.core.run_list import RunList
from fashion_gui.core.run_shelf import trashed_runs
from fashion_gui.core.runs import rename_run
from fashion_gui.ui.cards import card_around
from fashion_gui.ui.language import Translated
from fashion_gui.ui.preset_texts import preset_name
from fashion_gui.ui.run_cells import RunRow
from fashion_gui.ui.run_comparison import RunComparison
from fashion_gui.ui.run_disagreement import Bytes, Floats
from fashion_gui.ui.run_looks import CURVE_LOOKS, RunCurve
from fashion_gui.ui.run_overlay import RunOverlay
from fashion_gui.ui.run_rows import RunRows
from fashion_gui.ui.run_sizes import RunSizes
from fashion_gui.ui.run_table import RunTable
from fashion_gui.ui.run_texts import state_sentence
from fashion_gui.ui.run_tools import RunTools
from fashion_gui.ui.run_trash import RunTrash
from fashion_gui.ui.run_trash_line import RunTrashLine

_LIST, _COMPARISON = range(2)
_FILLED, _EMPTY = range(2)


class RunsPanel(Translated):
    """Renaming, deleting and undoing it does itself; everything else it asks for by its signals."""

    open_requested = Signal(Path)
    resume_requested = Signal(Path)
    race_requested = Signal()
    compare_requested = Signal(Path, Path)  # asks for `show_comparison` or `fail_comparison`
    file_requested = Signal()  # a .keras file is to be opened
    tile_opened = Signal(int)  # a picture's index in the test set
    renamed = Signal(Path)
    failed = Signal(Problem)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list: RunList | None = None
        self._stale = False
        self._training: frozenset[str] = frozenset()
        self._rows = RunRows(self)
        self._sizes = RunSizes(self)
        self._tools, self._table, self._overlay = RunTools(), RunTable(self._rows), RunOverlay()
        self._trash, self._foot, self._comparison = RunTrash(), RunTrashLine(), RunComparison()
        self._build()
        self._connect()
        self.retranslate()

    # --- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._empty = QLabel()
        self._empty.setProperty("role", "faint")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        filled = QWidget()
        column = QVBoxLayout(filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(card_around(self._table, across=10, down=8), 5)
        column.addWidget(card_around(self._overlay, across=10, down=8), 4)
        self._body = QStackedWidget()
        self._body.addWidget(filled)
        self._body.addWidget(card_around(self._empty, across=10, down=8))
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._tools)
        layout.addWidget(self._trash)
        layout.addWidget(self._body, 1)
        layout.addWidget(self._foot)
        self._pages = QStackedWidget()
        self._pages.addWidget(page)
        self._pages.addWidget(self._comparison)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def _connect(self) -> None:
        self._tools.open_pressed.connect(self._open)
        self._tools.resume_pressed.connect(self._resume)
        self._tools.rename_pressed.connect(self._table.rename)
        self._tools.compare_pressed.connect(self._compare)
        self._tools.delete_pressed.connect(self._delete)
        self._tools.race_pressed.connect(self.race_requested)
        self._table.open_requested.connect(self._open)
        self._table.delete_requested.connect(self._delete)
        self._table.selectionModel().selectionChanged.connect(self._on_choice)
        self._table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._table.customContextMenuRequested.connect(self._on_menu)
        self._rows.ticks_changed.connect(self._on_choice)
        self._rows.title_typed.connect(self._rename)
        self._trash.changed.connect(self._read)
        self._trash.restored.connect(self._on_restored)
        self._trash.failed.connect(self.failed)
        self._foot.empty_confirmed.connect(self._on_empty)
        self._foot.file_requested.connect(self.file_requested)
        self._foot.folder_requested.connect(self._show_folder)
        self._sizes.measured.connect(self._foot.show_sizes)
        self._comparison.closed.connect(self._close_comparison)
        self._comparison.tile_opened.connect(self.tile_opened)
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        undo.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        undo.activated.connect(self._trash.undo)

    # --- from outside -------------------------------------------------------------------------------------------------

    def show_runs(self, folder: Path) -> None:
        """Show the runs in `folder`."""
        self._list = RunList(folder)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Look again what is there; while the tab is hidden, when it is shown."""
        self._stale = True
        if self.isVisible():
            self._read()

    def overlay(self, names: Iterable[str]) -> None:
        """Draw the curves of these runs over each other, and no others."""
        self._read()
        self._rows.set_ticked(list(self._rows.ticked), ticked=False)
        self._rows.set_ticked(list(names), ticked=True)

    def set_current(self, name: str) -> None:
        """Mark the run whose network answers, by the name of its folder; "" for none of them."""
        self._rows.set_answering(name)

    def set_training(self, names: Iterable[str]) -> None:
        """Which runs this window trains, by the names of their folders; what they have learnt is looked at again."""
        self._training = frozenset(names)
        self.refresh()

    def show_pictures(self, images: Bytes | None, labels: Bytes | None) -> None:
        """The test set: uint8 (n, 28, 28) and uint8 (n,), or None."""
        self._comparison.show_pictures(images, labels)

    def compared(self) -> tuple[Path, Path] | None:
        """The folders of the two runs that are compared now, in the order of their answers."""
        return self._comparison.runs()

    def show_comparison(self, first: Floats, second: Floats) -> None:
        """What the two compared runs say of the test set: float32 (n, 10) each."""
        self._comparison.show_answers(first, second)

    def fail_comparison(self, problem: Problem) -> None:
        """The answers that were asked for will not come."""
        self._comparison.show_problem(problem)

    def set_raw(self, raw: bool) -> None:
        """Tiles bright on black, as the network sees them, or dark on white."""
        self._comparison.pictures.set_raw(raw)

    # --- reading ------------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._read()
        if self._rows.rows and not self._table.chosen():  # a list that grew while hidden has lost its choice
            self._table.choose(self._rows.rows[0].key)

    @Slot()
    def _read(self) -> None:
        self._stale = False
        if self._list is None:
            return
        self._rows.show_runs(self._list.read(training=self._training))
        rows = self._rows.rows
        if rows and not self._table.currentIndex().isValid():
            self._table.choose(rows[0].key)
        trashed = trashed_runs(self._list.folder)
        self._foot.show_counts(len(rows), len(trashed), damaged=self._list.damaged)
        self._sizes.measure([row.listed.run.folder for row in rows], [run.folder for run in trashed])
        self._body.setCurrentIndex(_FILLED if rows else _EMPTY)
        self._update_comparison()
        self._on_choice()

    def _update_comparison(self) -> None:
        folders = self._comparison.runs()
        if folders is None:
            return
        places = [self._rows.row_of(folder.name) for folder in folders]
        if min(places) < 0:
            self._close_comparison()
        else:
            self._comparison.update_runs(*(self._rows.rows[place] for place in places))

    # --- what is chosen -----------------------------------------------------------------------------------------------

    def _slots(self) -> dict[str, int]:
        """Which runs are drawn: those with a tick, else those that are selected."""
        if self._rows.ticked:
            return dict(self._rows.ticked)
        return {row.key: slot for slot, row in enumerate(self._table.chosen()[: len(CURVE_LOOKS)])}

    def _pair(self) -> list[RunRow]:
        """The runs to compare, A first; not two where fewer or more are chosen."""
        slots = self._slots()
        rows = [row for row in self._rows.rows if row.key in slots and row.listed.run.history]
        return sorted(rows, key=lambda row: slots[row.key])

    @Slot()
    def _on_choice(self) -> None:
        slots, chosen = self._slots(), self._table.chosen()
        self._rows.set_drawn(slots)
        drawn = [row for row in self._rows.rows if row.key in slots]
        self._overlay.charts.show_curves([RunCurve(slots[row.key], row.name, row.listed.run.history) for row in drawn])
        one = chosen[0].listed if len(chosen) == 1 else None
        self._tools.set_able(
            open_run=one is not None and bool(one.run.history),
            resume=one is not None and one.resumable,
            rename=one is not None,
            compare=len(self._pair()) == 2,
            delete=bool(chosen),
        )
        self._overlay.about.setText(self._about(chosen))

    def _about(self, chosen: list[RunRow]) -> str:
        if len(self._rows.ticked) == len(CURVE_LOOKS):
            text = self.tr("{count} curves are drawn, as many as can be. Untick one to draw another.")
            return text.format(count=len(CURVE_LOOKS))
        if len(chosen) == 1:
            run = chosen[0].listed.run
            name = f"{chosen[0].name} ({preset_name(run.options.preset)})" if run.title else chosen[0].name
            return f"{name}: {state_sentence(chosen[0].listed)}"
        return self.tr("%n run(s) selected", "", len(chosen)) if chosen else ""

    @Slot(QPoint)
    def _on_menu(self, place: QPoint) -> None:
        if self._table.chosen():
            self._tools.show_menu(self._table.viewport().mapToGlobal(place))

    # --- what the user does -------------------------------------------------------------------------------------------

    @Slot()
    def _open(self) -> None:
        chosen = self._table.chosen()
        if len(chosen) == 1 and chosen[0].listed.run.history:
            self.open_requested.emit(chosen[0].listed.run.folder)

    @Slot()
    def _resume(self) -> None:
        chosen = self._table.chosen()
        if len(chosen) == 1 and chosen[0].listed.resumable:
            self.resume_requested.emit(chosen[0].listed.run.folder)

    @Slot()
    def _compare(self) -> None:
        pair = self._pair()
        if len(pair) == 2:
            self._pages.setCurrentIndex(_COMPARISON)
            self._comparison.show_runs(*pair)
            self.compare_requested.emit(*(row.listed.run.folder for row in pair))

    @Slot()
    def _close_comparison(self) -> None:
        self._comparison.forget()
        self._pages.setCurrentIndex(_LIST)
        self._table.setFocus()

    @Slot(Path, str)
    def _rename(self, folder: Path, title: str) -> None:
        try:
            rename_run(folder, title)
        except Problem as problem:
            self.failed.emit(problem)
        else:
            self.renamed.emit(folder)
        self._read()

    @Slot()
    def _delete(self) -> None:
        place = self._table.currentIndex().row()
        self._trash.delete(self._table.chosen())
        shown = self._table.shown()
        if shown and not self._table.chosen():
            self._table.choose(shown[min(place, len(shown) - 1)].key)

    @Slot(str)
    def _on_restored(self, key: str) -> None:
        self._table.choose(key)
        self._table.setFocus()

    @Slot()
    def _on_empty(self) -> None:
        if self._list is not None:
            self._trash.empty(self._list.folder)
            self._table.setFocus()

    @Slot()
    def _show_folder(self) -> None:
        if self._list is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._list.folder)))

    def retranslate(self) -> None:
        """All texts."""
        self._table.setAccessibleName(self.tr("Kept runs"))
        text = self.tr("No run yet: press Train. Every training is kept here, with the weights of each epoch.")
        self._empty.setText(text)
        self._rows.retranslate()
        self._update_comparison()
        self._on_choice()
