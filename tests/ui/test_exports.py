"""What is painted by Qt can be saved as each kind of file."""

import numpy as np
import pytest
from PySide6.QtGui import QImage

from fashion_gui.ui.confusion_matrix import ConfusionMatrix


@pytest.mark.parametrize("kind", ["png", "svg", "csv"])
def test_a_painted_chart_is_saved(qtbot, tmp_path, kind):
    matrix = ConfusionMatrix()
    qtbot.addWidget(matrix)
    matrix.resize(400, 400)
    matrix.show_counts(np.eye(10, dtype=np.int64) * 7)
    path = tmp_path / f"matrix.{kind}"
    matrix.exports.save(path)
    if kind == "png":
        assert QImage(str(path)).width() == 800
    else:
        assert "7" in path.read_text(encoding="utf-8-sig")
