"""The tools of the photo editor: what to draw, how to turn, back."""

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from fashion_gui.core.protocol import Correction
from fashion_gui.ui.images import icon
from fashion_gui.ui.language import Translated
from fashion_gui.ui.photo_canvas import TOOLS
from fashion_gui.ui.photo_correction import inverted, mirrored, turned_left, turned_right
from fashion_gui.ui.photo_drawing import swatch

_CHANGES: Final = {  # name of the icon -> what it does
    "turn-left": turned_left,
    "turn-right": turned_right,
    "mirror": mirrored,
    "invert": inverted,
}


class PhotoTools(Translated):
    """A row of buttons, each with a key.  `changed` carries the correction that was shown, changed."""

    tool_chosen = Signal(str)  # one of `TOOLS`
    changed = Signal(Correction)
    undo_requested = Signal()
    start_over_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._correction: Correction | None = None
        self._build()
        self._build_keys()
        self.retranslate()
        self.show_correction(None, can_undo=False)

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._group = QButtonGroup(self)
        self._tools: dict[str, QToolButton] = {}
        for tool in TOOLS:
            button = self._tools[tool] = _button(Qt.ToolButtonStyle.ToolButtonTextBesideIcon, QSize(26, 16))
            button.setCheckable(True)
            self._group.addButton(button)
            row.addWidget(button)
        self._tools[TOOLS[0]].setChecked(True)
        self._group.buttonClicked.connect(self._on_tool)
        row.addSpacing(8)
        self._changes: dict[str, QToolButton] = {}
        for name in _CHANGES:
            button = self._changes[name] = _button(Qt.ToolButtonStyle.ToolButtonIconOnly, QSize(18, 18))
            button.clicked.connect(lambda _checked=False, name=name: self._change(name))
            row.addWidget(button)
        self._changes["invert"].setCheckable(True)
        row.addSpacing(8)
        self._undo = _button(Qt.ToolButtonStyle.ToolButtonIconOnly, QSize(18, 18))
        self._undo.clicked.connect(self.undo_requested)
        self._start_over = _button(Qt.ToolButtonStyle.ToolButtonTextOnly, QSize(18, 18))
        self._start_over.clicked.connect(self.start_over_requested)
        row.addWidget(self._undo)
        row.addWidget(self._start_over)
        row.addStretch(1)

    def _build_keys(self) -> None:
        """Digits, because letters lie elsewhere on a Russian keyboard.  None works while the tools are hidden."""
        self._keys = {str(place): button for place, button in enumerate((self._tools | self._changes).values(), 1)}
        self._keys |= {QKeySequence(QKeySequence.StandardKey.Undo).toString(): self._undo, "0": self._start_over}
        for key, button in self._keys.items():
            action = QAction(self)
            action.setShortcut(QKeySequence(key))
            action.triggered.connect(button.click)
            self.addAction(action)

    def show_correction(self, correction: Correction | None, *, can_undo: bool) -> None:
        """What holds now; None where there is no photo to correct."""
        self._correction = correction
        for button in (*self._tools.values(), *self._changes.values()):
            button.setEnabled(correction is not None)
        self._undo.setEnabled(can_undo)
        self._start_over.setEnabled(correction not in (None, Correction()))
        self._changes["invert"].setChecked(correction is not None and correction.inverted)

    def choose(self, tool: str) -> None:
        """Choose one of `TOOLS`."""
        self._tools[tool].setChecked(True)
        self._on_tool()

    @Slot()
    def _on_tool(self) -> None:
        self.tool_chosen.emit(next(tool for tool, button in self._tools.items() if button.isChecked()))

    def _change(self, name: str) -> None:
        if self._correction is not None:
            self.changed.emit(_CHANGES[name](self._correction))

    def retranslate(self) -> None:
        """All texts, and the icons in the theme's colour."""
        self._tools["box"].setText(self.tr("Box"))
        self._tools["garment"].setText(self.tr("Garment"))
        self._tools["background"].setText(self.tr("Background"))
        self._start_over.setText(self.tr("Start over"))
        for name, button in self._tools.items():
            button.setIcon(swatch(name, ratio=2))
        for name, button in self._changes.items():
            button.setIcon(icon(name))
        self._undo.setIcon(icon("undo"))
        hints = (
            self.tr("Drag a box around the garment"),
            self.tr("Mark what is garment"),
            self.tr("Mark what is background"),
            self.tr("Turn to the left"),
            self.tr("Turn to the right"),
            self.tr("Mirror: exchange left and right"),
            self.tr("Invert: exchange bright and dark of the garment"),
            self.tr("Undo the last step"),
            self.tr("Take back every correction of this photo"),
        )
        for (key, button), hint in zip(self._keys.items(), hints, strict=True):
            button.setToolTip(f"{hint} ({key})")
            button.setAccessibleName(hint)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange:
            self.retranslate()
        super().changeEvent(event)


def _button(style: Qt.ToolButtonStyle, size: QSize) -> QToolButton:
    button = QToolButton()
    button.setToolButtonStyle(style)
    button.setIconSize(size)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # by Tab too
    return button
