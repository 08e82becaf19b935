"""The window's process stays light: what it must never load, even indirectly, and what it loads late."""

import json
import os
import subprocess
import sys

import pytest

SCRIPT = """
import json, sys
from PySide6.QtWidgets import QApplication
import fashion_gui.ui.app
from fashion_gui.ui.main_window import MainWindow
from fashion_gui.ui.settings import Settings

def loaded():
    return sorted(name for name in sys.modules if "." not in name)

app = QApplication([])
window = MainWindow(Settings())
before = loaded()
window.show()
while window.training.charts._curves is None:
    app.processEvents()
print(json.dumps([before, loaded()]))
"""


@pytest.fixture(scope="module")
def modules():
    """What is loaded before the window's first paint, and soon after it."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", SCRIPT]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=True)
    before, after = json.loads(result.stdout.strip().splitlines()[-1])
    return set(before), set(after)


def test_the_window_never_loads_tensorflow_keras_or_opencv(modules):
    _, after = modules
    assert "PySide6" in after
    assert not after & {"tensorflow", "keras", "cv2", "h5py"}


def test_matplotlib_waits_for_the_first_paint(modules):
    before, after = modules
    assert not before & {"matplotlib", "PIL"}
    assert "matplotlib" in after
