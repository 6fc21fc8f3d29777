"""The learning loop of the notebooks: predict, look, try it yourself, have it checked, take stock.

A lesson is a text with its questions and all that its exercises say (``gradient_descent.txt``, read by
``lesson_text``), and a module with what they compute. In the notebook: ``from nbhelpers.exercises import
gradient_descent as lesson``, then ``lesson.predict_step()`` before a demo, ``lesson.recall_step()`` after it,
``lesson.check_cost(my_cost)`` below an exercise, and at the end ``lesson.tally()``.

No maths is here: what is right is asked of the library, and text, hints and solutions stand in the notebook.

The start page has the same, in ``start_here``, and the open task of lesson 5 a module of its own, ``spirals``.

The rest is what all lessons share, from the bottom up: ``outcome`` (a verdict and how it looks); ``reading``,
``errors`` and ``attempt`` (a student's function, called safely); ``entries``, ``store`` and ``record`` (what is
known of a student, how it is kept in a file, and the tally of it); ``diagnosis`` (whether a value is the wanted
one), ``relations`` (what a wrong answer can have to do with the right one, in any exercise), ``recognition`` (which
slip it is), ``pointers`` (what is known if it is none, and which parts of a list are right), ``checks`` and
``values`` (the exercises: a function, or something else, is asked for); ``asking``, ``prediction`` and ``writing``
(the predictions); ``forgetting`` (asks, then deletes a lesson's answers), ``hand_in`` and ``course`` (what a lesson
offers besides).
"""

import textwrap


def paragraphs(text):
    """Return a text of paragraphs "name: words", whose further lines are indented, as a dict."""
    lines = textwrap.dedent(text).strip().replace("\n ", " ").splitlines()
    return {name: " ".join(words.split()) for name, _, words in (line.partition(": ") for line in lines if line)}
