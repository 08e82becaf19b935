"""A small test set with answers, the panel that shows it, and what a test does with the panel."""

import contextlib

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from fashion_gui.ui.answer_card import AnswerCard
from fashion_gui.ui.answer_pages import AnswerPages
from fashion_gui.ui.answer_views import RandomAnswer
from fashion_gui.ui.test_panel import TestSetPanel
from fashion_gui.ui.tile_grid import TileGrid

COUNT = 95
WRONG = [3, 17, 40, 41, 88]


def make_set(wrong=WRONG, count=COUNT):
    """Tiles all of one brightness, labels 0..9 in turn, answers wrong at `wrong`, ever surer towards the end."""
    labels = (np.arange(count) % 10).astype(np.uint8)
    tiles = np.repeat(np.arange(count, dtype=np.uint8), 28 * 28).reshape(count, 28, 28)
    said = labels.copy()
    said[list(wrong)] = (labels[list(wrong)] + 1) % 10
    sureness = np.linspace(0.5, 0.99, count, dtype=np.float32)
    probabilities = np.repeat((1 - sureness[:, None]) / 9, 10, axis=1)
    probabilities[np.arange(count), said] = sureness
    return tiles, labels, probabilities


@contextlib.contextmanager
def shown_panel(qtbot):
    """A panel without pictures, of the size it has in a 1280x800 window."""
    window = QWidget()
    qtbot.addWidget(window)
    panel = TestSetPanel(generator=np.random.default_rng(5), parent=window)
    panel.resize(915, 690)
    window.resize(915, 690)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield panel
    window.close()


def fill(panel, tiles, labels, probabilities):
    """Pictures and the answers to them."""
    panel.show_pictures(tiles, labels)
    panel.show_answers(probabilities)


def button(widget, text):
    return next(one for one in widget.findChildren(QPushButton) if text in (one.text(), one.accessibleName()))


def press(qtbot, widget, text):
    qtbot.mouseClick(button(widget, text), Qt.MouseButton.LeftButton)


def texts(widget):
    """All texts of labels that can be seen."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]


def cell(grid, row):
    return grid.visualRect(grid.model().index(row, 0)).center()


def click_tile(qtbot, grid, row):
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=cell(grid, row))


def pages_of(qtbot, panel):
    press(qtbot, panel, f"All {COUNT}")
    return panel.findChild(AnswerPages)


def shown(view):
    return [tile.index for tile in view.findChild(TileGrid).tiles()]


def side_card(panel):
    return next(card for card in panel.findChildren(AnswerCard) if not isinstance(card.parent(), RandomAnswer))
