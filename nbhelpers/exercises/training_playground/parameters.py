"""The exercise of lesson 05 that counts the parameters of a network."""

import math
from itertools import combinations, pairwise

from nbhelpers.exercises.exercise import Exercise, Mistake
from nbhelpers.network import Network


def _weights(sizes):
    """Count the weights alone."""
    return sum(n_in * n_out for n_in, n_out in pairwise(sizes))


def _each_layer(sizes):
    """Count weights and biases layer by layer."""
    return [(n_in + 1) * n_out for n_in, n_out in pairwise(sizes)]


def _made(sizes):
    """Count the numbers in the library's network."""
    network = Network.create(sizes, hidden="tanh", output="sigmoid", init="normal", seed=0)
    return sum(array.size for array in network.weights + network.biases)


COUNT_PARAMETERS = Exercise(
    name="count_parameters",
    title="How many numbers are learned",
    reference=lambda sizes: sum(_each_layer(sizes)),
    oracle=_made,
    correct="Your count is that of the library's networks, with and without hidden layers.",
    cases=(([2, 3, 1],), ([3, 5],), ([2, 4, 4, 3],), ([6, 1, 7, 2, 5],), ([64, 32, 10],)),
    mistakes=(
        Mistake(
            "biases forgotten",
            _weights,
            "You counted the weights. What else does each unit learn?",
        ),
        Mistake(
            "bias for the inputs too",
            lambda sizes: _weights(sizes) + sum(sizes),
            "You gave a bias to the inputs as well. They are handed in as they are: nothing is added to them.",
        ),
        Mistake(
            "bias on the wrong side",
            lambda sizes: _weights(sizes) + sum(sizes[:-1]),
            "You gave the inputs a bias and the last layer none. To which side of a layer do its biases belong, to "
            "what it takes in or to what it gives?",
        ),
        Mistake(
            "no bias at the output",
            lambda sizes: _weights(sizes) + sum(sizes[1:-1]),
            "The units of the last layer have no bias in your count. They compute z = aW + b like all the others.",
        ),
        Mistake(
            "one bias for each layer",
            lambda sizes: _weights(sizes) + len(sizes) - 1,
            "You counted one bias for each layer. Do all units of a layer share one?",
        ),
        Mistake(
            "one bias for each entry",
            lambda sizes: _weights(sizes) + len(sizes),
            "You counted one bias for each entry of the list. Every unit has its own, except the inputs.",
        ),
        Mistake(
            "both sizes too",
            lambda sizes: sum(n_in * n_out + n_in + n_out for n_in, n_out in pairwise(sizes)),
            "To the weights between two layers you added both sizes, so hidden units have two biases each, and the "
            "inputs one. To which side do the biases belong?",
        ),
        Mistake(
            "one bias in all",
            lambda sizes: _weights(sizes) + 1,
            "You added a single bias. Does the whole network share one?",
        ),
        Mistake(
            "a bias for each weight",
            lambda sizes: 2 * _weights(sizes),
            "You counted as many biases as weights. A unit adds up all its weighted inputs, and then one bias.",
        ),
        Mistake(
            "one more on both sides",
            lambda sizes: sum((n_in + 1) * (n_out + 1) for n_in, n_out in pairwise(sizes)),
            "You added 1 to both sizes. A bias is like a weight of one more input; there is no further unit.",
        ),
        Mistake(
            "units counted",
            sum,
            "These are the units, inputs among them. What is learned sits on the connections between them.",
        ),
        Mistake(
            "biases alone",
            lambda sizes: sum(sizes[1:]),
            "These are the biases, one for each unit. How many weights lead to each of them?",
        ),
        Mistake(
            "layers counted",
            len,
            "This is the length of the list. What is learned sits between its entries.",
        ),
        Mistake(
            "all sizes multiplied",
            math.prod,
            "You multiplied all sizes with each other. A weight connects two layers; pairs add up.",
        ),
        Mistake(
            "added instead of multiplied",
            lambda sizes: sum(n_in + n_out for n_in, n_out in pairwise(sizes)),
            "You added the sizes of two layers. How many connections are there, if each unit of one has a line to "
            "each unit of the other?",
        ),
        Mistake(
            "added, biases too",
            lambda sizes: sum(n_in + 2 * n_out for n_in, n_out in pairwise(sizes)),
            "The biases are counted. But between two layers you added the sizes: how many connections are there, "
            "if each unit of one has a line to each unit of the other?",
        ),
        Mistake(
            "layers squared",
            lambda sizes: sum(n * n for n in sizes),
            "You squared each size. A weight leads from one layer to the next, not from a layer to itself.",
        ),
        Mistake(
            "layers squared, biases too",
            lambda sizes: sum(n * n + n for n in sizes[1:]),
            "You multiplied each size by itself. A weight leads from one layer to the next: which two sizes meet?",
        ),
        Mistake(
            "every other pair, no biases",
            lambda sizes: sum(n_in * n_out for n_in, n_out in zip(sizes[::2], sizes[1::2], strict=False)),
            "You took the sizes two by two, and no biases. Each hidden layer stands in two pairs: it takes in, and "
            "it gives on.",
        ),
        Mistake(
            "every other pair",
            lambda sizes: sum((n_in + 1) * n_out for n_in, n_out in zip(sizes[::2], sizes[1::2], strict=False)),
            "You took the sizes two by two. Each hidden layer stands in two pairs: it takes in, and it gives on.",
        ),
        Mistake(
            "each layer with all later ones",
            lambda sizes: sum(n_in * n_out for n_in, n_out in combinations(sizes, 2)) + sum(sizes[1:]),
            "You connected each layer with all that follow. In a dense network it is connected with the next one.",
        ),
        Mistake(
            "last with the first",
            lambda sizes: sum(_each_layer(sizes)) + (sizes[-1] + 1) * sizes[0],
            "One pair is too many: the last layer with the inputs. In Python sizes[-1] is the last entry. Where "
            "does your loop begin?",
        ),
        Mistake(
            "each layer with all later ones, no biases",
            lambda sizes: sum(n_in * n_out for n_in, n_out in combinations(sizes, 2)),
            "You connected each layer with all that follow, and gave it no biases. In a dense network it is "
            "connected with the next one.",
        ),
        Mistake(
            "last with the first, no biases",
            lambda sizes: _weights(sizes) + sizes[-1] * sizes[0],
            "One pair is too many: the last layer with the inputs. In Python sizes[-1] is the last entry. And what "
            "else does each unit learn, besides weights?",
        ),
        Mistake(
            "first weights alone",
            lambda sizes: sizes[0] * sizes[1],
            "These are the weights of the first layer alone. What else does each unit learn, and what comes after "
            "that layer?",
        ),
        Mistake(
            "only the first pair",
            lambda sizes: _each_layer(sizes)[0],
            "Only the first pair of layers counts in your result. Does return stand inside the loop?",
        ),
        Mistake(
            "only the last pair",
            lambda sizes: _each_layer(sizes)[-1],
            "Only the last pair of layers counts in your result. Does the loop keep what it had before?",
        ),
        Mistake(
            "last pair missing",
            lambda sizes: sum(_each_layer(sizes)[:-1]),
            "The last pair of layers is missing. How many pairs are there in a list of sizes?",
        ),
        Mistake(
            "first pair missing",
            lambda sizes: sum(_each_layer(sizes)[1:]),
            "The first pair is missing: the inputs and the first hidden layer. There are weights between them too.",
        ),
        Mistake(
            "not added up",
            _each_layer,
            "These are the counts of the layers, each by itself. The whole network is asked for.",
        ),
    ),
)
