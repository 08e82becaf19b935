"""The ten classes of Fashion-MNIST, in the dataset's order.

English names are those of the dataset's README, Russian ones those of the course report.
"""

from typing import Final

Language = str  # "en" or "ru"

LANGUAGES: Final[tuple[Language, ...]] = ("en", "ru")
CLASS_COUNT: Final = 10
SHOES: Final = (5, 7, 9)  # sandal, sneaker, ankle boot
TILE_SIDE: Final = 28  # pixels; a tile is uint8 (28, 28), background 0, garment bright

_NAMES: Final[dict[Language, tuple[str, ...]]] = {
    "en": ("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"),
    "ru": ("футболка", "брюки", "свитер", "платье", "пальто", "туфли", "рубашка", "кроссовки", "сумка", "ботинки"),
}
assert set(_NAMES) == set(LANGUAGES)
assert all(len(names) == CLASS_COUNT for names in _NAMES.values())


def class_names(language: Language) -> tuple[str, ...]:
    """The ten names in `language` ("en" or "ru"), index = label."""
    return _NAMES[language]
