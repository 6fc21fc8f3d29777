"""The predictions of lesson 02. Where nothing else is said, the network is the walkthrough's, with α = 0.4."""

from nbhelpers.exercises.prediction import Question
from nbhelpers.exercises.writing import WrittenQuestion

LARGEST = Question(
    "The error is to be sent back to w₁ = 0.15, b₁ = 0.40, w₂ = 0.45 and b₂ = 0.65, with x = 0.1. "
    "Which of the four gradients will be the largest?",
    [
        "∂E/∂w₁: the first weight acts on everything that follows.",
        "∂E/∂b₁: it acts on everything that follows, and it is not multiplied by the small x.",
        "∂E/∂w₂: the second weight is closer to the error.",
        "∂E/∂b₂: it is just as close to the error, and it is not multiplied by an input.",
    ],
    answer=3,
    because="All four share δ₂ = 0.0948. After that, b₂ has only a factor 1, w₂ has a₁ = 0.602, and "
    "w₁ and b₁ have w₂ · σ′(z₁) = 0.108.",
    name="largest",
    misconception="the first weight counts most",
    see='explore_backprop(stage="backward")',
)

IS_UPDATE = Question(
    "Backpropagation has been run once on this network. What has changed in the network?",
    [
        "All four parameters: each is now a little better.",
        "Only w₂ and b₂: the first neuron comes next.",
        "The outputs a₁ and a₂: the error has been sent back through them.",
        "Nothing: neither a parameter nor an output.",
    ],
    answer=3,
    because="Backpropagation computes the four gradients and no more. Changing the parameters with them is the "
    "update, which is a step of gradient descent.",
    name="is_update",
    misconception="backpropagation is the update",
    see='explore_backprop(stage="backward")',
)

WHICH_W2 = Question(
    "w₂ has just been updated from 0.45 to 0.4272, and now it is w₁'s turn in the same step. "
    "Which w₂ belongs in ∂E/∂w₁?",
    [
        "The new one, 0.4272: it is the better value.",
        "The old one, 0.45: the step began there.",
        "Their mean, 0.4386.",
        "Either: ∂E/∂w₁ does not depend on w₂.",
    ],
    answer=1,
    because="All four gradients are slopes of E at the same point, the old one. With the new w₂, their factors "
    "would come from two different points.",
    name="which_w2",
    misconception="w₁ is updated with the new w₂",
    see='explore_backprop(stage="update")',
)

FAR_OFF = Question(
    "b₂ is raised from 0.65 to 6, so a₂ becomes 0.998 while T stays 0.25, and the loss grows from 0.108 to 0.280. "
    "What happens to the four gradients?",
    [
        "All become larger: there is more error to send back.",
        "All become smaller, by the same factor.",
        "Only those of w₂ and b₂ change: b₂ belongs to the second neuron.",
        "None changes: b₂ appears in none of the four formulas.",
    ],
    answer=1,
    because="All four share −(T − a₂), which is now 1.6 times as large, and a₂(1 − a₂), which is now 108 times "
    "smaller. So all are 67 times smaller: a saturated neuron hardly learns, however wrong it is.",
    name="far_off",
    misconception="a larger error means larger gradients",
    see='explore_backprop(b2=6, stage="backward")',
)

TARGET_REACHED = Question(
    "T is set equal to the network's own output a₂. What happens to learning?",
    [
        "It goes on: the weights are not at their best values yet.",
        "The second neuron stops, the first goes on.",
        "It stops: all four gradients are 0.",
        "It gets faster: the target is near.",
    ],
    answer=2,
    because="All four gradients share the factor −(T − a₂), which is now 0. Nothing moves, because the answer is "
    "already right.",
    name="target_reached",
    misconception="each weight has a best value of its own",
    see='explore_backprop(T=0.7153, stage="backward")',
)

STOPS_FIRST = Question(
    "The step with α = 0.4 is repeated until E is below 0.001, for at most 1000 epochs. The first step takes E "
    "from 0.1082 to 0.1033. What ends the training?",
    [
        "E falls below 0.001, after fewer than 100 epochs.",
        "E falls below 0.001, after 100 epochs or more.",
        "The 1000 epochs are used up, with E still above 0.001.",
        "E reaches 0.",
    ],
    answer=0,
    because="Each step is small, but 81 of them take a₂ from 0.715 to 0.294, where E is only 0.00096.",
    name="stops_first",
    misconception="small steps never arrive",
    see="explore_training()",
)

EPSILON = Question(
    "A gradient is measured by finite differences, and ε is made ten times smaller again and again, from 0.1 on. "
    "What happens to the difference between the measured and the exact gradient?",
    [
        "It shrinks every time: a smaller ε measures better.",
        "It shrinks at first, and then grows again.",
        "It stays the same: a slope does not depend on ε.",
        "It grows every time: less is left to measure.",
    ],
    answer=1,
    because="It shrinks like ε² until, below about 10⁻⁵, rounding takes over: two nearly equal losses are "
    "subtracted, and few of their digits are left.",
    name="epsilon",
    misconception="a smaller ε always measures better",
    see="explore_gradient_check(epsilon=1e-12)",
)

ONE_EPOCH = Question(
    "There are six samples now, and E is the mean of their losses. How many updates does gradient descent on E "
    "make in one epoch?",
    [
        "One, with the mean of the six gradients.",
        "Six: each sample makes its own.",
        "24: each sample makes one for each parameter.",
        "As many as it takes until E is small enough.",
    ],
    answer=0,
    because="The gradients of all six are taken at the same parameters and averaged; then all four parameters move "
    "once.",
    name="one_epoch",
    misconception="each sample makes an update of its own",
    see="explore_samples(n_epochs=1)",
)

FLAT_CURVE = WrittenQuestion(
    "After 30 epochs E has hardly changed for a while, and the mean gradient of b₂ is close to 0. Has this network "
    "learned all that it can? Say in a sentence or two what will happen if the training goes on, and why.",
    because="It will go on learning. Three samples pull b₂ down and three pull it up, so the mean of their "
    "gradients is close to 0, but w₁ and w₂ still grow a little with every epoch. Once they are large enough, the "
    "output begins to follow x, and E falls quickly.",
    name="flat_curve",
    misconception="a flat curve is the end of learning",
    see="explore_samples(n_epochs=200)",
)

QUESTIONS = {
    question.name: question
    for question in (
        LARGEST,
        IS_UPDATE,
        WHICH_W2,
        FAR_OFF,
        TARGET_REACHED,
        STOPS_FIRST,
        ONE_EPOCH,
        FLAT_CURVE,
        EPSILON,
    )
}
