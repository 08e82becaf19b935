"""Trainings to their end, as the worker and the command line make them."""

from fashion_gui.core.presets import PRESETS


def never(_event):
    return False


def events_of(engine, training, *, stop=never):
    """What happens until `training` is over; it is stopped as soon as `stop` is true of an event."""
    try:
        while not training.is_over:
            for event in training.advance():
                if stop(event):
                    training.stop()
                yield event
    finally:
        training.abandon()
        engine.settle(training)


def training_events(engine, options, folder, *, run="run", network=None, stop=never):
    """The events of a new training of the preset's network, or of another `network`."""
    network = network or PRESETS[options.preset].network
    training = engine.train(run=run, options=options, network=network, folder=folder)
    return events_of(engine, training, stop=stop)
