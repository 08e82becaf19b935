"""`kill -9` at random moments of trainings: what is kept, what is lost, and whether the training can go on.

Run: `python tests/benchmarks/random_kills.py [COUNT] [--seed 1] [--jobs 2] [--keep FOLDER]`.  COUNT (200) kills, half
with an engine that does not learn but saves (`stub_engine`), so that most kills fall inside a save, and half with the
real one, which learns small generated data with the presets "course" and "mlp-best" in turn.  Who is killed:

- "engine": the engine's process, under a real window, which then is asked to restart it and to resume;
- "window": the window's process, while it trains; the next window resumes the run;
- "train": the headless command; a window resumes the run.

Promises, for each kill: the run opens, with the weights of each epoch and the state of the last; no epoch that anybody
was told of is lost; other files stay as they were; no process outlives the window; the lock is free; the run can be
trained on, and in the end is bit for bit what it is without a kill.  The exit status is 1 if one is broken.

- "inside a save": an unfinished one left traces.
- "none to resume": the run had its result already; or its window was killed in the first epoch, and the engine, which
  ends in an orderly way then, takes a run without an epoch away.  Earlier kills of such a run were resumed, but have
  no curves to compare.
- "temporary": files that the kills left, and of these how many lay there still after the run had gone on.
"""

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(1, str(Path(__file__).resolve().parent.parent))

from generated import make_dataset
from kill_victims import REAL, STUB, Site, Told, descendants, living_after
from killed_runs import Kill, Stamps, is_same, look_at, stamps, temporary_files

from fashion_gui.core import runs
from fashion_gui.core.dataset import write_dataset

PRESETS = {STUB: ("course",), REAL: ("course", "mlp-best")}
EPOCHS = {STUB: 40, REAL: 100}
SECONDS = {STUB: 1.2, REAL: 4.0}  # after the start of a training, among which the moments are drawn
VICTIMS = ("engine", "window", "train")
_SURELY_LEARNING = 2 / 3  # of the moments are counted from the first epoch on: it takes seconds to compile
_ORPHAN = 5.0  # seconds that the window's children may outlive it


class Lane:
    """Kills of one kind of victim with one kind of engine, one after another, in a home of its own."""

    def __init__(self, victim: str, site: Site, wholes: dict[str, runs.Run], dice: random.Random) -> None:
        """`wholes` are uninterrupted runs, by their presets."""
        self.victim, self.site, self.wholes, self.dice = victim, site, wholes, dice
        self.kills: list[Kill] = []
        self.begun = 0  # trainings
        self.still_temporary = 0
        for whole in wholes.values():  # runs that nothing may happen to
            shutil.copytree(whole.folder, site.home / "runs" / whole.name)
        self._window: Told | None = None

    def run(self, count: int) -> None:
        """All kills; afterwards each killed run has gone on to its end."""
        while len(self.kills) < count:
            for folder in self._train_and_kill(count):
                self._finish(folder)

    def close(self) -> None:
        """Nothing goes on running."""
        if self._window:
            self._window.close()

    # --- one run after another ----------------------------------------------------------------------------------------

    def _train_and_kill(self, count: int) -> Iterator[Path]:
        """A new run, killed once ("train") or until it is over; its folder when it has come to its end."""
        preset = PRESETS[self.site.kind][self.begun % len(PRESETS[self.site.kind])]
        self.begun += 1
        before = stamps(self.site.home)
        teller, start = self._begin(preset)
        while True:
            started = teller.wait("event", "started", after=start)
            folder = Path(started["folder"])
            moment = self.dice.uniform(0, SECONDS[self.site.kind])
            if started["done"] < started["epochs"] and self.dice.random() < _SURELY_LEARNING:
                teller.wait("event", "epoch", after=start)
            over = teller.look("event", "finished", after=start, seconds=moment)
            if over:
                if self.victim == "train":
                    teller.drain()
                yield folder
                return
            kill = self._kill(teller, folder, before)
            told = max(started["done"], teller.last_epoch(after=start))
            look_at(kill, told, self.wholes[preset])
            if kill.was_over:
                self._leave(folder)
                return
            teller, start = self._resume(folder)
            kill.resumed = teller.wait("event", "started", after=start)["done"] == kill.kept
            if not kill.resumed:
                kill.broken.append("not resumed where it was")
            if self.victim == "train" or len(self.kills) >= count or kill.broken:
                teller.wait("event", "finished", after=start)
                yield folder
                return

    def _finish(self, folder: Path) -> None:
        """The run is over: compare it with the one that was never killed."""
        killed = [kill for kill in self.kills if kill.folder == folder]
        run = runs.read_run(folder)
        equal = is_same(run, self.wholes[run.options.preset])
        left = temporary_files(folder)
        self.still_temporary += len(left)
        for kill in killed:
            kill.equal = equal
            if not equal:
                kill.broken.append("not the same as without a kill")
            if left:
                kill.broken.append("temporary files are still there")
        if not any(kill.broken for kill in killed):
            shutil.rmtree(folder)

    def _leave(self, folder: Path) -> None:
        """A killed run that cannot go on: it has its result, or had learnt nothing yet and is gone."""
        if self.victim == "engine":
            place = self.window().ask(do="restart")
            self.window().look("event", "failed", after=place, seconds=20)  # it cannot resume
        if folder.exists():
            self._finish(folder)

    # --- processes ----------------------------------------------------------------------------------------------------

    def window(self) -> Told:
        """The one there is, or a new one."""
        if self._window is None:
            self._window = self.site.window()
        return self._window

    def _begin(self, preset: str) -> tuple[Told, int]:
        """Who tells of the training, from which place in the news on."""
        if self.victim != "train":
            return self.window(), self.window().ask(do="train", preset=preset, epochs=EPOCHS[self.site.kind])
        return self.site.headless(preset, EPOCHS[self.site.kind]), 0

    def _resume(self, folder: Path) -> tuple[Told, int]:
        window = self.window()
        if self.victim == "engine":
            return window, window.ask(do="restart")
        return window, window.ask(do="resume", folder=str(folder))

    def _kill(self, teller: Told, folder: Path, before: Stamps) -> Kill:
        kill = Kill(self.victim, folder, [])
        self.kills.append(kill)
        if self.victim == "engine":
            victim, place = [one["pid"] for one in teller.news if "pid" in one][-1], len(teller.news)
            family = [victim, *descendants(victim)]
        else:
            victim = teller.process.pid
            family = descendants(victim)
        os.kill(victim, signal.SIGKILL)
        moment = time.monotonic()
        if self.victim == "engine":
            teller.wait("lost", after=place)
        else:
            teller.drain()
            self._window = None if self.victim == "window" else self._window
        orphans = living_after(family, moment + _ORPHAN)
        kill.seconds = time.monotonic() - moment
        if orphans:
            kill.broken.append(f"{len(orphans)} processes outlived it")
        if stamps(self.site.home, but=folder) != before:
            kill.broken.append("other files changed")
        return kill


# --- all of it -------------------------------------------------------------------------------------------------------


def main() -> int:
    """Kill, look, print.  Returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", nargs="?", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2, help="kinds of victims at a time")
    parser.add_argument("--keep", type=Path, help="an empty folder for runs of which a promise was broken")
    arguments = parser.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch:
        place = arguments.keep or Path(scratch)
        lanes = kill_all(place, arguments.count, arguments.seed, arguments.jobs)
    print_table(lanes)
    print(f"{sum(len(lane.kills) for lane in lanes)} kills in {time.monotonic() - began:.0f} s")
    broken = [(lane, kill) for lane in lanes for kill in lane.kills if kill.broken]
    for lane, kill in broken:
        print(f"{lane.site.kind} {kill.victim} {kill.folder.name}: {'; '.join(kill.broken)}")
    return 1 if broken else 0


def kill_all(place: Path, count: int, seed: int, jobs: int) -> list[Lane]:
    """Each kind of engine and victim has its share of `count`; the real engine first, whose kills take longest."""
    write_dataset(place / "data", make_dataset(train_count=2500, test_count=500))
    wholes = {kind: {preset: whole_run(kind, preset, place) for preset in PRESETS[kind]} for kind in (REAL, STUB)}
    kinds = [(kind, victim) for kind in (REAL, STUB) for victim in VICTIMS]
    shares = [count // len(kinds) + (number < count % len(kinds)) for number in range(len(kinds))]

    def work(number: int) -> Lane:
        kind, victim = kinds[number]
        site = Site(kind, place / f"{kind}-{victim}", place / "data")
        lane = Lane(victim, site, wholes[kind], random.Random(f"{seed} {number}"))
        with closing(lane):
            try:
                lane.run(shares[number])
            except Exception as error:
                lane.kills.append(Kill(victim, site.home, [f"{type(error).__name__}: {error}"]))
        print(f"{kind}, {victim}: {len(lane.kills)} kills", file=sys.stderr, flush=True)
        return lane

    with ThreadPoolExecutor(jobs) as pool:
        return list(pool.map(work, range(len(kinds))))


def whole_run(kind: str, preset: str, place: Path) -> runs.Run:
    """An uninterrupted run of the headless command."""
    home = place / f"{kind}-{preset}"
    home.mkdir(parents=True)
    trained = Site(kind, home, place / "data").headless(preset, EPOCHS[kind])
    folder = Path(trained.wait("event", "finished")["folder"])
    trained.close()
    return runs.read_run(folder)


def print_table(lanes: list[Lane]) -> None:
    """A line for each kind of engine and victim, and one for all."""
    columns: list[tuple[str, Callable[[list[Kill]], object]]] = [
        ("kills", len),
        ("inside a save", lambda kills: sum(kill.inside_save for kill in kills)),
        ("opened", lambda kills: sum(not any("opened" in word for word in kill.broken) for kill in kills)),
        ("most epochs lost", lambda kills: max((kill.lost for kill in kills), default=0)),
        ("none to resume", lambda kills: sum(kill.was_over for kill in kills)),
        ("resumed", lambda kills: sum(kill.resumed for kill in kills)),
        ("curves equal", lambda kills: sum(kill.equal for kill in kills)),
        ("seconds to end", lambda kills: f"{max((kill.seconds for kill in kills), default=0):.1f}"),
        ("temporary", lambda kills: sum(kill.leftovers for kill in kills)),
        ("broken", lambda kills: sum(bool(kill.broken) for kill in kills)),
    ]
    print("  ".join([f"{'engine, victim':14}", *(name for name, _ in columns), "still temporary"]))
    everything = [kill for lane in lanes for kill in lane.kills]
    rows = [(f"{lane.site.kind}, {lane.victim}", lane.kills, lane.still_temporary) for lane in lanes]
    for name, kills, still in [*rows, ("all", everything, sum(lane.still_temporary for lane in lanes))]:
        cells = [f"{count(kills)!s:>{len(title)}}" for title, count in columns]
        print("  ".join([f"{name:14}", *cells, f"{still:>15}"]))


if __name__ == "__main__":
    sys.exit(main())
