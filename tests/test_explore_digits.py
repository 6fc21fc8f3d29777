"""The demos on digits: numbers and pixels read back from the pictures, and what the sentences say of a training."""

import io
from dataclasses import replace

import numpy as np
import pytest
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex
from numpy.testing import assert_allclose as near
from numpy.testing import assert_array_equal as same
from PIL import Image

from nbhelpers import explore, style
from nbhelpers.datasets import digits, perturbed, split
from nbhelpers.network import Network, forward, one_hot, train
from nbhelpers.views.digits import SheetView
from nbhelpers.views.text import num
from nbhelpers.views.tiles import INKED, SIGNED

TRAIN, TEST = split(digits(), train_fraction=0.75)


@pytest.fixture(scope="module")
def reader():
    return explore.explore_digits(layers="20", n_epochs=3)


@pytest.fixture
def demo(reader):
    return reader.reset()


def trained(layers, n_epochs):
    network = Network.create([64, *layers, 10], hidden="relu", output="softmax", init="he", seed=0)
    how = {"learning_rate": 0.5, "n_epochs": n_epochs, "batch_size": 10, "seed": 0}
    *_, last = train(network, TRAIN.x, one_hot(TRAIN.label, 10), **how)
    return last.network


def shown(lines):
    return [line.get_text() for line in lines]


def test_it_trains_on_three_quarters_of_the_digits_asks_the_rest_and_draws_what_it_finds(demo):
    now, answers, curves = demo.trace.history, demo.trace.predictions, demo.view.curves
    list(map(same, now.network.weights, trained([20], 3).weights))
    assert [len(x) for x, _ in (now.data_train, now.data_test)] == [1348, 449]
    same(answers.probability, forward(now.network, TEST.x).output)
    same(answers.label, TEST.label)
    assert np.mean(answers.predicted == TEST.label) == now.accuracy[-1]
    lines = [trail.line for trail in curves.trails]
    for line, values in zip(lines, (now.loss, now.loss_test, now.accuracy), strict=True):
        same(line.get_data(), [range(4), values])
    assert shown(curves.names)[:2] == ["training", "held out"]
    assert [line.get_linestyle() for line in lines] == ["-", "--", "--"]


def test_every_count_stands_in_its_cell_and_only_the_diagonal_is_blue_and_framed(demo):
    view = demo.view.confusion
    counts = view.counts.rows
    for n_epochs in (0, 3):
        confusion = demo.set(n_epochs=n_epochs).trace.predictions.confusion
        assert (np.diag(confusion).min() == 0) == (n_epochs == 0)
        (picture,) = SIGNED.colors[view.tiles.pictures]
        for (i, j), count in np.ndenumerate(confusion):
            assert counts[i][j].get_text() == (str(count) if count or i == j else "")
            assert to_hex(picture[i, j, :3] / 255) == (style.MODEL if i == j else style.ERROR) or not count
            assert (picture[i, j, 3] > 0) == (count > 0)
    _, frames = demo.view.figure.findobj(LineCollection)
    middles = [np.ptp(frame, axis=0) / 2 + frame.min(axis=0) for frame in frames.get_segments()]
    places = [counts[i][i].get_position() for i in range(10)]
    near(middles, places)
    near(counts[2][7].get_position(), places[2] + np.array([5 * 0.34, 0]))


def test_the_worst_mistakes_are_shown_and_said_and_places_without_one_stay_empty(demo):
    answers, mistakes = demo.trace.predictions, demo.view.errors
    assert len(answers.confident_errors) > 8
    same(mistakes.tiles.pictures, INKED.shades(TEST.x[answers.confident_errors[:8]].reshape(8, 8, 8)))
    said = shown(mistakes.names)
    for i, digit, sure in zip(answers.confident_errors, said[::2], said[1::2], strict=False):
        assert digit == f"{TEST.label[i]}, said {answers.probability[i].argmax()}"
        assert float(sure.strip("( %)")) == pytest.approx(100 * answers.probability[i].max(), abs=0.06)
    label, answer, times = answers.mix_up
    assert f"Its most frequent mistake: {label} taken for {answer} ({times} times)." in demo.text
    few = replace(answers, confident_errors=answers.confident_errors[:3])
    demo.view.update(replace(demo.trace, predictions=few))
    assert len(mistakes.tiles.pictures) == 3
    assert [bool(text) for text in shown(mistakes.names)] == [True] * 6 + [False] * 10


def test_the_weights_are_pictures_and_the_negative_have_holes(demo):
    w = demo.trace.history.network.weights[0]
    view = demo.set(unit=5).view.weights
    for tiles, holes, units in ((view.tiles, view.holes[0], range(16)), (view.large, view.holes[1], [4])):
        same(tiles.pictures, SIGNED.shades(w[:, units].T.reshape(-1, 8, 8) / np.abs(w).max()))
        for unit, corner in zip(units, tiles.places, strict=True):
            column, row = np.floor((holes.get_xydata() - corner) * 8 / tiles.side).T
            inside = (np.minimum(column, row) >= 0) & (np.maximum(column, row) < 8)
            held = sorted(zip(7 - row[inside], column[inside], strict=True))
            assert held == list(zip(*np.nonzero(w[:, unit].reshape(8, 8) < 0), strict=True))
    assert "unit 5 of 20" in shown(view.large_names)[0]
    assert f"Shown large is unit 5 of 20: its weights go from {num(w[:, 4].min(), 3)} to " in demo.text
    training = demo.trace.history
    demo.controls["unit"].value = 64
    assert demo.trace.history is training  # it has not been trained again
    assert "Shown large is unit 20 of 20" in demo.picture.sentence  # there are no more


@pytest.mark.parametrize(
    ("layers", "which", "names"),
    [
        ("", "each digit's probability", range(10)),
        ("3", "all 3 units", range(1, 4)),
        ("1, 5", "the one unit", [1]),
        ("16", "all 16 units", range(1, 17)),
        ("17", "the first 16 of 17 units", range(1, 17)),
    ],
)
def test_whose_weights_they_are(demo, layers, which, names):
    view = demo.set(layers=layers, n_epochs=1).view.weights
    assert f"to {which}: " in view.title.get_text()
    assert [text for text in shown(view.names) if text] == [str(name) for name in names]
    assert len(view.tiles.pictures) == len(names)


def test_what_changes_nothing_is_greyed_out_and_a_run_that_diverges_ends_there(demo):
    for values, idle in (
        ({}, []),
        ({"layers": ""}, ["activation"]),
        ({"layers": "", "n_epochs": 0}, ["activation", "learning_rate", "batch_size"]),
    ):
        demo.reset().set(**values)
        assert [name for name, control in demo.controls.items() if control.disabled] == idle
    demo.reset().set(layers="64, 64, 64, 64", activation="linear", learning_rate=2.0, n_epochs=20)
    assert demo.trace.history.diverged
    assert demo.run.is_finished
    assert f"n_epochs={demo.trace.n_epochs}" in demo.call
    assert demo.trace.n_epochs < 20


def test_picture_bars_and_numbers_of_one_digit_are_those_of_the_network_of_the_other_demo():
    one = explore.explore_digit()
    assert one.controls["sample"].values[-1] == len(TEST.label) - 1
    one.set(sample=7, shift_right=2, noise=0.1, ink=0.8)
    view, spoiled = one.view, perturbed(TEST.x[7], shift_right=2, noise=0.1, ink=0.8)
    for picture, image in ((view.before, TEST.x[7]), (view.now, spoiled)):
        same(picture.pictures[0], INKED.shades(image.reshape(8, 8)))
    shares = forward(trained([64], 40), [TEST.x[7], spoiled]).output
    bars = view.probabilities
    for name, share in zip(("before", "now"), shares, strict=True):
        near([segment[1] for segment in bars.bars[name].get_segments()], np.column_stack([range(10), share]))
        near(list(map(float, shown(bars.numbers[name].rows[0]))), 100 * share, atol=0.051)
    assert bars.frame.get_x() + bars.frame.get_width() / 2 == pytest.approx(TEST.label[7])
    assert "is an 8, " in one.set(sample=int(np.flatnonzero(TEST.label == 8)[0])).text
    assert view.headline.get_text().startswith("An 8. ")


def test_the_sheet_grows_with_its_rows_and_each_digit_stands_over_what_it_is():
    for n, height in ((1, 192), (10, 192), (30, 456), (60, 852)):
        sheet = explore.show_digits(n)
        assert Image.open(io.BytesIO(sheet.png)).size == (2400, 2 * height)
        labels = ", ".join(map(str, TRAIN.label[:n]))
        assert sheet.text == f"Handwritten digits of 8 × 8 pixels, row by row: {labels}."
    assert len(sheet.png) < 150_000  # small enough for a notebook
    (page,) = SheetView(type(TRAIN)(TRAIN.x[:12], TRAIN.label[:12])).figure.axes
    (tiles,) = [artist for artist in page.get_children() if hasattr(artist, "pictures")]
    same(tiles.pictures, INKED.shades(TRAIN.x[:12].reshape(12, 8, 8)))
    labels = [text for text in page.texts if text.get_text().isdigit()]
    assert shown(labels) == [str(label) for label in TRAIN.label[:12]]
    for text, (x, y) in zip(labels, tiles.places, strict=True):
        assert x < text.get_position()[0] < x + tiles.side
        assert text.get_position()[1] < y
    for bad in (0, 61, 1.5, "3", None, True):
        with pytest.raises(ValueError, match=r"^n: expected a whole number from 1 to 60, got "):
            explore.show_digits(bad)
