"""The predictions of lesson 04. A layer's pre-activations are z = x W + b."""

from nbhelpers.exercises.prediction import Question

TANH_OR_SIGMOID = Question(
    "The inputs of a layer are normally distributed around 0, its weights are random and its biases are 0. "
    "What is the mean output of sigmoid units, and what is that of tanh units?",
    [
        "0 for both: both curves are symmetric, and so are the inputs.",
        "½ for the sigmoid, 0 for tanh.",
        "½ for both: tanh is the sigmoid, stretched.",
        "It depends on how large the weights are, for both.",
    ],
    answer=1,
    because="The sigmoid is symmetric about the point (0, ½) and tanh about the origin. So with z spread evenly "
    "around 0 the outputs are spread evenly around ½ and around 0, however large the weights are.",
    name="tanh_or_sigmoid",
    misconception="a symmetric curve means centred outputs",
    see='explore_layer_outputs(activation="sigmoid")',
)

TANH_FAR = Question(
    "At z = 0 tanh is four times as steep as the sigmoid. How do the two compare at z = 3?",
    [
        "tanh is four times as steep there too.",
        "tanh is still steeper, but by less.",
        "Both are equally steep: both are almost flat.",
        "tanh is the flatter one, with about a fifth of the sigmoid's slope.",
    ],
    answer=3,
    because="tanh′(3) is 0.0099 and σ′(3) is 0.0452. As tanh z is 2σ(2z) − 1, it comes to its flat part at half "
    "the distance. Beyond |z| = 1.66 it is the flatter of the two.",
    name="tanh_far",
    misconception="tanh is steeper than the sigmoid everywhere",
    see='explore_activation(activation="tanh", z=3.0)',
)

RELU_AT_ZERO = Question(
    "What is the derivative of ReLU at z = 0?",
    [
        "0: that is where the flat part ends.",
        "1: that is where the climb begins.",
        "½: the mean of the slopes on both sides.",
        "There is none: the slopes on the two sides differ.",
    ],
    answer=3,
    because="To the left of 0 the slope is 0 and to the right it is 1, so there is no derivative. A program needs "
    "a number all the same, and here 0 is chosen.",
    name="relu_at_zero",
    misconception="ReLU has a derivative at 0",
    see='explore_activation(activation="relu", z=0.0)',
)

SPARSE = Question(
    "The pre-activations z of a ReLU layer are standard normal, as they often are at the start. How many of the "
    "layer's outputs are exactly 0?",
    [
        "Hardly any: a continuous number is never exactly 0.",
        "About 40 in 100.",
        "About half.",
        "Nearly all: only a few units are active at a time.",
    ],
    answer=2,
    because="z is below 0 as often as above. The notes say that “only a few neurons are activated”, but at the "
    "start it is half of them. With z lower by 1, which a bias of −1 does, 84 in 100 outputs are 0.",
    name="sparse",
    misconception="only a few ReLU units are active",
    see='explore_layer_outputs(activation="relu")',
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
    because="Softmax divides each e^z by the sum of all three: 20.086, 7.389 and 2.718 by 30.193. Whoever divides "
    "the scores themselves by their sum has (0.500, 0.333, 0.167).",
    name="softmax_share",
    misconception="softmax is z/Σz",
    see="explore_softmax(z1=3, z2=2, z3=1)",
)

SOFTMAX_ALONE = Question(
    "Softmax turns three scores into three probabilities. Now the first score is raised, the other two stay. "
    "What happens to the probabilities of the other two?",
    [
        "Both stay: their scores have not changed.",
        "Both fall, by the same amount.",
        "Both fall, by the same factor.",
        "Only the larger of the two falls: the smaller is no rival.",
    ],
    answer=2,
    because="All three are divided by the same sum, and it has grown. With scores 3, 2 and 1 and the first raised "
    "by 1, the others fall from 0.245 and 0.090 to 0.114 and 0.042, both to 47 % of what they were.",
    name="softmax_alone",
    misconception="softmax acts on each element alone",
    see="explore_softmax(z1=4, z2=2, z3=1)",
)

SOFTMAX_SHIFT = Question(
    "1000 is added to each of the scores 1.6, 0.55 and 0.98. What happens to their softmax?",
    [
        "The three become almost equal: their differences are small beside 1000.",
        "The largest takes almost all: e^z makes large scores larger still.",
        "Nothing, but a program that computes e^z as the formula says cannot find it.",
        "All three grow by the same factor.",
    ],
    answer=2,
    because="e^1000 is a factor above the line and below it, and cancels. But it has 435 digits, and the largest "
    "float has 309. So programs subtract the largest score from all of them first.",
    name="softmax_shift",
    misconception="the probabilities depend on how high all scores lie",
    see="explore_softmax(z1=2.6, z2=1.55, z3=1.98)",
)

STEP_TRAINING = Question(
    "A network has a hidden layer of binary step units and a sigmoid output. It is trained by gradient descent for "
    "1000 epochs. What do the weights of its hidden layer do?",
    [
        "They learn, only more slowly than with sigmoid units.",
        "They move now and then, when a unit jumps from 0 to 1.",
        "Nothing: after 1000 epochs they are what they were at the start.",
        "They grow without end: at the jump the slope is infinite.",
    ],
    answer=2,
    because="On the way back to them lies the slope of the step, which is 0 wherever it exists. So their "
    "gradients are all 0, and only the output's own weights and bias learn.",
    name="step_training",
    misconception="the binary step can be trained",
    see='explore_activation(activation="step", z=1.0)',
)

ANY_BEND = Question(
    "Six networks with three hidden layers of eight units each train for 200 epochs on a disc and the ring around "
    "it. Linear and step units cannot learn that, as sections 1 and 4 have shown. Which of the other four get more "
    "than nine out of ten held-out points right?",
    [
        "All four: each has a bend and a slope.",
        "tanh, ReLU and leaky ReLU.",
        "ReLU and leaky ReLU: the other two saturate.",
        "tanh alone: its outputs are centred.",
    ],
    answer=1,
    because="With the seed of the demo those three get all of them right. On its way to the first layer the "
    "gradient passes three slopes, which for the sigmoid are at most ¼ each: after 200 epochs it gets 73.6 % "
    "right.",
    name="any_bend",
    misconception="any bend will do",
    see="explore_activation_race()",
)

LINEAR_STACK = Question(
    "A network is a stack of ten linear layers with 100 units each. What can it compute that one linear layer of "
    "100 units cannot?",
    [
        "Nothing.",
        "Boundaries with up to ten bends, one for each layer.",
        "Products of its inputs, up to ten of them.",
        "Almost any function: it has ten times as many weights.",
    ],
    answer=0,
    because="Two linear layers in a row are one linear layer, and so are ten: with 100 inputs, 101,000 parameters "
    "do what 10,100 can do.",
    name="linear_stack",
    misconception="more layers always mean more power",
    see='explore_activation(activation="linear", z=1.0)',
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
        SOFTMAX_SHIFT,
        ANY_BEND,
    )
}
