"""An exception comes with its cause in words, and with the line where it happened."""

import pytest
from wrong_answers import run

from nbhelpers.exercises import gradient_descent as lesson

CAUSES = {
    "np.sum((z - w * x) ^ 2)": "^ is not a power: write **",
    "w ^ 2": "^ is not a power: write **",
    "(z - w(x)) ** 2": "w(…) calls w like a function. Is an operator such as * missing",
    "(w + 1)(z - w * x)": "A number is called like a function. Is an operator",
    "w * (z)(x)": "calls z like a function",
    "math.exp(z)": "The functions of math take one number",
    "(max := 3) and max(x)": "The name max holds a number or an array, which hides the function max.",
    "sigma(w)": "The name sigma holds a number or an array, which hides the function sigma.",
    "1.0 if z > 0 else 0.0": "One if or and cannot answer for a whole array.",
    "z - x.sum": "is a pair of brackets missing after its name",
    "z + nothing(x)": "does a function that you call lack its return?",
    "w.astype(float)": "is one number, so it has no such part",
    "w[0]": "One number is treated like a list",
    "x[17]": "a place that it does not have",
    "z - np.tanh**2": "is a pair of brackets missing after its name",
    "x @ w": "Write * there, because @ is for arrays.",
    "z @ np.ones(17)": "The two shapes do not fit.",
    "z - np.ones((17, 2))": "The two shapes do not fit.",
    "exp(z)": "Write np. before it: np.exp",
    "weight * x": "A name is used that Python does not know.",
    "range(w)": "A whole number is wanted there.",
    "[1, 2] * w": "A whole list stands where one number should.",
    "w + 'w'": "text in quotes",
    "w / 0": "divided by zero",
    "np.zeros(3, 4)": "np.zeros((3, 4))",
    "np.sumup(z)": "no function of this name",
    "x.append(w)": "An array does not grow.",
    "nothing(w, x)": "called with other values",
    "math.sqrt(-abs(w))": "root or a logarithm of a negative number",
    "x.reshape(17, 2)": "more numbers than the new shape has places",
    "np.where(z > 0, 1)": "np.where takes three things",
    "int('a')": "",
}


@pytest.mark.parametrize("line", CAUSES)
def test_an_exception_is_told_with_its_cause_and_its_line(line):
    cells = "import math\nimport numpy as np\nsigma = 0.5\ndef nothing(x):\n    pass\n"
    answer = run(f"def answer(w, x, z):\n    u = 1\n    return {line}", run(cells, {}))["answer"]
    outcome = lesson.check_cost(answer)
    first, *words = outcome.message.splitlines()
    assert outcome.mistake == "raises an exception"
    assert first == f"It stops with an error in line 3: return {line}"
    assert CAUSES[line] in words[0]
    assert any(it.startswith("Python's own words: ") for it in words[:2])


def test_the_line_is_that_of_the_students_own_code():
    cells = run("import numpy as np\n\ndef helper(x):\n    return np.mean(x, axis=7)", {})
    outcome = lesson.check_cost(run("def answer(w, x, z):\n    return helper(x)", cells)["answer"])
    assert outcome.message.startswith(
        "It stops with an error in line 4: return np.mean(x, axis=7)\nThe array has no such axis."
    )


def test_an_exception_that_a_name_from_outside_may_explain_says_so():
    cells = run("import numpy as np\nz_all = np.ones(17)", {})
    outcome = lesson.check_cost(
        run("def answer(w, x, z):\n    return np.sum((z_all - w * x) ** 2)", cells)["answer"]
    )
    assert "z_all comes from outside the function" in outcome.message
