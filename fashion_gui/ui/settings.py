"""What the window remembers between two starts."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from fashion_gui.core.labels import LANGUAGES, Language
from fashion_gui.core.paths import settings_file
from fashion_gui.ui.language import system_language
from fashion_gui.ui.theme import SCHEMES


class Settings:
    """An INI file.  A value that is missing or makes no sense counts as never set."""

    def __init__(self) -> None:
        self._store = QSettings(str(settings_file()), QSettings.Format.IniFormat)

    @property
    def language(self) -> Language:
        """ "en" or "ru"."""
        value = self._text("language")
        return value if value in LANGUAGES else system_language()

    @language.setter
    def language(self, value: Language) -> None:
        self._store.setValue("language", value)

    @property
    def scheme(self) -> str:
        """ "system", "light" or "dark"."""
        value = self._text("scheme")
        return value if value in SCHEMES else "system"

    @scheme.setter
    def scheme(self, value: str) -> None:
        self._store.setValue("scheme", value)

    @property
    def raw_tiles(self) -> bool:
        """Whether tiles are shown as the network sees them (bright on black), not dark on white."""
        return self._text("raw_tiles") == "true"

    @raw_tiles.setter
    def raw_tiles(self, value: bool) -> None:
        self._store.setValue("raw_tiles", "true" if value else "false")

    @property
    def recipe(self) -> str:
        """The recipe for photos, "" when never chosen."""
        return self._text("recipe")

    @recipe.setter
    def recipe(self, value: str) -> None:
        self._store.setValue("recipe", value)

    @property
    def photo_network(self) -> str:
        """Which network answers to photos, "" when never chosen."""
        return self._text("photo_network")

    @photo_network.setter
    def photo_network(self, value: str) -> None:
        self._store.setValue("photo_network", value)

    @property
    def dataset_folder(self) -> Path | None:
        """The folder with the dataset that the user chose, if any."""
        value = self._text("dataset_folder")
        return Path(value) if value else None

    @dataset_folder.setter
    def dataset_folder(self, value: Path | None) -> None:
        self._store.setValue("dataset_folder", str(value) if value else "")

    @property
    def geometry(self) -> QByteArray:
        """Where the window was; empty at the first start."""
        value = self._store.value("geometry")
        return value if isinstance(value, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._store.setValue("geometry", value)

    def _text(self, key: str) -> str:
        value = self._store.value(key)
        return value if isinstance(value, str) else ""
