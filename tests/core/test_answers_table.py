"""The CSV file of answers to photos."""

import csv
from pathlib import Path

import pytest

from fashion_gui.core.answers_table import COLUMNS, AnswersTable
from fashion_gui.core.photo_files import Unanswered
from fashion_gui.core.problems import Problem
from fashion_gui.core.verdict import Judgement, Verdict

PROBABILITIES = [0.0, 0.75, 0.25, *[0.0] * 7]


@pytest.fixture
def table():
    table = AnswersTable("ru")
    table.add(Path("a, «б».jpg"), Judgement(Verdict.UNSURE, 1, 2, 0.75, ()), PROBABILITIES)
    table.add_unanswered(Unanswered(Path("bad\udcff.png"), Problem("empty_file", name="bad")))
    return table


def test_a_line_a_photo_under_a_header(table, tmp_path):
    table.save(tmp_path / "answers.csv")
    with open(tmp_path / "answers.csv", encoding="utf-8", newline="") as file:
        header, first, second = csv.reader(file)
    assert tuple(header) == COLUMNS
    assert first == ["a, «б».jpg", "1", "брюки", "unsure", *map(str, PROBABILITIES), ""]
    assert second == ["bad\\udcff.png", *[""] * 13, "empty_file"]


def test_the_mark_for_excel_is_only_there_when_asked_for(table, tmp_path):
    table.save(tmp_path / "plain.csv")
    table.save(tmp_path / "marked.csv", mark=True)
    plain, marked = (tmp_path / "plain.csv").read_bytes(), (tmp_path / "marked.csv").read_bytes()
    assert plain.startswith(b"path,label,")
    assert marked == b"\xef\xbb\xbf" + plain


def test_a_table_that_cannot_be_saved_is_told_and_what_was_there_stays(table, tmp_path):
    (tmp_path / "file").write_text("before")
    with pytest.raises(Problem) as caught:
        table.save(tmp_path / "file" / "answers.csv")
    assert caught.value.code == "cannot_write"
    assert (tmp_path / "file").read_text() == "before"
