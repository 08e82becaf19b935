"""The sliders of the break-it lab."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from fashion_gui.core.disturbance import RANGES, SLIDERS, UNCHANGED, Disturbance
from fashion_gui.ui.disturbance_texts import slider_name, slider_tip, value_text
from fashion_gui.ui.images import icon
from fashion_gui.ui.language import Translated

_SWITCHES: Final = tuple(name for name in SLIDERS if RANGES[name] == (0.0, 1.0, 1.0))
_LINES: Final = tuple(name for name in SLIDERS if name not in _SWITCHES)

# Damages that real photos have, with what moves.
EXAMPLES: Final[dict[str, Disturbance]] = {
    "not_inverted": Disturbance(invert=1.0),
    "grey_wall": Disturbance(background=60.0),
    "shifted": Disturbance(shift_x=4.0),
    "half": Disturbance(size=0.5),
    "mirrored": Disturbance(mirror=1.0),
    "upside_down": Disturbance(turn=180.0),
    "askew": Disturbance(turn=20.0),
    "in_the_dark": Disturbance(noise=60.0),
}


class LabSliders(Translated):
    """`changed` whenever one is moved, by whomever but `show_disturbance`; `last` is the one that was moved last."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.last = SLIDERS[0]
        self._values = {name: getattr(UNCHANGED, name) for name in SLIDERS}
        self.sliders = {name: _slider(name) for name in _LINES}
        self.boxes = {name: QCheckBox() for name in _SWITCHES}
        self._names = {name: QLabel() for name in _LINES}
        self._numbers = {name: QLabel() for name in _LINES}
        self._resets = {name: QToolButton() for name in _LINES}
        self._build()
        self.retranslate()

    def _build(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        for row, name in enumerate(_LINES):
            self._names[name].setBuddy(self.sliders[name])
            self._numbers[name].setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._numbers[name].setMinimumWidth(self.fontMetrics().horizontalAdvance("−000 px"))
            reset = self._resets[name]
            reset.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            reset.clicked.connect(lambda _=False, name=name: self._set(name, getattr(UNCHANGED, name)))
            self.sliders[name].valueChanged.connect(lambda place, name=name: self._on_place(name, place))
            for column, widget in enumerate((self._names[name], self.sliders[name], self._numbers[name], reset)):
                grid.addWidget(widget, row, column)
        grid.setColumnStretch(1, 1)
        switches = QHBoxLayout()
        switches.setSpacing(16)
        for name, box in self.boxes.items():
            box.toggled.connect(lambda on, name=name: self._take(name, float(on)))
            switches.addWidget(box)
        switches.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(grid)
        layout.addLayout(switches)
        layout.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        self.examples = QToolButton()
        self.examples.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.examples.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.examples.setStyleSheet("QToolButton::menu-indicator { image: none; }")  # it would lie on the text
        menu = QMenu(self.examples)
        self._actions = {key: menu.addAction("") for key in EXAMPLES}
        for key, action in self._actions.items():
            action.triggered.connect(lambda _=False, key=key: self.choose(EXAMPLES[key]))
        self.examples.setMenu(menu)
        self.reset_all = QPushButton()
        self.reset_all.clicked.connect(lambda: self.choose(UNCHANGED))
        row = QHBoxLayout()
        row.setSpacing(6)
        for button in (self.examples, self.reset_all):
            button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            row.addWidget(button)
        row.addStretch(1)
        return row

    # --- values ------------------------------------------------------------------------------------------------------

    def disturbance(self) -> Disturbance:
        """What the sliders say."""
        return Disturbance(**self._values)

    def choose(self, disturbance: Disturbance) -> None:
        """Move all sliders, as the user would."""
        before = self.disturbance()
        new = [
            name
            for name in SLIDERS
            if getattr(disturbance, name) not in (getattr(before, name), getattr(UNCHANGED, name))
        ]
        self.show_disturbance(disturbance)
        if new:
            self.last = new[0]
        if disturbance != before:
            self.changed.emit()

    def show_disturbance(self, disturbance: Disturbance) -> None:
        """Move all sliders without telling anybody."""
        for name in SLIDERS:
            self._values[name] = float(getattr(disturbance, name))
            widget = self.sliders.get(name) or self.boxes[name]
            with QSignalBlocker(widget):
                if isinstance(widget, QCheckBox):
                    widget.setChecked(self._values[name] > 0)
                else:
                    widget.setValue(_place(name, self._values[name]))
        self._show_values()

    def _set(self, name: str, value: float) -> None:
        self.choose(replace(self.disturbance(), **{name: value}))

    def _on_place(self, name: str, place: int) -> None:
        low, _, step = RANGES[name]
        self._take(name, round(low + place * step, 6))

    def _take(self, name: str, value: float) -> None:
        self._values[name] = value
        self.last = name
        self._show_values()
        self.changed.emit()

    # --- showing -----------------------------------------------------------------------------------------------------

    def _show_values(self) -> None:
        for name in _LINES:
            text = value_text(name, self._values[name])
            moved = self._values[name] != getattr(UNCHANGED, name)
            self._numbers[name].setText(text)
            self.sliders[name].setAccessibleDescription(f"{text}. {slider_tip(name)}")
            if not moved and self._resets[name].hasFocus():  # a button that is disabled would lose it to the next one
                self.sliders[name].setFocus(Qt.FocusReason.OtherFocusReason)
            self._resets[name].setEnabled(moved)
        changed = self.disturbance() != UNCHANGED
        if not changed and self.reset_all.hasFocus():
            self.examples.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reset_all.setEnabled(changed)

    @Slot()
    def retranslate(self) -> None:
        """All texts, and the icons in the theme's colour."""
        for name in SLIDERS:
            widgets = (self.boxes[name],) if name in _SWITCHES else (self.sliders[name], self._names[name])
            for widget in widgets:
                widget.setToolTip(slider_tip(name))
            widgets[0].setAccessibleName(slider_name(name))
        for name, box in self.boxes.items():
            box.setText(slider_name(name))
            box.setAccessibleDescription(slider_tip(name))
        for name in _LINES:
            self._names[name].setText(slider_name(name))
            self._resets[name].setIcon(icon("undo"))
            text = self.tr("Back to rest: {name}").format(name=slider_name(name))
            self._resets[name].setToolTip(text)
            self._resets[name].setAccessibleName(text)
        self.examples.setText(self.tr("Examples…"))
        self.examples.setToolTip(self.tr("Damages that real photos often have"))
        self.examples.setAccessibleName(self.tr("Damages that real photos often have"))
        self.reset_all.setText(self.tr("Reset all"))
        self.reset_all.setToolTip(self.tr("All sliders back to rest"))
        texts = {
            "not_inverted": self.tr("White background (not inverted)"),
            "grey_wall": self.tr("Grey background"),
            "shifted": self.tr("Shifted by 4 pixels"),
            "half": self.tr("Half as large"),
            "mirrored": self.tr("Mirrored"),
            "upside_down": self.tr("Upside down"),
            "askew": self.tr("Askew by 20°"),
            "in_the_dark": self.tr("Taken in the dark"),
        }
        for key, action in self._actions.items():
            action.setText(texts[key])
        self._show_values()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.retranslate()


def _slider(name: str) -> QSlider:
    low, high, step = RANGES[name]
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setRange(0, round((high - low) / step))
    slider.setPageStep(max(1, slider.maximum() // 10))
    slider.setValue(_place(name, getattr(UNCHANGED, name)))
    slider.setMinimumWidth(90)
    return slider


def _place(name: str, value: float) -> int:
    low, _, step = RANGES[name]
    return round((value - low) / step)
