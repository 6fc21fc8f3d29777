"""The predictions of lesson 01. Where no data is named, it is the walkthrough's: five points, S = Σx² = 0.625."""

from nbhelpers.exercises.prediction import NumberQuestion, Question

STEP = Question(
    "Descent starts at w₀ = 0.2, where the slope of the cost is −2.25, with the learning rate α = 0.4. "
    "How far does w move in the first step?",
    [
        "By 0.4: the step is the learning rate.",
        "By 0.9: the step is the learning rate times the slope.",
        "By 2.25: the step is the slope.",
        "By 1.8: one step goes all the way to 2.",
    ],
    answer=1,
    because="The step is α times the slope, 0.4 · 2.25 = 0.9, so it shrinks by itself as the curve flattens.",
    name="step",
    misconception="the step is α",
    see="explore_descent(learning_rate=0.4, n_steps=1)",
)

W3 = NumberQuestion(
    "The run starts at w₀ = 0.2 with α = 0.4, and two steps take it to w₂ = 1.55. What will w₃ be?",
    answer=1.775,
    because="Every step halves the distance to 2: it was 0.45 at w₂, so it is 0.225 at w₃.",
    accept=(1.78,),  # for a reader who keeps two decimals, as the page does for w₂
    name="w3",
    misconception="all steps are equally long",
    see="explore_descent(learning_rate=0.4, n_steps=3)",
)

COST_AS_GUIDE = Question(
    "Someone subtracts the cost instead of its slope: w − α·J. They also start at w₀ = 0.2 with α = 0.4, and J is "
    "2.025 there. Where does w go?",
    [
        "To the right, towards 2, as with the slope.",
        "To the right at first, then past 2 and back.",
        "To the left, away from 2.",
        "Nowhere: w stays at 0.2.",
    ],
    answer=2,
    because="J is never negative, so w − α·J never goes right: the cost says how bad w is, but only its slope says "
    "which way is down.",
    name="cost_as_guide",
    misconception="the cost itself says which way to go",
    see="explore_descent(start=0.2)",
)

OVERSHOOT = Question(
    "With α = 1.2 the first step jumps past the bottom, from 0.2 to 2.9. What happens after that?",
    [
        "It diverges: once a run has jumped past 2, it gets further and further away.",
        "It bounces between 0.2 and 2.9 for ever.",
        "It still converges, but far more slowly than with α = 0.4.",
        "It still converges, and as fast as with α = 0.4.",
    ],
    answer=3,
    because="Each step takes w to the other side of 2 and halves the distance, from 1.8 to 0.9 to 0.45; with α = "
    "0.4 the distance halves as well, on the same side.",
    name="overshoot",
    misconception="overshooting means diverging",
    see="explore_descent(learning_rate=1.2)",
)

STILL_LARGER = Question(
    "Now α = 1.6, and the first step goes from 0.2 to 3.8. What happens after that?",
    [
        "It jumps back and forth between 3.8 and 0.2 for ever.",
        "It settles at 2, after many more steps.",
        "It gets further away from 2 with every step.",
        "It comes to rest at 3.8.",
    ],
    answer=0,
    because="The factor is 1 − 2 · 1.6 · 0.625 = −1, so each step changes sides and keeps the distance: 1.6 is "
    "the limit between converging and diverging.",
    name="still_larger",
    misconception="more steps always help",
    see="explore_descent(learning_rate=1.6)",
)

ABSOLUTE = Question(
    "α = 0.4 worked well. Take the same line z = 2x and the same α, but the points x = 1, 2, 3, 4, 5. "
    "What happens?",
    [
        "The same as before: α = 0.4 is a good learning rate.",
        "It converges faster, because the points carry more information.",
        "It converges more slowly, because the points are further out.",
        "It diverges.",
    ],
    answer=3,
    because="Now S = 55, so each step multiplies the distance by 1 − 2 · 0.4 · 55 = −43: whether an α is "
    "small depends on the data.",
    name="absolute",
    misconception="a good α is good for all data",
    see='explore_descent(data="one_to_five")',
)

MEAN_OR_SUM = Question(
    "Divide the cost by 5, the number of points, so that it is the mean instead of the sum. Start and α = 0.4 stay "
    "the same. What changes?",
    [
        "Nothing: the same w is best, so the steps are the same.",
        "The same w is best, but each step covers a tenth of the way instead of a half.",
        "Another w is best.",
        "It diverges.",
    ],
    answer=1,
    because="The slope is divided by 5 as well, which has the same effect as α/5: the factor is 0.9, and α = 2 "
    "brings back 0.5.",
    name="mean_or_sum",
    misconception="mean or sum makes no difference to α",
    see="explore_cost_scales(learning_rate=0.4)",
)

TWO_PARAMETERS = Question(
    "Fit w and b together with α = 0.18, just below the limit of 0.2. The cost is a long valley, 32 times as "
    "curved across (in b) as along (in w). Which path does the run take?",
    [
        "Straight to the bottom: the slope points there.",
        "In a circle around the bottom.",
        "From side to side across the valley, and only slowly along it.",
        "Out of the valley: it diverges.",
    ],
    answer=2,
    because="Each step multiplies the distance to the bottom by −0.8 across the valley and by 0.944 along it, so b "
    "changes sides every time while w creeps.",
    name="two_parameters",
    misconception="the slope points at the bottom",
    see='explore_two_parameters(data="narrow", learning_rate=0.18)',
)

QUESTIONS = {
    question.name: question
    for question in (STEP, COST_AS_GUIDE, W3, OVERSHOOT, STILL_LARGER, ABSOLUTE, TWO_PARAMETERS, MEAN_OR_SUM)
}
