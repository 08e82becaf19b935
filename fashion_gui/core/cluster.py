"""Machines that train together, as the variable TF_CONFIG of TensorFlow names them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from fashion_gui.core.problems import Problem

_JOBS: Final = ("chief", "worker")  # in the order in which TensorFlow counts


@dataclass(frozen=True)
class Task:
    """This process is worker `number` (1-based) of `count`.  The first one is the chief: it alone keeps the run."""

    number: int
    count: int

    @property
    def is_chief(self) -> bool:
        """Whether it decides and writes."""
        return self.number == 1


def task_of(environ: Mapping[str, str]) -> Task | None:
    """What `environ` says of this process; None where it trains alone.  Raises Problem `tf_config_damaged`."""
    text = environ.get("TF_CONFIG", "").strip()
    if not text:
        return None
    try:
        config = json.loads(text)
        sizes = {job: len(_addresses(found)) for job, found in config.get("cluster", {}).items()}
        if set(sizes) - set(_JOBS) or sizes.get("chief", 1) != 1:
            raise ValueError(f"cluster: {', '.join(sizes)}")
        if sum(sizes.values()) <= 1:
            return None
        job, index = config["task"]["type"], int(config["task"]["index"])
        if not 0 <= index < sizes.get(job, 0):
            raise ValueError(f"task: {job} {index}")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        reason = f"{type(error).__name__}: {error}" if isinstance(error, KeyError) else str(error)
        raise Problem("tf_config_damaged", reason=reason[:200]) from error
    before = sizes.get("chief", 0) if job == "worker" else 0
    return Task(before + index + 1, sum(sizes.values()))


def _addresses(found: Any) -> list[str]:
    if not isinstance(found, list) or not all(isinstance(address, str) and ":" in address for address in found):
        raise ValueError(f"cluster: {found}")
    return found
