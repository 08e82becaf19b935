"""Light and dark: one table of colours, the palette and the style sheet made from it."""

from dataclasses import dataclass
from string import Template
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget


@dataclass(frozen=True)
class Colors:
    """All colours of the window, as #rrggbb.  Contrast of text on `card` and `window` is at least 4.5."""

    window: str
    card: str
    field: str  # where one types or chooses
    border: str
    text: str
    faint: str  # captions
    accent: str  # buttons, training curves, the first bar
    on_accent: str
    second: str  # validation curves
    bar: str  # the other bars
    track: str  # behind bars
    good: str
    warn: str
    bad: str
    tint: str  # behind badges


LIGHT: Final = Colors(
    window="#f3f5f8",
    card="#ffffff",
    field="#ffffff",
    border="#d9dee7",
    text="#1b2028",
    faint="#5d6675",
    accent="#2563eb",
    on_accent="#ffffff",
    second="#c2560c",
    bar="#6b7280",
    track="#e3e7ee",
    good="#15803d",
    warn="#b45309",
    bad="#c62828",
    tint="#e8effd",
)
DARK: Final = Colors(
    window="#14171d",
    card="#1d2129",
    field="#171a21",
    border="#323947",
    text="#e8ebf0",
    faint="#9fa8b7",
    accent="#6e9dff",
    on_accent="#0d1526",
    second="#f2a365",
    bar="#a5adba",
    track="#2b313d",
    good="#4cc38a",
    warn="#f2a365",
    bad="#ff8a80",
    tint="#233353",
)

_STYLE: Final = Template("""
QWidget { color: $text; }
QMainWindow, QDialog, QStatusBar, QMenuBar { background: $window; }
QMenuBar::item { padding: 5px 10px; background: transparent; }
QMenuBar::item:selected { background: $tint; border-radius: 5px; }
QMenu { background: $card; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 5px 26px 5px 22px; border-radius: 4px; }
QMenu::item:selected { background: $tint; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QStatusBar { color: $faint; }
QStatusBar QLabel { color: $faint; }
QStatusBar::item { border: none; }
QToolTip { background: $card; color: $text; border: 1px solid $border; padding: 4px; }
*[role="card"] { background: $card; border: 1px solid $border; border-radius: 8px; }
*[role="title"] { font-weight: 600; }
*[role="answer"] { font-weight: 700; font-size: 20pt; }
*[role="answer"][doubtful="true"] { color: $faint; }
*[role="faint"] { color: $faint; }
*[role="good"] { color: $good; }
*[role="warn"] { color: $warn; }
*[role="bad"] { color: $bad; }
*[role="badge"] { background: $tint; color: $accent; border-radius: 9px; padding: 2px 10px; }
*[role="banner"] { background: $tint; border: 1px solid $accent; border-radius: 8px; }
*[role="banner-bad"] { background: $card; border: 2px solid $bad; border-radius: 8px; }
*[role="drop"] { border: 2px dashed $border; border-radius: 8px; background: transparent; }
*[role="drop"][active="true"] { border-color: $accent; background: $tint; }
QPushButton, QToolButton {
    background: $field; border: 1px solid $border; border-radius: 6px; padding: 4px 12px; min-height: 18px;
}
QToolButton { padding: 4px 6px; }
QPushButton:hover, QToolButton:hover { border-color: $accent; }
QPushButton:pressed, QToolButton:pressed, QToolButton:checked, QPushButton:checked {
    background: $tint; border-color: $accent;
}
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: 3px 11px; }
QToolButton:focus { padding: 3px 5px; }
QPushButton:disabled, QToolButton:disabled { color: $faint; border-color: $border; background: transparent; }
QPushButton[role="primary"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
QPushButton[role="primary"]:focus { border: 2px solid $text; }
QPushButton[role="primary"]:disabled { background: $track; color: $faint; border-color: $track; }
QComboBox, QSpinBox, QDoubleSpinBox, QLineEdit {
    background: $field; border: 1px solid $border; border-radius: 6px; padding: 3px 6px; min-height: 20px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus, QLineEdit:focus { border: 2px solid $accent; padding: 2px 5px; }
QComboBox:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QLineEdit:disabled { color: $faint; }
*[invalid="true"] { border: 2px solid $bad; }
QComboBox::drop-down { border: none; width: 18px; }
QComboBox::down-arrow { image: url("$icons/chevron-down-$scheme.svg"); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $card; border: 1px solid $border; selection-background-color: $tint;
    selection-color: $text; }
QSpinBox::up-button, QDoubleSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::down-button {
    border: none; background: transparent; width: 16px; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url("$icons/chevron-up-$scheme.svg"); width: 10px; height: 10px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow {
    image: url("$icons/chevron-down-$scheme.svg"); width: 10px; height: 10px; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; border: none; border-bottom: 2px solid transparent; padding: 7px 22px;
    color: $faint; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; font-weight: 600; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:focus { color: $accent; }
QProgressBar { background: $track; border: none; border-radius: 4px; max-height: 8px; min-height: 8px; }
QProgressBar::chunk { background: $accent; border-radius: 4px; }
QListView, QTableView, QPlainTextEdit { background: transparent; border: none; gridline-color: $border; }
QListView:focus, QTableView:focus { border: 1px solid $accent; border-radius: 6px; }
QListWidget { padding: 4px; outline: 0; }
QListWidget::item { padding: 4px 8px; border-radius: 5px; }
QListWidget::item:selected { background: $tint; color: $text; }
QTableView { selection-background-color: $tint; selection-color: $text; alternate-background-color: $window; }
QHeaderView::section {
    background: $window; color: $faint; border: none; border-bottom: 1px solid $border; padding: 4px; }
QTableCornerButton::section { background: $window; border: none; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 10px; }
QScrollBar:horizontal { background: transparent; height: 10px; }
QScrollBar::handle { background: $border; border-radius: 4px; min-height: 24px; min-width: 24px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: transparent; }
""")

SCHEMES: Final = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}


def colors() -> Colors:
    """The colours now in use."""
    return DARK if _is_dark(QApplication.palette()) else LIGHT


def apply_theme(app: QApplication, *, scheme: str, icons: str) -> None:
    """Paint the application in `scheme` ("system", "light", "dark").  `icons` is the folder of the arrow icons."""
    hints = app.styleHints()
    hints.setColorScheme(SCHEMES[scheme])
    # Where the platform knows no scheme (offscreen, a bare window manager) the choice itself decides.
    dark = scheme == "dark" or (scheme == "system" and hints.colorScheme() == Qt.ColorScheme.Dark)
    table = DARK if dark else LIGHT
    app.setPalette(_palette(table))
    values = {name: getattr(table, name) for name in Colors.__dataclass_fields__}
    app.setStyleSheet(_STYLE.substitute(values, icons=icons, scheme="dark" if dark else "light"))


def set_look(widget: QWidget, name: str, value: str | bool) -> None:
    """Set a property that the style sheet asks for: it looks only once, unless it is told to look again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def choose_font(app: QApplication) -> None:
    """Inter where it is installed (it has Cyrillic and even figures), else the system's own font."""
    if "Inter" in QFontDatabase.families():
        app.setFont(QFont("Inter", 10))


def scaled_font(font: QFont, share: float) -> QFont:
    """The same letters, `share` as large."""
    scaled = QFont(font)
    scaled.setPointSizeF(font.pointSizeF() * share)
    return scaled


def mix(first: str, second: str, share: float) -> QColor:
    """`share` (0..1) of `first` in `second`."""
    a, b = QColor(first), QColor(second)
    return QColor(
        round(a.red() * share + b.red() * (1 - share)),
        round(a.green() * share + b.green() * (1 - share)),
        round(a.blue() * share + b.blue() * (1 - share)),
    )


def _is_dark(palette: QPalette) -> bool:
    return palette.color(QPalette.ColorRole.Window).lightness() < 128


def _palette(table: Colors) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for name, color in (
        (role.Window, table.window),
        (role.Base, table.card),
        (role.AlternateBase, table.window),
        (role.Button, table.field),
        (role.ToolTipBase, table.card),
        (role.WindowText, table.text),
        (role.Text, table.text),
        (role.ButtonText, table.text),
        (role.ToolTipText, table.text),
        (role.PlaceholderText, table.faint),
        (role.Highlight, table.accent),
        (role.HighlightedText, table.on_accent),
        (role.Link, table.accent),
        (role.Mid, table.border),
    ):
        palette.setColor(name, QColor(color))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(table.faint))
    return palette
