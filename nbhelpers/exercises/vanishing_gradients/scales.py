"""Exercises of lesson 03 on scales: by what a gradient changes per layer, and how large weights should start."""

import numpy as np

from nbhelpers.exercises.exercise import Exercise, Mistake
from nbhelpers.network import NORMAL_STD, chain_gradient


def _gain(gradients):
    """Return the geometric mean of the change per layer."""
    return (gradients[0] / gradients[-1]) ** (1 / (len(gradients) - 1))


def _changes(gradients):
    """Return the change at each step back."""
    return gradients[:-1] / gradients[1:]


PER_LAYER = Exercise(
    name="per_layer",
    title="The change per layer",
    reference=_gain,
    oracle=lambda gradients: np.exp(np.mean(np.log(_changes(gradients)))),
    correct="One number for a whole network: below 1 gradients vanish, above 1 they explode.",
    cases=(
        (np.array([0.002, 0.01, 0.2]),),
        (np.array([3.0, 1.2, 0.9, 0.25]),),
        (np.array([0.3, 0.6]),),
        (chain_gradient(10, weight=1.0, bias=0.0, activation="sigmoid", x=0.5).gradient,),
    ),
    mistakes=(
        Mistake(
            "L instead of L − 1",
            lambda gradients: (gradients[0] / gradients[-1]) ** (1 / len(gradients)),
            "Your root counts the layers. How many steps are there from the last layer to the first?",
        ),
        Mistake(
            "arithmetic mean",
            lambda gradients: np.mean(_changes(gradients)),
            "This is the arithmetic mean of the changes. Changes multiply: taken at every step, your number would "
            "not lead from the last gradient to the first.",
        ),
        Mistake(
            "reversed",
            lambda gradients: 1 / _gain(gradients),
            "This is the change on the way forward. The way back starts at the last layer.",
        ),
        Mistake(
            "root forgotten",
            lambda gradients: gradients[0] / gradients[-1],
            "This is the change over all layers together. Which factor per step leads to it?",
        ),
        Mistake(
            "reversed, root forgotten",
            lambda gradients: gradients[-1] / gradients[0],
            "Two things are not right: this is the way forward, and it is the change over all layers together.",
        ),
        Mistake(
            "divided instead of the root",
            lambda gradients: gradients[0] / gradients[-1] / (len(gradients) - 1),
            "You divided by the number of steps. Factors multiply, so it takes a root. (In Python q ** 1 / n is q "
            "divided by n: the power comes first.)",
        ),
        Mistake(
            "difference instead of ratio",
            lambda gradients: (gradients[0] - gradients[-1]) / (len(gradients) - 1),
            "You took the difference per step. What is the gradient multiplied by at each step?",
        ),
        Mistake(
            "mean of the sizes",
            lambda gradients: np.mean(gradients),
            "This is the mean size of the gradients. How does the size change from layer to layer?",
        ),
        Mistake(
            "geometric mean of the sizes",
            lambda gradients: np.prod(gradients) ** (1 / len(gradients)),
            "This is the geometric mean of the sizes. You need that of the changes from layer to layer.",
        ),
        Mistake(
            "changes one by one",
            _changes,
            "These are the changes at the single steps. Which single factor does the same in as many equal steps?",
        ),
        Mistake(
            "only the last step",
            lambda gradients: gradients[0] / gradients[1],
            "You compared the first two layers only. The whole way from the last layer counts.",
        ),
        Mistake(
            "only the first step",
            lambda gradients: gradients[-2] / gradients[-1],
            "You compared the last two layers only. The whole way to the first layer counts.",
        ),
        Mistake(
            "logarithm not undone",
            lambda gradients: np.log(_gain(gradients)),
            "This is the mean of the logarithms. What undoes a logarithm?",
        ),
    ),
)


def _by_keeping_the_scale(n_in):
    """Return the std at which n_in ReLU outputs, weighted and added up, have the mean square of before."""
    z, density = np.polynomial.hermite_e.hermegauss(20)  # z drawn from N(0, 1)
    passed = np.sum(density * np.maximum(z, 0) ** 2) / np.sum(density)
    return 1 / np.sqrt(n_in * passed)


HE_STD = Exercise(
    name="he_std",
    title="How large weights should start",
    reference=lambda n_in: np.sqrt(2 / n_in),
    oracle=_by_keeping_the_scale,
    correct="With it a layer of ReLU neurons passes signals on without changing their size, whatever its width.",
    cases=((8,), (50,), (3,), (784,)),
    mistakes=(
        Mistake(
            "the variance",
            lambda n_in: 2 / n_in,
            "This is the variance. How do you get the standard deviation from it?",
        ),
        Mistake(
            "Xavier's",
            lambda n_in: np.sqrt(1 / n_in),
            "This is Xavier's start, for neurons that pass everything on. ReLU sets about half of it to 0.",
        ),
        Mistake(
            "Xavier's variance",
            lambda n_in: 1 / n_in,
            "This is 1/n. If you wrote ** 1/2, Python takes the power 1 first and then halves: the exponent "
            "needs brackets. If not, two things are missing: the root, and what makes up for the half that ReLU "
            "sets to 0.",
        ),
        Mistake(
            "multiplied by n_in",
            lambda n_in: np.sqrt(2 * n_in),
            "Your weights grow with n_in. The more inputs are added up, the smaller each weight should be.",
        ),
        Mistake(
            "upside down",
            lambda n_in: np.sqrt(n_in / 2),
            "The fraction is upside down. The more inputs are added up, the smaller each weight should be.",
        ),
        Mistake(
            "root of n_in only",
            lambda n_in: 2 / np.sqrt(n_in),
            "You took the root of the denominator only. The 2 belongs to the variance as well.",
        ),
        Mistake(
            "root of 2 only",
            lambda n_in: np.sqrt(2) / n_in,
            "You took the root of the numerator only. Is the division inside your brackets?",
        ),
        Mistake(
            "2 in the denominator",
            lambda n_in: 1 / np.sqrt(2 * n_in),
            "The 2 is in the denominator, so the weights start smaller than Xavier's. ReLU lets less through: "
            "should they be smaller or larger?",
        ),
        Mistake(
            "squared",
            lambda n_in: (2 / n_in) ** 2,
            "You squared the variance. How do you get from the variance to the standard deviation?",
        ),
        Mistake(
            "bound of an even draw",
            lambda n_in: np.sqrt(6 / n_in),
            "This is how far a uniform draw reaches on either side of 0. Its standard deviation is smaller.",
        ),
        Mistake(
            "the same for every width",
            lambda n_in: NORMAL_STD,
            "Your weights start the same whatever n_in is. With more inputs, more numbers are added up.",
        ),
    ),
)
