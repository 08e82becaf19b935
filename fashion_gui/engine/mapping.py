"""Pictures laid out in a plane."""

from collections.abc import Iterator

from fashion_gui.core.dataset import Dataset
from fashion_gui.core.questions import MapPictures, PicturesMapped
from fashion_gui.engine.current_model import Frozen


def map_pictures(frozen: Frozen, question: MapPictures, dataset: Dataset) -> Iterator[PicturesMapped | None]:
    """Alike pictures near each other."""
    raise NotImplementedError
