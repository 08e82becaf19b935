"""Several curves in one chart."""

import sys

import numpy as np
import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from run_samples import make_history

from fashion_gui.ui.language import set_language
from fashion_gui.ui.run_charts import ACCURACY, FIGURES, LOSS, RunCharts
from fashion_gui.ui.run_curves import apart, axis_limits, end_label
from fashion_gui.ui.run_looks import CURVE_LOOKS, RunCurve, swatch
from fashion_gui.ui.theme import DARK, LIGHT

THREE = [RunCurve(slot, f"Run {slot}", make_history(9 - slot, best=0.9 - 0.02 * slot)) for slot in range(3)]


pytestmark = pytest.mark.usefixtures("set_theme")


@pytest.fixture
def charts(qtbot):
    charts = RunCharts()
    qtbot.addWidget(charts)
    charts.resize(900, 240)
    with qtbot.waitExposed(charts):
        charts.show()
    qtbot.waitUntil(lambda: charts._drawer is not None)
    return charts


def axes_of(charts):
    charts.grab()
    return charts._drawer._figure.axes


def count(charts, color):
    """How many pixels have nearly that colour."""
    image = charts.grab().toImage().convertToFormat(charts._image.format())
    shown = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)[:, :, :3]
    return int((np.abs(shown.astype(int) - QColor(color).getRgb()[:3]).max(axis=2) < 12).sum())


# --- the chart -------------------------------------------------------------------------------------------------------


def test_each_run_is_drawn_with_its_own_look(charts):
    charts.show_curves(THREE)
    axes = axes_of(charts)
    assert [one.get_title(loc="left") for one in axes] == ["Validation accuracy", "Validation loss"]
    for one, name in zip(axes, FIGURES, strict=True):
        for line, curve in zip(one.lines, THREE, strict=True):
            assert list(line.get_ydata()) == [getattr(epoch, name) for epoch in curve.history]
            assert line.get_color() == CURVE_LOOKS[curve.slot].light
        assert len({line._unscaled_dash_pattern for line in one.lines}) == 3  # never colour alone
    assert all(count(charts, CURVE_LOOKS[slot].light) > 50 for slot in range(3))


def test_names_and_figures_stand_at_the_right_in_the_order_of_the_ends(charts):
    charts.set_shown((ACCURACY,))
    charts.show_curves(THREE)
    (axes,) = axes_of(charts)
    at_right = [text for text in axes.texts if text.get_text().count(" ") > 1]
    assert [text.get_text() for text in at_right] == ["A Run 0 0.900", "B Run 1 0.880", "C Run 2 0.860"]
    assert sorted((text.xy[1] for text in at_right), reverse=True) == [text.xy[1] for text in at_right]
    # B and C end before A: their letters stand at their ends as well.
    assert [text.get_text() for text in axes.texts if text.get_text() in "ABC"] == ["B", "C"]


@pytest.mark.parametrize("width", [360, 660, 920])
@pytest.mark.parametrize("name", ["As in the course, 24 Nov 10:15:07", "Ещё один запуск с длинным именем", "$x_1$"])
def test_no_name_is_cut_off(charts, width, name):
    charts.resize(width, 200)
    QApplication.processEvents()
    charts.show_curves([RunCurve(slot, name, make_history(4)) for slot in range(8)])
    for axes in axes_of(charts):
        for text in axes.texts:
            box = text.get_window_extent()
            assert 0 < box.x0 < box.x1 <= width
            assert 0 <= box.y0 < box.y1 <= 200


@pytest.mark.parametrize(("size", "rows"), [((900, 240), 1), ((380, 420), 2)])
def test_where_it_is_narrow_loss_stands_below_accuracy(charts, size, rows):
    charts.resize(*size)
    charts.show_curves(THREE)
    first, second = (axes.get_position() for axes in axes_of(charts))
    assert (first.y0 >= second.y1) == (rows == 2)
    assert (first.x1 <= second.x0) == (rows == 1)


def test_accuracy_loss_or_both(charts):
    charts.show_curves(THREE)
    for shown in ((ACCURACY,), (LOSS,), FIGURES):
        charts.set_shown(shown)
        assert len(axes_of(charts)) == len(shown)


def test_without_runs_the_axes_are_empty(charts):
    charts.show_curves(THREE)
    charts.show_curves([RunCurve(0, "no epoch yet", ())])
    assert charts.curves() == ()
    assert [len(axes.lines) for axes in axes_of(charts)] == [0, 0]


def test_it_is_drawn_anew_only_when_something_changed(charts, monkeypatch):
    charts.show_curves(THREE)
    charts.grab()
    drawings = []
    draw = charts._drawer.draw
    monkeypatch.setattr(charts._drawer, "draw", lambda *args: drawings.append(args) or draw(*args))
    charts.show_curves(list(THREE))
    charts.grab()
    assert drawings == []
    charts.show_curves(THREE[:2])
    charts.grab()
    assert len(drawings) == 1


def test_the_theme_and_the_language_are_followed(charts, set_theme, qtbot):
    charts.show_curves(THREE)
    set_theme("dark")
    assert count(charts, CURVE_LOOKS[0].dark) > 50
    assert count(charts, DARK.card) > 0.7 * 900 * 240
    set_language("ru")
    qtbot.waitUntil(lambda: "точность 0.900" in charts.accessibleDescription())
    assert axes_of(charts)[0].get_title(loc="left") == "Точность на проверочной выборке"


def test_matplotlib_is_not_needed_before_the_first_paint(qtbot, monkeypatch):
    monkeypatch.setitem(sys.modules, "fashion_gui.ui.run_curves", None)  # an import would fail
    charts = RunCharts()
    qtbot.addWidget(charts)
    charts.show_curves(THREE)
    assert charts._drawer is None
    assert "A, Run 0: accuracy 0.900, loss 0.400 after epoch 9." in charts.accessibleDescription()


# --- its parts -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "places"),
    [
        ([], []),
        ([0.5], [0.5]),
        ([0.2, 0.8], [0.2, 0.8]),
        ([0.5, 0.5], [0.5, 0.6]),
        ([1.0, 1.0, 1.0], [0.8, 0.9, 1.0]),
        ([0.0, -5.0], [0.1, 0.0]),
        ([0.9, 0.1, 0.95], [0.9, 0.1, 1.0]),
    ],
)
def test_names_are_kept_apart_and_inside(values, places):
    assert apart(values, gap=0.1, low=0.0, high=1.0) == pytest.approx(places)


def test_a_name_is_cut_to_the_room_there_is():
    assert end_label("A", "My own long name", 0.5, room=190) == "A My own long name 0.500"
    assert end_label("A", "My own long name", 0.5, room=118) == "A My own… 0.500"
    assert end_label("A", "My own long name", 0.5, room=80) == "A 0.500"
    assert end_label("A", "$5", 0.5, room=190) == r"A \$5 0.500"


def test_the_first_tenth_does_not_stretch_the_axes():
    low, high = axis_limits([[9.0] + [0.5] * 9 + [0.4]])
    assert 0.3 < low < 0.4 < 0.5 < high < 0.6
    assert axis_limits([[9.0, 0.5]])[1] > 9  # a short training is shown whole
    assert axis_limits([]) == (0.0, 1.0)


def luminance(color):
    parts = np.array(QColor(color).getRgbF()[:3])
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


@pytest.mark.parametrize("look", CURVE_LOOKS, ids=[look.letter for look in CURVE_LOOKS])
def test_looks_can_be_read_and_told_apart(look):
    for table in (LIGHT, DARK):
        first, second = sorted((luminance(look.color(table)), luminance(table.card)))
        assert (second + 0.05) / (first + 0.05) > 4.5
    others = [other for other in CURVE_LOOKS if other is not look]
    assert (look.dashes, look.marker) not in [(other.dashes, other.marker) for other in others]
    assert look.letter not in [other.letter for other in others]


@pytest.mark.parametrize("slot", range(len(CURVE_LOOKS)))
def test_the_legend_shows_each_look(slot, qapp):
    empty = swatch(None, LIGHT, 2.0).toImage()
    shown = swatch(slot, LIGHT, 2.0).toImage()
    assert shown.size() == empty.size()
    wanted = QColor(CURVE_LOOKS[slot].light)
    assert any(shown.pixelColor(x, y) == wanted for x in range(30, 80) for y in range(shown.height()))
    assert all(empty.pixelColor(x, 14).alpha() == 0 for x in range(empty.width()))
