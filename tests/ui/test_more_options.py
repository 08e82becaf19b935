"""The options behind their button: what they say, what is wrong with them, and the line beside the button."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox

from fashion_gui.core.options import OPTIMIZERS, SCHEDULES, TrainOptions
from fashion_gui.core.presets import PRESETS
from fashion_gui.ui.language import set_language
from fashion_gui.ui.more_options import MoreOptions

UNUSUAL = TrainOptions(
    optimizer="adamw",
    schedule="one_cycle",
    validation_share=1 / 7,
    patience=10,
    weight_decay=0.0005,
    label_smoothing=0.1,
    shifts=2,
    flips=True,
    averaging=True,
)


@pytest.fixture
def more(qtbot):
    more = MoreOptions()
    qtbot.addWidget(more)
    more.show()
    return more


@pytest.fixture
def fields(more):
    return more.pane.fields


def test_it_begins_as_in_the_course(more):
    assert replace(TrainOptions(), **more.values()) == TrainOptions()
    assert more.problem() is None
    assert more._summary.text() == ""


@pytest.mark.parametrize("options", [UNUSUAL, *(preset.options for preset in PRESETS.values())])
def test_options_that_are_shown_are_those_that_it_says(more, options, qtbot):
    with qtbot.assertNotEmitted(more.options_changed):
        more.show_options(options)
    said = replace(options, **more.values())
    assert said.validation_share == pytest.approx(options.validation_share, abs=1e-12)
    assert replace(said, validation_share=options.validation_share) == options
    assert more.problem() is None


def test_every_choice_can_be_made(fields):
    assert [fields["optimizer"].itemData(index) for index in range(4)] == list(OPTIMIZERS)
    assert [fields["schedule"].itemData(index) for index in range(3)] == list(SCHEDULES)


@pytest.mark.parametrize(
    ("name", "change", "value"),
    [
        ("optimizer", lambda field: field.setCurrentIndex(2), "adam"),
        ("schedule", lambda field: field.setCurrentIndex(1), "cosine"),
        ("validation_share", lambda field: field.setText("0,5"), 0.5),
        ("patience", lambda field: field.setText(" 7 "), 7),
        ("weight_decay", lambda field: field.setText("1e-4"), 0.0001),
        ("label_smoothing", lambda field: field.setText("0.05"), 0.05),
        ("shifts", lambda field: field.setText("4"), 4),
        ("flips", lambda field: field.click(), True),
        ("averaging", lambda field: field.click(), True),
    ],
)
def test_each_change_is_told(more, fields, qtbot, name, change, value):
    with qtbot.waitSignal(more.options_changed):
        change(fields[name])
    assert replace(TrainOptions(), **more.values()) == replace(TrainOptions(), **{name: value})
    assert more.problem() is None
    assert more._summary.text() != ""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("validation_share", "0"),
        ("validation_share", "half"),
        ("patience", "-1"),
        ("patience", "2.5"),
        ("weight_decay", "nan"),
        ("label_smoothing", "0.6"),
        ("shifts", "5"),
        ("shifts", ""),
    ],
)
def test_a_value_out_of_range_is_explained_in_the_pane_and_beside_the_button(more, fields, qtbot, name, text):
    fields[name].setText(text)
    problem = more.problem()
    assert problem.code == f"{name}_out_of_range"
    assert fields[name].property("invalid") is True
    assert [other for other in fields if fields[other].property("invalid")] == [name]
    assert not more.pane.sentence.isHidden()
    sentence = more.pane.sentence.text()
    assert sentence == more._summary.text() == str(problem)
    set_language("ru")
    qtbot.waitUntil(lambda: more.pane.sentence.text() != sentence)
    more.show_options(TrainOptions())
    assert more.problem() is None
    assert fields[name].property("invalid") is False
    assert more.pane.sentence.isHidden()


def test_the_line_beside_the_button_tells_all_that_is_unusual(more):
    more.show_options(replace(UNUSUAL, validation_share=0.1, patience=1))
    assert more._summary.text() == (
        "AdamW · one cycle · 10 % to validate · patience 1 epoch · weight decay 0.0005 · smoothing 0.1 · mirrored · "
        "shifts up to 2 pixels · averaged weights"
    )


def test_every_field_has_its_explanation_and_follows_the_language(more, fields, qtbot):
    english = {name: (field.accessibleName(), field.toolTip()) for name, field in fields.items()}
    assert len(set(english.values())) == len(fields)
    assert all(name and tip for name, tip in english.values())
    set_language("ru")
    qtbot.waitUntil(lambda: fields["optimizer"].accessibleName() == "Оптимизатор")
    russian = {name: (field.accessibleName(), field.toolTip()) for name, field in fields.items()}
    assert all(russian[name][0] != english[name][0] and russian[name][1] != english[name][1] for name in fields)
    assert fields["schedule"].itemText(2) == "один цикл"
    assert fields["optimizer"].currentData() == "sgd"


def test_the_network_for_photos_changes_its_pictures_itself(more, fields):
    usual = fields["flips"].toolTip()
    more.show_options(PRESETS["photo"].options)
    assert {name for name, field in fields.items() if not field.isEnabled()} == {"flips", "shifts"}
    assert fields["flips"].toolTip() == fields["shifts"].toolTip() != usual
    more.show_options(TrainOptions())
    assert all(field.isEnabled() for field in fields.values())


def test_the_pane_opens_from_the_keyboard_and_closes_again(more, fields, qtbot):
    more.button.setFocus()
    QTest.keyClick(more.button, Qt.Key.Key_Space)
    qtbot.waitUntil(more.pane.isVisible)
    fields["patience"].setText("3")
    QTest.keyClick(fields["patience"], Qt.Key.Key_Return)
    assert not more.pane.isVisible()
    more.open()
    QTest.keyClick(more.pane, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not more.pane.isVisible())
    assert more.values()["patience"] == 3


def test_the_pane_stays_on_the_screen(more, qtbot):
    screen = more.screen().availableGeometry()
    more.move(screen.right() - 60, screen.bottom() - 30)
    more.open()
    assert screen.contains(more.pane.geometry())
    more.pane.close()


def test_while_a_training_runs_nothing_is_open(more, qtbot):
    more.open()
    more.setEnabled(False)
    assert not more.pane.isVisible()
    assert not more.button.isEnabled()
    assert all(not field.isEnabled() for field in more.pane.fields.values() if isinstance(field, QCheckBox | QComboBox))
