"""The way through a lesson: no answer is in sight before its question, feedback comes at once, and the time holds.

A lesson joins with its predictions in `LESSONS`, and with its exercises that ask for a loop in `LOOPS`.
"""

import re
from functools import cache
from typing import NamedTuple

import pytest
from shipped import FOLDER, exercises, opening, read, tags, text_of


class Answer(NamedTuple):
    """Where a lesson answers a prediction, and how to recognise the answer."""

    shown_by: str  # how the cell begins whose output shows it
    gives_away: str  # a pattern that is in sight only where the answer is


LESSONS = {
    "01_gradient_descent": {
        "step": Answer("alpha, w0 = 0.4", r"(?<![\d.])(0\.90?|1\.10?)(?!\d)"),
        "cost_as_guide": Answer("alpha, w0 = 0.4", r"[-−]0\.61|[Tt]o the left"),
        "w3": Answer(f"{'w = 0.2':<42}# initialisation", r"1\.775|half as long"),
        "overshoot": Answer('print("Four learning rates', r"overshoots|still converges"),
        "still_larger": Answer('print("200 steps', r"for ever\b|back and forth|factor [-−]1\.0"),
        "absolute": Answer("x5, z5 =", r"[-−]43|143,11"),
        "two_parameters": Answer("x2, z2 =", r"zigzag|from side to side|b = -2\.0"),
        "mean_or_sum": Answer('print("w after 5 steps', r"0\.9371|factor 0\.9|a tenth"),
    },
    "02_backpropagation": {
        "largest": Answer("da1_dz1 = a1", r"0\.0947|is the largest"),
        "is_update": Answer('print("One iteration', r"after backpropagation: \w+\(|computes gradients"),
        "which_w2": Answer('print("One iteration', r"0\.3961|old\*\* values|the old values"),
        "far_off": Answer('print("The worked example', r"0\.00141|saturated"),
        "target_reached": Answer('print("The worked example', r"dE/db2 = 0\.00000|already right"),
        "stops_first": Answer('print("Every 20 epochs', r"epoch  81|after 81 epochs"),
        "one_epoch": Answer("six = datasets.SIX", r"values of b2: 0|\*\*batch\*\*"),
        "flat_curve": Answer('print("Six samples', r"0\.00111|0\.0011|follows? x"),
        "epsilon": Answer('print("The largest relative', r"1e-4: True|rounding takes over"),
    },
    "03_vanishing_gradients": {
        "depth_or_inputs": Answer("g = backprop.backward", r"9\.28|6\.02|9\.3 times"),
        "cause": Answer('print("Five neurons', r"0\.32|w · σ′|weight and (by )?(the|a) slope"),
        "steepest": Answer("sigmoid = activations", r"¼|0\.2500|1/4"),
        "ten_sigmoids": Answer("n, w, b, x = 10", r"1\.55|3\.48|0\.2262"),
        "sigmoid_kept": Answer("cases = [", r"512\b|4 · ¼|explodes|4 +-2 +1\b"),
        "relu_lost": Answer("cases = [", r"0\.0019|vanishes all the same"),
        "any_start": Answer('print("activation   start', r"0\.102|0\.299|with every start"),
        "first_layer": Answer("train, test =", r"0\.0075|0\.5033|moved furthest\."),
        "train_longer": Answer("def epochs_until_learned", r"1,?651|3,746|not in 3,000"),
        "tanh_cure": Answer('print("Two chains', r"1\.28|half a remedy"),
        "exploding": Answer('print("Two chains', r"524,?288|doubles"),
    },
    "04_activation_functions": {
        "linear_stack": Answer("rng, x =", r"difference: 0\.0000|adds nothing|a single one"),
        "tanh_far": Answer("sigmoid, tanh, relu =", r"0\.0099|sigmoid 0\.22|flattens sooner|is flatter"),
        "relu_at_zero": Answer("sigmoid, tanh, relu =", r"right: rise over run 1|no derivative|has a kink"),
        "tanh_or_sigmoid": Answer('print("activation   mean', r"\b0\.50\b|around ½"),
        "sparse": Answer('print("activation   mean', r"\b50%|[Hh]alf of"),
        "step_training": Answer("stepped =", r"weight 0\.000|random start|random features"),
        "softmax_share": Answer("z = np.array([3.0", r"0\.665|not (the|a) share"),
        "softmax_alone": Answer("z = np.array([3.0", r"0\.47 0\.47|the same factor"),
        "any_bend": Answer('print("Five seeds', r"5 of 5|close a boundary"),
        "softmax_shift": Answer("z = np.array([1.6", r"nan nan nan|cancels"),
    },
    "05_training_playground": {
        "no_hidden_layer": Answer('print("Five random starts', r"5[12]%|better than a coin"),
        "units": Answer('print("Five random starts', r"97%|[Tt]hree (units|make)|triangle"),
        "deep": Answer('print("Six hidden layers', r"0\.00007|flat colour"),
        "by_heart": Answer('print("25 noisy points', r"76%|more than tripled"),
        "reading": Answer('print("Five networks', r"9[78]\.\d% of the 449|98 % of the"),
        "mix_up": Answer('print("Five networks', r"wrong on 12|12 pictures"),
        "shift": Answer("def moved(", r"51%|half of the"),
        "large_rate": Answer('print("50 epochs with', r"after 500 more 0 of 5|settles near"),
        "starts": Answer('print("Twenty random starts', r"8 of 20|8 stuck"),
    },
}
"""The answer to each prediction of a lesson."""

LOOPS = {"descent", "arriving", "training_loop"}
"""The exercises that ask for a loop, by the names of their checks."""

MINUTES = {"predict": 1, "explore": 4}
EXERCISE, LOOP, WORDS_A_MINUTE = 5, 8, 150

LONGEST_CORE = 45  # minutes
MOST_CELLS = 75
MOST_WORDS = 2000
SENTENCE = (10, 22)  # words, on average

PREDICTIONS = [
    pytest.param(lesson, name, answer, id=f"{lesson}: {name}")
    for lesson, answers in LESSONS.items()
    for name, answer in answers.items()
]
each_prediction = pytest.mark.parametrize(("lesson", "name", "answer"), PREDICTIONS)
each_lesson = pytest.mark.parametrize("lesson", LESSONS)


@cache
def notebook(lesson):
    """Return the notebook of a lesson."""
    return read(FOLDER / f"{lesson}.ipynb")


def cells_of(lesson):
    """Return the cells of a lesson."""
    return notebook(lesson).cells


def place(cells, beginning):
    """Return the place of the one cell that begins like this."""
    (at,) = [i for i, cell in enumerate(cells) if cell.source.startswith(beginning)]
    return at


def in_sight(cell):
    """Return what a reader sees of a cell that has not been run: nothing folded, no option of a question."""
    if cell.cell_type == "markdown":
        return re.sub(r"<details>.*</details>", "", cell.source, flags=re.DOTALL)
    text = text_of(cell).strip()
    if is_folded(cell):
        text = text.partition("\n")[0]  # which JupyterLab shows in place of the output
    elif "predict" in tags(cell):
        text = text.partition("\n  ( )")[0]
    return f"{cell.source}\n{text}"


def is_folded(cell):
    """Say whether a cell opens with its output folded."""
    return cell.metadata.get("jupyter", {}).get("outputs_hidden", False)


@each_lesson
def test_each_prediction_has_its_answer_here(lesson):
    source = "\n".join(cell.source for cell in cells_of(lesson))
    assert sorted(re.findall(r"lesson\.predict_(\w+)\(\)", source)) == sorted(LESSONS[lesson])


@each_prediction
def test_no_answer_is_in_sight_until_three_cells_after_the_recall(lesson, name, answer):
    cells = cells_of(lesson)
    told = place(cells, f"lesson.recall_{name}()")
    given_away = [i for i, cell in enumerate(cells[: told + 4]) if re.search(answer.gives_away, in_sight(cell))]
    assert given_away == []


@each_prediction
def test_the_answer_is_shown_after_the_question_folded_and_recalled_within_three_cells(lesson, name, answer):
    cells = cells_of(lesson)
    asked, told = (place(cells, f"lesson.{verb}_{name}()") for verb in ("predict", "recall"))
    shown = place(cells, answer.shown_by)
    assert asked < shown < told <= shown + 3
    assert is_folded(cells[shown])
    assert re.search(answer.gives_away, text_of(cells[shown]))


@each_lesson
def test_nothing_is_folded_that_answers_no_prediction(lesson):
    """A demo is never folded: it opens in a state that leaves the question open."""
    cells = cells_of(lesson)
    for i, cell in enumerate(cells):
        if is_folded(cell):
            assert "explore" not in tags(cell)
            assert any("predict" in tags(before) for before in cells[max(i - 4, 0) : i])


def parts(lesson):
    """Return a lesson's core and its further part, each as its cells."""
    cells = cells_of(lesson)
    (at,) = [i for i, cell in enumerate(cells) if re.search("^# Further$", cell.source, re.MULTILINE)]
    return cells[:at], cells[at:]


def prose(cells):
    """Return what is to be read: without headings and formulas, hints and solutions, and addresses of links."""
    texts = [cell.source for cell in cells if cell.cell_type == "markdown"]
    texts = [text for text in texts if not re.match(r"<details><summary>(Hint|Solution)", text)]
    return re.sub(r"(?ms)^#[^\n]*|\$\$.*?\$\$|<[^>]+>|\]\([^)]*\)", " ", "\n\n".join(texts))


def words(text):
    """Return the words of a text; a sign such as α is one."""
    return re.findall(r"[^\W\d_][\w’'-]*", text)


def minutes(lesson, cells):
    """Return how long a part takes: reading, predictions, demos, and exercises, longer ones for a loop."""
    stubs, loops = {}, re.compile(rf"lesson\.check_({'|'.join(LOOPS)})\(")
    for stub, check, _ in exercises(notebook(lesson)):
        if stub in cells:
            stubs[stub.id] = max(stubs.get(stub.id, EXERCISE), LOOP if loops.match(check.source) else EXERCISE)
    done = sum(MINUTES.get(tag, 0) for cell in cells for tag in tags(cell))
    return len(words(prose(cells))) / WORDS_A_MINUTE + done + sum(stubs.values())


@each_lesson
def test_the_time_is_what_the_lesson_says(lesson):
    said = opening(FOLDER / f"{lesson}.ipynb")[2]
    core, further = map(int, re.fullmatch(r"(\d+) minutes, and (\d+) more for the further part", said).groups())
    assert core <= LONGEST_CORE
    for stated, cells in zip((core, further), parts(lesson), strict=True):
        assert stated - 5 < minutes(lesson, cells) <= stated


@each_lesson
def test_a_lesson_is_short_and_so_are_its_sentences_without_being_chopped(lesson):
    cells = cells_of(lesson)
    assert len(cells) <= MOST_CELLS
    assert len(words(prose(cells))) <= MOST_WORDS
    lines = [line for line in prose(cells).splitlines() if line and not line.startswith(("|", "["))]
    sentences = [words(each) for line in lines for each in re.split(r"(?<=[.?!])\)? (?=[A-Z(*α])", line)]
    sentences = [each for each in sentences if len(each) > 2]
    shortest, longest = SENTENCE
    assert shortest <= sum(map(len, sentences)) / len(sentences) <= longest


@each_lesson
def test_a_lesson_needs_no_notes(lesson):
    assert not re.search(r"notes say|[Pp]recisely", prose(cells_of(lesson)))
