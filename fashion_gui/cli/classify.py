"""`classify`: photos in, one answer each."""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from fashion_gui.cli.models import load_engine, model_path, open_network
from fashion_gui.cli.terminal import Terminal
from fashion_gui.cli.texts import text
from fashion_gui.core.answers_table import AnswersTable
from fashion_gui.core.calibration import Calibration, calibrated, read_calibration
from fashion_gui.core.labels import TILE_SIDE, class_names
from fashion_gui.core.photo_files import Unanswered, find_photos
from fashion_gui.core.problems import Problem, problem_sentence
from fashion_gui.core.verdict import Judgement, judge

if TYPE_CHECKING:
    from fashion_gui.engine.engine import Engine
    from fashion_gui.photo.client import PhotoClient


@dataclass(frozen=True)
class Answer:
    """What the network says about the photo at `path`; `findings` are ready for JSON."""

    path: Path
    tile: npt.NDArray[np.uint8]
    probabilities: list[float]
    judgement: Judgement
    findings: list[dict[str, Any]]


def classify(arguments: argparse.Namespace, terminal: Terminal) -> int:
    """Answer every photo.  Returns the exit status: 3 if some were not answered."""
    from fashion_gui.photo.client import PhotoClient

    path = model_path(arguments.model, for_photos=True)
    engine = load_engine()
    asker = _Asker(engine, open_network(engine, path), arguments.recipe, read_calibration(path, "photos"))
    if not terminal.json:
        terminal.note("network", path=path)
    table = AnswersTable(terminal.out_language)
    status = 0
    with PhotoClient() as client:
        for number, photo in enumerate(find_photos(map(Path, arguments.paths)), start=1):
            result = photo if isinstance(photo, Unanswered) else asker.ask(photo, client)
            tile_file = None
            if isinstance(result, Unanswered):
                status = 3
                table.add_unanswered(result)
            else:
                tile_file = _keep_tile(result, number, Path(arguments.tiles)) if arguments.tiles else None
                table.add(result.path, result.judgement, result.probabilities)
            if terminal.json:
                terminal.line(json.dumps(_object(result, tile_file)))
            else:
                _tell(result, terminal)
    if arguments.csv:
        table.save(Path(arguments.csv))
    return status


@dataclass(frozen=True)
class _Asker:
    """From a photo to its answer."""

    engine: "Engine"
    network: str
    recipe: str
    calibration: Calibration

    def ask(self, path: Path, client: "PhotoClient") -> Answer | Unanswered:
        """Raises Problem when no photo at all can be read."""
        try:
            prepared = client.prepare(path, self.recipe)
        except Problem as problem:
            if problem.code == "photo_worker_missing":
                raise
            return Unanswered(path, problem)
        tile = np.frombuffer(prepared.tile, np.uint8).reshape(TILE_SIDE, TILE_SIDE)
        answer = self.engine.predict(tile[np.newaxis], network=self.network)[0]
        probabilities = calibrated(answer, self.calibration.temperature)
        judgement = judge(tile, probabilities, self.calibration)
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
