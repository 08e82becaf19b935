"""Russian and English, switchable while the window is open."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QWidget

from fashion_gui.core.labels import LANGUAGES, Language, class_names
from fashion_gui.core.paths import resource
from fashion_gui.core.problems import Parameters, problem_sentence

LANGUAGE_NAMES: Final[dict[Language, str]] = {"en": "English", "ru": "Русский"}
_installed: list[QTranslator] = []
_language: list[Language] = ["en"]


def system_language() -> Language:
    """Russian where the system speaks it, else English."""
    return "ru" if QLocale.system().language() == QLocale.Language.Russian else "en"


def set_language(language: Language) -> None:
    """Install the translators for `language`; every widget then gets a LanguageChange event."""
    assert language in LANGUAGES
    for translator in _installed:
        QCoreApplication.removeTranslator(translator)
    _installed.clear()
    _language[0] = language
    # Numbers are written as in the notebook, 0.8731, in both languages.
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in ((f"qtbase_{language}", qt_folder), (language, str(resource("translations")))):
        translator = QTranslator()
        if translator.load(name, folder):
            QCoreApplication.installTranslator(translator)
            _installed.append(translator)


def current_language() -> Language:
    """The language the window speaks now."""
    return _language[0]


def name_of(label: int) -> str:
    """The class name of `label` (0-9) in the window's language."""
    return class_names(current_language())[label]


def sentence_of(code: str, parameters: Parameters) -> str:
    """The sentence of a problem in the window's language."""
    return problem_sentence(code, parameters, current_language())


def grouped(number: int) -> str:
    """60000 -> "60 000", with a narrow no-break space."""
    return f"{number:,}".replace(",", "\u202f")


class Translated(QWidget):
    """A widget whose texts are all set in `retranslate`: when it is built, by itself, and at each switch."""

    def retranslate(self) -> None:
        """Set every text anew."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
