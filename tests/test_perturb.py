"""Digits spoiled: pixel by pixel what moves, pales and scatters, and what is refused."""

import itertools
import math

import numpy as np
import pytest

from nbhelpers.datasets import digits, perturbed

IMAGE = digits().x[17]
BAD_NUMBERS = [math.nan, math.inf, "1", None, True, [1], 1j]


@pytest.fixture(autouse=True)
def the_strictest_floating_point():
    with np.errstate(all="raise"):
        yield


def test_nothing_done_is_nothing_changed():
    image = IMAGE.copy()
    same = perturbed(image)
    assert same.tolist() == IMAGE.tolist()
    assert not np.shares_memory(same, image)
    with pytest.raises(ValueError, match="read-only"):
        same[0] = 0


@pytest.mark.parametrize(("right", "down"), [*itertools.product([-8, -3, -1, 0, 2, 7, 8], repeat=2)])
def test_moved_pixel_by_pixel(right, down):
    moved = perturbed(IMAGE, shift_right=right, shift_down=down).reshape(8, 8)
    for row, column in itertools.product(range(8), repeat=2):
        from_row, from_column = row - down, column - right
        inside = 0 <= from_row < 8 and 0 <= from_column < 8
        assert moved[row, column] == (IMAGE[8 * from_row + from_column] if inside else 0)


@pytest.mark.parametrize("ink", [0, 0.25, 0.9, 1.1, 1.5, 1e300, 1.7e308])
def test_ink_is_a_factor_that_ends_at_black(ink):
    assert perturbed(IMAGE, ink=ink).tolist() == [min(ink * pixel, 1) for pixel in IMAGE]


def test_more_noise_scatters_further_in_the_same_direction():
    grey = np.full((40, 64), 0.5)
    some, more = (perturbed(grey, noise=noise) - 0.5 for noise in (0.04, 0.08))
    assert more == pytest.approx(2 * some, abs=1e-12)
    assert some.std() == pytest.approx(0.04, rel=0.05)
    assert some.mean() == pytest.approx(0, abs=0.003)
    assert np.array_equal(perturbed(grey, noise=0.04, seed=0) - 0.5, some)
    assert not np.array_equal(perturbed(grey, noise=0.04, seed=1) - 0.5, some)


def test_noise_is_cut_to_paper_and_ink():
    loud = perturbed(IMAGE, noise=5)
    assert (loud.min(), loud.max()) == (0, 1)
    assert np.count_nonzero((loud > 0) & (loud < 1)) < 16
    assert set(perturbed(IMAGE, noise=1.7e308)) == {0, 1}


def test_ink_before_moving_before_noise():
    grey = np.full(64, 0.8)
    noise = perturbed(np.full(64, 0.5), noise=0.05) - 0.5
    both = perturbed(grey, ink=2, shift_down=3, noise=0.05)
    expected = np.repeat([0.0, 1.0], [24, 40]) + noise  # ink is cut to 1 first; on what came in is noise too
    assert both == pytest.approx(np.clip(expected, 0, 1), abs=1e-12)


def test_several_are_spoiled_as_one_is():
    how = {"shift_right": 2, "shift_down": -1, "ink": 0.7}
    many = perturbed(digits().x[:5], **how)
    assert many.shape == (5, 64)
    assert many.tolist() == [perturbed(image, **how).tolist() for image in digits().x[:5]]
    first = perturbed(digits().x[:5], noise=0.3)[0]
    assert first.tolist() == perturbed(digits().x[0], noise=0.3).tolist()


@pytest.mark.parametrize("bad", BAD_NUMBERS, ids=repr)
@pytest.mark.parametrize("name", ["shift_right", "shift_down", "noise", "ink", "seed"])
def test_bad_numbers(name, bad):
    with pytest.raises(ValueError, match=rf"^{name}: expected a .*, got "):
        perturbed(IMAGE, **{name: bad})


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        *[(name, bad) for name in ("shift_right", "shift_down") for bad in (-9, 9, 0.5)],
        ("noise", -0.1),
        ("ink", -1),
        ("seed", -1),
    ],
)
def test_numbers_out_of_range(name, bad):
    with pytest.raises(ValueError, match=rf"^{name}: expected a .*, got {bad}"):
        perturbed(IMAGE, **{name: bad})


@pytest.mark.parametrize(
    "bad",
    [
        None,
        "0" * 64,
        [],
        0.5,
        np.zeros((8, 8)),
        np.zeros(63),
        np.zeros((0, 64)),
        np.zeros((2, 2, 64)),
        [[0.0] * 64, [0.0] * 63],
        np.full(64, -0.01),
        np.full(64, 1.01),
        np.full(64, np.nan),
        [True] * 64,
        [1j] * 64,
        ["0"] * 64,
    ],
    ids=repr,
)
def test_bad_images(bad):
    with pytest.raises(ValueError, match=r"^image: expected pixels from 0 to 1, 64 to a digit, got "):
        perturbed(bad)
