"""The tab "Network" shows what core says about a network, and nothing else."""

import re

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from fashion_gui.core.networks import COURSE_NETWORK, Dense, Network
from fashion_gui.core.options import TrainOptions
from fashion_gui.ui.diagram_layout import circles_of
from fashion_gui.ui.network_panel import NetworkPanel
from fashion_gui.ui.network_summary import summary_text

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen: size hints, raise()

_SMALL = Network((Dense(64, "relu"), Dense(10, "softmax")))
_DEEP = Network((*[Dense(32, "relu")] * 8, Dense(10, "softmax")))
_NETWORKS = pytest.mark.parametrize("network", [COURSE_NETWORK, _SMALL, _DEEP], ids=["course", "small", "deep"])

# Printed by model.summary() of Keras 3.15 for the course network.
_KERAS_SUMMARY = """\
Model: "network"
┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┓
┃ Layer (type)                    ┃ Output Shape           ┃       Param # ┃
┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━┩
│ rescaling (Rescaling)           │ (None, 28, 28)         │             0 │
├─────────────────────────────────┼────────────────────────┼───────────────┤
│ flatten (Flatten)               │ (None, 784)            │             0 │
├─────────────────────────────────┼────────────────────────┼───────────────┤
│ dense (Dense)                   │ (None, 256)            │       200,960 │
├─────────────────────────────────┼────────────────────────┼───────────────┤
│ dense_1 (Dense)                 │ (None, 128)            │        32,896 │
├─────────────────────────────────┼────────────────────────┼───────────────┤
│ dense_2 (Dense)                 │ (None, 10)             │         1,290 │
└─────────────────────────────────┴────────────────────────┴───────────────┘
 Total params: 235,146 (918.54 KB)
 Trainable params: 235,146 (918.54 KB)
 Non-trainable params: 0 (0.00 B)
"""


@pytest.fixture
def panel(qtbot):
    widget = NetworkPanel()
    qtbot.addWidget(widget)
    widget.resize(915, 690)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def _text(panel, row, column):
    return panel.table.item(row, column).text()


def _numbers(text):
    return [int(number) for number in re.findall(r"\d+", text.replace("\u202f", ""))]


def _click_layer(panel, index):
    place = panel.diagram.layout_now().column(index).center().toPoint()
    QTest.mouseClick(panel.diagram, Qt.MouseButton.LeftButton, pos=place)


def test_course_network_is_shown_as_keras_prints_it(panel):
    cells = [[_text(panel, row, column) for column in range(3)] for row in range(panel.table.rowCount())]
    assert cells == [
        ["rescaling (Rescaling)", "(None, 28, 28)", "0"],
        ["flatten (Flatten)", "(None, 784)", "0"],
        ["dense (Dense)", "(None, 256)", "200,960"],
        ["dense_1 (Dense)", "(None, 128)", "32,896"],
        ["dense_2 (Dense)", "(None, 10)", "1,290"],
    ]
    assert panel.total.text() == "Total params: 235,146"


@_NETWORKS
def test_rows_are_those_of_core(panel, network):
    panel.show_network(network)
    rows = network.rows()
    assert panel.table.rowCount() == len(rows)
    for number, row in enumerate(rows):
        assert _text(panel, number, 0) == f"{row.name} ({row.kind})"
        assert _numbers(_text(panel, number, 1)) == list(row.output_shape)
        assert int(_text(panel, number, 2).replace(",", "")) == row.parameters
    assert panel.total.text() == f"Total params: {network.parameter_count():,}"


@_NETWORKS
def test_origin_of_a_dense_layer_is_a_true_sum(panel, network):
    panel.show_network(network)
    for number, row in enumerate(network.rows()):
        if row.kind == "Dense":
            inputs, neurons, biases, parameters = _numbers(_text(panel, number, 3))
            assert (inputs, neurons, biases, parameters) == (row.inputs, row.units, row.units, row.parameters)
            assert inputs * neurons + biases == parameters


def test_origin_of_layers_that_learn_nothing(panel):
    assert _numbers(_text(panel, 0, 3)) == [255]
    assert _numbers(_text(panel, 1, 3)) == [28, 28]


def test_copied_text_is_what_keras_prints(panel):
    offered = panel.copy.text()
    panel.copy.click()
    assert QGuiApplication.clipboard().text() == _KERAS_SUMMARY
    assert panel.copy.text() != offered
    panel.show_network(_SMALL)
    assert panel.copy.text() == offered


@pytest.mark.parametrize(("units", "memory"), [(64, "(198.79 KB)"), (4096, "(12.42 MB)")])
def test_memory_is_written_as_keras_writes_it(units, memory):
    text = summary_text(Network((Dense(units, "relu"), Dense(10, "softmax"))))
    assert text.count(memory) == 2


@pytest.mark.parametrize("index", range(5))
def test_a_row_of_the_table_highlights_the_layer(panel, index):
    place = panel.table.visualItemRect(panel.table.item(index, 3)).center()
    QTest.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert panel.diagram.selected() == index


@pytest.mark.parametrize("index", range(5))
def test_a_click_on_a_layer_selects_its_row(panel, index):
    _click_layer(panel, index)
    assert panel.diagram.selected() == index
    assert {item.row() for item in panel.table.selectedItems()} == {index}


def test_names_of_the_classes_belong_to_the_outputs(panel):
    place = QPoint(panel.diagram.width() - 3, panel.diagram.height() // 2)
    QTest.mouseClick(panel.diagram, Qt.MouseButton.LeftButton, pos=place)
    assert panel.diagram.selected() == 4


def test_arrow_keys_walk_through_the_layers(panel):
    chosen = []
    for key in [Qt.Key.Key_Right] * 6 + [Qt.Key.Key_Left] * 2:
        QTest.keyClick(panel.diagram, key)
        chosen.append(panel.table.currentRow())
    assert chosen == [0, 1, 2, 3, 4, 4, 3, 2]


def test_each_layer_is_explained(panel):
    hints = [panel.hint.text()]
    for index in (0, 1, 2, 4):
        _click_layer(panel, index)
        hints.append(panel.hint.text())
    assert len(set(hints)) == 5
    assert "relu" in hints[3]
    assert "softmax" in hints[4]


def test_another_network_forgets_the_choice(panel):
    _click_layer(panel, 4)
    panel.show_network(_SMALL)
    assert panel.diagram.selected() == -1
    assert panel.table.selectedItems() == []
    _click_layer(panel, 3)
    assert panel.table.currentRow() == 3


@_NETWORKS
@pytest.mark.parametrize("size", [(915, 690), (660, 530)])
def test_diagram_stays_inside_and_in_order(panel, network, size):
    panel.resize(*size)
    panel.show_network(network)
    places = panel.diagram.layout_now()
    assert panel.width() == size[0]  # the panel fits
    edges = [0.0]
    for index in range(len(network.rows())):
        neurons = places.neurons(index)
        assert all(edges[-1] < centre.x() < panel.diagram.width() for centre in neurons)
        assert all(0 < centre.y() < panel.diagram.height() - places.captions for centre in neurons)
        assert neurons == sorted(neurons, key=lambda centre: centre.y())
        edges.append(neurons[0].x() + places.radius())


def test_diagram_draws_the_chosen_layer_differently(panel):
    before = panel.diagram.grab().toImage()
    panel.diagram.select(2)
    assert panel.diagram.grab().toImage() != before


@pytest.mark.parametrize(("units", "circles"), [(1, (1, 0)), (10, (10, 0)), (64, (3, 3)), (256, (5, 5)), (784, (7, 7))])
def test_large_layers_are_abridged(units, circles):
    assert circles_of(units) == circles


def test_recipe_shows_the_options(panel):
    options = TrainOptions(epochs=1200, batch_size=64, learning_rate=0.05, validation_share=0.25)
    panel.show_options(options)
    shown = [value.text() for value in panel.recipe.values]
    assert shown[0] == "SGD"
    assert shown[1] == "0.05"
    assert shown[3:5] == ["64", "1\u202f200"]
    assert "25" in shown[5]


def test_every_term_of_the_recipe_is_explained(panel):
    tips = [value.toolTip() for value in panel.recipe.values]
    assert all(tips)
    assert len(set(tips)) == len(tips)
    assert [caption.toolTip() for caption in panel.recipe.captions] == tips


def test_everything_interactive_has_an_accessible_name(panel):
    assert all(widget.accessibleName() for widget in (panel.diagram, panel.table, panel.copy))
    for row in COURSE_NETWORK.rows():
        assert row.name in panel.diagram.accessibleDescription()
