"""`classify`: photos in, one answer each."""

import argparse
import csv
import io
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import numpy.typing as npt

from fashion_gui.cli.models import load_engine, model_path
from fashion_gui.cli.terminal import Terminal
from fashion_gui.cli.texts import text
from fashion_gui.core.files import atomic_write
from fashion_gui.core.labels import CLASS_COUNT, TILE_SIDE, Language, class_names
from fashion_gui.core.problems import Problem, problem_sentence
from fashion_gui.core.verdict import Judgement, judge

if TYPE_CHECKING:
    from fashion_gui.engine.engine import Engine
    from fashion_gui.photo.client import PhotoClient

# What is looked for in folders.  HEIC is not opened, but whoever has such photos has to hear of it.
SUFFIXES: Final = frozenset(
    (".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".avif", ".gif", ".bmp", ".tif", ".tiff", ".heic", ".heif")
)
_COLUMNS: Final = ("path", "label", "name", "verdict", *(f"p{label}" for label in range(CLASS_COUNT)), "error")


@dataclass(frozen=True)
class Answer:
    """What the network says about the photo at `path`; `findings` are ready for JSON."""

    path: Path
    tile: npt.NDArray[np.uint8]
    probabilities: list[float]
    judgement: Judgement
    findings: list[dict[str, Any]]


@dataclass(frozen=True)
class Unanswered:
    """A photo without an answer."""

    path: Path
    problem: Problem


def classify(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Answer every photo.  Returns the exit status: 3 if some were not answered."""
    from fashion_gui.photo.client import PhotoClient

    path = model_path(arguments.model)
    engine = load_engine()
    engine.open_model(path)
    if not terminal.json:
        terminal.note("network", path=path)
    rows: list[list[object]] = []
    status = 0
    with PhotoClient() as client:
        for number, photo in enumerate(_photos(arguments.paths), start=1):
            result = photo if isinstance(photo, Unanswered) else _ask(photo, arguments.recipe, client, engine)
            tile_file = None
            if isinstance(result, Unanswered):
                status = 3
            elif arguments.tiles:
                tile_file = _keep_tile(result, number, Path(arguments.tiles))
            rows.append(_row(result, terminal.out_language))
            if terminal.json:
                terminal.line(json.dumps(_object(result, tile_file)))
            else:
                _tell(result, terminal)
    if arguments.csv:
        _write_csv(Path(arguments.csv), rows)
    return status


def _photos(paths: list[str]) -> Iterator[Path | Unanswered]:
    """The files among `paths` as they are, and the photos in the folders, sorted, hidden ones left out."""
    for path in map(Path, paths):
        if not path.is_dir():
            yield path
            continue
        empty = True
        for photo in _photos_below(path):
            empty = False
            yield photo
        if empty:
            yield Unanswered(path, Problem("no_photos_in_folder", name=path.name or str(path)))


def _photos_below(top: Path) -> Iterator[Path | Unanswered]:
    unreadable: list[OSError] = []
    for folder, folders, files in os.walk(top, onerror=unreadable.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES:
                yield Path(folder, name)
    for error in unreadable:
        path = Path(error.filename)
        yield Unanswered(path, Problem("file_unreadable", name=path.name, reason=error.strerror or str(error)))


def _ask(path: Path, recipe: str, client: "PhotoClient", engine: "Engine") -> Answer | Unanswered:
    """Raises Problem when no photo at all can be read."""
    try:
        prepared = client.prepare(path, recipe)
    except Problem as problem:
        if problem.code == "photo_worker_missing":
            raise
        return Unanswered(path, problem)
    tile = np.frombuffer(prepared.tile, np.uint8).reshape(TILE_SIDE, TILE_SIDE)
    probabilities = engine.predict(tile[np.newaxis])[0]
    judgement = judge(tile, probabilities)
    findings = [{"code": finding.code, **finding.parameters} for finding in prepared.findings]
    findings += [{"code": reason} for reason in judgement.reasons]
    return Answer(path, tile, probabilities.tolist(), judgement, findings)


def _keep_tile(answer: Answer, number: int, folder: Path) -> Path:
    """Save the tile under its number among the answers and the start of the photo's name."""
    from fashion_gui.photo.tile_file import save_tile

    path = folder / f"{number:04d}_{answer.path.stem[:40]}.png"  # 40 letters fit every file system
    save_tile(answer.tile, path)
    return path


def _object(result: Answer | Unanswered, tile_file: Path | None) -> dict[str, Any]:
    if isinstance(result, Unanswered):
        problem = result.problem
        message = problem_sentence(problem.code, problem.parameters, "en")
        return {"path": str(result.path), "error": {"code": problem.code, "message": message}}
    return {
        "path": str(result.path),
        "label": result.judgement.label,
        "name": class_names("en")[result.judgement.label],
        "probabilities": result.probabilities,
        "verdict": result.judgement.verdict.value,
        "findings": result.findings,
        **({"tile": str(tile_file)} if tile_file else {}),
    }


def _tell(result: Answer | Unanswered, terminal: Terminal) -> None:
    if isinstance(result, Unanswered):
        problem = result.problem
        sentence = problem_sentence(problem.code, problem.parameters, terminal.language)
        terminal.note("not_answered", path=result.path, sentence=sentence)
        return
    judgement, names = result.judgement, class_names(terminal.language)
    line = text(
        judgement.verdict.value,
        terminal.language,
        path=result.path,
        name=names[judgement.label].lower(),
        percent=round(100 * judgement.probability),
        second=names[judgement.second].lower(),
        second_percent=round(100 * result.probabilities[judgement.second]),
    )
    terminal.line(line)


def _row(result: Answer | Unanswered, language: Language) -> list[object]:
    if isinstance(result, Unanswered):
        return [result.path, *[""] * (len(_COLUMNS) - 2), result.problem.code]
    label, verdict = result.judgement.label, result.judgement.verdict.value
    return [result.path, label, class_names(language)[label], verdict, *result.probabilities, ""]


def _write_csv(path: Path, rows: list[list[object]]) -> None:
    """UTF-8, a header, a line a photo.  Raises Problem (`disk_full`, `cannot_write`)."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows(rows)
    content = table.getvalue().encode(errors="backslashreplace")
    atomic_write(path, lambda file: file.write(content))
