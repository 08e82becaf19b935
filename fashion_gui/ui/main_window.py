"""Builds the window out of its panels; what follows from what is the conductor's."""

from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from fashion_gui import __version__
from fashion_gui.ui.asker import Asker
from fashion_gui.ui.banner import Banner
from fashion_gui.ui.conductor import Conductor
from fashion_gui.ui.dataset_loader import DatasetLoader
from fashion_gui.ui.dialogs import ask_stop_and_close
from fashion_gui.ui.duel_panel import DuelPanel
from fashion_gui.ui.engine_client import EngineClient
from fashion_gui.ui.gallery import GalleryPanel
from fashion_gui.ui.lab_panel import LabPanel
from fashion_gui.ui.many_photos import ManyPhotos
from fashion_gui.ui.menus import Menus
from fashion_gui.ui.network_panel import NetworkPanel
from fashion_gui.ui.photo_client import PhotoClient
from fashion_gui.ui.photo_editor import PhotoEditor
from fashion_gui.ui.photo_gathering import PhotoGathering
from fashion_gui.ui.photo_panel import PhotoPanel
from fashion_gui.ui.plain_text import plain_label
from fashion_gui.ui.runs_panel import RunsPanel
from fashion_gui.ui.settings import Settings
from fashion_gui.ui.test_panel import TestSetPanel
from fashion_gui.ui.tile_inspector import TileInspector
from fashion_gui.ui.training_panel import TrainingPanel
from fashion_gui.ui.why_panel import WhyPanel


class MainWindow(QMainWindow):
    """Tabs at the left, the photo always at the right."""

    def __init__(
        self,
        settings: Settings,
        *,
        engine: EngineClient | None = None,
        photos: PhotoClient | None = None,
        gathering: PhotoGathering | None = None,
    ) -> None:
        super().__init__()
        self.settings = settings
        self.engine = engine or EngineClient(self)
        self.photos = photos or PhotoClient(self)
        self.gathering = gathering or PhotoGathering(self)
        self.loader = DatasetLoader(self)
        self.banner = Banner()
        self.gallery = GalleryPanel()
        self.training = TrainingPanel()
        self.network = NetworkPanel()
        self.test_set = TestSetPanel()
        self.why = WhyPanel(self.engine)
        self.lab = LabPanel(self.engine)
        self.duel = DuelPanel(self.engine)
        self.runs = RunsPanel()
        self.photo = PhotoPanel()
        self.editor = PhotoEditor()
        self.inspector = TileInspector(self)
        self.many = ManyPhotos(self.engine)
        self.menus = Menus(self.menuBar())
        self.status = plain_label()
        self.status.setContentsMargins(10, 0, 0, 0)
        self.asker = Asker(
            self.engine, gallery=self.gallery.tiles, photo=self.photo.tile, network=self.photo.network, parent=self
        )
        self._build()
        self.conductor = Conductor(self)
        for child in self.findChildren(QWidget):
            child.setAcceptDrops(False)  # else a field for text would take the address of a photo dropped on it
        self.setAcceptDrops(True)
        self.retranslate()
        self.resize(1280, 800)
        if not settings.geometry.isEmpty():
            self.restoreGeometry(settings.geometry)

    def _build(self) -> None:
        training_page = QWidget()
        row = QHBoxLayout(training_page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.gallery, 42)
        row.addWidget(self.training, 58)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.pages = QStackedWidget()
        for page in (training_page, self.network, self.test_set, self.why, self.lab, self.duel, self.runs):
            self.pages.addWidget(page)
            self.tabs.addTab("")
        self.tabs.currentChanged.connect(self.pages.setCurrentIndex)
        self.views = QWidget()
        left = QVBoxLayout(self.views)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(8)
        left.addWidget(self.tabs)
        left.addWidget(self.pages, 1)
        self.left = QStackedWidget()  # the tabs, or the photo to be corrected
        self.left.addWidget(self.views)
        self.left.addWidget(self.editor)
        self.photo.setFixedWidth(312)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addWidget(self.left, 1)
        columns.addWidget(self.photo)
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(12, 4, 12, 4)
        layout.addWidget(self.banner)
        layout.addLayout(columns, 1)
        self.setCentralWidget(whole)
        self.statusBar().addWidget(self.status, 1)
        self.statusBar().addPermanentWidget(QLabel(__version__))
        self.setMinimumSize(1000, 600)

    def begin(self, files: list[Path]) -> None:
        """Start the workers and the search for data; called when the window is on the screen."""
        self.conductor.begin(files)

    def show_page(self, page: QWidget) -> None:
        """Go to this tab; a photo that is being corrected gives way."""
        self.left.setCurrentWidget(self.views)
        self.tabs.setCurrentIndex(self.pages.indexOf(page))

    def retranslate(self) -> None:
        """Title and tabs; every panel does its own."""
        self.setWindowTitle(self.tr("First Neural Network"))
        texts = (
            self.tr("Training"),
            self.tr("Network"),
            self.tr("Test set"),
            self.tr("Why"),
            self.tr("Lab"),
            self.tr("Duel"),
            self.tr("Runs"),
        )
        for index, text in enumerate(texts):
            self.tabs.setTabText(index, text)
        self.tabs.setAccessibleName(self.tr("Views"))
        self.conductor.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    # --- photos may be dropped anywhere -------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.conductor.photos.incoming.looks_usable(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.photo.set_drop_active(True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self.photo.set_drop_active(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.photo.set_drop_active(False)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.conductor.photos.take(event.mimeData())

    def closeEvent(self, event: QCloseEvent) -> None:
        asks = self.conductor.would_interrupt() and not self.conductor.closing
        if asks and not (ask_stop_and_close(self) and self.conductor.stop_to_close()):
            event.ignore()
            return
        self.settings.geometry = self.saveGeometry()
        self.conductor.close()
        event.accept()
