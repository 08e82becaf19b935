"""Which answers of a gallery are shown, and in what order."""

from typing import Final

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QComboBox, QGridLayout, QPushButton, QWidget

from fashion_gui.core.labels import CLASS_COUNT
from fashion_gui.ui.answer_order import ANY, KINDS, ORDERS, Kind, Order, Selection
from fashion_gui.ui.language import Translated, name_of

_STEPS: Final = (0.5, 0.7, 0.9, 0.99)  # of sureness
_COLUMNS: Final = 2
_UP_TO_50: Final = -1.0  # the choice of the unsure ones; the others are what must be exceeded


class AnswerFilter(Translated):
    """Right class, given class, right or wrong, sureness and order; one button for the worst mistakes."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._right_class, self._given = QComboBox(), QComboBox()
        for box in (self._right_class, self._given):
            for label in (ANY, *range(CLASS_COUNT)):
                box.addItem("", label)
        self._kind, self._sureness, self._sort = QComboBox(), QComboBox(), QComboBox()
        for kind in KINDS:
            self._kind.addItem("", kind)
        for step in (0.0, _UP_TO_50, *_STEPS):
            self._sureness.addItem("", step)
        for order in ORDERS:
            self._sort.addItem("", order)
        self._mistakes = QPushButton()
        self._mistakes.clicked.connect(self.show_mistakes)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        parts = (self._right_class, self._given, self._kind, self._sureness, self._sort, self._mistakes)
        for place, part in enumerate(parts):
            layout.addWidget(part, place // _COLUMNS, place % _COLUMNS)
        for box in self._boxes():
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
            box.currentIndexChanged.connect(self.changed)
        self.retranslate()

    def selection(self) -> Selection:
        """What is wanted."""
        step = float(self._sureness.currentData())
        kind: Kind = self._kind.currentData()
        chosen = Selection(right_class=self._right_class.currentData(), given=self._given.currentData(), kind=kind)
        if step == _UP_TO_50:
            return Selection(chosen.right_class, chosen.given, chosen.kind, high=_STEPS[0])
        return Selection(chosen.right_class, chosen.given, chosen.kind, low=step)

    def order(self) -> Order:
        """In what order."""
        order: Order = self._sort.currentData()
        return order

    def choose(
        self, *, right_class: int = ANY, given: int = ANY, kind: Kind = "all", order: Order | None = None
    ) -> None:
        """Want exactly these, however sure; `order` None keeps the order."""
        blockers = [QSignalBlocker(box) for box in self._boxes()]
        wanted = ((self._right_class, right_class), (self._given, given), (self._kind, kind), (self._sureness, 0.0))
        for box, value in (*wanted, (self._sort, self.order() if order is None else order)):
            box.setCurrentIndex(box.findData(value))
        del blockers
        self.changed.emit()

    @Slot()
    def show_mistakes(self) -> None:
        """The wrong ones, surest first."""
        self.choose(kind="wrong", order="surest")

    @Slot()
    def show_all(self) -> None:
        """Whatever the network says; the order stays."""
        self.choose()

    def _boxes(self) -> tuple[QComboBox, ...]:
        return self._right_class, self._given, self._kind, self._sureness, self._sort

    def retranslate(self) -> None:
        """Set every text anew."""
        self._right_class.setItemText(0, self.tr("right class: any"))
        self._given.setItemText(0, self.tr("answer: any"))
        for label in range(CLASS_COUNT):
            self._right_class.setItemText(label + 1, self.tr("right class: {name}").format(name=name_of(label)))
            self._given.setItemText(label + 1, self.tr("answer: {name}").format(name=name_of(label)))
        for place, text in enumerate((self.tr("right and wrong"), self.tr("right only"), self.tr("wrong only"))):
            self._kind.setItemText(place, text)
        self._sureness.setItemText(0, self.tr("however sure"))
        self._sureness.setItemText(1, self.tr("at most {percent} % sure").format(percent=round(100 * _STEPS[0])))
        for place, step in enumerate(_STEPS):
            text = self.tr("more than {percent} % sure").format(percent=round(100 * step))
            self._sureness.setItemText(place + 2, text)
        orders = (self.tr("in the set's order"), self.tr("surest first"), self.tr("least sure first"))
        for place, text in enumerate(orders):
            self._sort.setItemText(place, text)
        self._mistakes.setText(self.tr("Worst mistakes"))
        self._mistakes.setToolTip(self.tr("Wrong answers only, those first of which the network is surest."))
        self._mistakes.setAccessibleName(self._mistakes.text())
        sure = self.tr("How sure the network is: the largest of its ten outputs.")
        for box, name, tip in (
            (self._right_class, self.tr("Right class"), self.tr("Only pictures that are of this class.")),
            (self._given, self.tr("Answer"), self.tr("Only pictures of which the network says this.")),
            (self._kind, self.tr("Right or wrong"), self.tr("Wrong: the network takes it for something else.")),
            (self._sureness, self.tr("Sureness"), sure),
            (self._sort, self.tr("Sort by"), self.tr("Sure and wrong are the network's worst mistakes.")),
        ):
            box.setAccessibleName(name)
            box.setToolTip(tip)
