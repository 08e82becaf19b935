"""The window's process stays light: what it must never load, even indirectly."""

import json
import os
import subprocess
import sys

SCRIPT = """
import json, sys
from PySide6.QtWidgets import QApplication
from fashion_gui.ui.main_window import MainWindow
from fashion_gui.ui.settings import Settings
app = QApplication([])
import fashion_gui.ui.app
window = MainWindow(Settings())
window.show()
app.processEvents()
print(json.dumps(sorted(name for name in sys.modules if "." not in name)))
"""


def test_the_window_never_loads_tensorflow_keras_or_opencv():
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", SCRIPT]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=True)
    modules = set(json.loads(result.stdout.strip().splitlines()[-1]))
    assert "PySide6" in modules
    assert not modules & {"tensorflow", "keras", "cv2", "h5py"}
