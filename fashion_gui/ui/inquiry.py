"""One kind of question to the engine, asked again and again while something is dragged."""

from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import Failed
from fashion_gui.ui.engine_client import EngineClient, EngineState


class Inquiry(QObject):
    """Only replies to the latest question that was sent are passed on.

    While one is on its way the newest wish waits, and is sent at the first reply: so a drag is answered all the time,
    never late.  A wish also waits for the engine to start.  Each kind of question has one Inquiry.
    """

    replied = Signal(object)
    refused = Signal(Problem)

    def __init__(self, engine: EngineClient, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._sent = 0  # the id of the latest question, 0 for none
        self._replied = True  # whether something came back
        self._wish: Any = None
        engine.replied.connect(self._on_reply)
        engine.refused.connect(self._on_refused)
        engine.state_changed.connect(self._on_state)

    def ask(self, question: Any) -> None:
        """One of `core.questions`, with any id; it replaces a wish that still waits."""
        self._wish = question
        self._send()

    def forget(self) -> None:
        """Nothing is wished any more, and what comes back is not passed on."""
        self._wish, self._sent, self._replied = None, 0, True

    def is_waiting(self) -> bool:
        """Whether a reply is to come."""
        return self._wish is not None or not self._replied

    def _send(self) -> None:
        if self._wish is not None and self._replied and self._engine.can_answer():
            question, self._wish = self._wish, None
            self._replied = False
            self._sent = self._engine.put(question)

    @Slot(object)
    def _on_reply(self, reply: Any) -> None:
        if reply.id == self._sent:
            self._replied = True
            self.replied.emit(reply)
            self._send()

    @Slot(Failed)
    def _on_refused(self, failed: Failed) -> None:
        if failed.id == self._sent:
            self._replied = True
            self.refused.emit(Problem(failed.code, **failed.parameters))
            self._send()

    @Slot(EngineState)
    def _on_state(self, state: EngineState) -> None:
        if state is EngineState.FAILED:  # its reply will not come
            self._sent, self._replied = 0, True
        else:
            self._send()
