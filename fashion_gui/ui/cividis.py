"""A colour map that all kinds of colour blindness see alike, and the ink that can be read on each of its colours."""

from functools import lru_cache
from typing import Final

from PySide6.QtGui import QColor

# matplotlib's cividis in 17 steps: matplotlib itself takes 0.3 s to import.
# Source: J. Nuñez, C. Anderton, R. Renslow, PLOS ONE 13 (2018) e0199239.
_CIVIDIS: Final = (
    *("#00224e", "#002e6a", "#1a386f", "#32436d", "#434e6c", "#535a6d", "#61656f", "#6f7073", "#7d7c78", "#8c8878"),
    *("#9b9476", "#aba072", "#bcae6c", "#cdbb63", "#dec958", "#f0d846", "#fee838"),
)


@lru_cache(maxsize=512)
def cividis(share: float) -> QColor:
    """The colour of `share`, 0..1: dark blue to yellow, ever brighter."""
    place = min(max(share, 0.0), 1.0) * (len(_CIVIDIS) - 1)
    below = min(int(place), len(_CIVIDIS) - 2)
    first, second, part = QColor(_CIVIDIS[below]), QColor(_CIVIDIS[below + 1]), place - below
    pairs = ((first.red(), second.red()), (first.green(), second.green()), (first.blue(), second.blue()))
    return QColor(*(round(low + (high - low) * part) for low, high in pairs))


def contrast(first: QColor, second: QColor) -> float:
    """1 to 21, as the Web Content Accessibility Guidelines measure it."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def ink_on(color: QColor) -> QColor:
    """Black or white, whichever is easier to read on `color`."""
    black, white = QColor("#000000"), QColor("#ffffff")
    return max(black, white, key=lambda ink: contrast(ink, color))


def _luminance(color: QColor) -> float:
    red, green, blue = (_linear(channel) for channel in (color.redF(), color.greenF(), color.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
