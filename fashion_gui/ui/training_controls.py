"""The buttons for a training in hand: start, pause, go on by a step or an epoch, stop, and the rate while it runs."""

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from fashion_gui.ui.engine_client import EngineState
from fashion_gui.ui.images import icon
from fashion_gui.ui.language import Translated
from fashion_gui.ui.rate_field import RateField

_SPACING: Final = 6
_IN_HAND: Final = (EngineState.TRAINING, EngineState.PAUSED)
_STEPS: Final = ("epoch", "step")
_ICONS: Final = {"epoch": "epoch", "step": "step", "stop": "stop"}
_KEYS: Final = {"pause": "Ctrl+P", "epoch": "Ctrl+E", "step": "Ctrl+Shift+E"}  # Train and Stop have theirs in the menu
# Which texts are left out, one set after another, until the row fits; icons and hints stay.
_SHORTER: Final = (set[str](), {"epoch", "step"}, {"epoch", "step", "stop"}, {"epoch", "step", "stop", "pause", "rate"})


class TrainingControls(Translated):
    """A row that follows `show_state`.  Where the row is narrow, icons stand without their texts.

    `commands` are the entries "pause" (or to go on), "epoch" and "step", with their keys, to be put into a menu too.
    """

    train_requested = Signal()
    pause_requested = Signal()
    resume_requested = Signal()
    step_requested = Signal(str)  # "step" or "epoch": to pause after it; before a training, to begin one
    stop_requested = Signal()
    rate_requested = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = EngineState.STARTING
        self._can_train = True
        self._pause_width = 0
        self._pressed: QWidget = self  # what had the focus last by the user's own doing
        self._stand_in: QWidget = self  # what has it while that cannot
        self._widths: tuple[int, ...] = ()  # of the row with each set of `_SHORTER`
        self.rate = RateField()
        self.rate.applied.connect(self.rate_requested)
        policy = self.rate.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # buttons stay where they are when a training begins
        self.rate.setSizePolicy(policy)
        self._build()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.retranslate()

    def _build(self) -> None:
        self.train = QPushButton()
        self.train.setProperty("role", "primary")
        self.train.clicked.connect(self.train_requested)
        self.commands = {name: QAction(self) for name in ("pause", *_STEPS)}
        self.commands["pause"].triggered.connect(self._on_pause)
        for name in _STEPS:
            self.commands[name].triggered.connect(lambda _checked=False, name=name: self.step_requested.emit(name))
        self._stop = QAction(self)
        self._stop.triggered.connect(self.stop_requested)
        for name, key in _KEYS.items():
            self.commands[name].setShortcut(QKeySequence(key))
            self.addAction(self.commands[name])  # so that the keys work while the row is on the screen
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_SPACING)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # else it never becomes narrow
        row.addWidget(self.train)
        self.buttons: dict[str, QToolButton] = {}
        for name, action in (*self.commands.items(), ("stop", self._stop)):
            button = self.buttons[name] = QToolButton()
            button.setDefaultAction(action)
            button.setIconSize(QSize(16, 16))
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            row.addWidget(button)
        row.addWidget(self.rate)
        row.addStretch(1)

    # --- state -------------------------------------------------------------------------------------------------------

    def show_state(self, state: EngineState, *, can_train: bool = True) -> None:
        """What can be pressed; `can_train` is whether there are data and options to begin with."""
        if (state, can_train) != (self._state, self._can_train):
            self._state, self._can_train = state, can_train
            self.retranslate()

    def show_rate(self, rate: float) -> None:
        """The learning rate in force; what is being typed stays."""
        self.rate.show_rate(rate)

    def _apply_state(self) -> None:
        """The one place that enables and disables."""
        focused = QApplication.focusWidget()
        begins = self._state is EngineState.READY and self._can_train
        self.train.setEnabled(begins)
        self.commands["pause"].setEnabled(self._state in _IN_HAND)
        for name in _STEPS:
            self.commands[name].setEnabled(begins or self._state is EngineState.PAUSED)
        self._stop.setEnabled(self._state in _IN_HAND)
        self.rate.setVisible(self._state in _IN_HAND)
        if focused is not None and (focused is self or self.isAncestorOf(focused)):
            self._keep_focus(focused)

    def _keep_focus(self, focused: QWidget) -> None:
        """Whoever presses a button that then cannot be pressed finds it again, or the next of use, under the keys.

        Qt would hand the focus on to the charts, and frame them.
        """
        if focused is not self._stand_in:
            self._pressed = focused
        candidates = (self._pressed, self.buttons["stop"], self.train)
        useful = (part for part in candidates if part.isEnabled() and part.isVisibleTo(self))
        self._stand_in = next(useful, self)
        self._stand_in.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_pause(self) -> None:
        if self._state is EngineState.PAUSED:
            self.resume_requested.emit()
        else:
            self.pause_requested.emit()

    # --- room --------------------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(self._widths[0], super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._widths[-1], super().minimumSizeHint().height())

    def _measure(self) -> None:
        """How wide the row is with each set of texts left out."""
        self._pause_width = self._measure_pause()
        widths = []
        for without in _SHORTER:
            self._leave_out(without)
            # Not the layout's own hint: it learns of what changed inside the hidden field only later.
            parts = (self.train, *self.buttons.values(), self.rate)
            wide = [max(part.sizeHint().width(), part.minimumWidth()) for part in parts]
            widths.append(sum(wide) + _SPACING * (len(wide) - 1))
        if self._widths != tuple(widths):
            self._widths = tuple(widths)
            self.updateGeometry()
        self._fit()

    def _measure_pause(self) -> int:
        """How wide the button has to be for both its texts, so that nothing moves when it is pressed."""
        button, widths = self.buttons["pause"], []
        button.setMinimumWidth(0)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        shown = button.defaultAction().text()
        for text in (self.tr("Pause"), self.tr("Resume"), shown):
            button.defaultAction().setText(text)
            widths.append(button.sizeHint().width())
        return max(widths)

    def _fit(self) -> None:
        fitting = (names for names, width in zip(_SHORTER, self._widths, strict=True) if width <= self.width())
        self._leave_out(next(fitting, _SHORTER[-1]))

    def _leave_out(self, names: set[str]) -> None:
        style = Qt.ToolButtonStyle
        for name, button in self.buttons.items():
            button.setToolButtonStyle(style.ToolButtonIconOnly if name in names else style.ToolButtonTextBesideIcon)
        self.buttons["pause"].setMinimumWidth(0 if "pause" in names else self._pause_width)
        self.rate.set_label_shown("rate" not in names)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # --- texts -------------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """All texts, and the icons in the theme's colour."""
        self.train.setText(self.tr("Train"))
        self.train.setToolTip(self.tr("Start a new training (Ctrl+T)"))
        paused = self._state is EngineState.PAUSED
        self.commands["pause"].setIcon(icon("play" if paused else "pause"))
        self.commands["pause"].setText(self.tr("Resume") if paused else self.tr("Pause"))
        self.commands["epoch"].setText(self.tr("One epoch"))
        self.commands["step"].setText(self.tr("One step"))
        self._stop.setText(self.tr("Stop"))
        self._stop.setToolTip(self.tr("End the training and keep what was learnt (Ctrl+.)"))
        hints = {
            "pause": self.tr("Go on learning") if paused else self.tr("Pause the training; nothing is lost"),
            "epoch": self.tr("Learn once from every picture, to the end of this epoch, then pause"),
            "step": self.tr("Learn from one batch: one correction of the weights, then pause"),
        }
        for name, hint in hints.items():
            self.commands[name].setToolTip(f"{hint} ({_KEYS[name]})")
        for name, button in self.buttons.items():
            if name in _ICONS:
                button.defaultAction().setIcon(icon(_ICONS[name]))
            button.setAccessibleName(button.defaultAction().text())
        self._apply_state()
        self._measure()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.retranslate()
        elif event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._measure()
