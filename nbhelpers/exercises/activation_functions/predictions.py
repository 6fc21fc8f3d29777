"""The predictions of lesson 04, in the notebook's order."""

from nbhelpers.exercises.prediction import Question

LINEAR_STACK = Question(
    "A network is a stack of ten linear layers with 100 units each. What can it compute that one linear layer of "
    "100 units cannot?",
    [
        "Nothing.",
        "Boundaries with up to ten bends, one for each layer.",
        "Products of its inputs, up to ten of them.",
        "Almost any function, because it has ten times as many weights.",
    ],
    answer=0,
    because="Two linear layers in a row are one linear layer, and so are ten: with 100 inputs, 101,000 parameters "
    "do no more than 10,100 can.",
    name="linear_stack",
    misconception="more layers always mean more power",
    see='explore_activation(activation="linear", z=1.0)',
)

TANH_FAR = Question(
    "At z = 0 tanh is four times as steep as the sigmoid. How do the two compare at z = 3?",
    [
        "tanh is four times as steep there too.",
        "tanh is still steeper, but by less.",
        "Both are equally steep, because both are almost flat.",
        "tanh is flatter, with about a fifth of the sigmoid's slope.",
    ],
    answer=3,
    because="tanh′(3) is 0.0099 and σ′(3) is 0.0452. Because tanh z is 2σ(2z) − 1, its curve is half as wide, "
    "and beyond |z| = 1.66 it is the flatter of the two.",
    name="tanh_far",
    misconception="tanh is steeper than the sigmoid everywhere",
    see='explore_activation(activation="tanh", z=3.0)',
)

RELU_AT_ZERO = Question(
    "What is the derivative of ReLU at z = 0?",
    [
        "0, because the flat part ends there.",
        "1, because the climb begins there.",
        "½, the mean of the slopes on the two sides.",
        "There is none, because the slopes on the two sides differ.",
    ],
    answer=3,
    because="The slope is 0 on the left of 0 and 1 on the right, so there is no derivative at 0 itself. A program "
    "still needs a number, and ours takes 0.",
    name="relu_at_zero",
    misconception="ReLU has a derivative at 0",
    see='explore_activation(activation="relu", z=0.0)',
)

TANH_OR_SIGMOID = Question(
    "The inputs of a layer are normally distributed around 0, its weights are random and its biases are 0. "
    "What is the mean output of sigmoid units, and what is that of tanh units?",
    [
        "0 for both, because both curves are symmetric and so are the inputs.",
        "½ for the sigmoid, 0 for tanh.",
        "½ for both, because tanh is a stretched sigmoid.",
        "It depends on how large the weights are, for both.",
    ],
    answer=1,
    because="The sigmoid is symmetric about the point (0, ½) and tanh about the origin. If z is spread "
    "symmetrically around 0, so are the outputs around ½ and around 0, however large the weights are.",
    name="tanh_or_sigmoid",
    misconception="a symmetric curve means centred outputs",
    see='explore_layer_outputs(activation="sigmoid")',
)

SPARSE = Question(
    "The sums z of a ReLU layer have a standard normal distribution, as they often do at the start. How many of "
    "the layer's outputs are exactly 0?",
    [
        "Hardly any, because a continuous number is never exactly 0.",
        "About 40 in 100.",
        "About half.",
        "Nearly all, because only a few units are active at a time.",
    ],
    answer=2,
    because="z is below 0 as often as above, so half of the units are off at the start. With a bias of −1, which "
    "lowers every z by 1, 84 in 100 outputs are 0.",
    name="sparse",
    misconception="only a few ReLU units are active",
    see='explore_layer_outputs(activation="relu")',
)

STEP_TRAINING = Question(
    "A network has a hidden layer of binary step units and a sigmoid output. Gradient descent trains it for 1000 "
    "epochs. What happens to the weights of its hidden layer?",
    [
        "They learn, only more slowly than with sigmoid units.",
        "They move now and then, when a unit jumps from 0 to 1.",
        "Nothing: after 1000 epochs they are what they were at the start.",
        "They grow without end, because the slope is infinite at the jump.",
    ],
    answer=2,
    because="Their gradients contain the slope of the step, which is 0 wherever it exists. So all of them are 0, "
    "and only the weights and the bias of the output learn.",
    name="step_training",
    misconception="the binary step can be trained",
    see='explore_activation(activation="step", z=1.0)',
)

SOFTMAX_SHARE = Question(
    "Three scores are 3, 2 and 1. Which of these is their softmax?",
    [
        "(0.500, 0.333, 0.167)",
        "(0.953, 0.881, 0.731)",
        "(0.643, 0.286, 0.071)",
        "(0.665, 0.245, 0.090)",
    ],
    answer=3,
    because="Softmax divides each e^z by the sum of all three: 20.086, 7.389 and 2.718 by 30.193. If you divide "
    "the scores themselves by their sum, you get (0.500, 0.333, 0.167).",
    name="softmax_share",
    misconception="softmax is z/Σz",
    see="explore_softmax(z1=3, z2=2, z3=1)",
)

SOFTMAX_ALONE = Question(
    "Softmax turns three scores into three probabilities. The first score is raised and the other two stay the "
    "same. What happens to the probabilities of the other two?",
    [
        "Both stay the same, because their scores have not changed.",
        "Both fall, by the same amount.",
        "Both fall, by the same factor.",
        "Only the larger of the two falls, because the smaller is no rival.",
    ],
    answer=2,
    because="All three are divided by the same sum, which has grown. With scores 3, 2 and 1 and the first raised "
    "by 1, the others fall from 0.245 and 0.090 to 0.114 and 0.042, both to 47 % of what they were.",
    name="softmax_alone",
    misconception="softmax acts on each element alone",
    see="explore_softmax(z1=4, z2=2, z3=1)",
)

ANY_BEND = Question(
    "Six networks with three hidden layers of eight units each train for 200 epochs on a disc and the ring around "
    "it. Sections 1 and 4 have shown why linear and step units cannot learn that. Which of the other four get more "
    "than nine out of ten held-out points right?",
    [
        "All four, because each has a bend and a slope.",
        "tanh, ReLU and leaky ReLU.",
        "ReLU and leaky ReLU, because the other two saturate.",
        "tanh alone, because its outputs are centred.",
    ],
    answer=1,
    because="With the demo's seed these three get all of them right. On the way to the first layer the gradient "
    "passes three slopes, which for the sigmoid are at most ¼ each. So that layer learns slowly, and "
    "after 200 epochs the network gets only 73.6 % right.",
    name="any_bend",
    misconception="any bend will do",
    see="explore_activation_race()",
)

SOFTMAX_SHIFT = Question(
    "1000 is added to each of the scores 1.6, 0.55 and 0.98. What happens to their softmax?",
    [
        "The three become almost equal, because their differences are small beside 1000.",
        "The largest takes almost all, because e^z makes large scores larger still.",
        "Nothing, but a program that follows the formula to the letter cannot compute it.",
        "All three grow by the same factor.",
    ],
    answer=2,
    because="e^1000 is a factor of numerator and denominator, so it cancels. But it has 435 digits, and the "
    "largest float has 309.",
    name="softmax_shift",
    misconception="the probabilities depend on how high all scores lie",
    see="explore_softmax(z1=2.6, z2=1.55, z3=1.98)",
)

QUESTIONS = {
    question.name: question
    for question in (
        LINEAR_STACK,
        TANH_FAR,
        RELU_AT_ZERO,
        TANH_OR_SIGMOID,
        SPARSE,
        STEP_TRAINING,
        SOFTMAX_SHARE,
        SOFTMAX_ALONE,
        ANY_BEND,
        SOFTMAX_SHIFT,
    )
}
