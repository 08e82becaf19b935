"""A chart's title and sentence follow it, and what is saved is sharp."""

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel

from fashion_gui.ui.chart import SpeakingChart
from fashion_gui.ui.lab_chart import SweepChart


def test_title_and_sentence_follow_the_chart(qtbot):
    speaking = SpeakingChart(SweepChart())
    qtbot.addWidget(speaking)
    speaking.chart.show_slider("turn")
    shown = [label.text() for label in speaking.findChildren(QLabel)]
    assert shown == [speaking.chart.name(), speaking.chart.sentence()]
    assert "turn" in speaking.chart.name()
    assert speaking.chart.accessibleDescription() == speaking.sentence() != ""


def test_a_saved_chart_has_twice_the_resolution(qtbot, tmp_path):
    chart = SweepChart()
    qtbot.addWidget(chart)
    chart.resize(300, 200)
    chart.exports.save(tmp_path / "chart.png")
    saved = QImage(str(tmp_path / "chart.png"))
    assert (saved.width(), saved.height()) == (600, 400)
