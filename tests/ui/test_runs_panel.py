"""The tab "Runs": by clicks and keys, on runs on disk."""

import contextlib

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from run_samples import make_history, make_run

from fashion_gui.core import runs
from fashion_gui.core.files import atomic_write_json
from fashion_gui.core.history import history_to_json
from fashion_gui.core.problems import Problem
from fashion_gui.core.run_lock import lock_run
from fashion_gui.core.run_shelf import move_to_trash, trash_folder, trashed_runs
from fashion_gui.ui import run_trash, runs_panel
from fashion_gui.ui.language import set_language
from fashion_gui.ui.run_cells import Column
from fashion_gui.ui.runs_panel import RunsPanel


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "runs"


@contextlib.contextmanager
def shown(qtbot, size=(940, 700)):
    window = QWidget()
    qtbot.addWidget(window)
    panel = RunsPanel(window)
    panel.resize(*size)
    window.resize(*size)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield panel
    window.close()


@pytest.fixture
def empty(qtbot):
    with shown(qtbot) as panel:
        yield panel


@pytest.fixture
def panel(empty, folder):
    """Three runs: c of the 3rd, b of the 2nd and a of the 1st of March, so from above."""
    make_run(folder, "a", day=1, accuracy=0.86, title="First")
    make_run(folder, "b", day=2, accuracy=0.88, title="Second", epochs=2, reason="", resumable=True)
    make_run(folder, "c", day=3, accuracy=0.87, title="Third", seed=7)
    empty.show_runs(folder)
    return empty


def table(panel):
    return panel._table


def cells(panel):
    model = table(panel).model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())] for row in range(model.rowCount())
    ]


def names(panel):
    return [row.name for row in table(panel).shown()]


def chosen(panel):
    return [row.name for row in table(panel).chosen()]


def texts(panel):
    return [label.text() for label in panel.findChildren(QLabel) if label.isVisible() and label.text()]


def button(panel, text):
    """The one that can be seen."""
    return next(one for one in panel.findChildren(QPushButton) if one.text() == text and one.isVisible())


def press(qtbot, panel, text):
    qtbot.mouseClick(button(panel, text), Qt.MouseButton.LeftButton)


def field(panel):
    """The one to rename in; an earlier one may still wait to be deleted."""
    return next(one for one in table(panel).findChildren(QLineEdit) if one.isVisible())


def key(qtbot, panel, which, modifiers=Qt.KeyboardModifier.NoModifier):
    table(panel).setFocus()
    qtbot.keyClick(table(panel), which, modifiers)


def place_of(panel, row, column=Column.NAME, *, across=60):
    rect = table(panel).visualRect(table(panel).model().index(row, column))
    return rect.topLeft() + QPoint(across, rect.height() // 2)


def click(qtbot, panel, row, *, across=60, modifiers=Qt.KeyboardModifier.NoModifier):
    viewport = table(panel).viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, modifiers, place_of(panel, row, across=across))


def curves(panel):
    return {curve.name: curve.slot for curve in panel._overlay.charts.curves()}


@pytest.fixture
def emitted(panel):
    """What the panel asks for: (name of the signal, arguments...)."""
    seen = []
    for name in ("open_requested", "resume_requested", "compare_requested", "file_requested", "renamed", "failed"):
        getattr(panel, name).connect(lambda *args, name=name: seen.append((name, *args)))
    return seen


# --- what is shown ---------------------------------------------------------------------------------------------------


def test_the_newest_comes_first_with_all_its_figures(panel):
    shown_cells = cells(panel)
    assert [row[0] for row in shown_cells] == ["Third", "Second", "First"]
    assert shown_cells[0][1:7] == ["As in the course", "seed 7", "3/3", "0.8700", "0.8000", "0:06"]
    assert shown_cells[0][7].startswith("3 Mar")
    assert [row[8] for row in shown_cells] == ["finished", "interrupted", "finished"]
    assert shown_cells[1][3:5] == ["2/3", "—"]


def test_without_a_run_it_says_what_to_do(empty, folder):
    empty.show_runs(folder)
    assert any(text.startswith("No run yet: press Train.") for text in texts(empty))
    make_run(folder, "a")
    empty.refresh()
    assert not any(text.startswith("No run yet") for text in texts(empty))
    assert len(names(empty)) == 1


def test_nothing_is_read_while_the_tab_is_hidden(panel, folder, monkeypatch):
    panel.hide()
    make_run(folder, "d", day=4, title="Fourth")
    panel.refresh()
    assert names(panel) == ["Third", "Second", "First"]
    panel.show()
    assert names(panel) == ["Fourth", "Third", "Second", "First"]
    monkeypatch.setattr(panel._list, "read", pytest.fail)
    panel.hide()
    panel.show()  # nothing has changed since


def test_a_training_that_goes_on_keeps_selection_ticks_and_an_open_field(panel, folder, qtbot):
    click(qtbot, panel, 1)
    panel._rows.set_ticked(["b"], True)
    key(qtbot, panel, Qt.Key.Key_F2)
    editor = field(panel)
    qtbot.keyClicks(editor, "half")
    atomic_write_json(folder / "b" / "history.json", history_to_json(make_history(3)))
    make_run(folder, "d", day=4, title="Fourth")
    panel.refresh()
    assert names(panel) == ["Fourth", "Third", "Second", "First"]
    assert (chosen(panel), curves(panel)) == (["Second"], {"Second": 0})
    assert len(panel._overlay.charts.curves()[0].history) == 3
    assert editor.isVisible()
    assert editor.text() == "half"


def test_runs_in_training_say_so(panel, folder):
    panel.set_training({"c"})
    assert [row[8] for row in cells(panel)] == ["in training", "interrupted", "finished"]
    lock = lock_run(folder / "b")  # another window
    panel.refresh()
    assert [row[8] for row in cells(panel)] == ["in training", "in training", "finished"]
    lock.release()
    panel.set_training(set())
    assert [row[8] for row in cells(panel)] == ["finished", "interrupted", "finished"]


def test_the_run_that_answers_is_marked(panel):
    panel.set_current("b")
    assert [row[0] for row in cells(panel)] == ["Third", "● Second", "First"]
    index = table(panel).model().index(1, Column.NAME)
    assert "Its network answers now." in index.data(Qt.ItemDataRole.ToolTipRole)
    assert index.data(Qt.ItemDataRole.FontRole).bold()
    panel.set_current("")
    assert [row[0] for row in cells(panel)] == ["Third", "Second", "First"]


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (Column.NAME, ["First", "Second", "Third"]),
        (Column.TEST, ["Second", "First", "Third"]),
        (Column.EPOCHS, ["Second", "Third", "First"]),
        (Column.WHEN, ["First", "Second", "Third"]),
    ],
)
def test_a_click_on_a_head_sorts(panel, qtbot, column, order):
    head = table(panel).horizontalHeader()
    place = QPoint(head.sectionViewportPosition(column) + 12, head.height() // 2)
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    sorted_up = head.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
    if not sorted_up:
        qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    if column is Column.EPOCHS:
        assert names(panel)[0] == order[0]  # the other two are alike
    else:
        assert names(panel) == order


def test_markup_in_a_title_is_text(panel, folder):
    runs.rename_run(folder / "c", "<img src=x>")
    panel.refresh()
    assert names(panel)[0] == "<img src=x>"
    tip = table(panel).model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;img" in tip


def test_all_follows_the_language(panel, qtbot):
    set_language("ru")
    qtbot.waitUntil(lambda: "Открыть" in [one.text() for one in panel.findChildren(QPushButton)])
    assert [row[8] for row in cells(panel)] == ["завершён", "прерван", "завершён"]
    assert table(panel).model().headerData(1, Qt.Orientation.Horizontal) == "Набор"


@pytest.mark.parametrize(("width", "hidden"), [(940, []), (690, [Column.PRESET])])
def test_every_column_fits(qtbot, folder, width, hidden):
    make_run(folder, "a", title="A name that is far longer than the column that it stands in")
    with shown(qtbot, (width, 540)) as panel:
        panel.show_runs(folder)
        QApplication.processEvents()
        view = table(panel)
        assert [column for column in Column if view.isColumnHidden(column)] == hidden
        assert view.horizontalHeader().length() <= view.viewport().width()
        assert view.columnWidth(Column.NAME) > 180


# --- opening, resuming -----------------------------------------------------------------------------------------------


def test_enter_double_click_and_button_open(panel, folder, qtbot, emitted):
    click(qtbot, panel, 1)
    key(qtbot, panel, Qt.Key.Key_Return)
    click(qtbot, panel, 2)
    qtbot.mouseDClick(table(panel).viewport(), Qt.MouseButton.LeftButton, pos=place_of(panel, 2))
    press(qtbot, panel, "Open")
    assert emitted == [("open_requested", folder / name) for name in "baa"]


def test_arrow_keys_move_and_the_line_below_tells_more(panel, qtbot):
    assert chosen(panel) == ["Third"]  # the newest to begin with
    key(qtbot, panel, Qt.Key.Key_Down)
    assert chosen(panel) == ["Second"]
    line = "Second (As in the course): Interrupted after 2 of 3 epochs. It can be resumed."
    assert line in texts(panel)
    assert curves(panel) == {"Second": 0}


def test_only_what_can_be_resumed_is(panel, folder, qtbot, emitted):
    assert not button(panel, "Resume").isEnabled()
    key(qtbot, panel, Qt.Key.Key_Down)
    press(qtbot, panel, "Resume")
    assert emitted == [("resume_requested", folder / "b")]


def test_a_run_without_an_epoch_cannot_be_opened_yet(panel, folder, qtbot, emitted):
    make_run(folder, "d", day=4, epochs=0, reason="")
    panel.set_training({"d"})
    table(panel).choose("d")
    assert not button(panel, "Open").isEnabled()
    key(qtbot, panel, Qt.Key.Key_Return)
    assert emitted == []


def test_a_file_and_the_folder_can_be_asked_for(panel, folder, qtbot, emitted, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    press(qtbot, panel, "A .keras file…")
    qtbot.mouseClick(panel._foot.folder, Qt.MouseButton.LeftButton)
    assert emitted == [("file_requested",)]
    assert opened == [QUrl.fromLocalFile(str(folder))]


def test_the_menu_offers_what_the_buttons_do(panel, qtbot, emitted, folder):
    click(qtbot, panel, 1)
    panel._on_menu(place_of(panel, 1))
    menu = panel._tools.menu
    assert menu.isVisible()
    able = {action.text(): action.isEnabled() for action in menu.actions()}
    assert able == {"Open": True, "Resume": True, "Rename": True, "Compare": False, "Delete": True}
    menu.actions()[0].trigger()
    menu.close()
    assert emitted == [("open_requested", folder / "b")]


# --- renaming --------------------------------------------------------------------------------------------------------


def rename(qtbot, panel, text, *, end=Qt.Key.Key_Return):
    key(qtbot, panel, Qt.Key.Key_F2)
    editor = field(panel)
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, end)


def test_f2_renames_in_place(panel, folder, qtbot, emitted):
    click(qtbot, panel, 1)
    rename(qtbot, panel, "  Mine ")
    qtbot.waitUntil(lambda: names(panel) == ["Third", "Mine", "First"])
    assert runs.read_run(folder / "b").title == "Mine"
    assert chosen(panel) == ["Mine"]
    assert emitted == [("renamed", folder / "b")]  # Enter in the field opens nothing


def test_escape_leaves_the_name(panel, folder, qtbot, emitted):
    rename(qtbot, panel, "Mine", end=Qt.Key.Key_Escape)
    assert names(panel)[0] == "Third"
    assert emitted == []


def test_an_empty_name_gives_the_usual_one_back(panel, qtbot):
    press(qtbot, panel, "Rename")
    editor = field(panel)
    assert (editor.text(), editor.maxLength()) == ("Third", runs.MAX_TITLE)
    editor.clear()
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(panel)[0].startswith("As in the course, 3 Mar"))
    key(qtbot, panel, Qt.Key.Key_F2)
    assert field(panel).placeholderText().startswith("As in the course, 3 Mar")


def test_a_name_that_cannot_be_kept_is_told(panel, qtbot, emitted, monkeypatch):
    def fail(*_args):
        raise Problem("disk_full", path="title.json", free_mb=0)

    monkeypatch.setattr(runs_panel, "rename_run", fail)
    rename(qtbot, panel, "Mine")
    qtbot.waitUntil(lambda: bool(emitted))
    assert names(panel)[0] == "Third"
    ((name, problem),) = emitted
    assert (name, problem.code) == ("failed", "disk_full")


# --- the trash -------------------------------------------------------------------------------------------------------


def test_delete_moves_to_the_trash_and_undo_brings_back(panel, folder, qtbot):
    click(qtbot, panel, 1)
    key(qtbot, panel, Qt.Key.Key_Delete)
    assert names(panel) == ["Third", "First"]
    assert [run.origin.name for run in trashed_runs(folder)] == ["b"]
    assert "The run “Second” is in the trash." in texts(panel)
    assert chosen(panel) == ["First"]  # what came into its place
    assert table(panel).hasFocus()
    press(qtbot, panel, "Undo")
    assert names(panel) == ["Third", "Second", "First"]
    assert chosen(panel) == ["Second"]
    assert table(panel).hasFocus()
    assert not any("in the trash" in text.lower() for text in texts(panel))


def test_several_go_and_come_back_together_step_by_step(panel, folder, qtbot):
    click(qtbot, panel, 0)
    click(qtbot, panel, 1, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert "2 runs selected" in texts(panel)
    press(qtbot, panel, "Delete")
    assert "2 runs are in the trash." in texts(panel)
    key(qtbot, panel, Qt.Key.Key_Delete)
    assert names(panel) == []
    assert "The run “First” is in the trash." in texts(panel)
    assert button(panel, "Undo").isVisible()
    undo = QKeySequence(QKeySequence.StandardKey.Undo)[0]
    button(panel, "Undo").setFocus()
    seen = []
    for _ in range(3):
        qtbot.keyClick(QApplication.focusWidget(), undo.key(), undo.keyboardModifiers())
        seen.append(names(panel))
    assert seen == [["First"], ["Third", "Second", "First"], ["Third", "Second", "First"]]


def test_a_run_in_training_is_not_deleted_and_the_others_are(panel, folder, qtbot, emitted):
    lock = lock_run(folder / "b")
    table(panel).selectAll()
    press(qtbot, panel, "Delete")
    lock.release()
    assert names(panel) == ["Second"]
    ((_, problem),) = emitted
    assert (problem.code, problem.parameters["name"]) == ("run_in_training", "Second")


def test_undo_that_fails_is_told_by_the_name_the_user_knows(panel, qtbot, emitted, monkeypatch):
    press(qtbot, panel, "Delete")

    def fail(run):
        raise Problem("run_not_restored", name=run.origin.name, reason="read-only")

    monkeypatch.setattr(run_trash, "restore_run", fail)
    press(qtbot, panel, "Undo")
    ((_, problem),) = emitted
    assert (problem.code, problem.parameters["name"]) == ("run_not_restored", "Third")


def test_emptying_the_trash_asks_first(panel, folder, qtbot):
    press(qtbot, panel, "Delete")
    move_to_trash(make_run(folder, "old"))
    panel.refresh()
    qtbot.waitUntil(lambda: "In the trash: 2 runs, 0.0 MB" in texts(panel))
    press(qtbot, panel, "Empty…")
    assert "Delete 2 runs in the trash for good?" in texts(panel)
    assert button(panel, "Keep").hasFocus()  # Enter does no harm
    qtbot.keyClick(button(panel, "Keep"), Qt.Key.Key_Space)
    assert len(trashed_runs(folder)) == 2
    press(qtbot, panel, "Empty…")
    press(qtbot, panel, "Delete for good")
    assert not trash_folder(folder).exists()
    assert not any("trash" in text for text in texts(panel))
    panel._trash.undo()
    assert names(panel) == ["Second", "First"]


def test_what_cannot_be_deleted_for_good_is_told(panel, folder, qtbot, emitted, monkeypatch):
    press(qtbot, panel, "Delete")

    def fail(_folder):
        raise Problem("trash_not_emptied", name="c", reason="busy")

    monkeypatch.setattr(run_trash, "empty_trash", fail)
    press(qtbot, panel, "Empty…")
    press(qtbot, panel, "Delete for good")
    assert [problem.code for _, problem in emitted] == ["trash_not_emptied"]


def test_the_line_below_counts_runs_sizes_and_what_cannot_be_read(panel, folder, qtbot):
    (folder / "a" / "weights").mkdir()
    (folder / "a" / "weights" / "epoch-0001.npz").write_bytes(bytes(12_000_000))
    (make_run(folder, "broken") / "history.json").write_text("{")
    panel.refresh()
    qtbot.waitUntil(lambda: "3 runs, 12 MB" in texts(panel))
    assert "1 cannot be read" in texts(panel)
    (folder / "a" / "weights" / "epoch-0002.npz").write_bytes(bytes(11_000_000))
    panel.refresh()
    qtbot.waitUntil(lambda: "3 runs, 23 MB" in texts(panel))


# --- curves over each other ------------------------------------------------------------------------------------------


def test_ticks_choose_what_is_drawn_and_give_each_its_look(panel, qtbot, emitted):
    for row in (2, 0):
        click(qtbot, panel, row, across=10)
    assert curves(panel) == {"First": 0, "Third": 1}
    spoken = [table(panel).model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert spoken == ["Third, curve B", "Run: Second", "First, curve A"]
    click(qtbot, panel, 2, across=10)
    assert curves(panel) == {"Third": 1}  # it keeps its look
    click(qtbot, panel, 1, across=10)
    assert curves(panel) == {"Second": 0, "Third": 1}
    qtbot.mouseDClick(table(panel).viewport(), Qt.MouseButton.LeftButton, pos=place_of(panel, 1, across=10))
    assert emitted == []  # two quick clicks on a box open nothing


def test_space_ticks_all_that_are_selected(panel, qtbot):
    table(panel).selectAll()
    key(qtbot, panel, Qt.Key.Key_Space)
    assert curves(panel) == {"Third": 0, "Second": 1, "First": 2}
    key(qtbot, panel, Qt.Key.Key_Space)
    assert panel._rows.ticked == {}


def test_without_a_tick_the_selected_runs_are_drawn(panel, qtbot):
    click(qtbot, panel, 2)
    click(qtbot, panel, 0, modifiers=Qt.KeyboardModifier.ControlModifier)
    assert curves(panel) == {"Third": 0, "First": 1}


def test_no_more_are_drawn_than_can_be_told_apart(empty, folder, qtbot):
    for number in range(10):
        make_run(folder, f"r{number}", day=number + 1, title=f"Run {number}")
    empty.show_runs(folder)
    table(empty).selectAll()
    assert len(curves(empty)) == 8
    key(qtbot, empty, Qt.Key.Key_Space)
    assert sorted(curves(empty).values()) == list(range(8))
    assert "8 curves are drawn, as many as can be. Untick one to draw another." in texts(empty)


def test_a_deleted_run_is_drawn_no_longer(panel, qtbot):
    table(panel).selectAll()
    key(qtbot, panel, Qt.Key.Key_Space)
    click(qtbot, panel, 1)
    key(qtbot, panel, Qt.Key.Key_Delete)
    assert curves(panel) == {"Third": 0, "First": 2}


def test_the_buttons_choose_accuracy_loss_or_both(panel, qtbot):
    seen = []
    for name in ("Accuracy", "Loss", "Both"):
        press(qtbot, panel, name)
        seen.append(panel._overlay.charts.shown())
    assert seen == [("val_accuracy",), ("val_loss",), ("val_accuracy", "val_loss")]


# --- comparing -------------------------------------------------------------------------------------------------------


def test_two_ticked_runs_are_compared_in_the_order_of_their_letters(panel, folder, qtbot, emitted):
    assert not button(panel, "Compare").isEnabled()
    click(qtbot, panel, 2, across=10)
    click(qtbot, panel, 0, across=10)
    press(qtbot, panel, "Compare")
    assert emitted == [("compare_requested", folder / "a", folder / "c")]
    assert panel.compared() == (folder / "a", folder / "c")
    assert "Two runs compared" in texts(panel)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert panel.compared() is None
    assert table(panel).hasFocus()


def test_two_selected_runs_are_compared_and_three_are_not(panel, folder, qtbot, emitted):
    table(panel).selectAll()
    assert not button(panel, "Compare").isEnabled()
    click(qtbot, panel, 1)
    click(qtbot, panel, 2, modifiers=Qt.KeyboardModifier.ControlModifier)
    press(qtbot, panel, "Compare")
    assert emitted == [("compare_requested", folder / "b", folder / "a")]


def test_a_compared_run_that_goes_ends_the_comparison(panel, folder, qtbot):
    table(panel).selectAll()
    click(qtbot, panel, 0)
    click(qtbot, panel, 1, modifiers=Qt.KeyboardModifier.ControlModifier)
    press(qtbot, panel, "Compare")
    runs.rename_run(folder / "c", "Another name")
    panel.refresh()
    assert panel.compared() == (folder / "c", folder / "b")
    head = panel._comparison.differences.table.horizontalHeaderItem(1).text()
    assert head == "A  Another name"
    move_to_trash(folder / "b")
    panel.refresh()
    assert panel.compared() is None
    assert table(panel).isVisible()
