"""What is dropped or pasted, as files.  One road for drop, paste, Open and the command line."""

import tempfile
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

MAX_FILES = 500


class Incoming:
    """Pictures without a file (pasted, dragged out of another program) get one in a temporary folder."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="fashion-gui-")
        self._count = 0

    @staticmethod
    def looks_usable(mime: QMimeData) -> bool:
        """By the formats alone: looking at files here would stall a drag over a slow disk."""
        return mime.hasUrls() or mime.hasImage() or any(name.startswith("image/") for name in mime.formats())

    def files_of(self, mime: QMimeData) -> list[Path]:
        """Local files, or the picture itself, decoded by nobody yet if its bytes are there.  May be empty."""
        files = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        if files:
            return list(dict.fromkeys(files))[:MAX_FILES]
        for name in mime.formats():
            if name.startswith("image/"):
                return [self._keep(bytes(mime.data(name).data()), name.removeprefix("image/").split(";")[0])]
        image = mime.imageData() if mime.hasImage() else None
        if isinstance(image, QImage) and not image.isNull():
            path = self._next("png")
            image.save(str(path), b"PNG")
            return [path]
        return []

    def close(self) -> None:
        """Remove the temporary files."""
        self._folder.cleanup()

    def _keep(self, content: bytes, kind: str) -> Path:
        path = self._next(kind if kind.isalnum() else "bin")
        path.write_bytes(content)
        return path

    def _next(self, suffix: str) -> Path:
        self._count += 1
        return Path(self._folder.name) / f"pasted-{self._count}.{suffix}"
