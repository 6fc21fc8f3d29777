"""The predictions of lesson 01. Where no data is named, it is the walkthrough's: five points, S = Σx² = 0.625."""

from nbhelpers.exercises.prediction import NumberQuestion, Question

STEP = Question(
    "The start is w₀ = 0.2, the learning rate is α = 0.4, and the slope of the cost there is −2.25. "
    "How far does w move in the first step?",
    [
        "By 0.4: the step is the learning rate.",
        "By 0.9: the step is the learning rate times the slope.",
        "By 2.25: the step is the slope.",
        "By 1.8: one step goes all the way to 2.",
    ],
    answer=1,
    because="The step is α times the slope, 0.4 · 2.25 = 0.9, so it shrinks by itself as the slope flattens.",
    name="step",
    misconception="the step is α",
    see="explore_descent(learning_rate=0.4, n_steps=1)",
)

W3 = NumberQuestion(
    "The run starts at w₀ = 0.2 with α = 0.4, and goes on to w₁ = 1.1 and w₂ = 1.55. What will w₃ be?",
    answer=1.775,
    because="Every step halves what is left to 2: from 0.45 away at w₂ to 0.225 away at w₃.",
    accept=(1.78,),  # for a reader who keeps two decimals, as the page does for w₂
    name="w3",
    misconception="all steps are equally long",
    see="explore_descent(learning_rate=0.4, n_steps=3)",
)

COST_AS_GUIDE = Question(
    "Someone takes the cost instead of its slope: w − α·J. They start at w₀ = 0.2, where J = 2.025, with "
    "α = 0.4. Where does w go?",
    [
        "To the right, towards 2, as before.",
        "To the right at first, then past 2 and back.",
        "To the left, away from 2.",
        "Nowhere: w stays at 0.2.",
    ],
    answer=2,
    because="J is never negative, so w − α·J never goes right: the cost says how bad w is, its slope says "
    "which way is down.",
    name="cost_as_guide",
    misconception="the cost itself says which way to go",
    see="explore_descent(start=0.2)",
)

OVERSHOOT = Question(
    "With α = 1.2 the first step jumps past the bottom, from 0.2 to 2.9. What happens after that?",
    [
        "It diverges: a run that has jumped past 2 gets further and further away.",
        "It bounces between 0.2 and 2.9 for ever.",
        "It still converges, but far more slowly than with α = 0.4.",
        "It still converges, and as fast as with α = 0.4.",
    ],
    answer=3,
    because="Each step multiplies the distance to 2 by 1 − 2αS = −0.5: it changes sides and halves, as "
    "0.5 halves it with α = 0.4.",
    name="overshoot",
    misconception="overshooting means diverging",
    see="explore_descent(learning_rate=1.2)",
)

BOUNCE = Question(
    "Now α = 1.6, and the first step goes from 0.2 to 3.8. What happens after that?",
    [
        "It jumps back and forth between 3.8 and 0.2 for ever.",
        "It settles at 2, after many more steps.",
        "It gets further away from 2 with every step.",
        "It comes to rest at 3.8.",
    ],
    answer=0,
    because="Here 1 − 2αS = −1: each step changes sides and keeps the distance, so 1.6 is the limit "
    "between settling and escaping.",
    name="bounce",
    misconception="more steps always help",
    see="explore_descent(learning_rate=1.6)",
)

ABSOLUTE = Question(
    "α = 0.4 worked well. Take the same line z = 2x and the same α, but the points x = 1, 2, 3, 4, 5. "
    "What happens?",
    [
        "The same as before: α = 0.4 is a good learning rate.",
        "It converges faster, for the points say more.",
        "It converges more slowly, for the points are further out.",
        "It diverges.",
    ],
    answer=3,
    because="Now S = 55, so each step multiplies the distance by 1 − 2 · 0.4 · 55 = −43: whether α is "
    "small depends on the data.",
    name="absolute",
    misconception="a good α is good for all data",
    see='explore_descent(data="one_to_five")',
)

MEAN_OR_SUM = Question(
    "Divide the cost by 5, the number of points: the mean instead of the sum. Start and α = 0.4 stay. "
    "What changes?",
    [
        "Nothing: the same w is best, so the steps are the same.",
        "The same w is best, but each step covers a tenth of the way instead of a half.",
        "Another w is best.",
        "It diverges.",
    ],
    answer=1,
    because="The slope is divided by 5 as well, which is what α/5 would do: the factor is 0.9, and α = 2 "
    "brings back 0.5.",
    name="mean_or_sum",
    misconception="mean or sum makes no difference to α",
    see="explore_cost_scales(learning_rate=0.4)",
)

ZIGZAG = Question(
    "Now fit w and b together, on the same points, with α = 0.18, just below the limit of 0.2. "
    "The cost is a long valley, eight times as curved across (in b) as along (in w). Which way does the run take?",
    [
        "Straight to the bottom: the slope points there.",
        "In a circle around the bottom.",
        "From side to side across the valley, and little by little along it.",
        "Out of the valley: it diverges.",
    ],
    answer=2,
    because="Each step multiplies the distance to the bottom by −0.8 across the valley and by 0.775 along it, "
    "so only b changes sides.",
    name="zigzag",
    misconception="the slope points at the bottom",
    see="explore_two_parameters(learning_rate=0.18)",
)

QUESTIONS = {
    question.name: question
    for question in (STEP, W3, COST_AS_GUIDE, OVERSHOOT, BOUNCE, ABSOLUTE, MEAN_OR_SUM, ZIGZAG)
}
