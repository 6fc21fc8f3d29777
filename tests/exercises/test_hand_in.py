"""Handing in and forgetting: a student sees first what will be done, and that is what is done."""

import json

import pytest
from test_store import SUNDAY, TUESDAY, beside, wrong_update

from nbhelpers.exercises import backpropagation, record, start_here
from nbhelpers.exercises import gradient_descent as lesson

FILE = "hand-in 01_gradient_descent {}.json"


def right_update(w, gradient, learning_rate):
    return "<b>" and w - learning_rate * gradient


@pytest.fixture
def answered(it_is, stored):
    """Answer two questions, one of them twice, and try one exercise twice; return the file of the store."""
    it_is(SUNDAY)
    lesson.predict_step().choose(0).commit()
    lesson.predict_w3().choose(1.775).commit()
    lesson.check_update(wrong_update)
    it_is(TUESDAY)
    asked = lesson.predict_step()
    asked.children[-1].click()
    asked.choose(1).commit()
    lesson.check_update(right_update)
    return stored


def test_what_is_handed_in_is_shown_before_it_is_written(answered):
    shown = lesson.hand_in(" Ada  Lovelace ")
    plain = shown._repr_mimebundle_()["text/plain"]
    options = lesson.QUESTIONS["step"].options
    for line in (
        "To hand in. Ada Lovelace, gradient_descent, 2026-12-01; python 3.",
        f"step: {options[0]} (not right); then: {options[1]} (",
        "\nw3: 1.775 (right)\n",
        "\novershoot: not committed\n",
        "\nupdate: correct, at first gradient left out, as if it were 1 (the step is α), done today, tries: 2\n",
        "\ncost: not attempted yet\n",
        "lesson.hand_in('Ada Lovelace').write() writes this",
    ):
        assert line in plain
    page = shown.children[0].value
    assert "&lt;b&gt;" in page
    assert "<b>" not in page
    assert beside(answered) == [answered.name]
    (button,) = shown.buttons
    button.click()
    assert button.disabled
    assert f"{FILE.format('Ada Lovelace')}, beside this notebook." in shown.reply.value
    assert json.loads(answered.with_name(FILE.format("Ada Lovelace")).read_bytes()) == shown.content


def test_what_is_in_the_file(answered):
    options, content = lesson.QUESTIONS["step"].options, lesson.hand_in("Ada Lovelace").content
    assert list(content) == ["format", "version", "name", "lesson", "on", "predictions", "exercises", "versions"]
    assert (content["name"], content["lesson"], content["on"]) == ("Ada Lovelace", "gradient_descent", TUESDAY)
    assert list(content["predictions"]) == list(lesson.QUESTIONS)
    assert list(content["exercises"]) == list(lesson.CATALOGUE)
    right = lesson.QUESTIONS["step"].answer == 1
    said = {"first": options[0], "first_right": False, "last": options[1], "last_right": right}
    assert content["predictions"]["step"] == said
    assert content["predictions"]["overshoot"] == dict.fromkeys(said)
    done = content["exercises"]["update"]
    assert done.pop("code").startswith("def right_update(w, gradient, learning_rate):\n    return")
    assert done == {
        "status": "correct",
        "mistake": None,
        "misconception": None,
        "first_mistake": "gradient left out, as if it were 1",
        "first_misconception": "the step is α",
        "tries": 2,
        "done_on": TUESDAY,
    }
    nothing = dict.fromkeys([*done, "code"]) | {"status": "not attempted yet", "tries": 0}
    assert content["exercises"]["cost"] == nothing
    assert set(content["versions"]) == {"nbhelpers", "python", "numpy", "matplotlib", "ipywidgets"}


def test_a_name_replaces_its_own_file_and_no_other(answered):
    for name, file in [
        ("a/b", "a_b"),
        ("a_b", "a_b 2"),
        ("a/b", "a_b"),
        ("a:b", "a_b 3"),
        ("../../etc", "_.._etc"),
        ("..", ""),
        ("\u0141ukasz É. O'Hara-日本", "\u0141ukasz É. O_Hara-日本"),
        ("\u0141ukasz E\u0301. O'Hara-日本", "\u0141ukasz É. O_Hara-日本"),
        ("日" * 100, "日" * 50),
        ("日" * 99, "日" * 50 + " 2"),
        ("\ud83d", "_"),
    ]:
        said = lesson.hand_in(name).write().parts[0]
        assert said[1] == "Written."
        assert said[2] == f"{FILE.format(file)}, beside this notebook. Nothing is sent."
        assert answered.with_name(FILE.format(file)).is_file()
    for damaged in (b"", b"[]", b"[" * 10_000, b"{}"):
        answered.with_name(FILE.format("Eve")).write_bytes(damaged)
        assert f"{FILE.format('Eve 2')}, " in lesson.hand_in("Eve").write().parts[0][2]
        assert answered.with_name(FILE.format("Eve")).read_bytes() == damaged
    answered.with_name(FILE.format("Bob")).mkdir()
    assert f"{FILE.format('Bob 2')}, " in lesson.hand_in("Bob").write().parts[0][2]


@pytest.mark.parametrize("name", ["", " ", "x" * 101, None, 5, b"Ada", ["Ada"]])
def test_what_is_no_name_is_refused(name):
    with pytest.raises(ValueError, match=r"^name: expected your name, a text of at most 100 characters, got"):
        lesson.hand_in(name)


def test_forgetting_asks_back_and_leaves_other_lessons(answered):
    backpropagation.predict_largest().choose(0).commit()
    asking = lesson.forget()
    assert asking._repr_mimebundle_()["text/plain"] == (
        "Start anew. Forget what you answered in this lesson: 2 predictions, 1 exercise?\n"
        "lesson.forget(sure=True) does it."
    )
    forget, keep = asking.buttons
    before = answered.read_bytes()
    keep.click()
    assert answered.read_bytes() == before
    assert "Nothing is forgotten." in asking.reply.value
    assert forget.disabled
    asking = lesson.forget()
    asking.buttons[0].click()
    assert "Forgotten." in asking.reply.value
    assert {kind: set(named) for kind, named in record.everything().items()} == {
        "predictions": {"largest"},
        "exercises": set(),
    }
    assert not lesson.predict_step().committed
    record.start_afresh()
    assert list(record.everything()["predictions"]) == ["largest"]
    assert "in the whole course: 1 prediction, 0 exercises?" in repr(start_here.forget().cards)
    assert repr(start_here.forget(sure=True)).startswith("Forgotten.")
    assert not answered.exists()
    assert not backpropagation.predict_largest().committed
