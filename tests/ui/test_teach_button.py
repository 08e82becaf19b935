"""The button that tells the right answer."""

import pytest

from fashion_gui.core.collection import LABELS
from fashion_gui.ui.language import set_language
from fashion_gui.ui.teach_button import TeachButton


@pytest.fixture
def button(qtbot):
    button = TeachButton()
    qtbot.addWidget(button)
    return button


def entries(button):
    return [action for action in button.menu().actions() if not action.isSeparator()]


def test_each_entry_tells_its_label(button):
    told = []
    button.taught.connect(told.append)
    for action in entries(button):
        action.trigger()
    assert told == [*range(10), -1]
    assert tuple(told) == LABELS


def test_it_speaks_both_languages(button, qtbot):
    assert button.text() == "No, it is a …"
    assert [action.text() for action in entries(button)[-2:]] == ["Ankle boot", "None of the ten"]
    set_language("ru")
    qtbot.waitUntil(lambda: entries(button)[-1].text() == "Ни один из десяти")
    assert entries(button)[0].text() == "Футболка"
    assert button.text() == "Нет, это …"
