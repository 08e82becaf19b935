"""The table of kept runs."""

from pathlib import Path

import pytest

from fashion_gui.core.history import Epoch
from fashion_gui.core.presets import PRESETS, preset_options
from fashion_gui.core.runs import Result, Run
from fashion_gui.ui.runs_dialog import RunsDialog


def make_run(name, *, result=None, **options):
    given = preset_options(**options)
    network = PRESETS[given.preset].network
    history = (Epoch(1, 0.5, 0.5, 0.5, 0.5, 1.0),)
    return Run(name, Path(name), "2026-11-24T10:15:00", given, network, history, result)


@pytest.fixture
def dialog(qtbot):
    finished = make_run("a", result=Result("stopped", 0.4, 0.87654, 9.0), preset="photo", seed=7)
    dialog = RunsDialog([finished, make_run("b", preset="course", epochs=3)])
    qtbot.addWidget(dialog)
    return dialog


def test_each_run_is_a_row_with_its_preset_by_name(dialog):
    cells = [[dialog._table.item(row, column).text() for column in range(5)] for row in range(2)]
    assert cells == [
        ["2026-11-24 10:15:00", "For photos", "7", "1/20", "0.8765"],
        ["2026-11-24 10:15:00", "As in the course", "1", "1/3", "—"],
    ]


def test_the_chosen_run_is_opened(dialog):
    dialog._table.selectRow(1)
    dialog.accept()
    assert dialog.chosen == Path("b")
