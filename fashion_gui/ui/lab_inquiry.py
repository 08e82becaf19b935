"""What the break-it lab asks the engine, and in what order."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from fashion_gui.core.disturbance import UNCHANGED, Disturbance
from fashion_gui.core.problems import Problem
from fashion_gui.core.questions import Disturb, Disturbed, Sweep, Swept
from fashion_gui.ui.engine_client import EngineClient, EngineState
from fashion_gui.ui.inquiry import Inquiry
from fashion_gui.ui.lab_chart import swept_values

_REST_MS = 300  # after which a drag rests, and the slider's curve is measured


@dataclass(frozen=True)
class _Asked:
    """`network` counts the networks that have been looked at."""

    disturbance: Disturbance
    network: int


class LabInquiry(QObject):
    """The answers to the present disturbance, those to none at all, and the curve of one slider.

    Under a drag the present disturbance is asked about all the time.  The undisturbed answers come in between when
    there is another network, and are completed when all else is known.
    """

    disturbed = Signal(Disturbed, Disturbance)
    swept = Signal(Swept)
    sweep_begun = Signal()  # what was known of the curve does not hold any more
    refused = Signal(Problem)

    def __init__(self, engine: EngineClient, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._network = 0
        self._wish = UNCHANGED
        self._slider = ""
        self._sent: _Asked | None = None
        self._is_over = True  # all of the reply has come
        self._now: tuple[_Asked, bool] | None = None  # what is on show, and whether all of it is known
        self._before: tuple[_Asked, bool] | None = None  # and without any disturbance
        self._curve: tuple[Disturbance, str, int] | None = None  # what the curve on show was asked with
        self._ask = Inquiry(engine, self)
        self._ask.replied.connect(self._on_reply)
        self._ask.refused.connect(self._on_refused)
        self._sweep = Inquiry(engine, self)
        self._sweep.replied.connect(self._on_swept)
        self._sweep.refused.connect(self._on_refused)
        self._rest = QTimer(self, interval=_REST_MS, singleShot=True)
        self._rest.timeout.connect(self._sweep_now)
        engine.state_changed.connect(self._on_state)

    def follow_network(self) -> None:
        """All that is known is about an older network."""
        self._network += 1

    def ask(self, disturbance: Disturbance, slider: str) -> None:
        """`disturbance` is on show, and `slider` was moved last."""
        self._wish, self._slider = disturbance, slider
        if self._curve is not None and self._curve[1] != slider:
            self._curve = None
            self._sweep.forget()
        self._go_on()
        if self._curve != self._wanted_curve():
            self._rest.start()

    def _go_on(self) -> None:
        if self._ask.is_waiting():
            return
        wanted = self._next()
        if wanted is not None:
            self._sent, self._is_over = _Asked(wanted, self._network), False
            self._ask.ask(Disturb(0, wanted))

    def _next(self) -> Disturbance | None:
        """What to ask now; None where all is known or on its way."""
        wish, rest = _Asked(self._wish, self._network), _Asked(UNCHANGED, self._network)
        lacks_rest = self._before is None or self._before[0] != rest
        if lacks_rest and self._sent is not None and self._sent.disturbance != UNCHANGED:
            return UNCHANGED
        on_way = None if self._is_over else self._sent
        if on_way == wish:
            return None
        if self._now != (wish, True):
            return self._wish
        return UNCHANGED if on_way != rest and self._before != (rest, True) else None

    @Slot(object)
    def _on_reply(self, reply: Disturbed) -> None:
        if self._sent is None:
            return
        asked, self._is_over = self._sent, reply.final
        if asked.disturbance == UNCHANGED:
            self._before = asked, reply.final
        if asked.disturbance != UNCHANGED or self._wish == UNCHANGED:
            self._now = asked, reply.final
        self.disturbed.emit(reply, asked.disturbance)
        self._go_on()

    # --- the curve ----------------------------------------------------------------------------------------------------

    def _wanted_curve(self) -> tuple[Disturbance, str, int]:
        """It does not depend on where its own slider stands."""
        others = replace(self._wish, **{self._slider: getattr(UNCHANGED, self._slider)})
        return others, self._slider, self._network

    @Slot()
    def _sweep_now(self) -> None:
        wanted = self._wanted_curve()
        if wanted != self._curve:
            self._curve = wanted
            self.sweep_begun.emit()
            self._sweep.ask(Sweep(0, wanted[0], self._slider, swept_values(self._slider)))

    @Slot(object)
    def _on_swept(self, swept: Swept) -> None:
        if self._curve is not None and swept.slider == self._curve[1]:
            self.swept.emit(swept)

    @Slot(Problem)
    def _on_refused(self, problem: Problem) -> None:
        self._sent = self._curve = None
        self.refused.emit(problem)

    @Slot(EngineState)
    def _on_state(self, state: EngineState) -> None:
        if state is EngineState.FAILED:  # no reply will come
            self._sent = self._curve = None
