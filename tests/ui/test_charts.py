"""The charts: what is drawn, when it is drawn, and what is saved."""

import json

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from fashion_gui.core.history import Epoch, history_from_json
from fashion_gui.core.paths import resource
from fashion_gui.core.problems import Problem
from fashion_gui.ui.charts import HistoryCharts
from fashion_gui.ui.curves import Curves
from fashion_gui.ui.language import set_language
from fashion_gui.ui.theme import DARK, LIGHT, apply_theme

COURSE = history_from_json(json.loads(resource("models/course/history.json").read_text()))
THEMES = {"light": LIGHT, "dark": DARK}

pytestmark = pytest.mark.usefixtures("set_theme")


@pytest.fixture
def make_charts(qtbot):
    """Charts on the screen, by default with matplotlib already there."""

    def make(*, built=True):
        charts = HistoryCharts()
        qtbot.addWidget(charts)
        charts.resize(500, 420)
        if built:
            with qtbot.waitExposed(charts):
                charts.show()
            qtbot.waitUntil(lambda: charts._curves is not None)
        return charts

    return make


@pytest.fixture
def charts(make_charts):
    return make_charts()


def pixels(source):
    """What a widget or a picture shows: uint8 (rows, columns, 3)."""
    image = source.grab().toImage() if isinstance(source, QWidget) else source
    image = image.convertToFormat(QImage.Format.Format_RGBX8888)
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)[:, :, :3].copy()


def count(shown, color):
    """How many pixels have that colour, nearly."""
    wanted = np.array(QColor(color).getRgb()[:3])
    return int((np.abs(shown.astype(int) - wanted).max(axis=2) < 12).sum())


def expected(make_charts, history, *, epochs):
    """What charts show that were given nothing else."""
    fresh = make_charts()
    fresh.show_history(history, epochs=epochs)
    return pixels(fresh)


def axes_of(charts):
    return charts._curves._figure.axes


def end_texts(axes):
    return [text.get_text() for text in axes.texts]


@pytest.fixture
def drawings(monkeypatch):
    """Counts drawings: [all, those with the background]."""
    counts = [0, 0]
    draw = Curves.draw

    def counted(self, *size):
        before = self._background
        shown = draw(self, *size)
        counts[0] += 1
        counts[1] += self._background is not before
        return shown

    monkeypatch.setattr(Curves, "draw", counted)
    return counts


# --- the first paint -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", THEMES)
def test_the_first_paint_is_an_empty_card(make_charts, qtbot, set_theme, scheme):
    set_theme(scheme)
    charts = make_charts(built=False)
    charts.show_history(COURSE, epochs=100)
    first = pixels(charts)
    assert charts._curves is None
    assert count(first, THEMES[scheme].card) == 500 * 420
    qtbot.waitUntil(lambda: charts._curves is not None)
    assert count(pixels(charts), THEMES[scheme].accent) > 100


def test_what_was_given_before_the_first_paint_is_shown_after_it(make_charts, qtbot, set_theme):
    early = make_charts(built=False)
    early.show_history(COURSE, epochs=100)
    set_language("ru")
    set_theme("dark")
    with qtbot.waitExposed(early):
        early.show()
    qtbot.waitUntil(lambda: early._curves is not None)
    assert end_texts(axes_of(early)[0])[0].startswith("обучающая")
    np.testing.assert_array_equal(pixels(early), expected(make_charts, COURSE, epochs=100))


# --- what is drawn ---------------------------------------------------------------------------------------------------


def test_the_curves_are_those_of_the_history(charts):
    charts.show_history(COURSE[:7], epochs=100)
    assert charts.history() == COURSE[:7]
    accuracy, loss = axes_of(charts)
    for axes, names in ((accuracy, ("accuracy", "val_accuracy")), (loss, ("loss", "val_loss"))):
        for line, name in zip(axes.lines, names, strict=True):
            assert list(line.get_xdata()) == [1, 2, 3, 4, 5, 6, 7]
            assert list(line.get_ydata()) == [getattr(epoch, name) for epoch in COURSE[:7]]
    shown = pixels(charts)
    assert count(shown, LIGHT.accent) > 100
    assert count(shown, LIGHT.second) > 100
    assert "Epoch 7" in charts.accessibleDescription()


def test_a_new_training_begins_with_empty_charts(make_charts, charts):
    charts.show_history(COURSE, epochs=100)
    pixels(charts)
    charts.show_history((), epochs=3)
    np.testing.assert_array_equal(pixels(charts), expected(make_charts, (), epochs=3))
    assert count(pixels(charts), LIGHT.accent) == 0


def test_one_epoch_is_a_point(charts):
    charts.show_history(COURSE[:1], epochs=100)
    assert [line.get_marker() for axes in axes_of(charts) for line in axes.lines] == ["o"] * 4
    assert count(pixels(charts), LIGHT.accent) > 50
    charts.show_history(COURSE[:2], epochs=100)
    assert [line.get_marker() for axes in axes_of(charts) for line in axes.lines] == [""] * 4


def test_limits_are_round_hold_all_values_and_rarely_change(charts):
    seen = set()
    for epochs in range(1, 101):
        charts.show_history(COURSE[:epochs], epochs=100)
        for axes in axes_of(charts):
            low, high = axes.get_ylim()
            ticks = axes.get_yticks()
            assert (low, high) == (ticks[0], ticks[-1])
            assert 3 <= len(ticks) <= 8
            assert all(low <= value <= high for line in axes.lines for value in line.get_ydata())
        seen.add(tuple(axes.get_ylim() for axes in axes_of(charts)))
    assert len(seen) < 12


@pytest.mark.parametrize("value", [0.0, 0.5, 1.0, 12345.678])
def test_limits_of_equal_values_are_apart(charts, value):
    charts.show_history((Epoch(1, value, 0.5, value, 0.5, 1.0),), epochs=1)
    low, high = axes_of(charts)[1].get_ylim()
    assert low < value < high or (low <= value <= high and high - low >= 0.02)


@pytest.mark.parametrize("epochs", [1, 2, 3, 10, 100, 10_000])
def test_epochs_are_whole_numbers_from_one_to_the_last(charts, epochs):
    charts.show_history((), epochs=epochs)
    ticks = axes_of(charts)[0].get_xticks()
    assert len(ticks) >= 1
    assert all(tick == round(tick) and 1 <= tick <= epochs for tick in ticks)


@pytest.mark.parametrize(("accuracy", "val_accuracy"), [(0.9, 0.7), (0.8, 0.8), (0.7, 0.701), (0.6, 0.9)])
def test_names_stand_at_the_ends_apart_and_inside_the_axes(charts, accuracy, val_accuracy):
    history = (Epoch(1, 1.0, 0.65, 1.0, 0.65, 1.0), Epoch(2, 0.5, accuracy, 0.5, val_accuracy, 1.0))
    charts.show_history(history, epochs=10)
    axes = axes_of(charts)[0]
    assert end_texts(axes) == [f"training {accuracy:.3f}", f"validation {val_accuracy:.3f}"]
    (training_x, training_y), (validation_x, validation_y) = (text.get_position() for text in axes.texts)
    low, high = axes.get_ylim()
    assert training_x == validation_x == 2
    assert abs(training_y - validation_y) > 0.1 * (high - low)
    assert all(low < y < high for y in (training_y, validation_y))
    if accuracy != val_accuracy:
        assert (training_y > validation_y) == (accuracy > val_accuracy)


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("width", [300, 500, 900])
@pytest.mark.parametrize("epochs", [1, 2, 10, 100])
def test_names_are_not_cut_off(charts, qtbot, language, width, epochs):
    set_language(language)
    charts.resize(width, 300)
    charts.show_history(COURSE[:epochs], epochs=epochs)
    QApplication.processEvents()
    pixels(charts)
    for text in (text for axes in axes_of(charts) for text in axes.texts):
        assert 40 < text.get_window_extent().x0 < text.get_window_extent().x1 <= width
    letters = QFontMetricsF(charts.name_font())
    for name in charts._curves.end_names():
        assert 40 < name.x < name.x + letters.horizontalAdvance(name.text) <= width


@pytest.mark.parametrize("scheme", THEMES)
def test_names_are_written_at_the_ends_in_the_colours_of_their_curves(charts, set_theme, scheme):
    set_theme(scheme)
    QApplication.processEvents()
    charts.show_history(COURSE[:50], epochs=100)
    shown = pixels(charts)
    assert [name.text for name in charts._curves.end_names()] == [
        text for axes in axes_of(charts) for text in end_texts(axes)
    ]
    for name, color in zip(charts._curves.end_names(), 2 * (THEMES[scheme].accent, THEMES[scheme].second), strict=True):
        assert abs(name.x - x_of(charts, 50)) < 10
        place = shown[round(name.y) - 6 : round(name.y) + 7, round(name.x) : round(name.x) + 90].astype(int)
        ink, card = (np.array(QColor(color).getRgb()[:3]) for color in (color, THEMES[scheme].card))
        assert (np.abs(place - card).max(axis=2) > 30).sum() > 60
        assert np.abs(place - ink).max(axis=2).min() < 30


# --- when it is drawn ------------------------------------------------------------------------------------------------


def test_growing_curves_look_like_those_drawn_at_once(make_charts, charts):
    for epochs in range(101):
        charts.show_history(COURSE[:epochs], epochs=100)
        shown = pixels(charts)
    np.testing.assert_array_equal(shown, expected(make_charts, COURSE, epochs=100))


def test_an_epoch_within_the_axes_keeps_the_background(charts, drawings):
    charts.show_history(COURSE[:70], epochs=100)
    pixels(charts)
    drawings[:] = 0, 0
    for epochs in range(71, 76):
        charts.show_history(COURSE[:epochs], epochs=100)
        pixels(charts)
    assert drawings == [5, 0]


def change_ratio(charts, monkeypatch):
    monkeypatch.setattr(charts, "devicePixelRatioF", lambda: 2.0)


def change_size(charts, _monkeypatch):
    charts.resize(640, 300)


def change_theme(_charts, _monkeypatch):
    apply_theme(QApplication.instance(), scheme="dark", icons=str(resource("icons")))


def change_language(_charts, _monkeypatch):
    set_language("ru")
    QApplication.processEvents()


@pytest.mark.parametrize("change", [change_ratio, change_size, change_theme, change_language])
def test_whatever_changes_more_than_the_curves_is_drawn_in_full(charts, drawings, monkeypatch, change):
    charts.show_history(COURSE, epochs=100)
    before = pixels(charts)
    drawings[:] = 0, 0
    change(charts, monkeypatch)
    after = pixels(charts)
    assert drawings[1] == 1
    assert before.shape != after.shape or (before != after).any()
    assert charts._image.size() == charts.size() * (2 if change is change_ratio else 1)


def test_many_epochs_at_once_cost_one_drawing_with_the_last_point(make_charts, charts, drawings, qtbot):
    qtbot.waitUntil(lambda: charts._drawn[0] > 0 and not charts._dirty)
    drawings[:] = 0, 0
    for epochs in range(1, 101):
        charts.show_history(COURSE[:epochs], epochs=100)
        QApplication.processEvents()
    while_arriving = drawings[0]
    qtbot.waitUntil(lambda: not charts._dirty and not charts._timer.isActive())
    image = QImage(charts._image)
    assert while_arriving <= 3  # they took far less than 0.3 s
    np.testing.assert_array_equal(pixels(image), expected(make_charts, COURSE, epochs=100))


def test_nothing_is_drawn_while_hidden_and_the_last_point_when_shown_again(make_charts, charts, drawings, qtbot):
    charts.hide()
    drawings[:] = 0, 0
    charts.show_history(COURSE, epochs=100)
    qtbot.waitUntil(lambda: not charts._timer.isActive())
    QApplication.processEvents()
    assert drawings == [0, 0]
    charts.show()
    qtbot.waitUntil(lambda: drawings[0] == 1)
    np.testing.assert_array_equal(pixels(charts._image), expected(make_charts, COURSE, epochs=100))


# --- language and theme ----------------------------------------------------------------------------------------------


def test_titles_names_and_the_spoken_words_follow_the_language(charts, qtbot):
    charts.show_history(COURSE, epochs=100)
    assert [axes.get_title(loc="left") for axes in axes_of(charts)] == ["Accuracy", "Loss"]
    english = charts.accessibleName(), charts.accessibleDescription()
    set_language("ru")
    qtbot.waitUntil(lambda: charts.accessibleName() != english[0])
    assert "Эпоха 100" in charts.accessibleDescription()
    for axes in axes_of(charts):
        assert not {*axes.get_title(loc="left")} & {*"AccuracyLoss"}
        assert [text.split()[0] for text in end_texts(axes)] == ["обучающая", "проверочная"]


def test_colours_follow_the_theme(charts, set_theme):
    charts.show_history(COURSE, epochs=100)
    for scheme in ("dark", "light", "dark"):
        set_theme(scheme)
        shown = pixels(charts)
        table = THEMES[scheme]
        assert count(shown, table.card) > 0.8 * 500 * 420
        assert count(shown, table.accent) > 100
        assert count(shown, table.second) > 100


# --- saving ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("built", [True, False])
def test_a_saved_png_has_curves_and_twice_the_resolution(make_charts, tmp_path, built):
    charts = make_charts(built=built)
    charts.show_history(COURSE, epochs=100)
    charts.save(tmp_path / "charts.png")
    image = QImage(str(tmp_path / "charts.png"))
    assert (image.width(), image.height()) == (1000, 840)
    saved = pixels(image)
    assert count(saved, LIGHT.accent) > 400
    assert count(saved, LIGHT.second) > 400
    assert count(saved, LIGHT.card) > 0.8 * 1000 * 840


@pytest.mark.parametrize("name", ["charts.svg", "charts.SVG"])
def test_a_saved_svg_has_curves(charts, tmp_path, name):
    charts.show_history(COURSE, epochs=100)
    charts.save(tmp_path / name)
    text = (tmp_path / name).read_text()
    assert "<svg" in text
    assert text.count(f"stroke: {LIGHT.accent}") == 2
    assert text.count(f"stroke: {LIGHT.second}") == 2


def test_saving_leaves_the_window_as_it_was(charts, tmp_path):
    charts.show_history(COURSE[:50], epochs=100)
    before = pixels(charts)
    for name in ("charts.png", "charts.svg"):
        charts.save(tmp_path / name)
        charts.show_history(COURSE[:50], epochs=100)
        np.testing.assert_array_equal(pixels(charts), before)


def test_charts_that_cannot_be_saved_are_a_problem(charts, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(Problem) as caught:
        charts.save(tmp_path / "file" / "charts.png")
    assert caught.value.code == "cannot_write"


# --- the mark --------------------------------------------------------------------------------------------------------


def x_of(charts, epoch):
    """Where an epoch is, in logical pixels from the left."""
    return round(axes_of(charts)[0].transData.transform((epoch, 0))[0] / charts.devicePixelRatioF())


def changed_columns(before, after):
    """The first and the last column of the charts' plots that look different."""
    columns = np.flatnonzero((before != after).any(axis=(0, 2)))
    return int(columns.min()), int(columns.max())


def test_a_mark_is_a_line_with_dots_and_the_figures_of_its_epoch(charts):
    charts.show_history(COURSE, epochs=100)
    before = pixels(charts)
    charts.show_mark(37)
    after = pixels(charts)
    x = x_of(charts, 37)
    names_from = x_of(charts, 100) + 5
    first, last = changed_columns(before[:, :names_from], after[:, :names_from])
    assert x - 6 <= first < x < last <= x + 6
    assert count(after[:, x - 4 : x + 5], LIGHT.second) > count(before[:, x - 4 : x + 5], LIGHT.second)
    epoch = COURSE[36]
    assert end_texts(axes_of(charts)[0]) == [f"training {epoch.accuracy:.3f}", f"validation {epoch.val_accuracy:.3f}"]
    assert end_texts(axes_of(charts)[1]) == [f"training {epoch.loss:.3f}", f"validation {epoch.val_loss:.3f}"]
    assert "Epoch 37" in charts.accessibleDescription()
    charts.show_mark(None)
    np.testing.assert_array_equal(pixels(charts), before)
    assert "Epoch 100" in charts.accessibleDescription()


def test_moving_the_mark_keeps_the_background(charts, drawings):
    charts.show_history(COURSE, epochs=100)
    pixels(charts)
    drawings[:] = 0, 0
    for epoch in range(1, 6):
        charts.show_mark(epoch)
        pixels(charts)
    assert drawings == [5, 0]


def test_a_mark_stays_while_the_curves_grow_and_through_language_theme_and_size(make_charts, charts, set_theme):
    charts.show_history(COURSE[:50], epochs=100)
    charts.show_mark(20)
    charts.show_history(COURSE, epochs=100)
    set_language("ru")
    QApplication.processEvents()
    set_theme("dark")
    charts.resize(640, 300)
    shown = pixels(charts)
    fresh = make_charts()
    fresh.show_mark(20)
    fresh.show_history(COURSE, epochs=100)
    fresh.resize(640, 300)
    np.testing.assert_array_equal(shown, pixels(fresh))
    assert charts.mark() == 20


@pytest.mark.parametrize("epoch", [0, 8, 100])
def test_an_epoch_that_was_not_learnt_has_no_mark(make_charts, charts, epoch):
    charts.show_history(COURSE[:7], epochs=100)
    charts.show_mark(epoch)
    np.testing.assert_array_equal(pixels(charts), expected(make_charts, COURSE[:7], epochs=100))


def test_the_lowest_validation_loss_has_a_ring(charts):
    charts.show_history(COURSE, epochs=100)
    shown = pixels(charts)
    best = min(COURSE, key=lambda epoch: epoch.val_loss).epoch
    x, y = axes_of(charts)[1].transData.transform((best, COURSE[best - 1].val_loss))
    row, column = 420 - round(y), round(x)
    assert count(shown[row - 1 : row + 2, column - 1 : column + 2], LIGHT.card) > 0  # it is hollow
    ring = shown[row - 4 : row + 5, column - 4 : column + 5]
    assert count(ring, LIGHT.second) > 3
    assert len(axes_of(charts)[1].lines) == 2  # it is part of no file


@pytest.mark.parametrize(("x", "epoch"), [(37, 37), (1, 1), (100, 100), (-20, 1), (115, 100)])
def test_a_click_marks_the_nearest_epoch(charts, qtbot, x, epoch):
    charts.show_history(COURSE, epochs=100)
    pixels(charts)
    with qtbot.waitSignal(charts.epoch_chosen) as chosen:
        QTest.mouseClick(charts, Qt.MouseButton.LeftButton, pos=QPoint(x_of(charts, x), 100))
    assert chosen.args == [epoch]
    assert charts.mark() == epoch


def test_a_drag_tells_each_epoch_once(charts):
    told = []
    charts.epoch_chosen.connect(told.append)
    charts.show_history(COURSE[:60], epochs=100)
    pixels(charts)
    QTest.mousePress(charts, Qt.MouseButton.LeftButton, pos=QPoint(x_of(charts, 50), 300))
    for x in range(x_of(charts, 50), x_of(charts, 70)):
        QTest.mouseMove(charts, QPoint(x, 300))
    QTest.mouseRelease(charts, Qt.MouseButton.LeftButton, pos=QPoint(x_of(charts, 70), 300))
    QTest.mouseMove(charts, QPoint(x_of(charts, 10), 300))
    assert told == list(range(50, 61))


def test_keys_move_the_mark(charts):
    told = []
    charts.epoch_chosen.connect(told.append)
    charts.show_history(COURSE, epochs=100)
    key = Qt.Key
    for pressed in (key.Key_Left, key.Key_Left, key.Key_Home, key.Key_Left, key.Key_Right, key.Key_End, key.Key_Right):
        QTest.keyClick(charts, pressed)
    assert told == [99, 98, 1, 2, 100]


def test_without_epochs_there_is_nothing_to_mark(charts, qtbot):
    charts.show_history((), epochs=10)
    pixels(charts)
    with qtbot.assertNotEmitted(charts.epoch_chosen):
        QTest.mouseClick(charts, Qt.MouseButton.LeftButton, pos=QPoint(200, 100))
        QTest.keyClick(charts, Qt.Key.Key_Left)


def test_what_is_shown_is_told_to_nobody(charts, qtbot):
    charts.show_history(COURSE, epochs=100)
    with qtbot.assertNotEmitted(charts.epoch_chosen):
        charts.show_mark(10)


@pytest.mark.parametrize("name", ["charts.png", "charts.svg"])
def test_a_saved_file_has_no_mark(charts, tmp_path, name):
    charts.show_history(COURSE, epochs=100)
    charts.save(tmp_path / f"plain-{name}")
    charts.show_mark(37)
    before = pixels(charts)
    charts.save(tmp_path / name)
    charts.show_history(COURSE, epochs=100)
    np.testing.assert_array_equal(pixels(charts), before)
    if name.endswith("png"):
        assert (tmp_path / name).read_bytes() == (tmp_path / f"plain-{name}").read_bytes()
    else:
        plain, saved = (len((tmp_path / path).read_text()) for path in (f"plain-{name}", name))
        assert saved == plain
