"""The way through a lesson: no answer is in sight before its question, feedback comes at once, and the time holds.

To add a lesson, list its predictions in `ANSWERS`, and its exercises that ask for a loop in `LOOPS`.
"""

import re
from functools import cache

import pytest
from shipped import FOLDER, exercises, is_folded, opening, read, tags, text_of

ANSWERS = {
    "01_gradient_descent": {
        "step": ("alpha, w0 = 0.4", r"(?<![\d.])(0\.90?|1\.10?)(?!\d)"),
        "cost_as_guide": ("alpha, w0 = 0.4", r"[-−]0\.61|[Tt]o the left"),
        "w3": (f"{'w = 0.2':<42}# initialisation", r"1\.775|half as long"),
        "overshoot": ('print("Four learning rates', r"overshoots|still converges"),
        "still_larger": ('print("200 steps', r"for ever\b|back and forth|factor [-−]1\.0"),
        "absolute": ("x5, z5 =", r"[-−]43|143,11"),
        "two_parameters": ("x2, z2 =", r"zigzag|from side to side|b = -2\.0"),
        "mean_or_sum": ('print("w after 5 steps', r"0\.9371|factor 0\.9|a tenth"),
    },
    "02_backpropagation": {
        "largest": ("da1_dz1 = a1", r"0\.0947|is the largest"),
        "is_update": ('print("One iteration', r"after backpropagation: \w+\(|computes gradients"),
        "which_w2": ('print("One iteration', r"0\.3961|old\*\* values|the old values"),
        "far_off": ('print("The worked example', r"0\.00141|saturated"),
        "target_reached": ('print("The worked example', r"dE/db2 = 0\.00000|already right"),
        "stops_first": ('print("Every 20 epochs', r"epoch  81|after 81 epochs"),
        "one_epoch": ("six = datasets.SIX", r"values of b2: 0|\*\*batch\*\*"),
        "flat_curve": ('print("Six samples', r"0\.00111|0\.0011|follows? x"),
        "epsilon": ('print("The largest relative', r"1e-4: True|rounding takes over"),
    },
    "03_vanishing_gradients": {
        "depth_or_inputs": ("g = backprop.backward", r"9\.28|6\.02|9\.3 times"),
        "cause": ('print("Five neurons', r"0\.32|w · σ′|weight and (by )?(the|a) slope"),
        "steepest": ("sigmoid = activations", r"¼|0\.2500|1/4"),
        "ten_sigmoids": ("n, w, b, x = 10", r"1\.55|3\.48|0\.2262"),
        "sigmoid_kept": ("cases = [", r"512\b|4 · ¼|explodes|4 +-2 +1\b"),
        "relu_lost": ("cases = [", r"0\.0019|vanishes all the same"),
        "any_start": ('print("activation   start', r"0\.102|0\.299|with every start"),
        "first_layer": ("train, test =", r"0\.0075|0\.5033|moved furthest\."),
        "train_longer": ("def epochs_until_learned", r"1,?651|3,746|not in 3,000"),
        "tanh_cure": ('print("Two chains', r"1\.28|half a remedy"),
        "exploding": ('print("Two chains', r"524,?288|doubles"),
    },
    "04_activation_functions": {
        "linear_stack": ("rng, x =", r"difference: 0\.0000|adds nothing|a single one"),
        "tanh_far": ("sigmoid, tanh, relu =", r"0\.0099|sigmoid 0\.22|flattens sooner|is flatter"),
        "relu_at_zero": ("sigmoid, tanh, relu =", r"right: rise over run 1|no derivative|has a kink"),
        "tanh_or_sigmoid": ('print("activation   mean', r"\b0\.50\b|around ½"),
        "sparse": ('print("activation   mean', r"\b50%|[Hh]alf of"),
        "step_training": ("stepped =", r"weight 0\.000|random start|random features"),
        "softmax_share": ("z = np.array([3.0", r"0\.665|not (the|a) share"),
        "softmax_alone": ("z = np.array([3.0", r"0\.47 0\.47|the same factor"),
        "any_bend": ('print("Five seeds', r"5 of 5|close a boundary"),
        "softmax_shift": ("z = np.array([1.6", r"nan nan nan|cancels"),
    },
    "05_training_playground": {
        "no_hidden_layer": ('print("Five random starts', r"5[12]%|better than a coin"),
        "units": ('print("Five random starts', r"97%|[Tt]hree (units|make)|triangle"),
        "deep": ('print("Six hidden layers', r"0\.00007|flat colour"),
        "by_heart": ('print("25 noisy points', r"76%|more than tripled"),
        "reading": ('print("Five networks', r"9[78]\.\d% of the 449|98 % of the"),
        "mix_up": ('print("Five networks', r"wrong on 12|12 pictures"),
        "shift": ("def moved(", r"51%|half of the"),
        "large_rate": ('print("50 epochs with', r"after 500 more 0 of 5|settles near"),
        "starts": ('print("Twenty random starts', r"8 of 20|8 stuck"),
    },
}
"""For each prediction how the cell begins whose output answers it, and a pattern that only the answer matches."""

LOOPS = {"descent", "arriving", "training_loop"}
"""The exercises that ask for a loop, by the names of their checks."""

MINUTES = {"predict": 1, "explore": 4}
EXERCISE, LOOP, WORDS_A_MINUTE = 5, 8, 150

LONGEST_CORE = 45  # minutes
MOST_CELLS = 75
MOST_WORDS = 2000
SENTENCE = (10, 22)  # words, on average

PREDICTIONS = [
    pytest.param(lesson, name, *answer, id=f"{lesson}: {name}")
    for lesson, answers in ANSWERS.items()
    for name, answer in answers.items()
]
each_lesson = pytest.mark.parametrize("lesson", ANSWERS)


@cache
def notebook(lesson):
    """Return the notebook of a lesson."""
    return read(FOLDER / f"{lesson}.ipynb")


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


@pytest.mark.parametrize(("lesson", "name", "shown_by", "gives_away"), PREDICTIONS)
def test_an_answer_is_folded_recalled_within_three_cells_and_not_in_sight_until_three_after(
    lesson, name, shown_by, gives_away
):
    cells = notebook(lesson).cells
    asked, told = (place(cells, f"lesson.{verb}_{name}()") for verb in ("predict", "recall"))
    shown = place(cells, shown_by)
    assert asked < shown < told <= shown + 3
    assert is_folded(cells[shown])
    assert re.search(gives_away, text_of(cells[shown]))
    assert [i for i, cell in enumerate(cells[: told + 4]) if re.search(gives_away, in_sight(cell))] == []


@each_lesson
def test_each_prediction_has_its_answer_here_and_nothing_is_folded_that_answers_none(lesson):
    """A demo is never folded: it opens in a state that leaves the question open."""
    cells = notebook(lesson).cells
    assert sum("predict" in tags(cell) for cell in cells) == len(ANSWERS[lesson])
    for i, cell in enumerate(cells):
        if is_folded(cell):
            assert "explore" not in tags(cell)
            assert any("predict" in tags(before) for before in cells[max(i - 4, 0) : i])


def to_read(cells):
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
    return len(words(to_read(cells))) / WORDS_A_MINUTE + done + sum(stubs.values())


@each_lesson
def test_a_lesson_takes_the_time_that_it_says_and_needs_no_notes_and_its_sentences_are_neither_long_nor_chopped(
    lesson,
):
    cells = notebook(lesson).cells
    (at,) = [i for i, cell in enumerate(cells) if re.search("^# Further$", cell.source, re.MULTILINE)]
    said = opening(FOLDER / f"{lesson}.ipynb")[2]
    core, further = map(int, re.fullmatch(r"(\d+) minutes, and (\d+) more for the further part", said).groups())
    assert core <= LONGEST_CORE
    for stated, part in ((core, cells[:at]), (further, cells[at:])):
        assert stated - 5 < minutes(lesson, part) <= stated
    text = to_read(cells)
    assert len(cells) <= MOST_CELLS
    assert len(words(text)) <= MOST_WORDS
    assert not re.search(r"notes say|[Pp]recisely", text)  # what corrects the notes is on the start page
    lines = [line for line in text.splitlines() if line and not line.startswith(("|", "["))]
    sentences = [words(each) for line in lines for each in re.split(r"(?<=[.?!])\)? (?=[A-Z(*α])", line)]
    sentences = [each for each in sentences if len(each) > 2]
    shortest, longest = SENTENCE
    assert shortest <= sum(map(len, sentences)) / len(sentences) <= longest
