"""A kept run in words: its name, what was changed against its preset, how it stands."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from fashion_gui.core.networks import Network
from fashion_gui.core.options import TrainOptions
from fashion_gui.core.presets import PRESETS
from fashion_gui.core.run_list import ListedRun, RunState
from fashion_gui.core.runs import Run
from fashion_gui.ui.language import current_language, grouped
from fashion_gui.ui.option_texts import OptionTexts
from fashion_gui.ui.preset_texts import preset_name

NONE: Final = "—"  # where there is no figure

translate = QCoreApplication.translate  # the name that lupdate looks for

_LOCALES: Final = {"en": QLocale(QLocale.Language.English), "ru": QLocale(QLocale.Language.Russian)}


def run_names(runs: Sequence[Run]) -> dict[str, str]:
    """What each of `runs` is called, by the name of its folder: the user's title, else preset and time.

    The time has seconds where two would be called the same.
    """
    short = {run.name: _preset_and_time(run, seconds=False) for run in runs}
    often = Counter(short.values())
    return {
        run.name: run.title or (_preset_and_time(run, seconds=True) if often[short[run.name]] > 1 else short[run.name])
        for run in runs
    }


def _preset_and_time(run: Run, *, seconds: bool) -> str:
    text = translate("Runs", "{preset}, {time}")
    return text.format(
        preset=preset_name(run.options.preset), time=when_text(run, time="%H:%M:%S" if seconds else "%H:%M")
    )


def when_text(run: Run, *, time: str = "%H:%M") -> str:
    """When the run began: "24 Nov 10:15", with the year where it is not this one; without a `time` only the day."""
    try:
        begun = datetime.fromisoformat(run.created)
    except ValueError:
        return run.created
    this_year = begun.year == datetime.now().year
    form = translate("Runs", "d MMM") if this_year else translate("Runs", "d MMM yyyy")
    day = _LOCALES[current_language()].toString(QDate(begun.year, begun.month, begun.day), form)
    return f"{day} {begun.strftime(time)}".rstrip()


def day_or_time_text(run: Run) -> str:
    """As short as can be: the time of day only in this year."""
    return when_text(run) if run.created.startswith(str(datetime.now().year)) else when_text(run, time="")


def seconds_of(run: Run) -> float:
    """How long the training took, or has taken until now."""
    return run.result.seconds if run.result else sum(epoch.seconds for epoch in run.history)


def duration_text(seconds: float) -> str:
    """ "0:42", "1:02:33"."""
    hours, rest = divmod(round(seconds), 3600)
    minutes, rest = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def accuracy_on_test_set(run: Run) -> float:
    """nan where it was not measured."""
    return run.result.test_accuracy if run.result else math.nan


def best_validation_accuracy(run: Run) -> float:
    """The highest of all epochs; nan without one."""
    return max((epoch.val_accuracy for epoch in run.history), default=math.nan)


def figure_text(value: float) -> str:
    """Four digits, or a dash for nan."""
    return NONE if math.isnan(value) else f"{value:.4f}"


def size_text(size: int) -> str:
    """ "280 MB", "1.2 GB"."""
    megabytes = size / 1_000_000
    if megabytes >= 1000:
        return translate("Runs", "{number} GB").format(number=f"{megabytes / 1000:.1f}")
    number = f"{megabytes:.0f}" if megabytes >= 10 else f"{megabytes:.1f}"
    return translate("Runs", "{number} MB").format(number=number)


# --- states ----------------------------------------------------------------------------------------------------------


def state_text(state: RunState) -> str:
    """One or two words."""
    words = {
        RunState.TRAINING: translate("Runs", "in training"),
        RunState.COMPLETED: translate("Runs", "finished"),
        RunState.STOPPED: translate("Runs", "stopped"),
        RunState.EARLY: translate("Runs", "stopped early"),
        RunState.DIVERGED: translate("Runs", "diverged"),
        RunState.INTERRUPTED: translate("Runs", "interrupted"),
    }
    return words[state]


def state_sentence(listed: ListedRun) -> str:
    """How the run stands, and whether it can be gone on with."""
    sentences = {
        RunState.TRAINING: translate("Runs", "Being trained now: {done} of {asked} epochs are done."),
        RunState.COMPLETED: translate("Runs", "Finished: all {asked} epochs are done."),
        RunState.STOPPED: translate("Runs", "Stopped by you after {done} of {asked} epochs."),
        RunState.EARLY: translate(
            "Runs", "Stopped by itself after {done} of {asked} epochs: the validation loss fell no longer."
        ),
        RunState.DIVERGED: translate("Runs", "Diverged after {done} of {asked} epochs: a smaller rate helps."),
        RunState.INTERRUPTED: translate("Runs", "Interrupted after {done} of {asked} epochs."),
    }
    run = listed.run
    text = sentences[listed.state].format(done=len(run.history), asked=run.options.epochs)
    resumable = translate("Runs", "It can be resumed.")  # not inside an f-string, where lupdate does not look
    return f"{text} {resumable}" if listed.resumable else text


# --- options ---------------------------------------------------------------------------------------------------------


def network_text(network: Network) -> str:
    """ "784-256-128-10" for dense layers alone (those that learn), else layers and parameters."""
    rows = network.rows()
    learning = [row for row in rows if row.parameters]
    if all(row.kind == "Dense" for row in learning):
        return "-".join(str(size) for size in (learning[0].inputs, *(row.units for row in learning)))
    text = translate("Runs", "{layers} layers, {parameters} parameters")
    return text.format(layers=len(network.layers), parameters=grouped(network.parameter_count()))


def changes_text(run: Run) -> str:
    """What differs from the preset, shortly: "Adam, rate 0.003"; a dash where nothing does.

    The epochs are left out: they stand beside it.
    """
    preset = PRESETS.get(run.options.preset)
    parts = [] if preset and preset.network == run.network else [network_text(run.network)]
    usual = preset.options if preset else TrainOptions(preset=run.options.preset)
    parts += changed_options(run.options, usual)
    return ", ".join(parts) or NONE


def changed_options(options: TrainOptions, usual: TrainOptions) -> list[str]:
    """A few words for each option, but the epochs, that is another than in `usual`."""
    choices = OptionTexts().choices()
    words = {
        "optimizer": choices[options.optimizer],
        "learning_rate": translate("Runs", "rate {number}").format(number=f"{options.learning_rate:g}"),
        "schedule": translate("Runs", "schedule: {name}").format(name=choices[options.schedule]),
        "batch_size": translate("Runs", "batch {number}").format(number=options.batch_size),
        "weight_decay": translate("Runs", "weight decay {number}").format(number=f"{options.weight_decay:g}"),
        "label_smoothing": translate("Runs", "smoothing {number}").format(number=f"{options.label_smoothing:g}"),
        "averaging": translate("Runs", "averaged weights") if options.averaging else translate("Runs", "no averaging"),
        "patience": translate("Runs", "patience {number}").format(number=options.patience),
        "flips": translate("Runs", "mirrored") if options.flips else translate("Runs", "not mirrored"),
        "shifts": translate("Runs", "shifts up to {number}").format(number=options.shifts),
        "validation_share": translate("Runs", "validation share {number}").format(
            number=f"{options.validation_share:g}"
        ),
        "photos": translate("Runs", "with photos") if options.photos else translate("Runs", "without photos"),
        "seed": translate("Runs", "seed {number}").format(number=options.seed),
    }
    # The photos' file has another name each time.
    ours, theirs = (replace(one, photos="yes" if one.photos else "") for one in (options, usual))
    return [text for name, text in words.items() if getattr(ours, name) != getattr(theirs, name)]
