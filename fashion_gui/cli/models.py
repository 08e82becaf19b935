"""Which network answers."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from fashion_gui.cli.terminal import quiet_stderr
from fashion_gui.core import paths
from fashion_gui.core.problems import Problem
from fashion_gui.core.runs import is_run_name, list_runs

if TYPE_CHECKING:
    from fashion_gui.engine.engine import Engine

SHIPPED: Final = ("course", "photo")  # networks that come with the program; a folder of this name is ./course


def model_path(chosen: str | None, *, for_photos: bool = False) -> Path:
    """The run folder or .keras file `chosen`, also by a kept run's name or as one of `SHIPPED`.

    None: the shipped networks for photos if the question is `for_photos`, else the newest run, else the shipped one of
    the course.  Raises Problem `no_network` when there is none to choose by default.  `chosen` is not looked into.
    """
    if chosen in SHIPPED:
        return paths.resource(f"models/{chosen}")
    if chosen is not None:
        kept = paths.runs_folder() / chosen
        by_name = is_run_name(chosen) and kept.is_dir() and not Path(chosen).exists()
        return kept if by_name else Path(chosen)
    course, photo = (paths.resource(f"models/{name}") for name in SHIPPED)
    if for_photos and photo.is_dir():
        return photo
    for run in list_runs(paths.runs_folder()):
        return run.folder
    if not course.is_dir():
        raise Problem("no_network")
    return course


def open_network(engine: "Engine", path: Path) -> str:
    """Open the network of `model_path`; returns its name for `Engine.predict`.  Raises Problem as `open_model` does."""
    if path == paths.resource("models/photo"):
        return "photo"  # several answer together, and the engine knows which
    engine.open_model(path)
    return "current"


def load_engine() -> "Engine":
    """Import TensorFlow, which takes seconds.  Changes KERAS_HOME.  Raises Problem `tensorflow_missing`."""
    from fashion_gui.engine.environment import prepare_environment

    prepare_environment()
    try:
        with quiet_stderr():  # TensorFlow greets with four lines that no setting silences
            from fashion_gui.engine.engine import Engine
    except Exception as error:  # native libraries fail in many ways
        raise Problem("tensorflow_missing", reason=str(error)[:300]) from error
    return Engine()
