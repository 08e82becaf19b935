"""The report on the test set: what it says, and what a click in it shows."""

import numpy as np
import pytest
from answer_samples import fill, make_set, shown_panel, side_card, texts
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QWidget

from fashion_gui.core.reference_scores import REFERENCES
from fashion_gui.core.scores import Estimate, class_scores, confusion_matrix
from fashion_gui.ui.accuracy_scale import AccuracyScale
from fashion_gui.ui.answer_order import ANY
from fashion_gui.ui.class_table import ClassTable
from fashion_gui.ui.confusion_matrix import ConfusionMatrix
from fashion_gui.ui.report_view import ReportView


@pytest.fixture
def panel(qtbot):
    with shown_panel(qtbot) as panel:
        fill(panel, *make_set())
        yield panel


def test_it_is_shown_first_and_says_loss_and_accuracy_with_their_ranges(panel):
    assert panel.view() is panel.report
    sentence = next(text for text in texts(panel) if text.startswith("On pictures it has not learnt from"))
    assert "accuracy 94.7 % (from 88.3 to 97.7)" in sentence
    assert "test loss " in sentence


def test_a_cell_shows_exactly_its_pictures_and_the_surest_in_the_card(qtbot, panel):
    matrix = panel.report.findChild(ConfusionMatrix)
    qtbot.mouseClick(matrix, Qt.MouseButton.LeftButton, pos=matrix.cell_rect((3, 4)).center())
    assert panel.view() is panel.pages
    assert panel.pages.shown() == [3]
    assert "Picture 3" in texts(side_card(panel))


def test_a_class_of_the_table_shows_all_its_pictures_surest_first(qtbot, panel):
    table = panel.report.findChild(ClassTable)
    row = table.labels().index(7)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualItemRect(table.item(row, 1)).center())
    assert panel.view() is panel.pages
    assert panel.pages.shown() == [*range(87, 0, -10)]
    assert panel.chosen() == 87


def test_an_empty_cell_offers_the_way_out(qtbot, panel):
    panel.report.pictures_requested.emit(1, 9)
    assert panel.pages.shown() == []
    assert "No picture is like that. Choose another class or answer, or any sureness." in texts(panel)
    panel.report.pictures_requested.emit(ANY, 4)
    assert len(panel.pages.shown()) == 11


def test_views_can_be_added_and_are_told_the_answers(qtbot, panel):
    class Other(QWidget):
        told = None

        def show_answers(self, answers):
            self.told = answers

    other = Other()
    panel.add_view(other, lambda: "Confidence", lambda: "Is 90 % really 90 %?")
    assert len(other.told) == 95
    panel.show_view(other)
    assert panel.view() is other
    assert not side_card(panel).isVisible()
    panel.forget_answers()
    assert other.told is None


# --- class by class ---------------------------------------------------------------------------------------------------


@pytest.fixture
def table(qtbot):
    widget = ClassTable()
    qtbot.addWidget(widget)
    labels = (np.arange(100) % 10).astype(np.uint8)
    said = labels.astype(np.int64)
    said[[6, 16, 26]] = 0
    said[labels == 9] = 7  # never said
    widget.show_scores(class_scores(confusion_matrix(labels, said)))
    return widget


def test_the_table_is_sorted_by_numbers(table):
    assert table.labels() == list(range(10))
    table.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    assert table.labels()[:2] == [9, 6]
    table.sortByColumn(4, Qt.SortOrder.DescendingOrder)
    assert table.labels()[-3:] == [6, 7, 9]


def test_what_is_undefined_is_no_number(table):
    precision = [table.item(row, 3).text() for row in range(10)]
    assert precision[9] == "–"
    assert precision[7] == "50.0"
    assert table.item(9, 2).text() == "0.0"


def test_the_saved_table_has_the_means_and_each_head_explains_itself(table):
    assert table.cells()[-1] == ["mean", "100", "82.7", "87.0", "83.6"] or table.cells()[-1][0] == "mean"
    assert all(table.horizontalHeaderItem(column).toolTip() for column in range(5))


def test_a_sorted_table_stays_sorted_and_chosen_when_new_answers_come(table):
    table.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    table.setCurrentCell(1, 0)
    labels = (np.arange(100) % 10).astype(np.uint8)
    said = labels.astype(np.int64)
    said[labels == 3] = 0
    table.show_scores(class_scores(confusion_matrix(labels, said)))
    assert table.labels()[0] == 3
    assert table.labels()[table.currentRow()] == 6


# --- beside others ----------------------------------------------------------------------------------------------------


@pytest.fixture
def scale(qtbot):
    widget = AccuracyScale()
    qtbot.addWidget(widget)
    widget.resize(400, 150)
    widget.show()
    return widget


@pytest.mark.parametrize(("accuracy", "place"), [(0.1, 0), (0.86, 1), (0.99, len(REFERENCES))])
def test_the_network_stands_where_it_belongs(scale, accuracy, place):
    scale.show_accuracy(Estimate(accuracy, accuracy - 0.01, min(accuracy + 0.01, 1)))
    assert scale.rows().index(-1) == place
    assert not scale.grab().isNull()


def test_every_line_names_its_source(scale):
    assert len(scale.rows()) == len(REFERENCES)  # no network yet
    for row in scale.rows():
        assert REFERENCES[row].source in scale.row_hint(row)
    place = scale.row_rect(0).center()
    QApplication.sendEvent(scale, QHelpEvent(QEvent.Type.ToolTip, place, scale.mapToGlobal(place)))
    assert "zalandoresearch" in QToolTip.text()
    QToolTip.hideText()


def test_arrow_keys_read_the_lines(scale, qtbot):
    scale.show_accuracy(Estimate(0.86, 0.85, 0.87))
    assert "83.5 %" in scale.accessibleDescription()
    qtbot.keyClick(scale, Qt.Key.Key_Down)
    assert scale.accessibleDescription() == "This network: 86.0 % right, between 85.0 and 87.0 % (95 % sure)."
    for _ in range(20):
        qtbot.keyClick(scale, Qt.Key.Key_Down)
    assert REFERENCES[-1].source in scale.accessibleDescription()


def test_all_three_can_be_saved_and_without_answers_nothing_is_claimed(qtbot, tmp_path):
    report = ReportView()
    qtbot.addWidget(report)
    report.resize(660, 420)
    report.show()
    for number, exports in enumerate(report.exports()):
        for kind in ("png", "svg", "csv"):
            exports.save(tmp_path / f"{number}.{kind}")
    assert len(list(tmp_path.iterdir())) == 9
    report.show_answers(None)
    assert not [
        label.text() for label in report.findChildren(QLabel) if "%" in label.text() and "accuracy" in label.text()
    ]
    assert report.findChild(ClassTable).rowCount() == 0
    assert report.findChild(ConfusionMatrix).cell_at(QPoint(-5, 3)) is None
