"""The tab "Network" shows what core says about a network, and nothing else."""

import re

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from fashion_gui.core.networks import (
    ACTIVATIONS,
    COURSE_NETWORK,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    GlobalAveragePooling2D,
    MaxPooling2D,
    Network,
)
from fashion_gui.core.options import OPTIMIZERS, SCHEDULES, TrainOptions
from fashion_gui.core.presets import PRESETS, preset_options
from fashion_gui.ui.diagram_layout import circles_of, maps_of
from fashion_gui.ui.language import set_language
from fashion_gui.ui.network_panel import NetworkPanel
from fashion_gui.ui.network_summary import summary_text

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # offscreen: size hints, raise()

_SMALL = Network((Dense(64, "relu"), Dense(10, "softmax")))
_DEEP = Network((*[Dense(32, "relu")] * 8, Dense(10, "softmax")))
_PICTURES = Network(
    (
        Conv2D(32, 3, "relu"),
        BatchNormalization(),
        MaxPooling2D(2),
        *[Conv2D(64, 3, "relu"), BatchNormalization()] * 2,
        MaxPooling2D(2),
        *[Conv2D(128, 5, "linear"), BatchNormalization()] * 2,
        GlobalAveragePooling2D(),
        Dropout(0.3),
        Dense(10, "softmax"),
    )
)
_FLATTENED = Network((Conv2D(8, 3, "relu"), MaxPooling2D(3), Dropout(0.5), Dense(32, "linear"), Dense(10, "softmax")))
_ALL = {"course": COURSE_NETWORK, "small": _SMALL, "deep": _DEEP, "pictures": _PICTURES, "flattened": _FLATTENED}
_NETWORKS = pytest.mark.parametrize("network", _ALL.values(), ids=_ALL.keys())

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


def _index(network, name):
    return [row.name for row in network.rows()].index(name)


def _text(panel, row, column):
    return panel.table.item(row, column).text()


def _numbers(text):
    return [int(number) for number in re.findall(r"\d+", text.replace("\u202f", ""))]


def _drawn(places, index):
    """Corners of what stands for the layer."""
    if places.is_thin(index):
        shapes = [places.bar(index)]
    elif places.is_picture(index):
        shapes = [places.picture(index)]
    elif places.is_maps(index):
        shapes = [polygon.boundingRect() for polygon in places.maps(index)]
    else:
        return places.neurons(index)
    return [corner for shape in shapes for corner in (shape.topLeft(), shape.bottomRight())]


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


def test_origin_of_a_convolution_is_a_true_sum(panel):
    panel.show_network(_PICTURES)
    rows = _PICTURES.rows()
    for index, row in enumerate(rows):
        if row.kind == "Conv2D":
            height, width, channels, filters, biases, parameters = _numbers(_text(panel, index, 3))
            assert (channels, filters, biases) == (rows[index - 1].output_shape[2], row.units, row.units)
            assert height * width * channels * filters + biases == parameters == row.parameters
    assert _text(panel, _index(_PICTURES, "conv2d_1"), 3) == "3 × 3 × 32 weights × 64 filters + 64 biases = 18\u202f496"


def test_origin_has_the_numbers_of_each_other_layer(panel):
    panel.show_network(_PICTURES)
    origins = {row.name: _numbers(_text(panel, index, 3)) for index, row in enumerate(_PICTURES.rows())}
    assert origins["reshape"] == [28, 28]
    assert origins["batch_normalization_1"] == [4, 64, 2]
    assert origins["max_pooling2d_1"] == [2, 2]
    assert origins["global_average_pooling2d"] == [7, 7, 128]
    assert origins["dropout"] == [0, 30]
    panel.show_network(_FLATTENED)
    assert _numbers(_text(panel, _index(_FLATTENED, "flatten"), 3)) == [9, 9, 8]
    assert _numbers(_text(panel, _index(_FLATTENED, "max_pooling2d"), 3)) == [3, 3]
    assert _numbers(_text(panel, _index(_FLATTENED, "dropout"), 3)) == [0, 50]


def test_plurals_of_a_convolution_are_right_in_russian(panel):
    set_language("ru")
    panel.show_network(_PICTURES)
    origin = _text(panel, _index(_PICTURES, "conv2d_1"), 3)
    assert origin == "3 × 3 × 32 веса × 64 фильтра + 64 смещения = 18\u202f496"


def test_what_is_not_learnt_is_not_said_to_be(panel):
    learnt = panel.total.toolTip()
    panel.show_network(_PICTURES)
    assert panel.total.text() == f"Total params: {_PICTURES.parameter_count():,}"
    assert panel.total.toolTip() != learnt
    kept = 2 * (32 + 64 + 64 + 128 + 128)
    assert _numbers(panel.total.toolTip()) == [_PICTURES.trainable_count(), kept]


def test_many_layers_scroll_to_the_chosen_one(panel):
    panel.show_network(_PICTURES)
    last = panel.table.rowCount() - 1
    assert panel.table.visualItemRect(panel.table.item(last, 0)).top() > panel.table.viewport().height()
    _click_layer(panel, last)
    assert panel.table.viewport().rect().contains(panel.table.visualItemRect(panel.table.item(last, 3)))


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


@pytest.mark.parametrize("width", [600, 860])
def test_every_layer_can_be_clicked(panel, width):
    panel.resize(width, 690)
    panel.show_network(_PICTURES)
    for index in range(len(_PICTURES.rows())):
        _click_layer(panel, index)
        assert panel.table.currentRow() == index


def test_captions_below_a_thin_layer_belong_to_the_one_before(panel):
    panel.show_network(_PICTURES)
    thin = _index(_PICTURES, "batch_normalization")
    column = panel.diagram.layout_now().column(thin)
    place = QPoint(int(column.center().x()), panel.diagram.height() - 12)
    QTest.mouseClick(panel.diagram, Qt.MouseButton.LeftButton, pos=place)
    assert panel.table.currentRow() == thin - 1


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


def test_arrow_keys_reach_thin_layers_too(panel):
    panel.show_network(_PICTURES)
    chosen = []
    for _ in _PICTURES.rows():
        QTest.keyClick(panel.diagram, Qt.Key.Key_Right)
        chosen.append(panel.table.currentRow())
    assert chosen == list(range(len(_PICTURES.rows())))


def test_each_layer_is_explained(panel):
    hints = [panel.hint.text()]
    for index in (0, 1, 2, 4):
        _click_layer(panel, index)
        hints.append(panel.hint.text())
    assert len(set(hints)) == 5
    assert "relu" in hints[3]
    assert "softmax" in hints[4]


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("kind", ["dense", "conv2d"])
def test_every_activation_is_explained(panel, kind, activation):
    hidden = Dense(20, activation) if kind == "dense" else Conv2D(4, 3, activation)
    panel.show_network(Network((hidden, Dense(10, "softmax"))))
    _click_layer(panel, _index(Network((hidden, Dense(10, "softmax"))), kind))
    named = [name for name in ACTIVATIONS if name in panel.hint.text()]
    assert named == ([] if activation == "linear" else [activation])


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_kind_of_layer_is_explained(panel, language):
    set_language(language)
    hints = {}
    for network in (COURSE_NETWORK, _PICTURES, _FLATTENED):
        panel.show_network(network)
        for index, row in enumerate(network.rows()):
            _click_layer(panel, index)
            hints.setdefault((row.kind, row.activation), set()).add(panel.hint.text())
    assert len(set.union(*hints.values())) == sum(map(len, hints.values()))
    assert len(hints[("Conv2D", "linear")]) == 1
    assert all("relu" in hint for hint in hints[("Conv2D", "relu")] | hints[("Dense", "relu")])
    assert not any("relu" in hint for hint in hints[("Conv2D", "linear")] | hints[("Dense", "linear")])
    assert {_numbers(hint)[0] for hint in hints[("Dropout", "")]} == {30, 50}


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
        points = _drawn(places, index)
        assert all(edges[-1] < point.x() < panel.diagram.width() - places.names for point in points)
        assert all(0 < point.y() < panel.diagram.height() - places.captions for point in points)
        edges.append(max(point.x() for point in points))


@_NETWORKS
def test_neurons_go_from_above_to_below(panel, network):
    panel.show_network(network)
    places = panel.diagram.layout_now()
    for index, row in enumerate(network.rows()):
        if len(row.output_shape) == 1:
            neurons = places.neurons(index)
            assert neurons == sorted(neurons, key=lambda centre: centre.y())


def test_feature_maps_show_their_size_and_number(panel):
    panel.show_network(_PICTURES)
    places = panel.diagram.layout_now()
    sides = {}
    for name in ("conv2d", "max_pooling2d", "conv2d_2", "conv2d_4"):
        index = _index(_PICTURES, name)
        row, maps = _PICTURES.rows()[index], places.maps(index)
        assert len(maps) == maps_of(row.output_shape[2])
        left_above, _, _, left_below = maps[0].toList()
        sides[row.output_shape[0]] = left_below.y() - left_above.y()
    assert sides[28] == pytest.approx(places.picture(0).height())
    assert sides[14] == pytest.approx(sides[28] / 2)
    assert sides[7] == pytest.approx(sides[28] / 4)


@pytest.mark.parametrize(("channels", "maps"), [(1, 1), (8, 2), (32, 4), (64, 5), (128, 6), (512, 8)])
def test_more_channels_are_a_deeper_stack(channels, maps):
    assert maps_of(channels) == maps


@pytest.mark.parametrize("name", ["reshape", "conv2d", "batch_normalization_4", "max_pooling2d", "dropout"])
def test_diagram_draws_every_chosen_layer_differently(panel, name):
    panel.show_network(_PICTURES)
    before = panel.diagram.grab().toImage()
    panel.diagram.select(_index(_PICTURES, name))
    assert panel.diagram.grab().toImage() != before


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


def test_recipe_of_the_network_for_photos(panel):
    panel.show_options(preset_options("photo", batch_size=64))
    shown = [value.text() for value in panel.recipe.values]
    assert shown == ["AdamW", "0.002 along a cosine", "categorical cross-entropy", "64", "20", "last 5 %"]


def test_recipe_names_optimiser_and_schedule(panel):
    panel.show_options(TrainOptions(optimizer="momentum", schedule="one_cycle", learning_rate=0.05))
    assert [value.text() for value in panel.recipe.values][:2] == ["SGD with momentum", "up to 0.05, then to 0"]


def test_recipe_tells_what_else_holds(panel):
    panel.show_options(TrainOptions())
    assert panel.recipe.besides.text() == ""
    panel.show_options(
        TrainOptions(
            weight_decay=0.01, label_smoothing=0.1, averaging=True, flips=True, shifts=1, patience=5, optimizer="adam"
        )
    )
    assert panel.recipe.besides.text().split(" · ") == [
        "weights shrink (decay 0.01)",
        "labels smoothed by 0.1",
        "weights averaged over the last steps",
        "pictures mirrored at random",
        "pictures moved by up to 1 pixel",
        "stops after 5 epochs without a lower validation loss",
    ]
    assert panel.recipe.besides.toolTip() == panel.recipe.besides.text()


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("schedule", SCHEDULES)
def test_every_optimiser_and_schedule_is_explained(panel, optimizer, schedule):
    panel.show_options(TrainOptions(optimizer=optimizer, schedule=schedule))
    assert all(value.text() and value.toolTip() for value in panel.recipe.values)


@pytest.mark.parametrize("preset", PRESETS)
def test_every_term_of_the_recipe_is_explained(panel, preset):
    panel.show_options(preset_options(preset))
    tips = [value.toolTip() for value in panel.recipe.values]
    assert all(tips)
    assert len(set(tips)) == len(tips)
    assert [caption.toolTip() for caption in panel.recipe.captions] == tips


def test_everything_interactive_has_an_accessible_name(panel):
    assert all(widget.accessibleName() for widget in (panel.diagram, panel.table, panel.copy))
    for network in (COURSE_NETWORK, _PICTURES):
        panel.show_network(network)
        listed = panel.diagram.accessibleDescription().split("; ")
        assert [layer.split(", ")[-1] for layer in listed] == [row.name for row in network.rows()]
