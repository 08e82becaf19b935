"""Renders fashion-gui.svg to hicolor/SIZE.png.  To be run by hand after a change of the SVG."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES: Final = (16, 24, 32, 48, 64, 128, 256, 512)  # pixels
FOLDER: Final = Path(__file__).resolve().parent


def render(svg: Path, size: int) -> QImage:
    """`svg` drawn on a transparent square of `size` pixels.  Raises ValueError if it is not an SVG."""
    renderer = QSvgRenderer(str(svg))
    if not renderer.isValid():
        raise ValueError(f"{svg} is not an SVG")
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter)
    painter.end()
    return image


def main() -> None:
    """Write all sizes."""
    folder = FOLDER / "hicolor"
    folder.mkdir(exist_ok=True)
    for size in SIZES:
        target = folder / f"{size}.png"
        if not render(FOLDER / "fashion-gui.svg", size).save(str(target)):
            raise OSError(f"{target} cannot be written")


if __name__ == "__main__":
    main()
