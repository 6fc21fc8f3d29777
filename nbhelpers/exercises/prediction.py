"""Predict, then look: a question that shows its answer only after the reader has committed to one.

A question (`Question`, `NumberQuestion`) is data; the widget that asks it is in ``asking``. One that is answered in
words is in ``writing``.
"""

from dataclasses import dataclass

import ipywidgets as widgets

from nbhelpers import arguments, numerals
from nbhelpers.exercises.asking import BaseQuestion, refuse_empty


@dataclass(frozen=True, eq=False)
class Question(BaseQuestion):
    """A question with options, exactly one of them right."""

    options: list  # two or more texts, all different
    answer: int  # the place of the right one in `options`, counted from 0
    blank = None  # what the control holds before anything is chosen

    def __post_init__(self):
        super().__post_init__()
        if not isinstance(self.options, list | tuple) or len(self.options) < 2:
            raise arguments.invalid_argument("options", "a list of two or more texts", self.options)
        for option in self.options:
            refuse_empty(options=option)
        if len(set(self.options)) < len(self.options):
            raise arguments.invalid_argument("options", "texts that all differ", self.options)
        arguments.count("answer", self.answer, 0, len(self.options) - 1)

    @property
    def answer_text(self):
        """The right option."""
        return self.options[self.answer]

    def control(self):
        """Return the radio buttons, with nothing chosen."""
        return widgets.RadioButtons(
            options=self.options,
            value=None,
            description="Your choice:",
            style={"description_width": "auto"},
            layout={"width": "auto"},
        )

    def meant(self, choice):
        """Return the option meant by its place or its text."""
        if choice in self.options:
            return choice
        return self.options[arguments.count("option", choice, 0, len(self.options) - 1)]

    def problem_with(self, chosen):
        """Say why nothing can be committed yet; "" if it can."""
        return "" if chosen in self.options else "Choose first."

    def is_right(self, chosen):
        """Return whether this option is the right one."""
        return chosen == self.answer_text


@dataclass(frozen=True, eq=False)
class NumberQuestion(BaseQuestion):
    """A question whose answer is a number."""

    answer: float  # the exact value
    # further values that are right, such as the one that follows from the rounded numbers on the page
    accept: tuple = ()
    # how far from such a value a number may be, as a share of the answer (of 1, if the answer is 0)
    tolerance: float = 0.005
    options = ()
    blank = ""

    def __post_init__(self):
        super().__post_init__()
        arguments.number("answer", self.answer)
        arguments.number("tolerance", self.tolerance, 0)
        for value in self.accept:
            arguments.number("accept", value)

    @property
    def answer_text(self):
        """The exact value, as a sentence."""
        return f"{self.answer:.10g}."

    def control(self):
        """Return the empty text field."""
        return widgets.Text(placeholder="a number", description="Your number:", style={"description_width": "auto"})

    def meant(self, choice):
        """Return a number as the text that stands in the field."""
        return str(choice)

    def problem_with(self, chosen):
        """Say why this text cannot be committed; "" if it is a number."""
        if chosen is None:
            return "Enter a number first."
        try:
            self._read(chosen)
        except ValueError as error:
            return str(error)
        return ""

    def is_right(self, chosen):
        """Return whether this text is a number near enough."""
        return self._is_near(self._read(chosen))

    def _read(self, text):
        """Return the number; where a comma may group digits or be the decimal point, the one that is right."""
        return numerals.number(text, self._is_near)

    def _is_near(self, number):
        margin = self.tolerance * (abs(self.answer) or 1) * (1 + 1e-9)
        return any(abs(number - value) <= margin for value in (self.answer, *self.accept))
