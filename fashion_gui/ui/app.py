"""The window's process: application, language, theme, log, and what happens to our own bugs."""

import faulthandler
import logging
import logging.handlers
import sys
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

from fashion_gui import __version__
from fashion_gui.core.paths import APP_ID, log_folder, resource
from fashion_gui.ui.language import set_language
from fashion_gui.ui.main_window import MainWindow
from fashion_gui.ui.settings import Settings
from fashion_gui.ui.theme import apply_theme, choose_font

_log = logging.getLogger(__name__)


def main(arguments: list[str]) -> int:
    """Show the window, open the photos named in `arguments`, and return the exit status."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("fashion-gui")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName(APP_ID)
    app.setWindowIcon(QIcon(str(resource("icons/fashion-gui.svg"))))
    app.setStyle("Fusion")
    start_log()
    sys.excepthook = report_bug
    settings = Settings()
    set_language(settings.language)
    choose_font(app)
    apply_theme(app, scheme=settings.scheme, icons=str(resource("icons")))
    window = MainWindow(settings)
    window.show()
    # After the first paint: the window is there at once, whatever takes time comes behind it.
    QTimer.singleShot(0, lambda: window.begin([Path(name).absolute() for name in arguments]))
    return app.exec()


def start_log() -> None:
    """Log to a file; a folder that cannot be written costs the log, not the window."""
    folder = log_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(folder / "window.log", maxBytes=500_000, backupCount=2)
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
        logging.getLogger("fashion_gui").addHandler(handler)
        faulthandler.enable(open(folder / "crash.log", "a"))  # noqa: SIM115 - stays open for the process' life
    except OSError as error:
        print(f"no log: {error}", file=sys.stderr)


def report_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Our own bug: into the log, and a dialog with a report to copy.  The window stays."""
    text = "".join(traceback.format_exception(kind, error, trace))
    _log.error("%s", text)
    print(text, file=sys.stderr)
    if issubclass(kind, KeyboardInterrupt):
        QApplication.quit()
        return
    box = QMessageBox(QMessageBox.Icon.Warning, "First Neural Network", "")
    box.setText(QApplication.translate("Bug", "Something went wrong inside the program. It goes on; please report it."))
    box.setDetailedText(f"First Neural Network {__version__}, Python {sys.version}\n\n{text}")
    box.exec()
