"""The teacher's guides: calls run, quotes are the course's words, numbers are computed, plans fill their time."""

import ast
import math
import re
from functools import cache

import demos
import numpy as np
import pytest
from shipped import FOLDER, LESSONS, NUMBER, code_cells, lesson_of, matches, read, rows, text_of, value
from whiteboard import BOARDS, STANDING

from nbhelpers import explore

GUIDES = FOLDER.parent / "docs" / "teaching"
CALL = re.compile(rf"`((?:{'|'.join(demos.NAMES)})\([^`]*\))`")
QUOTED = re.compile(r"“([^”]+)”")
CODE = re.compile(r"```\n(.*?)```|`([^`\n]+)`", re.DOTALL)
LITERAL = re.compile(r"−?[\d,]*\.?\d+")
SIGNS = str.maketrans({"·": "*", "−": "-", "√": "sqrt", "σ": "sigma"})
POWERS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
FUNCTIONS = {"sqrt": math.sqrt, "ln": math.log, "sigma": lambda z: 1 / (1 + math.exp(-z)), "__builtins__": {}}

each_guide = pytest.mark.parametrize("name", BOARDS)


def guide(name):
    """Return the text of a guide."""
    return (GUIDES / f"{name}.md").read_text(encoding="utf-8")


def section(name, heading):
    """Return what stands under a heading of a guide, up to the next of its level or above."""
    level = heading.partition(" ")[0]
    return re.split(rf"^#{{1,{len(level)}}} ", guide(name).partition(f"\n{heading}\n")[2], flags=re.MULTILINE)[0]


@cache
def shown(call):
    """Run a call of a demo, as a teacher pastes it; return the demo's sentence."""
    tree = ast.parse(call, mode="eval").body
    keywords = {keyword.arg: ast.literal_eval(keyword.value) for keyword in tree.keywords}
    return getattr(explore, tree.func.id)(**keywords).text


@each_guide
def test_every_call_runs_and_says_what_the_guide_says(name):
    asked = rows(section(name, "## Ask before the demo"))
    assert len(asked) >= 5
    last = None
    for _, expected, call, says in asked:
        assert expected
        last = CALL.search(call)[1] if CALL.search(call) else last
        assert QUOTED.findall(says)
        assert [quote for quote in QUOTED.findall(says) if quote not in shown(last)] == []
    for call in CALL.findall(guide(name)):
        shown(call)


@each_guide
def test_every_answer_to_a_misconception_is_one_the_course_gives(name):
    lesson, confronted = lesson_of(name), rows(section(name, "## Misconceptions"))
    assert len(confronted) >= 5
    for _, where, words in confronted:
        kind, asked = re.fullmatch(r"`(check|predict)_(\w+)`", where).groups()
        if kind == "check":
            given = [mistake.message for mistake in lesson.CATALOGUE[asked].mistakes]
        else:
            given = [lesson.QUESTIONS[asked].because]
        (quote,) = QUOTED.findall(words)
        assert any(quote in message for message in given), quote


@each_guide
def test_a_time_plan_fills_its_time_and_names_what_is_in_the_notebook(name):
    for minutes in (50, 90):
        at = 0
        for span, *_ in rows(section(name, f"### {minutes} minutes")):
            start, end = map(int, span.split("–"))
            assert start == at < end
            at = end
        assert at == minutes
    plans = section(name, "## Time plan")
    notebook = "\n".join(cell.source for cell in read(FOLDER / f"{name}.ipynb").cells)
    headings = re.findall(r"^#+ (.+)$", notebook, re.MULTILINE)
    for word, kind, text in (("§", "", guide(name)), ("Exercises?", "Exercise ", plans)):
        there = {int(n) for n in re.findall(rf"^#+ {kind}(\d+)", notebook, re.MULTILINE)}
        assert numbers_after(word, text) <= there
    for words in re.findall(r"(?<!\*)\*([^*\n]+)\*(?!\*)", plans):
        assert words in lesson_of(name).QUESTIONS or words in headings, words


def numbers_after(word, text):
    """Return the numbers that follow a word, as in "Exercises 1, 3 to 5 and 8"."""
    found = set()
    for listed in re.findall(rf"{word} (\d+(?:(?:, | to (?:§ )?| and )\d+)*)", text):
        for first, last in re.findall(r"(\d+)(?: to (?:§ )?(\d+))?", listed):
            found |= set(range(int(first), int(last or first) + 1))
    return found


def parts(name):
    """Yield the parts of a guide that compute: text, and the package's numbers."""
    numbers = BOARDS[name]()
    yield section(name, f"## {STANDING}"), numbers.pop(STANDING)
    _, *exercises = re.split(r"^### ", section(name, "## Further exercises"), flags=re.MULTILINE)
    assert 3 <= len(exercises) <= 5
    for n, text in enumerate(exercises, 1):
        assert text.startswith(f"Further exercise {n} · ")
        answer = re.findall("^> (.+)$", text, re.MULTILINE)
        assert answer
        yield "\n".join(answer), numbers.pop(n)
    assert not numbers


def statements(text):
    """Return the lines of blocks of code and the pieces of code in a text, except the calls of demos."""
    blocks = [line for block, line in CODE.findall(text) for line in (block.splitlines() if block else [line])]
    return [code for code in blocks if not CALL.fullmatch(f"`{code}`")]


def arithmetic(text):
    """Compute what is written as on a whiteboard."""
    code = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    code = re.sub("[⁰¹²³⁴⁵⁶⁷⁸⁹]+", lambda power: f"**{power[0].translate(POWERS)}", code)
    return eval(code.translate(SIGNS), FUNCTIONS)


def check(statement, numbers):
    """Hold each part of `name: part = part ≈ number` against the number, by its digits; return the names used."""
    label, _, chain = statement.rpartition(": ")
    *others, last = re.split(" [=≈] ", chain)
    assert others or label, statement
    assert LITERAL.fullmatch(last), statement
    for part in others:
        found = numbers[part] if part in numbers else arithmetic(part)
        assert "≈" in chain or math.isclose(found, arithmetic(last), rel_tol=1e-9, abs_tol=1e-12), (statement, part)
        assert close(found, last), (statement, part, found)
    assert not label or close(numbers[label], last), (statement, numbers[label])
    return {label, *others} & set(numbers)


def close(number, written):
    """Say whether a number, rounded to the digits that are written, is what is written, sign and all."""
    digits = len(written.partition(".")[2])
    return abs(number - arithmetic(written)) <= 0.5000001 * 10**-digits


@each_guide
def test_every_number_of_a_guide_is_computed_or_in_its_notebook(name):
    for text, numbers in parts(name):
        said = statements(text)
        used = set().union(*(check(statement, numbers) for statement in said))
        prose = NUMBER.findall(CODE.sub("", text))
        known = [value(n) for statement in said for n in NUMBER.findall(statement)]
        known += [float(n) for each in numbers.values() for n in np.atleast_1d(each)]
        assert [text for text in prose if not any(matches(text, number) for number in known)] == []
        left = [n for n in numbers if n not in used]
        assert all(any(matches(t, float(v)) for t in prose for v in np.atleast_1d(numbers[n])) for n in left), left
    notebook = read(FOLDER / f"{name}.ipynb")
    known = " ".join([*(text_of(cell) for cell in code_cells(notebook)), *(cell.source for cell in notebook.cells)])
    known = [value(text) for text in NUMBER.findall(known)]
    text = CODE.sub("", QUOTED.sub("", guide(name).partition(f"## {STANDING}")[0]))
    assert [n for n in NUMBER.findall(text) if not any(matches(n, number) for number in known)] == []


def test_every_lesson_has_its_guide_and_every_guide_is_listed():
    written = {path.stem for path in GUIDES.glob("*.md")} - {"README"}
    assert written - {"handing_in"} == set(BOARDS) == {path.stem for path in LESSONS}
    listed = (GUIDES / "README.md").read_text(encoding="utf-8")
    assert all(f"({name}.md)" in listed for name in written)
