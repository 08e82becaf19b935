"""The first layer's weights as pictures: colours, pages, and the neuron pointed at."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from fashion_gui.ui.first_layer import FirstLayer
from fashion_gui.ui.language import set_language
from fashion_gui.ui.theme import DARK, LIGHT
from fashion_gui.ui.weight_grid import ramp, shades

pytestmark = pytest.mark.usefixtures("set_theme")


@pytest.fixture
def layer(qtbot):
    layer = FirstLayer()
    qtbot.addWidget(layer)
    layer.resize(520, 420)
    with qtbot.waitExposed(layer):
        layer.show()
    return layer


@pytest.fixture
def kernel(random):
    """256 neurons, neuron 7 the strongest, 100 the next."""
    kernel = random.normal(0, 0.05, (784, 256)).astype(np.float32)
    kernel[:, 7] *= 3
    kernel[:, 100] *= 2
    return kernel


def pixels(grid):
    image = grid.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.width()).copy() | 0xFF000000


def picture(grid, slot):
    """What is shown of the picture at `slot` of the page, without the frame at its edge."""
    rect = grid._rect(slot)
    return pixels(grid)[rect.top() + 2 : rect.bottom() - 1, rect.left() + 2 : rect.right() - 1]


# --- colours ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("dark", "table"), [(False, LIGHT), (True, DARK)])
def test_zero_has_the_colour_of_the_card_and_signs_have_their_own(dark, table):
    shown = ramp(dark)
    assert shown[127] == QColor(table.card).rgb()
    orange, blue = QColor(int(shown[40])), QColor(int(shown[214]))
    assert orange.red() > orange.blue()
    assert blue.blue() > blue.red()
    lightness = [QColor(int(color)).lightness() for color in (shown[0], shown[127], shown[254])]
    assert (lightness[0] > lightness[1]) == (lightness[2] > lightness[1]) == dark  # both ends stand out


def test_the_scale_is_the_same_on_both_sides_and_ends_at_the_limit():
    weights = np.array([-9, -1, 0, 1, 9], np.float32)
    low, at_low, zero, at_high, high = shades(weights, 1.0, dark=False)
    shown = ramp(False)
    assert (low, zero, high) == (shown[0], shown[127], shown[254])
    assert (at_low, at_high) == (low, high)
    assert (shades(weights, 0.0, dark=False) == shown[127]).all()


# --- what is shown ---------------------------------------------------------------------------------------------------


def test_without_weights_it_says_why(layer):
    assert layer._none.isVisible()
    assert not layer.grid.isVisible()
    layer.show_weights(np.zeros((784, 3), np.float32))
    assert layer.grid.isVisible()
    layer.show_weights(None)
    assert layer._none.isVisible()


def test_each_weight_is_a_square_of_its_colour_at_its_place(layer):
    kernel = np.zeros((784, 2), np.float32)
    kernel[28 * 10 + 20, 1] = 1.0  # row 10, column 20
    kernel[28 * 3 + 4, 1] = -1.0
    layer.show_weights(kernel)
    scale = layer.grid._scale()
    assert scale >= 2
    rect, shown = layer.grid._rect(1), pixels(layer.grid)
    expected = np.full((28, 28), ramp(False)[127])
    expected[10, 20], expected[3, 4] = ramp(False)[254], ramp(False)[0]
    found = shown[rect.top() : rect.top() + rect.height(), rect.left() : rect.left() + rect.width()]
    np.testing.assert_array_equal(found, expected.repeat(scale, 0).repeat(scale, 1))


def test_filters_of_a_convolution_are_pictures_too(layer, random):
    kernel = random.normal(size=(3, 3, 1, 32)).astype(np.float32)
    layer.show_weights(kernel)
    assert layer.grid.pages() == 1
    scale = layer.grid._scale()
    rect, shown = layer.grid._rect(5), pixels(layer.grid)
    found = shown[rect.top() : rect.bottom() + 1 : scale, rect.left() : rect.right() + 1 : scale]
    np.testing.assert_array_equal(found, shades(kernel[:, :, 0, 5], layer.grid._limit, dark=False))
    assert layer._about.text().startswith("Filter 0")


@pytest.mark.parametrize("shape", [(10, 5), (784,), (784, 0), (3, 3, 2, 8), (3, 3, 1, 0), (28, 28, 4)])
def test_what_does_not_see_pixels_has_no_pictures(layer, shape):
    with pytest.raises(ValueError, match="no pictures"):
        layer.show_weights(np.zeros(shape, np.float32))


def test_one_outlier_does_not_make_the_others_pale(layer, kernel):
    layer.show_weights(kernel)
    usual = layer.grid._limit
    kernel[0, 0] = 100
    layer.show_weights(kernel)
    assert layer.grid._limit == pytest.approx(usual, rel=0.02)


def test_what_was_learnt_is_the_change_since_the_untrained_network(layer, kernel):
    change = np.zeros_like(kernel)
    change[28 * 10 + 20] = 0.001
    layer.show_weights(kernel + change, kernel)
    assert layer._what.isVisible()
    assert "changed by" in layer._about.text()
    inside = layer.grid._pictures
    np.testing.assert_allclose(inside, change.reshape(28, 28, 256), atol=1e-7)
    layer._what.setCurrentIndex(1)
    np.testing.assert_array_equal(layer.grid._pictures, (kernel + change).reshape(28, 28, 256))
    layer.show_weights(kernel)
    assert not layer._what.isVisible()
    assert "changed" not in layer._about.text()


def test_nothing_learnt_yet_is_empty_pictures(layer, kernel):
    layer.show_weights(kernel, kernel)
    assert (picture(layer.grid, 3) == ramp(False)[127]).all()


def test_untrained_weights_of_another_network_are_refused(layer, kernel):
    with pytest.raises(ValueError, match="untrained"):
        layer.show_weights(kernel, kernel[:, :10])


# --- pages and the neuron pointed at ---------------------------------------------------------------------------------


def test_pages_hold_every_neuron_once(layer, kernel):
    layer.show_weights(kernel)
    assert layer.grid.per_page() >= 32
    assert layer.grid.pages() == -(-256 // layer.grid.per_page())
    first = picture(layer.grid, 0)
    assert not layer._previous.isEnabled()
    while layer._next.isEnabled():
        layer._next.click()
    assert layer.grid.page() == layer.grid.pages() - 1
    assert layer._page.text() == f"page {layer.grid.pages()} of {layer.grid.pages()}"
    assert (picture(layer.grid, 0) != first).any()
    QTest.keyClick(layer.grid, Qt.Key.Key_End)
    assert layer.grid.neuron() == 255


def test_the_strongest_come_first_where_wished(layer, kernel):
    layer.show_weights(kernel)
    assert layer.grid.neuron() == 0
    layer._sort.setCurrentIndex(1)
    assert layer.grid.neuron() == 7
    QTest.keyClick(layer.grid, Qt.Key.Key_Right)
    assert layer.grid.neuron() == 100


def test_keys_point_at_neighbours_and_pages(layer, kernel):
    layer.show_weights(kernel)
    columns, _rows = layer.grid._shape()
    per_page = layer.grid.per_page()
    key = Qt.Key
    for pressed, neuron in (
        (key.Key_Left, 0),
        (key.Key_Right, 1),
        (key.Key_Down, 1 + columns),
        (key.Key_Up, 1),
        (key.Key_Up, 1),
        (key.Key_PageDown, 1 + per_page),
        (key.Key_PageUp, 1),
        (key.Key_End, 255),
        (key.Key_Down, 255),
        (key.Key_Home, 0),
    ):
        QTest.keyClick(layer.grid, pressed)
        assert layer.grid.neuron() == neuron


def test_the_mouse_points_and_the_line_tells(layer, kernel, qtbot):
    layer.show_weights(kernel)
    centre = layer.grid._rect(9).center()
    with qtbot.waitSignal(layer.neuron_pointed) as pointed:
        QTest.mouseMove(layer.grid, centre)
    assert pointed.args == [9]
    low, high = kernel[:, 9].min(), kernel[:, 9].max()
    norm = np.linalg.norm(kernel[:, 9])
    wanted = f"Neuron 9: weights from {low:.2f} to +{high:.2f}, length {norm:.2f}".replace("-", "−")
    assert layer._about.text() == layer.grid.accessibleDescription() == wanted
    QTest.mouseMove(layer.grid, QPoint(layer.grid.width() - 1, layer.grid.height() - 1))  # beside all pictures
    assert layer.grid.neuron() == 9


def test_page_and_neuron_stay_while_epochs_go_by(layer, kernel):
    layer.show_weights(kernel)
    layer.grid.point_at(200)
    page = layer.grid.page()
    before = pixels(layer.grid)
    layer.show_weights(kernel[:, ::-1].copy())
    assert (layer.grid.page(), layer.grid.neuron()) == (page, 200)
    assert (pixels(layer.grid) != before).any()
    layer.show_weights(kernel[:, :16].copy())
    assert layer.grid.neuron() == 15


@pytest.mark.parametrize("size", [(180, 160), (400, 300), (900, 700)])
@pytest.mark.parametrize("neurons", [1, 10, 256, 4096])
def test_any_size_has_room_for_whole_pictures(layer, size, neurons):
    layer.resize(*size)
    layer.show_weights(np.ones((784, neurons), np.float32))
    grid = layer.grid
    last = grid._rect(grid.per_page() - 1)
    assert grid.rect().adjusted(0, 0, 1, 1).contains(last)
    grid.point_at(neurons - 1)
    assert not grid.grab().isNull()


def test_a_screen_of_twice_the_pixels_gets_them(layer, kernel, monkeypatch):
    monkeypatch.setattr(layer.grid, "devicePixelRatioF", lambda: 2.0)
    layer.show_weights(kernel)
    layer.grid.grab()
    assert layer.grid._image.width() > 1.5 * layer.grid.width()
    assert layer.grid._image.width() <= 2 * layer.grid.width()


# --- language and theme ----------------------------------------------------------------------------------------------


def test_language_and_theme_are_followed(layer, kernel, set_theme, qtbot):
    layer.show_weights(kernel)
    set_language("ru")
    qtbot.waitUntil(lambda: layer._title.text() == "Первый слой")
    assert layer._about.text().startswith("Нейрон 0")
    light = picture(layer.grid, 1)
    set_theme("dark")
    dark = picture(layer.grid, 1)
    np.testing.assert_array_equal(np.unique(dark).size > 50, True)
    assert (light != dark).any()
    assert np.isin(dark, ramp(True)).all()
