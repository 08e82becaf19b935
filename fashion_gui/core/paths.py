"""Where files lie: shipped resources, and the user's own data.

`FASHION_GUI_HOME` moves everything of the user's into one folder (tests, portable use).
"""

import os
import sys
from pathlib import Path
from typing import Final

import platformdirs

APP_ID: Final = "io.github.first_neural_network.FirstNeuralNetwork"  # desktop file, icon and Wayland app id
_APP = "fashion-gui"


def resource(name: str) -> Path:
    """A shipped file or folder, e.g. `resource("models/course")`: frozen bundle, installed wheel or checkout."""
    package = Path(__file__).resolve().parent.parent
    bundle = getattr(sys, "_MEIPASS", None)
    roots = [Path(bundle)] if bundle else [package, package.parent]
    for root in roots:
        candidate = root / "resources" / name
        if candidate.exists():
            return candidate
    return roots[-1] / "resources" / name


def _home() -> Path | None:
    override = os.environ.get("FASHION_GUI_HOME")
    return Path(override).expanduser().absolute() if override else None


def _data_folder() -> Path:
    return _home() or Path(platformdirs.user_data_dir(_APP, appauthor=False))


def _cache_folder() -> Path:
    return _home() or Path(platformdirs.user_cache_dir(_APP, appauthor=False))


def runs_folder() -> Path:
    """One sub-folder a run.  May not exist yet."""
    return _data_folder() / "runs"


def collection_folder() -> Path:
    """The user's own photos with their right class.  May not exist yet."""
    return _data_folder() / "collection"


def votes_file() -> Path:
    """What the user thinks of labels of the dataset (JSON).  May not exist yet."""
    return _data_folder() / "votes.json"


def photo_sets_folder() -> Path:
    """Tiles made of folders of photos, to learn from.  May not exist yet."""
    return _cache_folder() / "photo-sets"


def dataset_cache_folder() -> Path:
    """The app's own copy of Fashion-MNIST after a download.  May not exist yet."""
    return _cache_folder() / "fashion-mnist"


def log_folder() -> Path:
    """Log files and crash reports.  May not exist yet."""
    return (_home() or Path(platformdirs.user_state_dir(_APP, appauthor=False))) / "log"


def settings_file() -> Path:
    """The window's settings (INI).  May not exist yet."""
    return (_home() or Path(platformdirs.user_config_dir(_APP, appauthor=False))) / "settings.ini"


def keras_home() -> Path:
    """Keras' own folder for our engine, apart from the user's.  May not exist yet."""
    return _cache_folder() / "keras"
