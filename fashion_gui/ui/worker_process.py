"""A child process and its wire: messages in and out as Qt signals.  The only place that knows QProcess."""

import logging
from collections import deque
from dataclasses import dataclass

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Qt, Signal, Slot

from fashion_gui.core.codec import MAX_LINE, Message, ProtocolError, decode, encode
from fashion_gui.core.workers import worker_folder

_log = logging.getLogger(__name__)
_LOG_LINES = 60  # of a worker's stderr, kept for a report
_CLOSE_MS = 2000


@dataclass(frozen=True)
class Ending:
    """How a worker ended.  `signal` is its number if one ended it (Unix), else 0; `log` the last lines it printed."""

    started: bool
    status: int
    signal: int
    reason: str
    log: str


class WorkerProcess(QObject):
    """Runs `command`; restartable.

    `message` carries each protocol message, `ended` exactly one `Ending` a start, also when the start fails, but none
    after `close` or `kill_quietly`.
    """

    message = Signal(object)
    ended = Signal(object)

    def __init__(self, command: list[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._command = command
        self._process: QProcess | None = None
        self._log: deque[str] = deque(maxlen=_LOG_LINES)
        self.invalid_lines = 0  # tests look at it

    def pid(self) -> int:
        """The process id, 0 while none runs."""
        return int(self._process.processId()) if self._process else 0

    def start(self) -> None:
        """Start the worker if it does not run."""
        if self._process is not None:
            return
        self._log.clear()
        process = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("PYTHONUTF8", "1")
        environment.insert("PYTHONUNBUFFERED", "1")
        process.setProcessEnvironment(environment)
        process.setWorkingDirectory(str(worker_folder()))
        process.readyReadStandardOutput.connect(self._on_output)
        process.readyReadStandardError.connect(self._on_log)
        process.finished.connect(self._on_finished)
        # Queued: Windows tells of a missing program inside process.start, before our caller knows of the start.
        process.errorOccurred.connect(self._on_error, Qt.ConnectionType.QueuedConnection)
        self._process = process
        process.start(self._command[0], self._command[1:])

    def send(self, message: Message) -> None:
        """Queue one message; silently dropped when no worker runs (its end has been told, or will be)."""
        if self._process is not None and self._process.isWritable():
            self._process.write((encode(message) + "\n").encode())

    def kill_quietly(self) -> None:
        """End the worker at once, without `ended`."""
        process = self._let_go()
        if process is not None:
            process.kill()
            process.waitForFinished(_CLOSE_MS)
            process.deleteLater()

    def close(self) -> None:
        """Ask the worker to leave (end of its stdin), wait up to two seconds, then kill it.  Only while closing."""
        process = self._let_go()
        if process is not None:
            process.closeWriteChannel()
            if not process.waitForFinished(_CLOSE_MS):
                process.kill()
                process.waitForFinished(_CLOSE_MS)
            process.deleteLater()

    def _let_go(self) -> QProcess | None:
        process, self._process = self._process, None
        if process is not None:
            process.blockSignals(True)
        return process

    @Slot()
    def _on_output(self) -> None:
        process = self._process
        while process is not None and process is self._process and process.canReadLine():
            line = bytes(process.readLine(MAX_LINE + 1).data())
            try:
                message = decode(line)
            except ProtocolError as error:
                self.invalid_lines += 1
                _log.warning("ignored a line of the worker: %s", error)
                continue
            self.message.emit(message)

    @Slot()
    def _on_log(self) -> None:
        if self._process is not None:
            text = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
            self._log.extend(line for line in text.splitlines() if line.strip())

    @Slot(QProcess.ProcessError)
    def _on_error(self, error: QProcess.ProcessError) -> None:
        # A crash is told by `finished` too; a program that cannot start is told only here.
        process = self._process
        if error != QProcess.ProcessError.FailedToStart or process is None:
            return
        if process.error() == error:  # else the news is of an earlier start
            reason = process.errorString()
            self._end(Ending(started=False, status=0, signal=0, reason=reason, log=""))

    @Slot(int, QProcess.ExitStatus)
    def _on_finished(self, status: int, exit_status: QProcess.ExitStatus) -> None:
        if self._process is None:
            return
        self._on_output()  # what it said last still counts
        self._on_log()
        crashed = exit_status == QProcess.ExitStatus.CrashExit
        log = "\n".join(self._log)
        self._end(Ending(started=True, status=status, signal=status if crashed else 0, reason="", log=log))

    def _end(self, ending: Ending) -> None:
        process = self._let_go()
        if process is not None:
            process.deleteLater()
        self.ended.emit(ending)
