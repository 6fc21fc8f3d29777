"""Lesson 3, vanishing gradients: its predictions, its exercises and its tally.

In the notebook: ``from nbhelpers.exercises import vanishing_gradients as lesson``, then ``lesson.predict_cause()``
before a demo, ``lesson.recall_cause()`` after it, ``lesson.check_factor(my_factor)`` below an exercise, and at the
end ``lesson.tally()``.

The three exercises on a chain of neurons are in `vanishing_chains`.
"""

import itertools
import math

import numpy as np

from nbhelpers.exercises.checks import FunctionExercise, ValueExercise
from nbhelpers.exercises.prediction import questions
from nbhelpers.exercises.recognition import slips
from nbhelpers.exercises.record import Catalogue, offered
from nbhelpers.exercises.relations import HALF, INVERSE, SIGN, TWICE, Factor, instead
from nbhelpers.exercises.vanishing_chains import ARRIVING, FACTOR, SIGMOID, SIGMOID_SLOPE
from nbhelpers.gradcheck import numerical_gradient
from nbhelpers.network import NORMAL_STD, chain_gradient

QUESTIONS = questions("""
depth_or_inputs | all of the difference is depth |
    In lesson 2, with w₁ = 0.15, b₁ = 0.40, w₂ = 0.45, b₂ = 0.65 and x = 0.1, ∂E/∂w₁ is about 56 times smaller than
    ∂E/∂w₂. How much of that is depth, the way back through one more neuron?
    - All of it: w₁ lies one neuron further from the error.
    + About 9 times. The rest has to do with the inputs.
    - About 6 times. The rest has to do with the inputs.
    - Nothing: all of it has to do with the inputs.
    = The biases have no input and show depth alone: ∂E/∂b₁ is 9.3 times smaller than ∂E/∂b₂. The other 6.0 is a₁/x.

cause | gradients vanish because outputs are below 1 | explore_chain_gradient(weight=3, bias=-1.5)
    Gradients often shrink on their way back through a chain of sigmoid neurons. Why?
    - Because the outputs are all below 1, and products of such numbers shrink.
    + Because every layer multiplies the gradient by a weight and a slope, w · σ′(z).
    - Because the error becomes smaller from layer to layer.
    - Because of rounding: each layer loses a few digits.
    = On the way back the gradient meets weights and slopes; the outputs are not factors of that product.

steepest | the sigmoid's slope can be anything up to 1 | explore_chain_gradient(n_layers=2, x=0)
    The sigmoid climbs from 0 to 1. How steep can it be at most?
    + Its slope is at most ¼.
    - Its slope is at most ½.
    - Its slope can be anything up to 1, as its outputs can.
    - Its slope has no limit: further out it gets steeper and steeper.
    = σ′ = σ(1 − σ) is largest where both factors are ½, at z = 0, and ½ · ½ = ¼.

ten_sigmoids | a few layers do no harm | explore_chain_gradient(n_layers=10)
    Ten sigmoid neurons stand in a chain, each with weight 1 and bias 0, and x = 0.5. By how much is the gradient
    smaller at the first neuron than at the last?
    - About 4 times, as for a single neuron.
    - About 40 times: 4 for each of the ten.
    - About 1,000 times.
    + About 650,000 times.
    = Each of the nine steps back leaves only 0.225 to 0.235 of the gradient. Steps multiply, and together they
      leave 1.55 millionths.

sigmoid_kept | sigmoid chains must vanish | explore_chain_gradient(weight=4, bias=-2)
    You may choose x, and one weight and one bias for all ten sigmoid neurons. Can the gradient at the first neuron
    be as large as at the last?
    - No: σ′ is at most ¼, so each layer leaves at most a quarter.
    - No: any weight above 1 drives the neurons far out, where σ is flat.
    + Yes, with a large weight, if all neurons stay where σ is steep.
    - Yes, with a small weight, so that no neuron gets to where σ is flat.
    = Nothing is lost where w · σ′(z) = 1, so a large weight can make up for a small slope. But it is a fine
      balance: with w = 4 and b = −2, x = 0 instead of x = 0.5 leaves only 0.047 of the gradient.

relu_lost | only sigmoid vanishes | explore_chain_gradient(weight=0.5, activation="relu")
    Now ten ReLU neurons, each with weight 0.5 and bias 0, and x = 0.5. Every z is positive, so every slope is 1.
    How much of the gradient at the last neuron arrives at the first?
    - All of it: the slope is 1.
    - Half of it.
    + About 0.002 of it.
    - Nothing: these neurons are dead.
    = The slope takes nothing away, but the weight is a factor too: 0.5 to the power of 9 is 0.00195.

any_start | a good initialisation fixes any activation | explore_gradient_flow(init="he")
    Ten hidden layers of 16 sigmoid units each should pass the gradient on without loss. Which of the three
    initialisations achieves this?
    - Small normal: small weights keep the units where the sigmoid is steep.
    - Xavier's: it is made to keep the size.
    - He's: its weights are the largest.
    + None of the three.
    = Per layer they leave 0.102, 0.210 and 0.299 of it. Xavier assumes a slope of 1 and He a slope of √½; the
      sigmoid's ¼ is too little for both.

first_layer | all layers learn at the same pace | explore_training_race()
    A sigmoid network with five hidden layers trains for 300 epochs. Which of its layers has moved furthest from its
    random start, measured against its own size?
    - The first: it starts furthest from what is needed.
    - All about equally: they share one learning rate.
    + The last: more than fifty times as far as the first.
    - One in the middle.
    = With the seed of the demo the first layer has moved by 0.0075 of its size and the last by 0.50: where hardly
      any gradient arrives, hardly anything moves.

train_longer | a vanishing gradient is only a matter of patience | explore_training_race(n_epochs=600)
    After 300 epochs the deep sigmoid network still guesses: half of its answers are wrong. Now it trains ten times
    as long. What happens?
    - The early layers catch up, and it learns the circle.
    + It still guesses.
    - It gets about three quarters of the answers right.
    - Its weights grow without bound.
    = After 3,000 epochs E is still 0.693, as for a network that always answers ½. From a lucky start, that of seed
      24, it reaches E ≤ 0.3 after 3,746, and ReLU after 9. More epochs compensate for the small factor; they do not
      remove it.

tanh_cure | tanh cures vanishing | explore_chain_gradient(weight=2, activation="tanh")
    tanh has slope 1 at z = 0, four times that of the sigmoid. Take ten tanh neurons, each with weight 2 and bias 0,
    and x = 0.5. How much of the gradient at the last neuron arrives at the first?
    - About 500 times as much: it doubles nine times.
    - All of it, more or less: tanh does not shrink gradients.
    - About a tenth of it.
    + About a millionth of it.
    = The slope is 1 at z = 0 only: the outputs climb to 0.96, where w · tanh′(z) is 0.166. So 1.3 millionths
      arrive, less than through ten sigmoid neurons with weight 1.

exploding | gradients can only shrink | explore_chain_gradient(n_layers=20, weight=2, activation="relu")
    Twenty ReLU neurons, each with weight 2 and bias 0, and x = 0.5. How does the gradient at the first neuron
    compare with that at the last?
    - It is smaller: gradients shrink on the way back.
    + It is about 500,000 times as large.
    - It is about 40 times as large.
    - It is the same: ReLU's slope is 1.
    = It doubles nineteen times, which makes it 524,288 times as large: the same product that vanishes below 1
      explodes above it.
""")
"""The predictions by name, in the notebook's order."""


def _steepest_measured():
    """Return the largest slope of short straight lines along the sigmoid."""
    z = np.linspace(-8, 8, 16_001)
    return float(np.max(np.diff(SIGMOID(z)) / np.diff(z)))


LARGEST_SLOPE = ValueExercise(
    "largest_slope",
    "The largest slope",
    "That is the most the sigmoid lets through, and it does so at one place only: z = 0.",
    0.25,
    slips(
        """
        the largest output [the sigmoid's slope can be anything up to 1]: 1 is what the outputs come close to. Where
            they do, the curve is almost flat. Where is it steepest?
        the output there: ½ is how high σ is at its steepest place. How steep is it there?
        the place: The steepest place is indeed z = 0, but how steep is it there? With a slope of 0 nothing would
            get through.
        reversed: A slope of 4 would take the outputs from 0 to 1 within a quarter of a unit. Did you invert a
            fraction?
        sign reversed: The size is right. Does σ rise or fall there?
        """,
        {
            "the largest output": 1,
            "the output there": 0.5,
            "the place": 0,
            "reversed": INVERSE,
            "sign reversed": SIGN,
        },
    ),
    oracle=_steepest_measured,
    too_small="Somewhere the sigmoid is steeper than this. What is a(1 − a) where its two factors are equal?",
    too_large="Nowhere is the sigmoid as steep as this. How large can a(1 − a) be, with a between 0 and 1?",
)

LAYERS_LEFT = ValueExercise(
    "layers_left",
    "When less than a millionth is left",
    "Ten layers are not many, and even at its steepest the sigmoid leaves next to nothing.",
    10,
    slips(
        """
        one too few: How much do 9 layers leave? Compare it with 0.000001.
        one too many: That is true after 11 layers. Is it true a little earlier?
        not a whole number: There exactly a millionth would be left. The number of layers is whole: after which
            layer is it less for the first time?
        a tenth each: If each layer left a tenth, a millionth would be left after 6. Here each leaves a quarter.
        a half each: 20 layers are needed if each leaves a half. Here each leaves a quarter.
        three quarters each: 49 layers are needed if each takes a quarter away. Here a quarter is what each leaves.
        a thousandth: After 5 layers less than a thousandth is left. The question asks for a millionth.
        subtracted: Four quarters make a whole, but here they multiply: each layer leaves a quarter of what reaches
            it.
        divided once [a few layers do no harm]: You divided a million by 4. Each layer divides by 4 again, so the
            factors multiply.
        """,
        {
            "one too few": 9,
            "one too many": 11,
            "not a whole number": math.log(1e6) / math.log(4),
            "a tenth each": 6,
            "a half each": TWICE,
            "three quarters each": 49,
            "a thousandth": HALF,
            "subtracted": 4,
            "divided once": 250_000,
        },
    ),
    oracle=lambda: next(n for n in itertools.count() if 4**n > 10**6),
    too_small="After so few layers more than a millionth is left. How much is left after two, and after three?",
    too_large="Fewer layers are enough. By how much does each of them divide what is left?",
)

KEEPING_WEIGHT = ValueExercise(
    "keeping_weight",
    "A weight that keeps the gradient",
    "With it w · σ′(0) = 1, so the gradient passes unchanged as long as z stays at 0.",
    4,
    slips(
        """
        weight 1 [the sigmoid's slope can be anything up to 1]: With weight 1 the factor is σ′(0) alone. How large
            is that?
        not inverted: This is σ′(0) itself. What must it be multiplied by to give 1?
        the output inverted [gradients vanish because outputs are below 1]: With this weight w · σ(0) is 1. What
            counts on the way back is the slope there, not the output.
        the output: ½ is the output at z = 0. Which w makes the factor w · σ′(0) equal to 1?
        inverted twice: With this weight the gradient grows. Did you divide by σ′(0) twice?
        sign reversed: The size is kept, but the factor is negative: the gradient changes its sign at every layer.
        somewhat less: With this weight w · σ′(0) is ¾, so the gradient shrinks from layer to layer.
        somewhat more: With this weight w · σ′(0) is 1¼, so the gradient grows from layer to layer.
        weight 0: With weight 0 no change gets through at all, in either direction.
        """,
        {
            "weight 1": 1,
            "not inverted": INVERSE,
            "the output inverted": HALF,
            "the output": 0.5,
            "inverted twice": 16,
            "sign reversed": SIGN,
            "somewhat less": 3,
            "somewhat more": 5,
            "weight 0": 0,
        },
    ),
    oracle=lambda: 1 / numerical_gradient(SIGMOID, 0.0),
    too_small="With this weight w · σ′(0) is below 1, so the gradient shrinks from layer to layer.",
    too_large="With this weight w · σ′(0) is above 1, so the gradient grows from layer to layer.",
)

FIRST = Factor("the first gradient", lambda gradients: gradients[0], "At which layer does the way back end?")
LAST = Factor("the last gradient", lambda gradients: gradients[-1], "From which layer does the way back start?")
STEPS = Factor(
    "the number of steps",
    lambda gradients: float(len(gradients) - 1),
    "Which factor, taken at every step, leads from the last gradient to the first?",
)


def _changes(gradients):
    """Return the change at each step back."""
    return gradients[:-1] / gradients[1:]


PER_LAYER = FunctionExercise(
    "per_layer",
    "The change per layer",
    "One number for a whole network: below 1 gradients vanish, above 1 they explode.",
    lambda gradients: (gradients[0] / gradients[-1]) ** (1 / (len(gradients) - 1)),
    (
        (np.array([0.002, 0.01, 0.2]),),
        (np.array([3.1, 1.2, 0.9, 0.27]),),
        (np.array([0.31, 0.47, 0.13, 0.58, 0.64]),),
        (chain_gradient(10, weight=1.0, bias=0.0, activation="sigmoid", x=0.5).gradient,),
    ),
    slips(
        """
        L instead of L − 1: Your root counts the layers. How many steps are there from the last layer to the first?
        arithmetic mean: This is the arithmetic mean of the changes. Changes multiply: taken at every step, your
            number would not lead from the last gradient to the first.
        divided instead of the root: You divided by the number of steps. Factors multiply, so it takes a root. (In
            Python q ** 1 / n is q divided by n: the power comes first.)
        difference instead of ratio: You took the difference per step. What is the gradient multiplied by at each
            step?
        brackets missing: Python divides before it subtracts: 1 / len(gradients) - 1 is less than 0. Where do
            brackets belong?
        geometric mean of the sizes: This is the geometric mean of the sizes. You need that of the changes from
            layer to layer.
        changes one by one: These are the changes at the single steps. Which single factor does the same in as many
            equal steps?
        only the last step: You compared the first two layers only. The whole way from the last layer counts.
        only the first step: You compared the last two layers only. The whole way to the first layer counts.
        logarithm not undone: This is the mean of the logarithms. What undoes a logarithm?
        """,
        {
            "L instead of L − 1": instead(STEPS, len),
            "arithmetic mean": lambda gradients: np.sum(_changes(gradients)) / (len(gradients) - 1),
            "divided instead of the root": lambda gradients: gradients[0] / gradients[-1] / (len(gradients) - 1),
            "difference instead of ratio": lambda gradients: (gradients[0] - gradients[-1]) / (len(gradients) - 1),
            "brackets missing": lambda gradients: (gradients[0] / gradients[-1]) ** (1 / len(gradients) - 1),
            "geometric mean of the sizes": lambda gradients: np.prod(gradients) ** (1 / len(gradients)),
            "changes one by one": _changes,
            "only the last step": lambda gradients: gradients[0] / gradients[1],
            "only the first step": lambda gradients: gradients[-2] / gradients[-1],
            "logarithm not undone": lambda gradients: np.log(gradients[0] / gradients[-1]) / (len(gradients) - 1),
        },
    ),
    oracle=lambda gradients: np.exp(np.mean(np.log(_changes(gradients)))),
    factors=(FIRST, LAST, STEPS),
    built=lambda first, last, steps: (first / last) ** (1 / steps),
)


def _by_keeping_the_scale(n_in):
    """Return the std at which n_in ReLU outputs, weighted and added up, have the mean square of before."""
    z, density = np.polynomial.hermite_e.hermegauss(20)  # z drawn from N(0, 1)
    passed = np.sum(density * np.maximum(z, 0) ** 2) / np.sum(density)
    return 1 / np.sqrt(n_in * passed)


TWO = Factor("the factor 2", lambda n_in: 2.0, "ReLU sets about half of the signal to 0.")
INPUTS = Factor("n_in", float, "With more inputs, more numbers are added up.")

HE_STD = FunctionExercise(
    "he_std",
    "How large weights should start",
    "With it a layer of ReLU neurons passes signals on without changing their size, whatever its width.",
    lambda n_in: np.sqrt(2 / n_in),
    ((8,), (50,), (3,), (784,)),
    slips(
        """
        the variance: This is the variance. How do you get the standard deviation from it?
        Xavier's: This is Xavier's start, for neurons that pass everything on. ReLU sets about half of it to 0.
        Xavier's variance: This is 1/n. If you wrote ** 1/2, Python takes the power 1 first and then halves: the
            exponent needs brackets. If not, two things are missing: the root, and what makes up for the half that
            ReLU sets to 0.
        multiplied by n_in: Your weights grow with n_in. The more inputs are added up, the smaller each weight
            should be.
        upside down: The fraction is upside down. The more inputs are added up, the smaller each weight should be.
        root of n_in only: You took the root of the denominator only. The 2 belongs to the variance as well.
        root of 2 only: You took the root of the numerator only. Is the division inside your brackets?
        2 in the denominator: The 2 is in the denominator, so the weights start smaller than Xavier's. ReLU lets
            less through: should they be smaller or larger?
        bound of an even draw: This is how far a uniform draw reaches on either side of 0. Its standard deviation
            is smaller.
        the same for every width: Your weights start the same whatever n_in is. With more inputs, more numbers are
            added up.
        """,
        {
            "the variance": lambda n_in: 2 / n_in,
            "Xavier's": instead(TWO, lambda n_in: 1.0),
            "Xavier's variance": lambda n_in: 1 / n_in,
            "multiplied by n_in": instead(INPUTS, lambda n_in: 1 / n_in),
            "upside down": INVERSE,
            "root of n_in only": instead(TWO, lambda n_in: 4.0),
            "root of 2 only": instead(INPUTS, lambda n_in: float(n_in**2)),
            "2 in the denominator": instead(TWO, lambda n_in: 0.5),
            "bound of an even draw": instead(TWO, lambda n_in: 6.0),
            "the same for every width": lambda n_in: NORMAL_STD,
        },
    ),
    oracle=_by_keeping_the_scale,
    factors=(TWO, INPUTS),
    built=lambda two, inputs: np.sqrt(two / inputs),
)

CATALOGUE = Catalogue(
    SIGMOID_SLOPE, FACTOR, ARRIVING, LARGEST_SLOPE, LAYERS_LEFT, KEEPING_WEIGHT, PER_LAYER, HE_STD
)
"""The exercises by name, in the notebook's order, each with the slips that it knows."""

globals().update(offered(QUESTIONS, CATALOGUE))
