"""The whole window: what it remembers, both languages, our own bugs, and a correction with the real photo worker."""

import logging
import re
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QMessageBox,
    QTabBar,
    QWidget,
)

from fashion_gui.core.protocol import Correction
from fashion_gui.ui import app
from fashion_gui.ui.engine_client import EngineClient
from fashion_gui.ui.language import set_language
from fashion_gui.ui.main_window import MainWindow
from fashion_gui.ui.settings import Settings
from fashion_gui.ui.theme import DARK, LIGHT, colors

FAKE = str(Path(__file__).resolve().parent.parent / "fake_engine.py")


def close(window):
    window.conductor.close()


@pytest.fixture
def make_window(qtbot):
    def make():
        window = MainWindow(Settings(), engine=EngineClient(command=[sys.executable, FAKE, "normal"]))
        qtbot.addWidget(window, before_close_func=close)
        with qtbot.waitExposed(window):
            window.show()
        return window

    return make


# --- remembered ------------------------------------------------------------------------------------------------------


def test_the_next_window_is_where_the_last_one_was(make_window):
    first = make_window()
    first.setGeometry(QRect(20, 30, 1010, 640))
    first.close()
    second = make_window().geometry()
    assert (second.y(), second.height()) == (30, 640)  # the width is that of the screen here


def test_language_and_scheme_are_remembered(make_window, qapp):
    before = qapp.palette(), qapp.styleSheet()
    first = make_window()
    try:
        first.menus.language_chosen.emit("ru")
        first.menus.scheme_chosen.emit("dark")
        assert colors() == DARK
        first.menus.scheme_chosen.emit("light")
        assert colors() == LIGHT
    finally:
        qapp.setPalette(before[0])
        qapp.setStyleSheet(before[1])
    first.close()
    assert (Settings().language, Settings().scheme) == ("ru", "light")


# --- saving a chart ---------------------------------------------------------------------------------------------------


def test_a_saved_chart_is_told_and_so_is_one_that_cannot_be_saved(make_window, monkeypatch, tmp_path):
    window = make_window()
    exports = window.lab.chart.exports
    good, bad = tmp_path / "curve.csv", tmp_path / "curve.csv" / "in a file.csv"
    for path in (good, bad):
        monkeypatch.setattr("fashion_gui.ui.exports.ask_save_view", lambda *_, path=path: path)
        exports.save_as.trigger()
        if path is good:
            assert good.read_text(encoding="utf-8-sig")
            assert str(good) in window.statusBar().currentMessage()
            assert not window.banner.isVisible()
    assert window.banner.isVisible()


# --- language --------------------------------------------------------------------------------------------------------


def texts(window):
    """All that is written in the window and its menus, tooltips and words for screen readers too."""
    found = [action.text() for menu in window.menuBar().actions() for action in (menu, *menu.menu().actions())]
    for widget in window.findChildren(QWidget):
        if isinstance(widget, QLabel | QAbstractButton):
            found.append(widget.text())
        elif isinstance(widget, QComboBox):
            found += [widget.itemText(index) for index in range(widget.count())]
        elif isinstance(widget, QTabBar):
            found += [widget.tabText(index) for index in range(widget.count())]
        found += [widget.accessibleName(), widget.toolTip()]
    return [text for text in found if text]


# Names, what is written on keys, and the two buttons of a tab bar, which Qt itself does not translate.
KEPT = re.compile(
    "Fashion-MNIST|dataset-fashion-mnist|Keras|Python|categorical cross-entropy|softmax|Debian|Ubuntu|English|Ctrl|"
    "Backspace|README|github\\.com/[-a-z/]+|Page Up|Page Down|Scroll Left|Scroll Right|Enter|Escape|Delete|Shift|Down|"
    "keras|relu|ReLU|Softmax|tanh|sigmoid|linear|AdamW?"
)


def speak(language):
    """Switch, and let the rows go that were replaced."""
    set_language(language)
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_no_english_is_left_in_russian(make_window):
    window = make_window()
    speak("ru")
    keras = window.network.total.text()
    left = [text for text in texts(window) if text != keras and re.search("[A-Za-z]{4,}", KEPT.sub("", text))]
    assert left == []


def test_english_is_as_it_was_after_a_switch_and_back(make_window):
    window = make_window()
    window.conductor.photos.link_dialog.retranslate()  # it has no texts before it asks
    english = window.windowTitle(), texts(window)
    speak("ru")
    assert window.windowTitle() != english[0]
    assert not {text for text in english[1] if re.search("[a-z]{8}", KEPT.sub("", text))} & set(texts(window))
    speak("en")
    assert (window.windowTitle(), sorted(texts(window))) == (english[0], sorted(english[1]))


# --- our own bugs ----------------------------------------------------------------------------------------------------


def test_a_bug_is_reported_in_a_dialog_and_in_the_log(qapp, monkeypatch, caplog, capsys):
    shown = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: shown.append((box.text(), box.detailedText())))
    try:
        raise RuntimeError("a bug <b>")
    except RuntimeError as error:
        with caplog.at_level(logging.ERROR, "fashion_gui"):
            app.report_bug(type(error), error, error.__traceback__)
    ((text, details),) = shown
    assert "Traceback" not in text
    assert "First Neural Network" in details
    assert "RuntimeError: a bug <b>" in details
    assert "RuntimeError: a bug" in caplog.text
    assert "RuntimeError: a bug" in capsys.readouterr().err


def test_ctrl_c_is_no_bug(qapp, monkeypatch):
    quits = []
    monkeypatch.setattr(QApplication, "quit", lambda: quits.append(True))
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: pytest.fail("a dialog"))
    app.report_bug(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert quits == [True]


def test_a_log_that_cannot_be_written_costs_nothing_else(tmp_path, monkeypatch, capsys):
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(app, "log_folder", lambda: tmp_path / "file" / "log")
    before = list(logging.getLogger("fashion_gui").handlers)
    app.start_log()
    assert logging.getLogger("fashion_gui").handlers == before
    assert capsys.readouterr().err.startswith("no log: ")


# --- a correction ----------------------------------------------------------------------------------------------------


def test_a_correction_is_answered_by_the_real_worker(make_window, qtbot, tmp_path):
    image = QImage(60, 120, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    for x in range(20, 40):
        for y in range(20, 100):
            image.setPixelColor(x, y, QColor("navy"))
    assert image.save(str(tmp_path / "upright.png"))
    window = make_window()
    with qtbot.waitSignal(window.photos.prepared, timeout=20_000):
        window.conductor.photos.open_photos([tmp_path / "upright.png"])
    upright = window.photo.tile()
    with qtbot.waitSignal(window.photos.prepared, timeout=20_000) as answer:
        window.editor.corrected.emit(Correction(quarter_turns=1))
    assert answer.args[1] == Correction(quarter_turns=1)
    lying = window.photo.tile()
    high, wide = (int((upright > 9).any(axis=axis).sum()) for axis in (1, 0))
    assert high > wide
    high, wide = (int((lying > 9).any(axis=axis).sum()) for axis in (1, 0))
    assert wide > high
