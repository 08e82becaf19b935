"""The fields that say how to train: the preset and its numbers."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QLineEdit, QWidget

from fashion_gui.core.options import OWN, TrainOptions
from fashion_gui.core.presets import PRESETS
from fashion_gui.core.problems import Problem
from fashion_gui.ui.language import Translated
from fashion_gui.ui.preset_texts import preset_name, preset_story
from fashion_gui.ui.theme import set_look

_FIELDS = ("epochs", "batch_size", "learning_rate", "seed")


class OptionFields(Translated):
    """`changed` after each change, `submitted` when Enter was pressed."""

    changed = Signal()
    submitted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.presets = QComboBox()
        for key in (*PRESETS, OWN):
            self.presets.addItem("", key)
        self.presets.currentIndexChanged.connect(self._on_preset)
        self.presets.setMinimumWidth(112)
        self._preset_label = QLabel()
        self._preset_label.setBuddy(self.presets)
        self.edits = {name: QLineEdit() for name in _FIELDS}
        self._labels = {name: QLabel() for name in _FIELDS}
        fields = QGridLayout(self)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setVerticalSpacing(2)
        fields.addWidget(self._preset_label, 0, 0)
        fields.addWidget(self.presets, 1, 0)
        fields.setColumnStretch(0, 3)
        for column, name in enumerate(_FIELDS, start=1):
            self._labels[name].setBuddy(self.edits[name])
            self.edits[name].textChanged.connect(self._on_edited)
            self.edits[name].returnPressed.connect(self.submitted)
            fields.addWidget(self._labels[name], 0, column)
            self.edits[name].setMinimumWidth(58 if name == "learning_rate" else 44)  # 0.002 has to be seen whole
            fields.addWidget(self.edits[name], 1, column)
            fields.setColumnStretch(column, 1)
        self._base = PRESETS[self.preset()].options  # what no field here shows
        self._fill(self._base)
        self.retranslate()

    def preset(self) -> str:
        """The key of the chosen preset."""
        return str(self.presets.currentData())

    def options(self) -> TrainOptions:
        """What the fields say.  Raises Problem for the first value out of range."""
        values: dict[str, Any] = {name: number_or_text(edit.text()) for name, edit in self.edits.items()}
        options = replace(self._base, preset=self.preset(), **values)
        options.check()
        return options

    def problem(self) -> Problem | None:
        """Why the fields make no options."""
        try:
            self.options()
        except Problem as problem:
            return problem
        return None

    def show_options(self, options: TrainOptions) -> None:
        """Choose the preset of `options` and show its numbers."""
        self._base = options
        self.presets.blockSignals(True)
        self.presets.setCurrentIndex(self.presets.findData(options.preset))
        self.presets.blockSignals(False)
        self._fill(options)

    def base(self) -> TrainOptions:
        """What the numbers here are changes of: the preset's options, or those of the run on show."""
        return self._base

    def choose(self, preset: str) -> None:
        """Choose a preset, as the user would."""
        self.presets.setCurrentIndex(self.presets.findData(preset))

    def change(self, **values: Any) -> None:
        """Change options that no field here shows; they are checked with the others."""
        self._base = replace(self._base, **values)
        self._on_edited()

    @Slot()
    def _on_preset(self) -> None:
        if self.preset() != OWN:  # one's own network is trained by what was there before
            self._base = PRESETS[self.preset()].options
            self._fill(self._base)
        else:
            self._on_edited()

    def _fill(self, options: TrainOptions) -> None:
        for name, edit in self.edits.items():
            edit.blockSignals(True)  # numbers of two presets side by side are nobody's wish
            edit.setText(f"{getattr(options, name):g}" if name == "learning_rate" else str(getattr(options, name)))
            edit.blockSignals(False)
        self._on_edited()

    @Slot()
    def _on_edited(self) -> None:
        problem = self.problem()
        for name, edit in self.edits.items():
            wrong = problem is not None and problem.code.startswith(name)
            set_look(edit, "invalid", wrong)
        self.presets.setToolTip(preset_story(self.preset()))
        self.changed.emit()

    def retranslate(self) -> None:
        """All texts."""
        self._preset_label.setText(self.tr("Preset"))
        self.presets.setAccessibleName(self.tr("Preset"))
        for index in range(self.presets.count()):
            key = self.presets.itemData(index)
            self.presets.setItemText(index, preset_name(key))
            self.presets.setItemData(index, preset_story(key), Qt.ItemDataRole.ToolTipRole)
        self.presets.setToolTip(preset_story(self.preset()))
        texts = {
            "epochs": (self.tr("Epochs"), self.tr("How many times the network goes through all its pictures.")),
            "batch_size": (self.tr("Batch"), self.tr("After how many pictures the weights are corrected once.")),
            "learning_rate": (self.tr("Rate"), self.tr("How large a correction is. Too large, and it diverges.")),
            "seed": (self.tr("Seed"), self.tr("Where chance starts: the same seed gives the same curve.")),
        }
        for name, (label, tip) in texts.items():
            self._labels[name].setText(label)
            self._labels[name].setToolTip(tip)
            self.edits[name].setToolTip(tip)
            self.edits[name].setAccessibleName(label)


def number_or_text(text: str) -> int | float | str:
    """What was typed as a number; text that is none stays text, which the options refuse with their sentence."""
    text = text.strip().replace(",", ".")
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text
