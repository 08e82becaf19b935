"""Finding, checking and downloading Fashion-MNIST beside the window, in a thread."""

from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal, Slot

from fashion_gui.core.dataset import Dataset, find_dataset, load_dataset
from fashion_gui.core.download import download_dataset
from fashion_gui.core.paths import dataset_cache_folder
from fashion_gui.core.problems import Problem


class _Job(QThread):
    """One search, or one download followed by a search.  The work is decompression and hashing, which leave Python."""

    progress = Signal(int, int)  # bytes done, bytes in all
    loaded = Signal(Path, Dataset)
    failed = Signal(Problem)

    def __init__(self, chosen: Path | None, *, download: bool, parent: QObject) -> None:
        super().__init__(parent)
        self._chosen = chosen
        self._download = download

    def run(self) -> None:
        try:
            if self._download:
                folder = dataset_cache_folder()
                download_dataset(folder, progress=self.progress.emit, cancelled=self.isInterruptionRequested)
            else:
                folder = find_dataset(self._chosen)
            dataset = load_dataset(folder, cancelled=self.isInterruptionRequested)
        except Problem as problem:
            self.failed.emit(problem)
        except Exception as error:  # a bug here must not leave the panel waiting for ever
            self.failed.emit(Problem("internal_error", reason=f"{type(error).__name__}: {error}"))
        else:
            self.loaded.emit(folder, dataset)


class DatasetLoader(QObject):
    """At most one job at a time; each ends in `loaded` or `failed`."""

    started = Signal(bool)  # whether it downloads
    progress = Signal(int, int)
    loaded = Signal(Path, Dataset)
    failed = Signal(Problem)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: _Job | None = None

    def find(self, chosen: Path | None) -> None:
        """Search `chosen` only, or the usual places."""
        self._begin(chosen, download=False)

    def download(self) -> None:
        """Download into the app's own folder, then load from there."""
        self._begin(None, download=True)

    def cancel(self) -> None:
        """End a download; `failed` follows."""
        if self._job is not None:
            self._job.requestInterruption()

    def close(self) -> None:
        """Wait for the thread while the window closes."""
        if self._job is not None:
            self._job.requestInterruption()
            self._job.wait()

    def _begin(self, chosen: Path | None, *, download: bool) -> None:
        if self._job is not None:
            return
        self._job = _Job(chosen, download=download, parent=self)
        self._job.progress.connect(self.progress)
        self._job.loaded.connect(self._on_loaded)
        self._job.failed.connect(self._on_failed)
        self.started.emit(download)
        self._job.start()

    @Slot(Path, Dataset)
    def _on_loaded(self, folder: Path, dataset: Dataset) -> None:
        self._end()
        self.loaded.emit(folder, dataset)

    @Slot(Problem)
    def _on_failed(self, problem: Problem) -> None:
        self._end()
        self.failed.emit(problem)

    def _end(self) -> None:
        job, self._job = self._job, None
        if job is not None:
            job.wait()
            job.deleteLater()
