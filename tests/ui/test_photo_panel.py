"""The photo panel: what it asks for, what it shows, and what each photo keeps."""

from pathlib import Path

import numpy as np
import pytest
from prepared_samples import make_prepared, make_tile, probabilities
from PySide6.QtCore import Qt

from fashion_gui.core.calibration import Calibration, save_calibration
from fashion_gui.core.problems import Problem
from fashion_gui.core.protocol import RECIPE_NAMES, Correction
from fashion_gui.ui.language import set_language
from fashion_gui.ui.photo_correction import mirrored, with_stroke
from fashion_gui.ui.photo_panel import PhotoPanel

A, B = Path("a.png"), Path("b.png")
TURNED = Correction(quarter_turns=1)
STROKE = with_stroke(Correction(), [0.5, 0.5], garment=True)


@pytest.fixture
def make_panel(qtbot):
    def make(**arguments):
        panel = PhotoPanel(**arguments)
        qtbot.addWidget(panel)
        panel.resize(312, 740)
        panel.asked, panel.shown, panel.wished = [], [], []
        panel.prepare_requested.connect(lambda *request: panel.asked.append(request))
        panel.photo_changed.connect(panel.shown.append)
        panel.correct_requested.connect(panel.wished.append)
        panel.show()
        return panel

    return make


@pytest.fixture
def panel(make_panel, tmp_path):
    """Without a network for photos."""
    return make_panel(photo_network=tmp_path / "none")


@pytest.fixture
def photo_network(tmp_path):
    """A folder that says: half as sure, and below 0.4 like none of the ten."""
    folder = tmp_path / "photo"
    folder.mkdir()
    save_calibration(folder, {"photos": Calibration(2.0, 0.4)})
    return folder


def answer_last(panel, *codes, **arguments):
    """As the worker would answer the last question."""
    _, recipe, correction = panel.asked[-1]
    panel.on_prepared(make_prepared(*codes, recipe=recipe, **arguments), correction)


def open_one(panel, *codes, **arguments):
    panel.open_photos([A])
    answer_last(panel, *codes, **arguments)


# --- asking ----------------------------------------------------------------------------------------------------------


def test_a_photo_is_cut_out_unless_another_recipe_was_chosen(panel):
    panel.open_photos([A])
    panel.set_recipe("report")
    panel.set_recipe("no such recipe")
    panel.open_photos([B])
    assert panel.asked == [(A, "cut_out", Correction()), (A, "report", Correction()), (B, "report", Correction())]


def test_each_recipe_has_its_own_caption_and_hint(panel):
    open_one(panel)
    seen = {}
    for recipe in RECIPE_NAMES:
        panel.set_recipe(recipe)
        answer_last(panel)
        seen[recipe] = panel._pictures.captions()[1], panel._choices._recipe.toolTip()
    assert [caption for caption, _ in seen.values()] == ["cut-out", "trimmed", "whole photo"]
    assert len({hint for _, hint in seen.values()}) == 3
    items = [panel._choices._recipe.itemData(index, Qt.ItemDataRole.ToolTipRole) for index in range(3)]
    assert items == [hint for _, hint in seen.values()]


def test_the_small_photo_shows_the_outline(panel):
    open_one(panel)
    image = panel._pictures.photo.grab().toImage()
    edge, middle = image.pixelColor(23, 46), image.pixelColor(46, 46)  # the outline is at a quarter of 92 pixels
    assert edge.blue() > edge.red() + 100
    assert middle.red() == middle.blue() == 128


def test_a_drag_asks_at_most_every_80_ms_and_last_about_its_end(panel, qtbot):
    open_one(panel)
    qtbot.waitUntil(lambda: not panel._album._pause.isActive(), timeout=5000)
    panel.asked.clear()
    points = [0.1, 0.1]
    for index in range(50):
        points = [*points, 0.1 + index / 100, 0.1]
        panel.preview(with_stroke(Correction(), points, garment=True))
    last = with_stroke(Correction(), [*points, 1, 1], garment=True)
    panel.correct(last)
    assert [len(correction.strokes[0].points) for _, _, correction in panel.asked] == [4]
    qtbot.waitUntil(lambda: not panel._album._pause.isActive(), timeout=5000)
    assert [correction for _, _, correction in panel.asked[1:]] == [last]
    assert panel._album._pause.interval() == 80


def test_a_new_photo_does_not_wait_for_the_pause(panel):
    open_one(panel)
    panel.correct(TURNED)
    panel.open_photos([B])
    assert panel.asked[-1] == (B, "cut_out", Correction())


# --- corrections -----------------------------------------------------------------------------------------------------


def test_each_photo_keeps_its_own_correction(panel):
    panel.open_photos([A, B])
    answer_last(panel)
    panel.correct(TURNED)
    panel._stepper.next.click()
    assert panel.asked[-1] == (B, "cut_out", Correction())
    answer_last(panel)
    panel.correct(STROKE)
    panel._stepper.previous.click()
    assert panel.asked[-1] == (A, "cut_out", TURNED)
    panel._stepper.next.click()
    assert panel.asked[-1] == (B, "cut_out", STROKE)
    panel.open_photos([A])
    assert panel.asked[-1] == (A, "cut_out", Correction())


def test_steps_are_undone_and_start_over_is_a_step(panel, qtbot):
    open_one(panel)
    seen = []
    for change in (lambda: panel.correct(TURNED), panel.start_over, panel.undo, panel.undo, panel.undo):
        change()
        seen.append((panel.shown[-1].correction, panel.shown[-1].can_undo))
    assert seen == [
        (TURNED, True),
        (Correction(), True),
        (TURNED, True),
        (Correction(), False),
        (Correction(), False),
    ]
    qtbot.waitUntil(lambda: not panel._album._pause.isActive(), timeout=5000)
    assert panel.asked[-1][2] == Correction()


def test_drawing_chooses_the_recipe_that_heeds_it(panel):
    open_one(panel)
    panel.set_recipe("trim")
    panel.correct(TURNED)
    assert panel.asked[-1][1] == "trim"
    panel.correct(with_stroke(TURNED, [0.5, 0.5], garment=False))
    assert panel.asked[-1][1:] == ("cut_out", with_stroke(TURNED, [0.5, 0.5], garment=False))
    panel.set_recipe("trim")
    panel.correct(mirrored(panel.shown[-1].correction))  # what was drawn goes along, nothing is drawn
    panel.start_over()
    assert panel._choices.recipe() == "trim"


def test_the_editor_hears_which_correction_was_answered(panel):
    open_one(panel)
    panel.correct(TURNED)
    assert (panel.shown[-1].correction, panel.shown[-1].answered) == (TURNED, Correction())
    panel.on_prepared(make_prepared(), TURNED)
    assert (panel.shown[-1].correction, panel.shown[-1].answered) == (TURNED, TURNED)
    panel.on_problem(Problem("photo_crashed", name="a.png"))
    assert panel.shown[-1] is None


def test_the_photo_and_its_button_open_the_editor(panel, qtbot):
    assert not panel._doctor._correct.isEnabled()
    open_one(panel)
    qtbot.mouseClick(panel._pictures.photo, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(panel._doctor._correct, Qt.MouseButton.LeftButton)
    assert panel.wished == ["", ""]


@pytest.mark.parametrize("fix", ["garment", "box", "background"])
def test_a_fix_by_hand_opens_the_editor_with_its_tool(panel, fix):
    open_one(panel)
    panel._doctor.fix_requested.emit(fix)
    assert panel.wished == [fix]


def test_a_fix_cuts_out_or_mirrors(panel, qtbot):
    panel.set_recipe("report")
    open_one(panel)
    panel._doctor.fix_requested.emit("cut_out")
    assert panel.asked[-1] == (A, "cut_out", Correction())
    answer_last(panel)
    panel._doctor.fix_requested.emit("mirror")
    qtbot.waitUntil(lambda: panel.asked[-1] == (A, "cut_out", Correction(mirrored=True)), timeout=5000)
    assert panel.shown[-1].can_undo


# --- the answer ------------------------------------------------------------------------------------------------------


def test_findings_of_photo_and_answer_stand_together(panel):
    open_one(panel, "background_removed", tile=make_tile(left_heavy=True))
    assert [sign for sign, _ in panel._doctor.rows()] == ["✓"]
    panel.show_answer(probabilities(c7=0.9))
    assert [sign for sign, _ in panel._doctor.rows()] == ["!", "✓"]
    panel.show_answer(probabilities(c8=0.9))
    assert [sign for sign, _ in panel._doctor.rows()] == ["✓"]


def test_the_last_answer_stays_for_a_moment_while_a_photo_is_corrected(panel, qtbot):
    open_one(panel)
    panel.show_answer(probabilities(c3=0.9))
    panel.on_prepared(make_prepared(), TURNED)
    assert panel.answer_text() == "Dress"
    qtbot.waitUntil(lambda: panel.answer_text() == "", timeout=5000)  # no answer came
    panel.show_answer(probabilities(c1=0.9))
    panel.on_prepared(make_prepared(), STROKE)
    panel.show_answer(probabilities(c2=0.9))
    assert not panel._overdue.isActive()
    assert panel.answer_text() == "Pullover"


def test_another_photo_takes_the_answer_away_at_once(panel):
    open_one(panel)
    panel.show_answer(probabilities(c3=0.9))
    panel.open_photos([B])
    assert panel.answer_text() == ""


# --- which network answers -------------------------------------------------------------------------------------------


def test_without_a_network_for_photos_there_is_no_choice(panel):
    panel.set_network("photo")
    assert panel.network() == "current"
    assert not panel._choices._network.isVisible()


def test_with_one_it_is_the_default_and_the_choice_is_told(make_panel, photo_network, qtbot):
    panel = make_panel(photo_network=photo_network)
    assert panel.network() == "photo"
    assert panel._choices._network.isVisible()
    with qtbot.waitSignal(panel.network_changed) as caught:
        panel.set_network("current")
    assert (caught.args, panel.network()) == (["current"], "current")
    panel.set_network("no such network")
    assert panel.network() == "current"


def test_answers_of_the_network_for_photos_are_calibrated(make_panel, photo_network):
    panel = make_panel(photo_network=photo_network)
    open_one(panel)
    given = probabilities(c3=0.9)
    softened = np.sqrt(given) / np.sqrt(given).sum()
    panel.show_answer(given)
    assert panel._answer.bars.values() == pytest.approx(softened, abs=1e-6)
    assert panel._answer.sentence() == f"Fairly sure: {100 * softened[3]:.0f} of 100."
    panel.show_answer(probabilities(c3=0.5))
    assert panel._answer.sentence().startswith("This does not look like any of the ten. If forced: dress")
    assert ("!", "like none of the ten: is the garment cut out well?") in panel._doctor.rows()


def test_answers_of_your_own_network_are_calibrated_as_was_measured_for_it(make_panel, photo_network):
    panel = make_panel(photo_network=photo_network)
    open_one(panel)
    panel.set_network("current")
    panel.show_answer(probabilities(c3=0.5))
    assert "Unsure" not in panel._answer.sentence()
    panel.set_own_calibration(Calibration(1.0, 0.6))
    assert panel._answer.sentence().startswith("This does not look like any of the ten.")


def test_answers_of_your_own_network_are_shown_as_it_gives_them(make_panel, photo_network):
    panel = make_panel(photo_network=photo_network)
    open_one(panel)
    panel.show_answer(probabilities(c3=0.5))
    panel.set_network("current")
    assert panel.answer_text() == ""  # the other network's answer
    panel.show_answer(probabilities(c3=0.5))
    assert panel._answer.bars.values() == pytest.approx(probabilities(c3=0.5), abs=1e-6)
    assert panel._answer.sentence() == "Fairly sure: 50 of 100."


# --- texts and room --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("height", [520, 740])
def test_no_row_is_squeezed_in_a_low_window(panel, qtbot, language, height):
    set_language(language)
    panel.resize(312, height)
    panel.open_photos([A, B])
    codes = ("cut_out_doubtful", "several_parts", "touches_edge", "light_garment", "background_removed")
    answer_last(panel, *codes, count=2, percent=60)
    panel.show_answer(probabilities(c3=0.3))
    labels = [row for row in panel._doctor._rows.findChildren(type(panel._title)) if row.wordWrap()]
    assert len(labels) == 5

    def whole(label):
        return label.isVisible() and label.height() >= label.heightForWidth(label.width())

    qtbot.waitUntil(lambda: all(whole(label) for label in labels), timeout=5000)  # the layout comes with an event
    assert panel._answer.bars.height() >= panel._answer.bars.minimumSizeHint().height()
