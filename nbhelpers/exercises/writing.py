"""Answer in words: a question whose answer the reader writes, commits to, and compares with a model answer.

Nothing here reads what was written. Whether it says the same as the model answer is for the reader to say.
"""

from dataclasses import dataclass, replace

import ipywidgets as widgets

from nbhelpers import arguments
from nbhelpers.exercises.asking import BaseQuestion, Prediction, Recall, refuse_empty
from nbhelpers.exercises.entries import LONGEST, cut


@dataclass(frozen=True, eq=False)
class WrittenQuestion(BaseQuestion):
    """A question that is answered in a sentence or two."""

    options = ()
    blank = ""
    answer_text = "A model answer:"

    def ask(self):
        """Return the widget that asks this question."""
        return WrittenPrediction(self)

    def control(self):
        """Return the empty box to write in."""
        return widgets.Textarea(
            placeholder="a sentence or two",
            description="Your answer:",
            rows=3,
            style={"description_width": "auto"},
            layout={"width": "auto"},
        )

    def meant(self, choice):
        """Return the text as it stands in the box."""
        refuse_empty(option=choice)
        return choice

    def problem_with(self, chosen):
        """Say why this text cannot be committed; "" if it can."""
        if chosen is None or not chosen.strip():
            return "Write a sentence or two first."
        if len(chosen) > LONGEST:
            return f"Your answer has {len(chosen):,} characters. Say it in at most {LONGEST:,}."
        return ""

    def is_right(self, chosen):
        """Leave it open, as None: the reader has not compared it yet."""

    def compare(self, chosen, right, memory=""):
        """Return what the reader wrote next to the model answer."""
        return Comparison(chosen, self.because, right, memory)


class WrittenPrediction(Prediction):
    """The widget that asks for words: write, commit, read the model answer, and say whether yours agrees."""

    def __init__(self, question):
        super().__init__(question)
        self.verdicts = [
            widgets.Button(description="Mine agrees", tooltip="It gives the same reason"),
            widgets.Button(description="Mine differs", tooltip="It gives another reason, or none"),
        ]
        for button, agrees in zip(self.verdicts, (True, False), strict=True):
            button.on_click(lambda _, agrees=agrees: self.judge(agrees))
        self.children = (*self.children, *self.verdicts)
        self.lock(False)

    def lock(self, is_locked):
        """Lock the words and ask for the reader's verdict, or open them again."""
        super().lock(is_locked)
        for button in self.verdicts:
            button.layout.display = None if is_locked else "none"

    def judge(self, agrees):
        """Say whether the words agree with the model answer, after the commit; one may think again."""
        if not self.committed or not isinstance(agrees, bool):
            raise arguments.invalid_argument("agrees", "True or False, after the commit", agrees)
        self.right = agrees
        self.keep()


class Comparison(Recall):
    """What was written next to the model answer; without a commit it gives nothing away."""

    @property
    def parts(self):
        """The cards."""
        if self.chosen is None:
            return super().parts
        tone, sign, verdict = {
            None: ("open", "…", "Does it agree with the model answer? Say so below the question."),
            True: ("good", "✓", "You found that it agrees."),
            False: ("again", "✗", "You found that it differs."),
        }[self.right]
        said = replace(self, chosen=cut(self.chosen.strip())).own(verdict)  # half a character cannot be sent
        return (tone, f"{sign} You wrote:", said), ("told", WrittenQuestion.answer_text, self.happens)
