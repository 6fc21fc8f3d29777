"""What a whole layer of units gives: against closed forms and plain loops."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from on_paper import DF, EACH, LAYER, MEAN_OF_RELU, F

from nbhelpers.activations import layer_outputs


@EACH
def test_a_layer_is_the_function_of_scaled_and_shifted_noise(name):
    noise = layer_outputs("linear", weight_scale=1, bias=0, seed=7).a
    layer = layer_outputs(name, **LAYER)
    assert layer.z == pytest.approx(1.5 * noise - 0.3, rel=1e-14)
    assert (layer.name, layer.n_units, layer.weight_scale, layer.bias) == (name, 2000, 1.5, -0.3)
    a, slopes = ([g[name](z) for z in layer.z.tolist()] for g in (F, DF))
    assert layer.a == pytest.approx(a, rel=1e-13, abs=1e-15)
    mean = math.fsum(a) / 2000
    assert layer.mean == pytest.approx(mean, rel=1e-12, abs=1e-14)
    assert layer.std == pytest.approx(math.sqrt(math.fsum((v - mean) ** 2 for v in a) / 2000), rel=1e-12)
    assert layer.zeros == a.count(0) / 2000
    assert layer.saturated == sum(s < 0.01 for s in slopes) / 2000
    assert layer.mean_slope == pytest.approx(math.fsum(slopes) / 2000, rel=1e-12)


@EACH
@given(weight_scale=st.floats(0, 20), bias=st.floats(-10, 10), seed=st.integers(0, 2**40))
@settings(max_examples=20, deadline=None)
def test_the_histogram_counts_every_output_once(name, weight_scale, bias, seed):
    layer = layer_outputs(name, weight_scale=weight_scale, bias=bias, seed=seed, n=300)
    edges, a = layer.edges.tolist(), layer.a.tolist()
    assert edges == layer_outputs("linear", **LAYER).edges.tolist()
    assert layer.below + layer.counts.sum() + layer.above == 300
    assert (layer.below, layer.above) == (sum(v < edges[0] for v in a), sum(v > edges[-1] for v in a))
    counted = [sum(low <= v < high for v in a) for low, high in itertools.pairwise(edges)]
    counted[-1] += a.count(edges[-1])
    assert layer.counts.tolist() == counted


def test_zero_and_the_ends_of_tanh_are_in_the_middle_of_their_bins():
    edges = layer_outputs("tanh", **LAYER).edges
    assert (edges[0], edges[-1]) == (-2.05, 4.05)
    middles = (edges[1:] + edges[:-1]) / 2
    assert all(np.abs(middles - value).min() < 1e-15 for value in (-1, 0, 1))


def test_the_noise_depends_on_the_seed_alone():
    one, other = (layer_outputs("tanh", weight_scale=1, bias=0, seed=seed) for seed in (0, 1))
    assert not np.array_equal(one.z, other.z)
    assert np.array_equal(one.z, layer_outputs("relu", weight_scale=1, bias=0, seed=0).z)
    assert np.array_equal(one.z[:10], layer_outputs("tanh", weight_scale=1, bias=0, seed=0, n=10).z)
    nearby = layer_outputs("tanh", weight_scale=1.001, bias=0.001, seed=0)
    assert np.abs(nearby.a - one.a).max() < 0.01


@pytest.mark.parametrize(
    ("name", "attribute", "exact"),
    [
        ("relu", "mean", MEAN_OF_RELU),
        ("relu", "std", math.sqrt(0.5 - 1 / (2 * math.pi))),
        ("relu", "zeros", 0.5),
        ("relu", "saturated", 0.5),
        ("relu", "mean_slope", 0.5),
        ("leaky_relu", "mean", 0.99 * MEAN_OF_RELU),
        ("leaky_relu", "zeros", 0),
        ("leaky_relu", "mean_slope", 0.505),
        ("sigmoid", "mean", 0.5),
        ("sigmoid", "saturated", math.erfc(2 * math.acosh(5) / math.sqrt(2))),
        ("tanh", "mean", 0),
        ("tanh", "saturated", math.erfc(math.acosh(10) / math.sqrt(2))),
        ("step", "mean", 0.5),
        ("step", "saturated", 1),
        ("linear", "mean", 0),
        ("linear", "std", 1),
    ],
)
def test_many_units_come_near_the_normal_distribution(name, attribute, exact):
    layer = layer_outputs(name, weight_scale=1, bias=0, seed=3, n=200_000)
    assert getattr(layer, attribute) == pytest.approx(exact, abs=5 / math.sqrt(200_000))


def test_a_layer_without_noise():
    layer = layer_outputs("relu", weight_scale=0, bias=-1, seed=0, n=1)
    assert (layer.mean, layer.std, layer.zeros, layer.saturated) == (0, 0, 1, 1)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"weight_scale": -0.1}, r"weight_scale: expected a finite number from 0 to 1e\+06"),
        ({"weight_scale": math.inf}, r"weight_scale: expected a finite number from 0"),
        ({"weight_scale": "1"}, r"weight_scale: expected a finite number from 0"),
        ({"bias": 2e6}, r"bias: expected a finite number from -1e\+06 to 1e\+06"),
        ({"bias": None}, r"bias: expected a finite number"),
        ({"seed": -1}, r"seed: expected a whole number not below 0"),
        ({"seed": 1.5}, r"seed: expected a whole number"),
        ({"n": 0}, r"n: expected a whole number from 1 to 1,000,000"),
        ({"n": 2.5}, r"n: expected a whole number"),
    ],
    ids=repr,
)
def test_layer_outputs_refuses_by_name(changes, message):
    with pytest.raises(ValueError, match=f"^{message}"):
        layer_outputs("relu", **{**LAYER, **changes})
