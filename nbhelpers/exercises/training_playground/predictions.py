"""The predictions of lesson 05."""

from nbhelpers.exercises.prediction import Question

NO_HIDDEN_LAYER = Question(
    "A disc of one class lies inside a ring of the other. A network without any hidden layer, one sigmoid of a "
    "weighted sum, is trained on 125 points. What share of many new points does it get right?",
    [
        "About a half: as good as tossing a coin.",
        "About 70 %.",
        "About 90 %.",
        "Nearly all, if it is trained for long enough.",
    ],
    answer=0,
    because="Its decision boundary is a straight line, and because the ring surrounds the disc evenly, training "
    "leaves that line in the middle. On 10,000 new points 49 to 52 % are right with ten seeds, however long it "
    "trains. Even the best of all lines gets only 66 %.",
    name="no_hidden_layer",
    misconception="training for longer always helps",
    see='playground(layers="")',
)

UNITS = Question(
    "Now one hidden layer of tanh units. How many units does the network need to fence in the disc?",
    ["1", "2", "3", "8"],
    answer=2,
    because="Each unit draws one straight line, and three lines make a triangle. With one unit 63 to 73 % of "
    "the held-out points are right, with two 82 to 86 %, with three 96 to 98 %, for five seeds each.",
    name="units",
    misconception="a curved boundary needs many units",
    see='playground(layers="3", n_epochs=300)',
)

DEEP = Question(
    "Six hidden layers of eight sigmoid units each, with the Xavier start, learn disc and ring for 250 epochs. "
    "What do the maps of the sixth layer look like?",
    [
        "Like those of the first: straight boundaries.",
        "Curved boundaries around the disc, each finer than the one before.",
        "Each in one flat colour.",
        "Each with noise of its own.",
    ],
    answer=2,
    because="Each layer passes on less of what tells one point from another. With five seeds the outputs of a "
    "unit scatter by about 0.1 in the first layer and by less than 0.0001 in the sixth. About half of the points "
    "are right.",
    name="deep",
    misconception="a larger network learns at least as well",
    see='playground(layers="8, 8, 8, 8, 8, 8", activation="sigmoid", n_epochs=250)',
)

LARGE_RATE = Question(
    "The 2-4-2-1 tanh network is trained with α = 10, a hundred times a value that works well. After 50 epochs α "
    "is set to 0.1, and training goes on. What happens?",
    [
        "The numbers run off to infinity within a few epochs, as in lesson 1.",
        "It jumps about at first, and learns well as soon as α is small.",
        "It ends up at about half right, and stays there with the small α too.",
        "It learns faster all the time, because larger steps arrive sooner.",
    ],
    answer=2,
    because="A few large steps make the weights so large that the units sit on the flat ends of tanh. With α = "
    "0.1 there is hardly a gradient left to follow: 500 epochs later not one of five seeds is above 80 %.",
    name="large_rate",
    misconception="a smaller α repairs what a large one did",
    see='playground(learning_rate=0.1, n_epochs=200, earlier=[(50, "learning_rate", 10.0)])',
)

STARTS = Question(
    "Twenty networks 2-3-1 with ReLU units learn XOR, for which three units are just enough. They differ only in "
    "their random start. How many of them are still below 80 % right after 150 epochs?",
    ["None: gradient descent finds the way from anywhere.", "1 or 2", "About 8", "All 20"],
    answer=2,
    because="With seeds 0 to 19 eight get stuck at 69 to 75 %. In a large part of the plane all three of their "
    "units are off, so points of both classes get one answer there. Another 2000 epochs change little.",
    name="starts",
    misconception="gradient descent always finds the best weights",
    see="explore_starts()",
)

BY_HEART = Question(
    "Two moons with much noise: 25 points to learn from, 225 held out. A network with two layers of eight units "
    "trains for 2000 epochs, until it has all 25 right. What share of the held-out points is right?",
    [
        "Nearly all: what it has learned holds for all points.",
        "About three quarters, and less than after 30 epochs.",
        "About three quarters, and more than after 30 epochs.",
        "About a half: it has learned nothing that helps elsewhere.",
    ],
    answer=1,
    because="After 30 epochs 80 % of the held-out points are right, after 2000 only 76 to 79 %, with five seeds. "
    "By then its decision boundary bends around single points that the noise has put on the wrong side.",
    name="by_heart",
    misconception="a lower training loss means a better network",
    see='playground(data="moons", noise=0.4, share=0.1, layers="8, 8", learning_rate=0.2, n_epochs=2000)',
)

READING = Question(
    "A network with one layer of 64 ReLU units learns from 1,348 handwritten digits for 40 epochs. What share of "
    "449 digits that it has never seen does it read correctly?",
    ["About 60 %", "About 80 %", "About 98 %", "All of them"],
    answer=2,
    because="With ten seeds it is 97.3 to 98.4 %. The held-out digits come from the same hands as those it learned "
    "from, which makes it easier.",
    name="reading",
    misconception="real data need a large network",
    see="explore_digits()",
)

MIX_UP = Question(
    "Five networks that differ only in their random start read the same held-out pictures. How many different "
    "pictures do they misread, all five taken together?",
    [
        "About five times as many as one network misreads: each has weaknesses of its own.",
        "About three times as many as one network misreads.",
        "Only a few more than one network misreads.",
    ],
    answer=2,
    because="Each of them misreads 9 pictures, and together they misread no more than 12. Seven of these fool all "
    "five: some digits are written so that 8 × 8 pixels do not tell enough.",
    name="mix_up",
    misconception="another start makes other mistakes",
    see="explore_digits(seed=1)",
)

SHIFT = Question(
    "All held-out digits are moved to the right by one pixel, and the network is not trained any further. What "
    "share of them does it read correctly now?",
    [
        "As many as before: a 3 is a 3 wherever it stands.",
        "About 90 %",
        "About a half",
        "One in ten, as by guessing",
    ],
    answer=2,
    because="Over ten seeds the median falls from 98 % to 48 %, and after one more pixel to about 10 %. For the "
    "network every pixel has weights of its own, and they were learned for digits in the middle.",
    name="shift",
    misconception="it has learned what a digit is",
    see="explore_digit(sample=7, shift_right=1)",
)

QUESTIONS = {
    question.name: question
    for question in (NO_HIDDEN_LAYER, UNITS, DEEP, BY_HEART, READING, MIX_UP, SHIFT, LARGE_RATE, STARTS)
}
