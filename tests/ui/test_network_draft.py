"""The own network as data: steps, and taking them back."""

import pytest

from fashion_gui.core.networks import (
    COURSE_NETWORK,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    GlobalAveragePooling2D,
    MaxPooling2D,
    Network,
)
from fashion_gui.ui.network_draft import NEW_LAYERS, OUTPUT, NetworkDraft

A, B = Dense(256, "relu"), Dense(128, "relu")
CONV = Conv2D(16, 3, "relu")


@pytest.fixture
def draft():
    return NetworkDraft(COURSE_NETWORK)


def test_it_begins_as_the_network(draft):
    assert draft.layers == (A, B, OUTPUT)
    assert draft.network == COURSE_NETWORK
    assert draft.problem is None
    assert not draft.can_undo()
    assert not draft.can_redo()


def test_layers_are_put_behind_the_chosen_one(draft):
    assert draft.insert(Dropout(0.3), after=0) == 1
    assert draft.insert(BatchNormalization(), after=-1) == 0
    assert draft.insert(Dropout(0.5), after=99) == 4
    assert draft.layers == (BatchNormalization(), A, Dropout(0.3), B, Dropout(0.5), OUTPUT)
    assert draft.network == Network(draft.layers)


@pytest.mark.parametrize("layer", [CONV, MaxPooling2D(2), GlobalAveragePooling2D()])
def test_what_needs_a_picture_is_put_where_there_is_one(draft, layer):
    assert draft.insert(layer, after=2) == 0
    assert draft.layers == (layer, A, B, OUTPUT)


def test_convolutions_follow_one_another(draft):
    assert draft.insert(CONV, after=2) == 0
    assert draft.insert(MaxPooling2D(2), after=0) == 1
    assert draft.insert(GlobalAveragePooling2D(), after=4) == 2
    assert draft.insert(CONV, after=4) == 2  # before the mean, after which there is no picture
    assert draft.problem is None


@pytest.mark.parametrize("layer", NEW_LAYERS, ids=lambda layer: type(layer).__name__)
def test_every_kind_can_be_added(draft, layer):
    draft.insert(CONV, after=-1)
    draft.insert(layer, after=0)
    assert draft.problem is None


def test_the_outputs_stay(draft):
    for change in (
        lambda: draft.remove(2),
        lambda: draft.move(2, 0),
        lambda: draft.move(0, 2),
        lambda: draft.change(2, Dense(11, "softmax")),
        lambda: draft.remove(-1),
        lambda: draft.move(1, 1),
        lambda: draft.change(0, A),
    ):
        change()
        assert draft.layers == COURSE_NETWORK.layers
    assert not draft.can_undo()


def test_layers_are_moved(draft):
    draft.insert(Dropout(0.1), after=1)
    draft.move(2, 0)
    assert draft.layers == (Dropout(0.1), A, B, OUTPUT)
    draft.move(0, 1)
    assert draft.layers == (A, Dropout(0.1), B, OUTPUT)


def test_the_last_possible_network_stays(draft):
    draft.insert(CONV, after=-1)
    possible = draft.network
    draft.move(0, 1)
    assert draft.problem.code == "layer_without_picture"
    assert draft.network == possible
    draft.change(1, Conv2D(24, 3, "relu"))
    assert draft.network == possible
    draft.remove(1)
    assert draft.problem is None
    assert draft.network == COURSE_NETWORK


def test_what_comes_of_the_layers_is_told_as_far_as_it_goes(draft):
    assert [row.parameters for row in draft.rows()] == [200_960, 32_896, 1_290]
    draft.insert(CONV, after=-1)
    draft.move(0, 1)
    assert [row.name for row in draft.rows()] == ["dense"]
    draft.undo()
    assert [row.name for row in draft.rows()] == ["conv2d", "dense", "dense_1", "dense_2"]


def test_every_step_is_undone_and_redone(draft):
    states = [draft.layers]
    for step in (
        lambda: draft.insert(CONV, after=-1),
        lambda: draft.change(0, Conv2D(8, 3, "relu")),
        lambda: draft.change(0, Conv2D(8, 5, "relu")),
        lambda: draft.move(0, 2),
        lambda: draft.remove(1),
        lambda: draft.start_from(Network((OUTPUT,))),
    ):
        step()
        states.append(draft.layers)
    assert len(set(states)) == 7
    for state in reversed(states[:-1]):
        draft.undo()
        assert draft.layers == state
    assert not draft.can_undo()
    assert (draft.problem, draft.network) == (None, COURSE_NETWORK)
    for state in states[1:]:
        draft.redo()
        assert draft.layers == state
    assert not draft.can_redo()
    draft.redo()
    assert draft.layers == states[-1]


def test_typing_a_number_is_one_step(draft):
    for units in (2, 25, 250):
        draft.change(0, Dense(units, "relu"))
    draft.change(0, Dense(250, "tanh"))
    draft.change(1, Dense(9, "relu"))
    assert draft.layers == (Dense(250, "tanh"), Dense(9, "relu"), OUTPUT)
    draft.undo()
    draft.undo()
    assert draft.layers == (Dense(250, "relu"), B, OUTPUT)
    draft.undo()
    assert draft.layers == (A, B, OUTPUT)


def test_a_change_after_an_undo_is_a_step_of_its_own(draft):
    draft.change(0, Dense(25, "relu"))
    draft.undo()
    draft.change(0, Dense(26, "relu"))
    assert not draft.can_redo()
    draft.undo()
    assert draft.layers == (A, B, OUTPUT)
