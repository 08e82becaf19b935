"""The menu bar."""

from collections.abc import Iterable

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from fashion_gui.ui.engine_client import EngineState
from fashion_gui.ui.language import LANGUAGE_NAMES, Translated
from fashion_gui.ui.theme import SCHEMES


class Menus(Translated):
    """Each entry wishes something; the main window does it."""

    open_photos = Signal()
    many_photos = Signal()
    paste = Signal()
    show_runs = Signal()
    save_network = Signal()
    choose_data = Signal()
    quit = Signal()
    train = Signal()
    stop = Signal()
    race = Signal()
    collection = Signal()
    raw_tiles_chosen = Signal(bool)
    scheme_chosen = Signal(str)
    language_chosen = Signal(str)
    about = Signal()

    def __init__(self, bar: QMenuBar) -> None:
        super().__init__(bar)
        self.hide()  # only a place for the texts; the bar itself shows the menus
        self._file, self._training, self._view = bar.addMenu(""), bar.addMenu(""), bar.addMenu("")
        self._language, self._help = bar.addMenu(""), bar.addMenu("")
        standard = QKeySequence.StandardKey
        self._open_photos = self._entry(self._file, self.open_photos, standard.Open)
        self._many_photos = self._entry(self._file, self.many_photos, "Ctrl+Shift+O")
        self._paste = self._entry(self._file, self.paste, standard.Paste)
        self._file.addSeparator()
        self._show_runs = self._entry(self._file, self.show_runs, "Ctrl+R")
        self._save_network = self._entry(self._file, self.save_network, standard.Save)
        self._choose_data = self._entry(self._file, self.choose_data, None)
        self._file.addSeparator()
        self._quit = self._entry(self._file, self.quit, "Ctrl+Q")
        self._train = self._entry(self._training, self.train, "Ctrl+T")
        self._stop = self._entry(self._training, self.stop, "Ctrl+.")
        self._race = self._entry(self._training, self.race, None)
        self._training.addSeparator()
        self._collection = self._entry(self._training, self.collection, None)
        self._raw = QAction(self)
        self._raw.setCheckable(True)
        self._raw.toggled.connect(self.raw_tiles_chosen)
        self._view.addAction(self._raw)
        self._view.addSeparator()
        self._schemes = self._choices(self._view, list(SCHEMES), self._on_scheme)
        self._languages = self._choices(self._language, list(LANGUAGE_NAMES), self._on_language)
        for key, name in LANGUAGE_NAMES.items():
            self._languages[key].setText(name)
        self._about = self._entry(self._help, self.about, None)
        self.retranslate()

    def _entry(self, menu: QMenu, signal: object, key: QKeySequence.StandardKey | str | None) -> QAction:
        action = QAction(self)
        if key is not None:
            action.setShortcut(QKeySequence(key))
        action.triggered.connect(lambda: signal.emit())  # type: ignore[attr-defined]
        menu.addAction(action)
        return action

    def _choices(self, menu: QMenu, keys: list[str], slot: object) -> dict[str, QAction]:
        group = QActionGroup(self)
        actions = {}
        for key in keys:
            action = QAction(self)
            action.setCheckable(True)
            action.setData(key)
            group.addAction(action)
            menu.addAction(action)
            actions[key] = action
        group.triggered.connect(slot)
        return actions

    def add_training_commands(self, commands: Iterable[QAction]) -> None:
        """Entries of the panel's own buttons, after Start: what has a key is found in a menu, too."""
        for command in commands:
            self._training.insertAction(self._stop, command)

    def show_choices(self, *, language: str, scheme: str, raw: bool) -> None:
        """Tick what is in force."""
        self._languages[language].setChecked(True)
        self._schemes[scheme].setChecked(True)
        self._raw.setChecked(raw)

    def on_state(self, state: EngineState) -> None:
        """What the engine can do now."""
        ready = state is EngineState.READY
        self._train.setEnabled(ready)
        self._race.setEnabled(ready)
        self._stop.setEnabled(state in (EngineState.TRAINING, EngineState.PAUSED))
        self._save_network.setEnabled(ready)
        self._choose_data.setEnabled(ready)

    @Slot(QAction)
    def _on_scheme(self, action: QAction) -> None:
        self.scheme_chosen.emit(action.data())

    @Slot(QAction)
    def _on_language(self, action: QAction) -> None:
        self.language_chosen.emit(action.data())

    def retranslate(self) -> None:
        """All texts."""
        self._file.setTitle(self.tr("&File"))
        self._training.setTitle(self.tr("&Train"))
        self._view.setTitle(self.tr("&View"))
        self._language.setTitle(self.tr("&Language"))
        self._help.setTitle(self.tr("&Help"))
        self._open_photos.setText(self.tr("&Open photos…"))
        self._many_photos.setText(self.tr("&Many photos…"))
        self._paste.setText(self.tr("&Paste a photo"))
        self._show_runs.setText(self.tr("Kept &runs"))
        self._save_network.setText(self.tr("&Save the network…"))
        self._choose_data.setText(self.tr("&Choose the data folder…"))
        self._quit.setText(self.tr("&Quit"))
        self._train.setText(self.tr("&Start training"))
        self._stop.setText(self.tr("&Stop"))
        self._race.setText(self.tr("&Race two trainings…"))
        self._collection.setText(self.tr("&My collection of photos…"))
        self._raw.setText(self.tr("Tiles as the &network sees them"))
        self._schemes["system"].setText(self.tr("Colours of the s&ystem"))
        self._schemes["light"].setText(self.tr("&Light"))
        self._schemes["dark"].setText(self.tr("&Dark"))
        self._about.setText(self.tr("&About"))
