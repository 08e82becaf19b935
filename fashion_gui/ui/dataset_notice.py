"""What stands in the gallery's place while there are no data: why, and the ways out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from fashion_gui.core.problems import Problem
from fashion_gui.ui.language import Translated, sentence_of
from fashion_gui.ui.plain_text import plain_label
from fashion_gui.ui.theme import set_look

DEBIAN_PACKAGE = "dataset-fashion-mnist"


class DatasetNotice(Translated):
    """Searching, downloading with progress, or a failure with retry, download and choose-a-folder."""

    retry_requested = Signal()
    download_requested = Signal()
    folder_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problem: Problem | None = None
        self._downloading = False
        self._done_mb = self._total_mb = 0.0
        self._text = plain_label()
        self._text.setWordWrap(True)
        self._hint = QLabel()
        self._hint.setWordWrap(True)
        self._hint.setProperty("role", "faint")
        self._hint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._download = QPushButton()
        self._download.setProperty("role", "primary")
        self._folder = QPushButton()
        self._retry = QPushButton()
        self._cancel = QPushButton()
        for button, signal in (
            (self._download, self.download_requested),
            (self._folder, self.folder_requested),
            (self._retry, self.retry_requested),
            (self._cancel, self.cancel_requested),
        ):
            button.clicked.connect(signal)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addStretch(1)
        for widget in (self._text, self._progress, self._download, self._folder, self._retry, self._cancel, self._hint):
            layout.addWidget(widget)
        layout.addStretch(2)
        self.retranslate()

    def show_busy(self, *, downloading: bool) -> None:
        """A search or a download has begun."""
        self._problem, self._downloading = None, downloading
        self._done_mb = self._total_mb = 0.0
        self._progress.setRange(0, 0)
        self.retranslate()

    def show_progress(self, done: int, total: int) -> None:
        """Bytes downloaded so far and in all."""
        self._done_mb, self._total_mb = done / 1e6, total / 1e6
        self._progress.setRange(0, 1000)
        self._progress.setValue(round(1000 * done / max(total, 1)))
        self.retranslate()

    def show_problem(self, problem: Problem) -> None:
        """Why there are no data."""
        self._problem, self._downloading = problem, False
        self.retranslate()

    def text(self) -> str:
        """The sentence on show."""
        return self._text.text()

    def retranslate(self) -> None:
        """All texts, and which buttons make sense."""
        failed = self._problem is not None
        for widget in (self._download, self._folder, self._retry, self._hint):
            widget.setVisible(failed)
        self._cancel.setVisible(self._downloading)
        self._progress.setVisible(not failed)
        self._text.setText(self._sentence())
        set_look(self._text, "role", "bad" if failed and self._is_failure() else "")
        self._download.setText(self.tr("Download Fashion-MNIST (30 MB)"))
        self._folder.setText(self.tr("Choose a folder…"))
        self._retry.setText(self.tr("Search again"))
        self._cancel.setText(self.tr("Cancel"))
        self._progress.setAccessibleName(self.tr("Download progress"))
        hint = self.tr(
            "Without a network: on Debian and Ubuntu the package {package} brings the data; or copy the four files "
            "from another computer and choose their folder. Photos are answered without the data too."
        )
        self._hint.setText(hint.format(package=DEBIAN_PACKAGE))

    def _is_failure(self) -> bool:
        """Data that were never there are no failure, just a first start."""
        return self._problem is not None and self._problem.code not in ("dataset_missing", "download_cancelled")

    def _sentence(self) -> str:
        if self._problem is not None:
            return sentence_of(self._problem.code, self._problem.parameters)
        if not self._downloading:
            return self.tr("Looking for Fashion-MNIST…")
        if self._total_mb == 0:
            return self.tr("Downloading Fashion-MNIST…")
        text = self.tr("Downloading Fashion-MNIST: {done} of {total} MB")
        return text.format(done=f"{self._done_mb:.1f}", total=f"{self._total_mb:.1f}")
