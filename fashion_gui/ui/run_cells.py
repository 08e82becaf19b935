"""A kept run as a table's row, and what each of its cells says."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from fashion_gui.core.run_list import ListedRun, RunState
from fashion_gui.ui.preset_texts import preset_name
from fashion_gui.ui.run_texts import (
    NONE,
    accuracy_on_test_set,
    best_validation_accuracy,
    changes_text,
    day_or_time_text,
    duration_text,
    figure_text,
    seconds_of,
    state_text,
)

translate = QCoreApplication.translate  # the name that lupdate looks for


class Column(IntEnum):
    """The columns, in their order."""

    NAME = 0
    PRESET = 1
    CHANGED = 2
    EPOCHS = 3
    TEST = 4
    VALIDATION = 5
    DURATION = 6
    WHEN = 7
    STATE = 8


CENTRED: Final = (Column.EPOCHS, Column.TEST, Column.VALIDATION, Column.DURATION)


@dataclass(frozen=True)
class RunRow:
    """A run and what it is called."""

    listed: ListedRun
    name: str

    @property
    def key(self) -> str:
        """The name of its folder."""
        return self.listed.run.name


def head_text(column: int) -> str:
    """The head of a column."""
    heads = {
        Column.NAME: translate("Runs", "Run"),
        Column.PRESET: translate("Runs", "Preset"),
        Column.CHANGED: translate("Runs", "Changed"),
        Column.EPOCHS: translate("Runs", "Epochs"),
        Column.TEST: translate("Runs", "Test"),
        Column.VALIDATION: translate("Runs", "Valid."),
        Column.DURATION: translate("Runs", "Time"),
        Column.WHEN: translate("Runs", "Begun"),
        Column.STATE: translate("Runs", "State"),
    }
    return heads[Column(column)]


def head_hint(column: int) -> str:
    """What a column holds."""
    hints = {
        Column.NAME: translate("Runs", "A tick draws the run's validation curve. F2 renames it."),
        Column.PRESET: translate("Runs", "The preset it was trained by."),
        Column.CHANGED: translate("Runs", "What was set otherwise than the preset says."),
        Column.EPOCHS: translate("Runs", "Epochs that are done, and how many were asked for."),
        Column.TEST: translate("Runs", "Share of right answers on the test set."),
        Column.VALIDATION: translate("Runs", "The highest share of right answers on the validation pictures."),
        Column.DURATION: translate("Runs", "How long it was trained."),
        Column.WHEN: translate("Runs", "When the training began."),
        Column.STATE: translate("Runs", "How the training ended."),
    }
    return hints[Column(column)]


def cell_text(row: RunRow, column: int) -> str:
    """What a cell shows."""
    run = row.listed.run
    match column:
        case Column.NAME:
            return row.name
        case Column.PRESET:
            return preset_name(run.options.preset)
        case Column.CHANGED:
            return changes_text(run)
        case Column.EPOCHS:
            return f"{len(run.history)}/{run.options.epochs}"
        case Column.TEST:
            return figure_text(accuracy_on_test_set(run))
        case Column.VALIDATION:
            return figure_text(best_validation_accuracy(run))
        case Column.DURATION:
            return duration_text(seconds_of(run)) if run.history else NONE
        case Column.WHEN:
            return day_or_time_text(run)
    return state_text(row.listed.state)


def sort_key(row: RunRow, column: int) -> Any:
    """What a column is sorted by: runs without the figure come as the lowest."""
    run = row.listed.run
    match column:
        case Column.EPOCHS:
            return len(run.history)
        case Column.TEST:
            return _or_below(accuracy_on_test_set(run))
        case Column.VALIDATION:
            return _or_below(best_validation_accuracy(run))
        case Column.DURATION:
            return seconds_of(run)
        case Column.WHEN:
            return f"{run.created} {run.name}"
        case Column.STATE:
            return list(RunState).index(row.listed.state)
    return cell_text(row, column)


def _or_below(value: float) -> float:
    return value if value == value else -1.0
