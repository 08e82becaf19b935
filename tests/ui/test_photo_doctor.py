"""Photo doctor: which row, which sign, which button."""

import numpy as np
import pytest
from prepared_samples import make_tile
from PySide6.QtWidgets import QPushButton

from fashion_gui.core.protocol import Finding
from fashion_gui.core.verdict import Judgement, Verdict
from fashion_gui.ui.language import set_language
from fashion_gui.ui.photo_doctor import PhotoDoctor, findings_of, fix_of, points_right


@pytest.fixture
def doctor(qtbot):
    doctor = PhotoDoctor()
    qtbot.addWidget(doctor)
    doctor.show()
    return doctor


def show(doctor, *codes, recipe="cut_out", **parameters):
    doctor.show_findings([Finding(code, parameters) for code in codes], recipe=recipe)


def fix_buttons(doctor):
    return doctor._rows.findChildren(QPushButton)


def test_what_to_mind_comes_before_what_was_done(doctor):
    show(doctor, "background_removed", "cut_out_doubtful", "exif_turned", percent=60)
    assert doctor.rows() == [
        ("!", "the outline may be wrong"),
        ("✓", "background removed"),
        ("✓", "turned upright, as the camera noted"),
    ]


@pytest.mark.parametrize(
    ("code", "recipe", "fix"),
    [
        ("cut_out_doubtful", "cut_out", "garment"),
        ("several_parts", "cut_out", "box"),
        ("touches_edge", "cut_out", "background"),
        ("like_none", "cut_out", "box"),
        ("too_faint", "cut_out", "box"),
        ("too_full", "trim", "box"),
        ("background_not_dark", "report", "cut_out"),
        ("does_not_fill", "report", "cut_out"),
        ("nothing_to_trim", "trim", "cut_out"),
        ("background_not_dark", "cut_out", "box"),  # that recipe is chosen already
        ("points_right", "cut_out", "mirror"),
    ],
)
def test_a_button_wishes_what_helps(doctor, qtbot, code, recipe, fix):
    show(doctor, code, recipe=recipe, count=2, percent=60)
    (button,) = fix_buttons(doctor)
    assert button.text() == ("Mirror" if fix == "mirror" else "Fix")
    assert button.toolTip()
    assert doctor.rows()[0][1] in button.accessibleName()
    with qtbot.waitSignal(doctor.fix_requested) as caught:
        button.click()
    assert caught.args == [fix]


@pytest.mark.parametrize("code", ["light_garment", "background_removed", "filled_share"])
def test_where_nothing_helps_there_is_no_button(doctor, code):
    show(doctor, code, percent=50)
    assert fix_buttons(doctor) == []
    assert fix_of(code, recipe="cut_out") == ""


def test_the_same_findings_keep_their_buttons(doctor):
    show(doctor, "several_parts", count=2)
    (button,) = fix_buttons(doctor)
    show(doctor, "several_parts", count=2)
    assert fix_buttons(doctor) == [button]
    show(doctor, "several_parts", count=3)
    assert fix_buttons(doctor) != [button]


def test_rows_follow_the_language(doctor, qtbot):
    show(doctor, "several_parts", count=2)
    set_language("ru")
    qtbot.waitUntil(lambda: doctor._title.text() == "Доктор фото", timeout=5000)
    assert doctor.rows() == [("!", "отдельных частей: 2. Все они — одежда?")]
    assert [button.text() for button in fix_buttons(doctor)] == ["Исправить"]


def test_without_a_photo_there_is_nothing_to_correct(doctor):
    doctor.set_has_photo(False)
    assert not doctor._correct.isEnabled()
    doctor.set_has_photo(True)
    assert doctor._correct.isEnabled()


# --- shoes -----------------------------------------------------------------------------------------------------------


def judged(label):
    return Judgement(Verdict.RECOGNISED, label, (label + 1) % 10, 0.9, ())


def test_a_shoe_with_its_heel_on_the_left_points_right():
    assert points_right(make_tile(left_heavy=True))
    assert not points_right(make_tile())


def test_an_even_or_empty_tile_points_nowhere():
    assert not points_right(np.zeros((28, 28), np.uint8))
    assert not points_right(np.full((28, 28), 255, np.uint8))


@pytest.mark.parametrize("label", range(10))
def test_only_shoes_are_told_to_turn_round(label):
    codes = [finding.code for finding in findings_of(make_tile(left_heavy=True), judged(label))]
    assert codes == (["points_right"] if label in (5, 7, 9) else [])
    assert findings_of(make_tile(), judged(label)) == []


def test_the_reasons_of_a_verdict_become_findings():
    judgement = Judgement(Verdict.UNFAMILIAR, 8, 3, 0.4, ("too_full", "like_none"))
    assert [finding.code for finding in findings_of(make_tile(), judgement)] == ["too_full", "like_none"]


@pytest.mark.parametrize(("label", "most"), [(5, 0.01), (7, 0.003), (9, 0.0)])
def test_the_training_set_s_shoes_point_left(fashion_mnist_folder, label, most):
    from fashion_gui.core.dataset import load_dataset

    data = load_dataset(fashion_mnist_folder)
    shoes = data.train_images[data.train_labels == label]
    told = np.mean([points_right(tile) for tile in shoes])
    told_mirrored = np.mean([points_right(tile[:, ::-1]) for tile in shoes])
    assert told <= most
    assert told_mirrored > 0.8
