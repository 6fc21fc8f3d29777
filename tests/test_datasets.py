"""The data sets: what they promise of themselves, by their defining rules."""

import hashlib
import itertools
from importlib import resources

import numpy as np
import pytest

from nbhelpers.datasets import LINES, PLANAR, REACH, SIX, TURNS, Digits, Planar, digits, perturbed, planar, split

pytestmark = pytest.mark.usefixtures("strictest_floating_point")

IMAGE = digits().x[17]


def test_the_points_of_the_lines_and_the_six_samples():
    sums = {"walkthrough": 0.625, "one_to_five": 55, "narrow": 0.15625, "stretched": 5.625, "noisy": 3.75}
    assert {name: np.sum(points.x**2) for name, points in LINES.items()} == pytest.approx(sums, rel=1e-14)
    for name, (x, z) in LINES.items():
        assert len(x) == len(z)
        assert np.array_equal(z, 2 * x) == (name != "noisy")
        assert np.abs(z - 2 * x).max() < 3 * 0.4
    every = [array for points in (SIX, *LINES.values()) for array in points]
    assert {(array.dtype.name, array.flags.writeable) for array in every} == {("float64", False)}


@pytest.mark.parametrize("name", PLANAR)
def test_a_set_is_balanced_centred_and_of_one_seed_and_noise_scatters_its_points_by_so_much(name):
    for n in (2, 3, 251):
        x, target = planar(name, n_samples=n)
        assert (x.shape, x.dtype, target.shape, target.dtype) == ((n, 2), float, (n, 1), float)
        assert np.bincount(target[:, 0].astype(int)).tolist() == [n - n // 2, n // 2]
    one, same, other = (planar(name, seed=seed) for seed in (3, 3, 4))
    assert (type(one), one.x.shape) == (Planar, (250, 2))
    assert np.array_equal(one.x, same.x)
    assert not np.array_equal(one.x, other.x)
    still, some, more = (planar(name, n_samples=4000, noise=noise, seed=1) for noise in (0, 0.2, 0.4))
    assert 0.95 * REACH < np.abs(still.x).max() <= REACH
    assert np.abs(still.x.mean(axis=0)).max() < 0.1
    scatter = some.x - still.x
    assert more.x - still.x == pytest.approx(2 * scatter, abs=1e-14)
    assert scatter.std(axis=0) == pytest.approx([0.2, 0.2], rel=0.05)
    assert scatter.mean(axis=0) == pytest.approx([0, 0], abs=0.02)
    assert np.array_equal(still.target, more.target)


def clean(name):
    """Return x1, x2 and whether the class is 1, without noise."""
    x, target = planar(name, n_samples=1000, noise=0, seed=5)
    return x[:, 0], x[:, 1], target[:, 0] == 1


def test_the_rule_of_each_set():
    x1, x2, yes = clean("circle")
    radius = np.hypot(x1, x2)
    assert radius[yes].max() <= 0.75
    assert 1.05 <= radius[~yes].min() < radius.max() <= 1.5

    x1, x2, yes = clean("xor")
    assert np.array_equal(yes, (x1 > 0) != (x2 > 0))
    assert np.abs([x1, x2]).min() >= 0.1
    assert np.unique_counts(2 * (x1 > 0) + (x2 > 0)).counts.tolist() == [250] * 4

    x1, x2, yes = clean("moons")
    side = np.where(yes, -1, 1)  # a half turn maps one moon to the other
    from_centre = np.stack([side * x1 + 0.5, side * x2 + 0.25])
    assert np.hypot(*from_centre) == pytest.approx(np.ones(1000), rel=1e-12)
    assert from_centre[1].min() >= -1e-12
    assert x2[yes].max() <= 0.25  # the lower one
    assert x2[~yes].max() > 0.7

    x1, x2, yes = clean("spirals")
    wound = 2 * np.pi * TURNS * np.hypot(x1, x2) / REACH
    along = np.cos(np.arctan2(x2, x1) - wound)  # 1 on the arm that starts at angle 0, −1 on the other
    assert along == pytest.approx(np.where(yes, -1, 1), abs=1e-12)


@pytest.mark.parametrize("fraction", [0.5, 0.29, 0.8])
@pytest.mark.parametrize("data", [*(planar("spirals", n_samples=n) for n in (3, 7, 101, 250)), digits()], ids=len)
def test_a_split_deals_every_sample_once_shuffles_and_keeps_the_classes_in_proportion(data, fraction):
    n_train = int(fraction * len(data[0]) + 0.5)
    one, same, other = (split(data, train_fraction=fraction, seed=seed) for seed in (1, 1, 2))
    assert [len(part[0]) for part in one] == [n_train, len(data[0]) - n_train]
    both = np.vstack([np.column_stack(part) for part in one])
    assert sorted(both.tolist()) == sorted(np.column_stack(data).tolist())
    in_all = np.bincount(data[1].ravel().astype(int))
    for part, same_part, other_part, of_all in zip(one, same, other, (fraction, 1 - fraction), strict=True):
        assert isinstance(part, type(data))
        assert part[1].dtype == data[1].dtype
        assert all(map(np.array_equal, part, same_part))
        label = part[1].ravel().astype(int)
        assert np.bincount(label, minlength=len(in_all)) == pytest.approx(of_all * in_all, abs=1)
        if len(label) > 50:
            assert not np.array_equal(part[1], other_part[1])
            changes = np.mean(np.diff(label) != 0)
            assert 0.3 < changes < (1 if len(in_all) > 2 else 0.7)  # neither class after class nor in turn


def test_the_digits_are_those_of_scikit_learn_in_its_order_in_sixteenths():
    file = resources.files("nbhelpers.datasets") / "digits.npz"
    checksum = hashlib.sha256(file.read_bytes()).hexdigest()
    assert checksum == "aaaac21f74464cc8cd8eb055187842945bbf3dc7a749a65708dbffba29c51219"
    x, label = data = digits()
    assert isinstance(data, Digits)
    assert digits() is data
    assert (x.shape, x.dtype, label.shape, label.dtype) == ((1797, 64), float, (1797,), int)
    assert (16 * x[0, :16]).tolist() == [0, 0, 5, 13, 9, 1, 0, 0, 0, 0, 13, 15, 10, 15, 5, 0]
    assert (16 * x[-1, :16]).tolist() == [0, 0, 10, 14, 8, 1, 0, 0, 0, 2, 16, 14, 6, 1, 0, 0]


def test_a_digit_is_moved_pixel_by_pixel_and_inked_by_a_factor_that_ends_at_black():
    image = IMAGE.copy()
    same = perturbed(image)
    assert same.tolist() == IMAGE.tolist()
    assert not np.shares_memory(same, image)
    for right, down in itertools.product([-8, -3, -1, 0, 2, 7, 8], repeat=2):
        moved = perturbed(IMAGE, shift_right=right, shift_down=down).reshape(8, 8)
        padded = np.pad(IMAGE.reshape(8, 8), 8)
        assert np.array_equal(moved, padded[8 - down : 16 - down, 8 - right : 16 - right])
    for ink in (0, 0.25, 0.9, 1.1, 1.5, 1e300, 1.7e308):
        assert perturbed(IMAGE, ink=ink).tolist() == [min(ink * pixel, 1) for pixel in IMAGE]
    how = {"shift_right": 2, "shift_down": -1, "ink": 0.7}
    many = digits().x[:5]
    assert perturbed(many, **how).tolist() == [perturbed(each, **how).tolist() for each in many]
    assert perturbed(many, noise=0.3)[0].tolist() == perturbed(many[0], noise=0.3).tolist()


def test_noise_comes_last_scatters_in_one_direction_and_is_cut_to_paper_and_ink():
    grey = np.full((40, 64), 0.5)
    some, more = (perturbed(grey, noise=noise) - 0.5 for noise in (0.04, 0.08))
    assert more == pytest.approx(2 * some, abs=1e-12)
    assert (some.mean(), some.std()) == (pytest.approx(0, abs=0.003), pytest.approx(0.04, rel=0.05))
    assert np.array_equal(perturbed(grey, noise=0.04, seed=0) - 0.5, some)
    assert not np.array_equal(perturbed(grey, noise=0.04, seed=1) - 0.5, some)
    loud = perturbed(IMAGE, noise=5)
    assert (loud.min(), loud.max()) == (0, 1)
    assert np.count_nonzero((loud > 0) & (loud < 1)) < 16
    assert set(perturbed(IMAGE, noise=1.7e308)) == {0, 1}
    noise = perturbed(np.full(64, 0.5), noise=0.05) - 0.5
    expected = np.repeat([0.0, 1.0], [24, 40]) + noise  # ink is cut to 1 first; on what came in is noise too
    all_of_it = perturbed(np.full(64, 0.8), ink=2, shift_down=3, noise=0.05)
    assert all_of_it == pytest.approx(np.clip(expected, 0, 1), abs=1e-12)
