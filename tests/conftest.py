"""What all tests share: no window on the screen, nothing of the user's touched, and the real data where it exists."""

import os
from pathlib import Path

import pytest

# Before Qt is imported.  FASHION_GUI_TEST_DISPLAY=1 shows the windows, or tests under Xvfb with a window manager.
if not os.environ.get("FASHION_GUI_TEST_DISPLAY"):
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

_ROOT = Path(__file__).resolve().parent.parent
_DATASET_FOLDER = Path("/usr/share/datasets/fashion-mnist")  # Debian's package dataset-fashion-mnist
_DATASET_FILES = (
    "train-images-idx3-ubyte.gz",
    "train-labels-idx1-ubyte.gz",
    "t10k-images-idx3-ubyte.gz",
    "t10k-labels-idx1-ubyte.gz",
)


@pytest.fixture(autouse=True)
def _own_home(tmp_path, monkeypatch):
    """Settings, runs and logs go into the test's own folder, and the language is that of no user."""
    monkeypatch.setenv("FASHION_GUI_HOME", str(tmp_path / "home"))
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "C.UTF-8")


@pytest.fixture
def engine_settings_put_back(monkeypatch):
    """What the engine sets for its process is put back: for tests that load it into this one."""
    for name in ("KERAS_HOME", "KERAS_BACKEND", "TF_CPP_MIN_LOG_LEVEL"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.setattr("os.nice", lambda _: 0, raising=False)


@pytest.fixture(scope="session")
def fashion_mnist_folder() -> Path:
    """The folder of the real Fashion-MNIST: four .gz files."""
    if not all((_DATASET_FOLDER / name).is_file() for name in _DATASET_FILES):
        pytest.skip("Fashion-MNIST is not installed: apt-get install dataset-fashion-mnist")
    return _DATASET_FOLDER


@pytest.fixture(scope="session")
def photos_folder() -> Path:
    """Real photos, `train/CLASS/*.jpg` and `validation/CLASS/*.jpg`: beside the project, never in it."""
    folder = _ROOT.parent / "shared" / "photos"
    if not (folder / "validation").is_dir():
        pytest.skip("the photos for development are not here: they are kept beside the project, not in it")
    return folder
