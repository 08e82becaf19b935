"""What is dropped or pasted, as files.  One road for drop and paste."""

import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QImage, QImageWriter

from fashion_gui.core.problems import Problem
from fashion_gui.ui.incoming_uris import (
    FIREFOX_LINK,
    addresses,
    file_name_of,
    local_files,
    web_link,
    written_out,
)

_KINDS: Final = ("png", "jpeg", "webp", "avif", "tiff", "bmp", "gif")  # that the photo worker opens, the best first
_LONG_SIDE: Final = 2048  # pixels; twice what the photo worker keeps of a photo, and saved in a tenth of a second
_SAVING: Final = 90  # of 100: quickly rather than small


@dataclass(frozen=True)
class Arrival:
    """Either `files`, or a `link` into the web that nothing was fetched from yet."""

    files: list[Path] = field(default_factory=list)
    link: str = ""


class Incoming:
    """Pictures without a file (pasted, dragged out of another program) get one in a temporary folder."""

    def __init__(self) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None  # made when first needed
        self._count = 0

    @staticmethod
    def looks_usable(mime: QMimeData) -> bool:
        """By the formats alone: looking at files here would stall a drag over a slow disk."""
        return (
            mime.hasUrls()
            or mime.hasImage()
            or mime.hasText()
            or mime.hasHtml()
            or any(name.startswith("image/") or name == FIREFOX_LINK for name in mime.formats())
        )

    def read(self, mime: QMimeData) -> Arrival:
        """Local files; else the picture itself, decoded by nobody yet if its bytes are there; else a link to it.

        Raises:
            Problem: `nothing_to_open`, `too_many_bytes`, `damaged_image` or `picture_not_kept`.
        """
        files = local_files(mime)
        if files:
            return Arrival(files)
        picture = self._picture(mime)
        if picture is not None:
            return Arrival([picture])
        candidates = list(addresses(mime))
        for address in candidates:
            found = written_out(address)
            if found is not None:
                return Arrival([self._keep(*found)])
        for address in candidates:
            if link := web_link(address):
                return Arrival(link=link)
        raise Problem("nothing_to_open")

    def place_for(self, link: str) -> Path:
        """Where what is fetched from `link` shall go: in a folder of its own, under its own name.

        Raises:
            Problem: `picture_not_kept`.
        """
        folder = self._next_place("link", "d")
        try:
            folder.mkdir()
        except OSError as error:
            raise Problem("picture_not_kept", reason=error.strerror or str(error)) from error
        return folder / file_name_of(link)

    def close(self) -> None:
        """Remove the temporary files."""
        if self._folder is not None:
            self._folder.cleanup()

    def _picture(self, mime: QMimeData) -> Path | None:
        """The picture as bytes of a kind that can be opened, as Qt's image, or as bytes of any other kind."""
        offered = [name for name in mime.formats() if name.startswith("image/")]
        known = [f"image/{kind}" for kind in _KINDS if f"image/{kind}" in offered]
        for name in known:
            if content := bytes(mime.data(name).data()):
                return self._keep(name, content)
        image = mime.imageData() if mime.hasImage() else None
        if isinstance(image, QImage) and not image.isNull():
            return self._keep_image(image)
        for name in offered:
            if content := bytes(mime.data(name).data()):
                return self._keep(name, content)
        return None

    def _keep(self, kind: str, content: bytes) -> Path:
        """`kind` is a media type: "image/png"."""
        suffix = kind.removeprefix("image/").split(";")[0]
        path = self._next_place("pasted", suffix if suffix.isalnum() else "bin")
        try:
            path.write_bytes(content)
        except OSError as error:
            raise Problem("picture_not_kept", reason=error.strerror or str(error)) from error
        return path

    def _keep_image(self, image: QImage) -> Path:
        if max(image.width(), image.height()) > _LONG_SIDE:
            kept, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            image = image.scaled(_LONG_SIDE, _LONG_SIDE, kept, smooth)
        path = self._next_place("pasted", "png")
        writer = QImageWriter(str(path))
        writer.setQuality(_SAVING)
        if not writer.write(image):
            raise Problem("picture_not_kept", reason=writer.errorString())
        return path

    def _next_place(self, name: str, suffix: str) -> Path:
        """Raises `Problem` (`picture_not_kept`)."""
        if self._folder is None:
            try:
                # Ignoring errors: what is being fetched while the window closes may still be written.
                self._folder = tempfile.TemporaryDirectory(prefix="fashion-gui-", ignore_cleanup_errors=True)
            except OSError as error:
                raise Problem("picture_not_kept", reason=error.strerror or str(error)) from error
        self._count += 1
        return Path(self._folder.name) / f"{name}-{self._count}.{suffix}"
