"""Every question to the user, in one place, so that tests can answer them."""

import re
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from fashion_gui import __version__
from fashion_gui.core.photo_files import SUFFIXES

translate = QCoreApplication.translate  # the name that lupdate looks for


def ask_photos(parent: QWidget) -> list[Path]:
    """Image files to open; empty when cancelled."""
    title = translate("Dialogs", "Open photos")
    kinds = translate("Dialogs", "Images")
    files = " ".join(f"*{suffix}" for suffix in sorted(SUFFIXES))
    everything = translate("Dialogs", "All files")
    names, _ = QFileDialog.getOpenFileNames(parent, title, "", f"{kinds} ({files});;{everything} (*)")
    return [Path(name) for name in names]


def ask_data_folder(parent: QWidget) -> Path | None:
    """The folder with the four files of Fashion-MNIST."""
    title = translate("Dialogs", "Folder with the four Fashion-MNIST files")
    name = QFileDialog.getExistingDirectory(parent, title)
    return Path(name) if name else None


def ask_learning_folder(parent: QWidget) -> Path | None:
    """A folder of photos to learn from."""
    title = translate("Dialogs", "Folder with a sub-folder of photos for each class")
    name = QFileDialog.getExistingDirectory(parent, title)
    return Path(name) if name else None


def ask_model_file(parent: QWidget) -> Path | None:
    """A .keras file to open."""
    name, _ = QFileDialog.getOpenFileName(parent, translate("Dialogs", "Open a network"), "", "Keras (*.keras)")
    return Path(name) if name else None


def ask_save_network(parent: QWidget) -> Path | None:
    """Where to save the network."""
    title = translate("Dialogs", "Save the network")
    name, _ = QFileDialog.getSaveFileName(parent, title, "network.keras", "Keras (*.keras)")
    return _with_suffix(name, (".keras",))


def ask_save_charts(parent: QWidget) -> Path | None:
    """Where to save the charts."""
    title = translate("Dialogs", "Save the charts")
    name, _ = QFileDialog.getSaveFileName(parent, title, "charts.png", "PNG (*.png);;SVG (*.svg)")
    return _with_suffix(name, (".png", ".svg"))


def ask_save_view(parent: QWidget, name: str) -> Path | None:
    """Where to save what a chart or table with that `name` shows, and as what."""
    title = translate("Dialogs", "Save as a picture or a table")
    proposed = re.sub(r"[^\w -]+", "", name).strip() + ".png"
    filters = {f"{suffix[1:].upper()} (*{suffix})": suffix for suffix in (".png", ".svg", ".csv")}
    chosen, used = QFileDialog.getSaveFileName(parent, title, proposed, ";;".join(filters))
    default = filters.get(used, ".png")
    return _with_suffix(chosen, (default, *(suffix for suffix in filters.values() if suffix != default)))


def ask_photo_folder(parent: QWidget) -> Path | None:
    """A folder with photos, perhaps in sub-folders."""
    name = QFileDialog.getExistingDirectory(parent, translate("Dialogs", "Folder with photos"))
    return Path(name) if name else None


def ask_save_answers(parent: QWidget) -> Path | None:
    """Where to save a table of answers."""
    title = translate("Dialogs", "Save the answers")
    name, _ = QFileDialog.getSaveFileName(parent, title, "answers.csv", "CSV (*.csv)")
    return _with_suffix(name, (".csv",))


def ask_stop_and_close(parent: QWidget) -> bool:
    """Whether to stop the training and close."""
    question = translate("Dialogs", "A training is running. Stop it, keep what was learnt, and close?")
    buttons = QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No
    answer = QMessageBox.question(parent, translate("Dialogs", "Close"), question, buttons)
    return answer == QMessageBox.StandardButton.Yes


def ask_empty_collection(parent: QWidget, count: int) -> bool:
    """Whether to remove every photo of the collection."""
    question = translate("Dialogs", "Remove all photos ({count}) from your collection? The photos you opened stay.")
    buttons = QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No
    title = translate("Dialogs", "My collection")
    return QMessageBox.question(parent, title, question.format(count=count), buttons) == QMessageBox.StandardButton.Yes


def show_about(parent: QWidget) -> None:
    """Version, licence, and what happens to photos."""
    text = translate(
        "Dialogs",
        "First Neural Network {version}\n\nTrains the network of a first course on Fashion-MNIST and asks it about "
        "your photos. Nothing leaves this computer.\n\nMIT licence. Fashion-MNIST: Zalando SE, MIT licence.",
    )
    QMessageBox.about(parent, translate("Dialogs", "About"), text.format(version=__version__))


def _with_suffix(name: str, allowed: tuple[str, ...]) -> Path | None:
    if not name:
        return None
    path = Path(name)
    return path if path.suffix.lower() in allowed else path.with_name(path.name + allowed[0])
