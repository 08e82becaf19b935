"""A tile as a picture file."""

import io
from pathlib import Path

from PIL import Image

from fashion_gui.core.files import atomic_write
from fashion_gui.photo.decode import Pixels


def save_tile(tile: Pixels, path: Path) -> None:
    """Save `tile`, uint8 (28, 28), as a grey PNG.  Atomic.  Raises Problem (`disk_full`, `cannot_write`)."""
    content = io.BytesIO()
    Image.fromarray(tile).save(content, "PNG")
    atomic_write(path, lambda file: file.write(content.getvalue()))
