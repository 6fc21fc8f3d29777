"""Slips on the way back, as data: each gets a factor of the chain rule wrong, or the step, and the rest right.

A slip made on any input is a wrong function (`gradients_with`, `step_with`); made on one example it is a wrong
number (`value_with`). So each slip is described once, for every exercise that can draw it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from nbhelpers.backprop import PARAMETERS, TwoNeurons, backward, sigmoid, update
from nbhelpers.exercises.exercise import Mistake


@dataclass(frozen=True, eq=False)
class Slip:
    """One slip."""

    name: str
    message: str
    # from the right backward pass, the old parameters and the right new ones: what the wrong factors become
    factors: Callable = lambda right, old, new: {}
    # from a parameter's old value, its gradient and α: what is taken for its new value
    step: Callable = lambda old, gradient, rate: old - rate * gradient
    misconception: str | None = None  # as for `Mistake`, like name and message


def _backward_with(slip, params, x, T, rate=0.0):
    right = backward(params, x, T)
    return replace(right, **slip.factors(right, params, update(params, right, rate)))


def gradients_with(slip):
    """Return a function that computes the four gradients with a slip."""

    def gradients(w1, b1, w2, b2, x, T):
        wrong = _backward_with(slip, TwoNeurons(w1, b1, w2, b2), x, T)
        return [getattr(wrong, p) for p in PARAMETERS]

    return gradients


def step_with(slip):
    """Return a function that computes the four parameters after one step with a slip."""

    def step(w1, b1, w2, b2, x, T, learning_rate):
        old = TwoNeurons(w1, b1, w2, b2)
        wrong = _backward_with(slip, old, x, T, learning_rate)
        return [slip.step(getattr(old, p), getattr(wrong, p), learning_rate) for p in PARAMETERS]

    return step


def value_with(slip, example, parameter):
    """Return one parameter after one step on an `Example`, with a slip."""
    old = [getattr(example.params, p) for p in PARAMETERS]
    new = step_with(slip)(*old, example.x, example.target, example.learning_rate)
    return new[PARAMETERS.index(parameter)]


def mistakes(slips, answer):
    """Return the slips as mistakes, each with the wrong answer that comes of it."""
    return tuple(Mistake(slip.name, answer(slip), slip.message, slip.misconception) for slip in slips)


def _slope(a):
    return a * (1 - a)


NONE = Slip("none", "Everything is right.")

SIGN = Slip(
    "sign reversed",
    "The sign is reversed. Where a₂ is above T, raising it makes the error larger, so ∂E/∂a₂ is positive "
    "there. What does the inner −a₂ do to the derivative?",
    lambda right, old, new: {"dE_da2": -right.dE_da2},
)
HALF_LOST = Slip(
    "factor 2 too many",
    "There is a factor 2 too many. What does the ½ in E do to the derivative of the square?",
    lambda right, old, new: {"dE_da2": 2 * right.dE_da2},
)
ERROR_ITSELF = Slip(
    "error instead of its slope",
    "Your chain starts with the loss E itself. Its slope is wanted there: how fast E changes when a₂ changes.",
    lambda right, old, new: {"dE_da2": right.E},
)
FLAT_SECOND = Slip(
    "σ′(z₂) forgotten",
    "The factor σ′(z₂) is missing. On the way back from a₂ to z₂ the error passes the second sigmoid: how "
    "steep is it there?",
    lambda right, old, new: {"da2_dz2": 1.0},
    misconception="a larger error means larger gradients",
)
FLAT_FIRST = Slip(
    "σ′(z₁) forgotten",
    "The factor σ′(z₁) is missing. On the way back from a₁ to z₁ the error passes the first sigmoid: how steep is "
    "it there?",
    lambda right, old, new: {"da1_dz1": 1.0},
)
FLAT_BOTH = Slip(
    "both σ′ forgotten",
    "You went back through no sigmoid at all. What happens between a₂ and z₂, and again between a₁ and z₁?",
    lambda right, old, new: {"da2_dz2": 1.0, "da1_dz1": 1.0},
    misconception="a larger error means larger gradients",
)
SLOPE_OF_Z = Slip(
    "z instead of a in σ′",
    "You put z into a(1 − a). That short form of σ′ takes the neuron's output, after the sigmoid.",
    lambda right, old, new: {"da2_dz2": _slope(right.trace.z2), "da1_dz1": _slope(right.trace.z1)},
)
SLOPE_OF_A = Slip(
    "a put through σ again",
    "You took the slope of σ at a. The sigmoid was given z; its slope is wanted at that place.",
    lambda right, old, new: {
        "da2_dz2": _slope(sigmoid(right.trace.a2)),
        "da1_dz1": _slope(sigmoid(right.trace.a1)),
    },
)
SUBTRACTED_LAST = Slip(
    "brackets of 1 − a₂",
    "Python multiplies before it subtracts: a2 * 1 - a2 is not a2 * (1 - a2).",
    lambda right, old, new: {
        "dE_da2": 1.0,
        "da2_dz2": right.dE_da2 * right.trace.a2 - right.trace.a2,
    },
)
NO_BRACKETS = Slip(
    "nothing moves",
    "Nothing moves: the gradient is 0. Look at the brackets of a₂(1 − a₂): what does a2 * 1 - a2 give in Python?",
    lambda right, old, new: {"da2_dz2": 0.0},
)
UNCHANGED = Slip(
    "nothing moves",
    "This is the old value. Are there enough decimals? If you computed it, the step came out as 0: look at the "
    "brackets of a(1 − a).",
    step=lambda old, gradient, rate: old,
)
SLOPE_CUT_SHORT = Slip(
    "(1 − a₁) forgotten",
    "You multiplied by a₁ alone. The slope of the first sigmoid, σ′(z₁), is a₁(1 − a₁).",
    lambda right, old, new: {"da1_dz1": right.trace.a1},
)
NO_W2 = Slip(
    "w₂ forgotten",
    "The factor w₂ is missing. How much does z₂ change when a₁ grows by a little?",
    lambda right, old, new: {"dz2_da1": 1.0},
)
W1_FOR_W2 = Slip(
    "w₁ instead of w₂",
    "You went back through w₁. Which weight stands between a₁ and z₂?",
    lambda right, old, new: {"dz2_da1": old.w1},
)
NO_PATH = Slip(
    "stopped at the second neuron",
    "At the first neuron you start from ∂E/∂z₂. From there the error still has to pass w₂ and the first sigmoid.",
    lambda right, old, new: {"dz2_da1": 1.0, "da1_dz1": 1.0},
)
NEW_W2 = Slip(
    "new w₂ used",
    "You went back through the w₂ that is already updated. At which point were the other factors computed?",
    lambda right, old, new: {"dz2_da1": new.w2},
    misconception="w₁ is updated with the new w₂",
)
SWAPPED = Slip(
    "a₁ and x swapped",
    "You took the input of the other neuron. By which number does this neuron multiply its weight?",
    lambda right, old, new: {"dz2_dw2": right.trace.x, "dz1_dw1": right.trace.a1},
)
LIKE_A_BIAS = Slip(
    "weight treated like a bias",
    "The last factor is missing. When a weight grows by 1, z does not grow by 1: by how much?",
    lambda right, old, new: {"dz2_dw2": 1.0, "dz1_dw1": 1.0},
)
LIKE_A_WEIGHT = Slip(
    "bias treated like a weight",
    "At the bias you multiplied by the neuron's input. By how much does z grow when b grows by 1?",
    lambda right, old, new: {"dz2_db2": right.trace.a1, "dz1_db1": right.trace.x},
)
ONLY_SECOND = Slip(
    "first neuron left out",
    "The first neuron gets nothing: the gradients of w₁ and b₁ are 0. How does the error depend on them?",
    lambda right, old, new: {"da1_dz1": 0.0},
)
NO_BIASES = Slip(
    "biases left out",
    "The biases get nothing. They are parameters like the weights: what is the last factor for them?",
    lambda right, old, new: {"dz1_db1": 0.0, "dz2_db2": 0.0},
)

GRADIENT_ALONE = Slip(
    "gradient instead of the update",
    "This is the gradient. Backpropagation ends there: it says how the error changes, and changes no parameter.",
    step=lambda old, gradient, rate: gradient,
    misconception="backpropagation is the update",
)
UPHILL = Slip(
    "wrong direction",
    "The step has the right length and goes uphill. Look at two signs: that of ∂E/∂a₂ and that in the update.",
    step=lambda old, gradient, rate: old + rate * gradient,
)
NO_RATE = Slip(
    "α forgotten",
    "You took the whole gradient as the step. Where does the learning rate come in?",
    step=lambda old, gradient, rate: old - gradient,
)
DIVIDED = Slip(
    "divided by α",
    "You divided by α. Then a smaller learning rate would make a longer step.",
    step=lambda old, gradient, rate: old - gradient / rate,
)
STEP_ALONE = Slip(
    "step without the old value",
    "This is the step. The new value is wanted: where you are after it.",
    step=lambda old, gradient, rate: -rate * gradient,
)

STEPS = (UNCHANGED, GRADIENT_ALONE, UPHILL, NO_RATE, DIVIDED, STEP_ALONE)
"""Slips after the gradient is found."""

SHARED = (HALF_LOST, ERROR_ITSELF, FLAT_SECOND, SLOPE_OF_Z, SLOPE_OF_A)
"""Slips in what all four gradients share."""

FIRST = (FLAT_FIRST, FLAT_BOTH, SLOPE_CUT_SHORT, NO_W2, W1_FOR_W2, NO_PATH)
"""Slips on the way from the second neuron back to the first."""

WEIGHTS = (SWAPPED, LIKE_A_BIAS)
BIASES = (LIKE_A_WEIGHT,)
