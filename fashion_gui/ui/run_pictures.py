"""The test pictures on which two runs disagree, page by page."""

from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from fashion_gui.ui.answer_order import page_count
from fashion_gui.ui.language import Translated, grouped, name_of
from fashion_gui.ui.page_turner import PageTurner
from fashion_gui.ui.run_disagreement import KINDS, Bytes, Disagreement, Kind
from fashion_gui.ui.run_pair_grid import PairGrid, PairTile

_GRID, _NOTE = range(2)
_NO_WIDTH: Final = 10  # letters that the filter is content with


class RunPictures(Translated):
    """How often the two disagree, as a sentence; which of those pictures are shown, as a choice."""

    tile_opened = Signal(int)  # the picture's index in the test set

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tiles: Bytes | None = None
        self._found: Disagreement | None = None
        self._note = ""
        self._place = 0  # of a picture on the page among those shown: stays while the window changes its size
        self._sentence = QLabel()
        self._sentence.setProperty("role", "title")
        self._sentence.setWordWrap(True)
        self._filter = QComboBox()
        for kind in KINDS:
            self._filter.addItem("", kind)
        self._filter.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._filter.setMinimumContentsLength(_NO_WIDTH)
        self._filter.currentIndexChanged.connect(self._begin_anew)
        self._label = QLabel()
        self._label.setBuddy(self._filter)
        self._grid = PairGrid()
        self._grid.shape_changed.connect(self._refresh)
        self._grid.tile_opened.connect(self.tile_opened)
        self._empty = QLabel()
        self._empty.setProperty("role", "faint")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setTextFormat(Qt.TextFormat.PlainText)
        self.turner = PageTurner()
        self.turner.turned.connect(self._turn)
        self._build()
        self.retranslate()

    def _build(self) -> None:
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self._label)
        tools.addWidget(self._filter, 1)
        self._places = QStackedWidget()
        self._places.addWidget(self._grid)
        self._places.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._sentence)
        layout.addLayout(tools)
        layout.addWidget(self._places, 1)
        layout.addWidget(self.turner)

    # --- from outside -------------------------------------------------------------------------------------------------

    def show_disagreement(self, tiles: Bytes, found: Disagreement) -> None:
        """`tiles` is uint8 (n, 28, 28), in the order of the answers; the page and the choice begin anew."""
        self._tiles, self._found, self._note = tiles, found, ""
        self._filter.setCurrentIndex(0)
        self._begin_anew()

    def show_note(self, text: str) -> None:
        """Why there are no answers yet, or none at all."""
        self._tiles, self._found, self._note = None, None, text
        self._begin_anew()

    def set_raw(self, raw: bool) -> None:
        """Bright on black, as the network sees them, or dark on white."""
        self._grid.set_raw(raw)

    # --- what is shown ------------------------------------------------------------------------------------------------

    def _kind(self) -> Kind:
        kind: Kind = self._filter.currentData()
        return kind

    @Slot()
    def _begin_anew(self) -> None:
        self._place = 0
        self.retranslate()

    @Slot(int)
    def _turn(self, page: int) -> None:
        self._place = page * self._grid.cell_count()
        self._refresh()

    @Slot()
    def _refresh(self) -> None:
        there = self._found is not None
        for widget in (self._sentence, self._label, self._filter, self.turner):
            widget.setVisible(there)
        if self._found is None or self._tiles is None:
            self._grid.show_tiles([])
            self._empty.setText(self._note)
            self._places.setCurrentIndex(_NOTE)
            return
        shown = self._found.indices[self._kind()]
        self._empty.setText(self.tr("There is no such picture."))
        self._places.setCurrentIndex(_GRID if len(shown) else _NOTE)  # first: the grid may get another size by it
        per_page = self._grid.cell_count()
        page = min(self._place, max(len(shown) - 1, 0)) // per_page
        here = shown[page * per_page : (page + 1) * per_page]
        self._grid.show_tiles([self._tile(self._tiles, self._found, int(index)) for index in here])
        self.turner.show_page(page, pages=page_count(len(shown), per_page=per_page))

    def _tile(self, tiles: Bytes, found: Disagreement, index: int) -> PairTile:
        label = int(found.labels[index])
        said = int(found.first[index]), int(found.second[index])
        first, second, right = name_of(said[0]), name_of(said[1]), name_of(label)
        spoken = self.tr("Picture {index}: A says {first}, B says {second}, the right answer is {right}")
        return PairTile(
            index,
            tiles[index],
            self.tr("right: {name}").format(name=right),
            None,
            spoken.format(index=index, first=first, second=second, right=right),
            ((first, said[0] == label), (second, said[1] == label)),
        )

    def retranslate(self) -> None:
        """All texts."""
        self._grid.setAccessibleName(self.tr("Pictures on which the two runs disagree"))
        self._label.setText(self.tr("Show"))
        self._filter.setAccessibleName(self.tr("Which of the pictures are shown"))
        names: dict[Kind, str] = {
            "all": self.tr("all of them: {count}"),
            "first": self.tr("only A is right: {count}"),
            "second": self.tr("only B is right: {count}"),
            "neither": self.tr("both are wrong: {count}"),
        }
        for place, kind in enumerate(KINDS):
            count = self._found.count(kind) if self._found else 0
            self._filter.setItemText(place, names[kind].format(count=grouped(count)))
        self._sentence.setText(self._counts() if self._found else "")
        self._refresh()

    def _counts(self) -> str:
        assert self._found is not None
        found = self._found
        if not found.count("all"):
            return self.tr("They give the same answer to all {total} pictures.").format(total=grouped(len(found)))
        sentence = self.tr(
            "They disagree on {count} of {total} pictures: A is right on {first}, B on {second}, neither on {neither}."
        )
        return sentence.format(
            count=grouped(found.count("all")),
            total=grouped(len(found)),
            first=grouped(found.count("first")),
            second=grouped(found.count("second")),
            neither=grouped(found.count("neither")),
        )
