"""A picture to be named: ten buttons, ten keys, and a clock that does not hurry."""

import time
from collections.abc import Callable
from functools import partial
from typing import Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from fashion_gui.core.labels import CLASS_COUNT, TILE_SIDE
from fashion_gui.ui.answer_card import TileView
from fashion_gui.ui.language import Translated, name_of

_TICK_MS: Final = 250
_BUTTONS_WIDTH: Final = 230  # logical pixels
_SMALLEST: Final = QSize(620, 450)
_LEFT_ALIGNED: Final = "QPushButton { text-align: left; padding: 6px 12px; }"


class Stopwatch:
    """Seconds since the start, without the breaks.  `clock` gives seconds from anywhere on."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._kept = 0.0
        self._since: float | None = None

    def start(self) -> None:
        """Run, from 0 or on after a break."""
        if self._since is None:
            self._since = self._clock()

    def stop(self) -> None:
        """Make a break."""
        self._kept, self._since = self.seconds(), None

    def reset(self) -> None:
        """Back to 0; it goes on running if it did."""
        self._kept = 0.0
        if self._since is not None:
            self._since = self._clock()

    def seconds(self) -> float:
        """What has passed."""
        return self._kept + (0.0 if self._since is None else self._clock() - self._since)


class DuelGame(Translated):
    """The picture in hand.  The clock stands still in a break, and while another tab is on show."""

    answered = Signal(int, float)  # the class, and the seconds it took
    taken_back = Signal(float)  # the last answer; the seconds that this picture was looked at
    given_up = Signal()

    def __init__(self, *, clock: Callable[[], float] = time.monotonic, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tile: npt.NDArray[np.uint8] | None = None
        self._number, self._total, self._spent = 0, 0, 0.0
        self._last: int | None = None
        self._paused = False
        self._watch = Stopwatch(clock)
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._show_time)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._build()
        self.setMinimumSize(_SMALLEST)  # with a small picture: a large one must not keep the window large
        for label in range(CLASS_COUNT):
            self._add_key(QKeySequence(str(label)), partial(self._answer, label))
        self._add_key(QKeySequence(Qt.Key.Key_Backspace), self._take_back)
        self.retranslate()

    def show_picture(
        self, tile: npt.NDArray[np.uint8], *, number: int, total: int, spent: float, last: int | None = None
    ) -> None:
        """The `number`-th of `total` pictures, uint8 (28, 28).  The clock runs, from `spent` seconds on.

        `last` is your answer to the picture before, 0-9, None where there is nothing to take back.
        """
        self._tile, self._last = tile, last
        self._number, self._total, self._spent = number, total, spent
        self._paused = False
        self._watch.reset()
        self._refresh()

    def clear(self) -> None:
        """No game: the clock stands still."""
        self._tile = self._last = None
        self._paused = False
        self._watch.stop()
        self._watch.reset()
        self._refresh()

    def is_paused(self) -> bool:
        """Whether there is a break."""
        return self._paused

    def set_raw(self, raw: bool) -> None:
        """Bright on black, as the network sees tiles, or dark on white."""
        self._picture.set_raw(raw)

    # --- building -----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._progress, self._time = QLabel(), QLabel()
        self._progress.setProperty("role", "title")
        self._time.setProperty("role", "title")
        self._back, self._pause, self._end = QPushButton(), QPushButton(), QPushButton()
        self._back.clicked.connect(self._take_back)
        self._pause.clicked.connect(self.toggle_pause)
        self._end.clicked.connect(self.given_up)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._picture = TileView()
        self._break_note, self._hint = QLabel(), QLabel()
        for note in (self._break_note, self._hint):
            note.setProperty("role", "faint")
            note.setWordWrap(True)
        self._break_note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._buttons = [QPushButton() for _ in range(CLASS_COUNT)]
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._progress)
        head.addWidget(self._back)
        head.addStretch(1)
        head.addWidget(self._time)
        head.addWidget(self._pause)
        head.addWidget(self._end)
        answers = QVBoxLayout()
        answers.setSpacing(5)
        answers.addStretch(1)
        for label, button in enumerate(self._buttons):
            button.setStyleSheet(_LEFT_ALIGNED)
            button.setFixedWidth(_BUTTONS_WIDTH)
            button.clicked.connect(partial(self._answer, label))
            answers.addWidget(button)
        answers.addWidget(self._hint)
        answers.addStretch(1)
        self._hint.setFixedWidth(_BUTTONS_WIDTH)
        body = QHBoxLayout()
        body.setSpacing(24)
        picture = QGridLayout()  # both in one place: the note stands in the middle of the hidden picture
        picture.addWidget(self._picture, 0, 0, Qt.AlignmentFlag.AlignCenter)
        picture.addWidget(self._break_note, 0, 0)
        body.addLayout(picture, 1)
        body.addLayout(answers)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(head)
        layout.addWidget(self._bar)
        layout.addLayout(body, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        side = min(self.width() - _BUTTONS_WIDTH - 24, self.height() - 70)
        self._picture.set_zoom(max(side // TILE_SIDE, 3))
        super().resizeEvent(event)

    def _add_key(self, key: QKeySequence, slot: Callable[[], None]) -> None:
        """A key that works wherever the focus is, while the game is on show; a field for text keeps its digits."""
        shortcut = QShortcut(key, self)
        shortcut.setAutoRepeat(False)  # a key held down names one picture
        shortcut.activated.connect(slot)

    # --- the user -----------------------------------------------------------------------------------------------------

    def _answer(self, label: int, _checked: bool = False) -> None:
        if self._tile is not None and not self._paused:
            seconds = self._watch.seconds()
            self.setFocus()  # else the name that was clicked stays marked at the next picture
            self.answered.emit(label, seconds)

    def _take_back(self, _checked: bool = False) -> None:
        if self._last is not None and not self._paused:
            seconds = self._watch.seconds()
            self.setFocus()
            self.taken_back.emit(seconds)

    @Slot()
    def toggle_pause(self) -> None:
        """Make a break, or end it."""
        self._paused = not self._paused
        self._refresh()
        if not self._paused:
            self.setFocus()

    # --- what is shown ------------------------------------------------------------------------------------------------

    def _refresh(self) -> None:
        seen = self.isVisible() and not self.window().isMinimized()
        if self._tile is not None and not self._paused and seen:
            self._watch.start()
            self._timer.start()
        else:
            self._watch.stop()
            self._timer.stop()
        self._picture.show_tile(None if self._paused else self._tile)
        self._break_note.setVisible(self._paused)
        for button in self._buttons:
            button.setEnabled(self._tile is not None and not self._paused)
        self._back.setVisible(self._last is not None)
        self._back.setEnabled(not self._paused)
        self._bar.setRange(0, max(self._total, 1))
        self._bar.setValue(max(self._number - 1, 0))
        self.retranslate()

    @Slot()
    def _show_time(self) -> None:
        self._time.setText(minutes_text(self._spent + self._watch.seconds()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._picture.update()

    def retranslate(self) -> None:
        """Set every text anew."""
        text = self.tr("Picture {number} of {total}").format(number=self._number, total=self._total)
        self._progress.setText(text)
        self._bar.setAccessibleName(text)
        self._picture.setAccessibleName(self.tr("The picture that you are to name"))
        self._time.setToolTip(self.tr("How long you have played. There is no limit, and a break does not count."))
        name = "" if self._last is None else name_of(self._last)
        self._back.setText(self.tr("Take back: {name}").format(name=name))
        self._back.setToolTip(self.tr("Name the picture before once more (Backspace)."))
        self._pause.setText(self.tr("Go on") if self._paused else self.tr("Break"))
        self._pause.setToolTip(self.tr("The clock stands still, and the picture is hidden."))
        self._end.setText(self.tr("End now"))
        self._end.setToolTip(self.tr("Only what you have answered counts."))
        self._break_note.setText(self.tr("A break: the clock stands still."))
        self._hint.setText(self.tr("Click, or press the digit: it is the class's number in the data set."))
        for label, button in enumerate(self._buttons):
            button.setText(f"{label}   {name_of(label)}")
            button.setAccessibleName(self.tr("{name}, key {digit}").format(name=name_of(label), digit=label))
        self._show_time()


def minutes_text(seconds: float) -> str:
    """75.3 -> "1:15"."""
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"
