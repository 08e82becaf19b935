"""Answers to photos as a CSV file: of the command line and of the window alike."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from fashion_gui.core.files import atomic_write
from fashion_gui.core.labels import CLASS_COUNT, Language, class_names
from fashion_gui.core.photo_files import Unanswered
from fashion_gui.core.verdict import Judgement

COLUMNS: Final = ("path", "label", "name", "verdict", *(f"p{label}" for label in range(CLASS_COUNT)), "error")


class AnswersTable:
    """Grows by a line a photo.  Only the text is kept, some 300 bytes a photo, until `save`."""

    def __init__(self, language: Language) -> None:
        self._names = class_names(language)
        self._text = io.StringIO()
        self._writer = csv.writer(self._text, lineterminator="\n")
        self._writer.writerow(COLUMNS)

    def add(self, path: Path, judgement: Judgement, probabilities: Sequence[float]) -> None:
        """A photo with its answer and the ten probabilities."""
        label = judgement.label
        self._writer.writerow([path, label, self._names[label], judgement.verdict.value, *probabilities, ""])

    def add_unanswered(self, photo: Unanswered) -> None:
        """A photo without an answer: only its path and the problem's code."""
        self._writer.writerow([photo.path, *[""] * (len(COLUMNS) - 2), photo.problem.code])

    def save(self, path: Path, *, mark: bool = False) -> None:
        """UTF-8, a header, a line a photo; with a byte order mark if `mark`, without which Excel garbles Cyrillic.

        Raises Problem (`disk_full`, `cannot_write`).
        """
        content = self._text.getvalue().encode("utf-8-sig" if mark else "utf-8", errors="backslashreplace")
        atomic_write(path, lambda file: file.write(content))
