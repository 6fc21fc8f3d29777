"""The predictions of lesson 03. The gradient in a chain of neurons is ∂a_n/∂z_l, as `chain_gradient` has it."""

from nbhelpers.exercises.prediction import Question

DEPTH_OR_INPUTS = Question(
    "In lesson 2, with w₁ = 0.15, b₁ = 0.40, w₂ = 0.45, b₂ = 0.65 and x = 0.1, ∂E/∂w₁ is about 56 times smaller "
    "than ∂E/∂w₂. How much of that is depth, the way back through one more neuron?",
    [
        "All of it: w₁ lies one neuron further from the error.",
        "About 9 times. The rest has to do with the inputs.",
        "About 6 times. The rest has to do with the inputs.",
        "Nothing: all of it has to do with the inputs.",
    ],
    answer=1,
    because="The biases have no input and show depth alone: ∂E/∂b₁ is 9.3 times smaller than ∂E/∂b₂. "
    "The other 6.0 is a₁/x.",
    name="depth_or_inputs",
    misconception="all of the difference is depth",
)

STEEPEST = Question(
    "The sigmoid climbs from 0 to 1. How steep can it be at most?",
    [
        "Its slope is at most ¼.",
        "Its slope is at most ½.",
        "Its slope can be anything up to 1, as its outputs can.",
        "Its slope has no limit: further out it gets steeper and steeper.",
    ],
    answer=0,
    because="σ′ = σ(1 − σ) is largest where both factors are ½, at z = 0, and ½ · ½ = ¼.",
    name="steepest",
    misconception="the sigmoid's slope can be anything up to 1",
    see="explore_chain_gradient(n_layers=2, x=0)",
)

CAUSE = Question(
    "Gradients often shrink on their way back through a chain of sigmoid neurons. Why?",
    [
        "Because the outputs are all below 1, and products of such numbers shrink.",
        "Because every layer multiplies the gradient by a weight and a slope, w · σ′(z).",
        "Because the error becomes smaller from layer to layer.",
        "Because of rounding: each layer loses a few digits.",
    ],
    answer=1,
    because="On the way back the gradient meets weights and slopes; the outputs are not factors of that product.",
    name="cause",
    misconception="gradients vanish because outputs are below 1",
    see="explore_chain_gradient(weight=3, bias=-1.5)",
)

TEN_SIGMOIDS = Question(
    "Ten sigmoid neurons stand in a chain, each with weight 1 and bias 0, and x = 0.5. By how much is the gradient "
    "smaller at the first neuron than at the last?",
    [
        "About 4 times, as for a single neuron.",
        "About 40 times: 4 for each of the ten.",
        "About 1,000 times.",
        "About 650,000 times.",
    ],
    answer=3,
    because="Each of the nine steps back leaves only 0.225 to 0.235 of the gradient. Steps multiply, and together "
    "they leave 1.55 millionths.",
    name="ten_sigmoids",
    misconception="a few layers do no harm",
    see="explore_chain_gradient(n_layers=10)",
)

SIGMOID_KEPT = Question(
    "You may choose x, and one weight and one bias for all ten sigmoid neurons. Can the gradient at the first "
    "neuron be as large as at the last?",
    [
        "No: σ′ is at most ¼, so each layer leaves at most a quarter.",
        "No: any weight above 1 drives the neurons far out, where σ is flat.",
        "Yes, with a large weight, if all neurons stay where σ is steep.",
        "Yes, with a small weight, so that no neuron gets to where σ is flat.",
    ],
    answer=2,
    because="Nothing is lost where w · σ′(z) = 1, so a large weight can make up for a small slope. But it is a "
    "fine balance: with w = 4 and b = −2, x = 0 instead of x = 0.5 leaves only 0.047 of the gradient.",
    name="sigmoid_kept",
    misconception="sigmoid chains must vanish",
    see="explore_chain_gradient(weight=4, bias=-2)",
)

RELU_LOST = Question(
    "Now ten ReLU neurons, each with weight 0.5 and bias 0, and x = 0.5. Every z is positive, so every slope is 1. "
    "How much of the gradient at the last neuron arrives at the first?",
    [
        "All of it: the slope is 1.",
        "Half of it.",
        "About 0.002 of it.",
        "Nothing: these neurons are dead.",
    ],
    answer=2,
    because="The slope takes nothing away, but the weight is a factor too: 0.5 to the power of 9 is 0.00195.",
    name="relu_lost",
    misconception="only sigmoid vanishes",
    see='explore_chain_gradient(weight=0.5, activation="relu")',
)

TANH_CURE = Question(
    "tanh has slope 1 at z = 0, four times that of the sigmoid. Take ten tanh neurons, each with weight 2 and bias "
    "0, and x = 0.5. How much of the gradient at the last neuron arrives at the first?",
    [
        "About 500 times as much: it doubles nine times.",
        "All of it, more or less: tanh does not shrink gradients.",
        "About a tenth of it.",
        "About a millionth of it.",
    ],
    answer=3,
    because="The slope is 1 at z = 0 only: the outputs climb to 0.96, where w · tanh′(z) is 0.166. So 1.3 "
    "millionths arrive, less than through ten sigmoid neurons with weight 1.",
    name="tanh_cure",
    misconception="tanh cures vanishing",
    see='explore_chain_gradient(weight=2, activation="tanh")',
)

EXPLODING = Question(
    "Twenty ReLU neurons, each with weight 2 and bias 0, and x = 0.5. How does the gradient at the first neuron "
    "compare with that at the last?",
    [
        "It is smaller: gradients shrink on the way back.",
        "It is about 500,000 times as large.",
        "It is about 40 times as large.",
        "It is the same: ReLU's slope is 1.",
    ],
    answer=1,
    because="It doubles nineteen times, which makes it 524,288 times as large: the same product that vanishes "
    "below 1 explodes above it.",
    name="exploding",
    misconception="gradients can only shrink",
    see='explore_chain_gradient(n_layers=20, weight=2, activation="relu")',
)

ANY_START = Question(
    "Ten hidden layers of 16 sigmoid units each should pass the gradient on without loss. Which of the three "
    "initialisations achieves this?",
    [
        "Small normal: small weights keep the units where the sigmoid is steep.",
        "Xavier's: it is made to keep the size.",
        "He's: its weights are the largest.",
        "None of the three.",
    ],
    answer=3,
    because="Per layer they leave 0.102, 0.210 and 0.299 of it. Xavier assumes a slope of 1 and He a slope of "
    "√½; the sigmoid's ¼ is too little for both.",
    name="any_start",
    misconception="a good initialisation fixes any activation",
    see='explore_gradient_flow(init="he")',
)

FIRST_LAYER = Question(
    "A sigmoid network with five hidden layers trains for 300 epochs. Which of its layers has moved furthest from "
    "its random start, measured against its own size?",
    [
        "The first: it starts furthest from what is needed.",
        "All about equally: they share one learning rate.",
        "The last: more than fifty times as far as the first.",
        "One in the middle.",
    ],
    answer=2,
    because="With the seed of the demo the first layer has moved by 0.0075 of its size and the last by 0.50: where "
    "hardly any gradient arrives, hardly anything moves.",
    name="first_layer",
    misconception="all layers learn at the same pace",
    see="explore_training_race()",
)

TRAIN_LONGER = Question(
    "After 300 epochs the deep sigmoid network still guesses: half of its answers are wrong. Now it trains ten "
    "times as long. What happens?",
    [
        "The early layers catch up, and it learns the circle.",
        "It still guesses.",
        "It gets about three quarters of the answers right.",
        "Its weights grow without bound.",
    ],
    answer=1,
    because="After 3,000 epochs E is still 0.693, as for a network that always answers ½. From a lucky start, that "
    "of seed 24, it reaches E ≤ 0.3 after 3,746, and ReLU after 9. More epochs compensate for the small factor; "
    "they do not remove it.",
    name="train_longer",
    misconception="a vanishing gradient is only a matter of patience",
    see="explore_training_race(n_epochs=600)",
)

QUESTIONS = {
    question.name: question
    for question in (
        DEPTH_OR_INPUTS,
        CAUSE,
        STEEPEST,
        TEN_SIGMOIDS,
        SIGMOID_KEPT,
        RELU_LOST,
        ANY_START,
        FIRST_LAYER,
        TRAIN_LONGER,
        TANH_CURE,
        EXPLODING,
    )
}
