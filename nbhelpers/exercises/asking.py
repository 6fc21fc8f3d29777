"""What all questions share, the widget that asks one, and what it shows once the reader has committed.

The answer reaches the page only with the commit. Before, neither the display bundle nor the widget's state
has it.
"""

import re
from dataclasses import KW_ONLY, dataclass
from html import escape

import ipywidgets as widgets

from nbhelpers import arguments, cells
from nbhelpers.exercises import record
from nbhelpers.exercises.outcome import Cards, card, side_by_side

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|$~])")


@dataclass(frozen=True, eq=False)
class BaseQuestion:
    """What all kinds of question share."""

    question: str
    because: str  # the reason, in one sentence; the model answer, if it is answered in words
    _: KW_ONLY
    name: str | None = None  # the record's key; no other lesson uses it
    misconception: str | None = None  # the belief that a wrong answer comes from
    see: str | None = None  # the call of the demo that shows the answer

    def __post_init__(self):
        refuse_empty(question=self.question, because=self.because)

    def predict(self):
        """Return a fresh widget that asks this question; what was committed before stays, also after a restart."""
        prediction = self.ask()
        entry = record.answer_to(self)
        if entry is not None:
            prediction.restore(entry)
        return prediction

    def recall(self):
        """Return what the reader predicted next to what happens, for after the demo."""
        entry = record.answer_to(self)
        if entry is None:
            return self.compare(None, None)
        return self.compare(entry["last"], entry["last_right"], record.memory_of(entry))

    def ask(self):
        """Return the widget that asks this question."""
        return Prediction(self)

    def compare(self, chosen, right, memory=""):
        """Return what was chosen, and what is remembered of that, next to what happens."""
        return Recall(chosen, self.happens, right, memory)

    @property
    def happens(self):
        """The answer and the reason."""
        return f"{self.answer_text} {self.because}"


class Shown(widgets.VBox):
    """Widgets that belong to the cell that made them: the next run of that cell frees them."""

    def __init__(self, children):
        super().__init__(children)
        cells.keep(self)

    def close(self):
        """Free the widgets."""
        if self.comm is not None:
            for child in self.children:
                cells.free(child)
            self.layout.close()
            super().close()

    _ipython_display_ = None  # ipywidgets 7 has it, and IPython would ask it first


class Prediction(Shown):
    """The widget that asks a question: choose, commit, and only then see the answer.

    `committed` tells whether the choice is locked; `right` whether it was right, or None before that is known.
    """

    def __init__(self, question):
        self.question, self.committed, self.right = question, False, None
        self.control = question.control()
        self.button = widgets.Button(description="Commit", tooltip="Lock the choice, see the answer")
        self.reveal = widgets.HTML(live(""))
        self.button.on_click(lambda button: self.commit())
        self.control.on_msg(lambda _, content, __: content == {"event": "submit"} and self.commit())  # Enter
        size = "font-size:var(--jp-content-font-size1,1.1em)"  # as large as the lesson's own text
        heading = widgets.HTML(f'<span style="{size}"><strong>Predict.</strong> {escape(question.question)}</span>')
        super().__init__([heading, self.control, self.button, self.reveal])

    @property
    def chosen(self):
        """The option, the number or the words as they stand in the control, or None."""
        return self.control.value or None

    def choose(self, option):
        """Choose an option by its place or its text, or enter a number or words; return the prediction.

        After the commit every choice is refused.
        """
        if self.committed:
            raise arguments.invalid_argument("option", "no further choice after the commit", option)
        self.control.value = self.question.meant(option)
        return self

    def commit(self):
        """Lock the choice and reveal the answer, or say what is missing. A second time does nothing."""
        if self.committed:
            return
        if problem := self.question.problem_with(self.chosen):
            self.reveal.value = live(escape(problem))
            return
        self.right = self.question.is_right(self.chosen)
        self.lock(True)
        self.keep()

    def keep(self):
        """Keep what was chosen, and show it next to the answer."""
        self.show(record.note_answer(self.question, self.chosen, self.right))

    def show(self, trouble=""):
        """Show what was chosen next to the answer, and what kept it from being stored."""
        entry = record.answer_to(self.question)
        memory = record.memory_of(entry) if entry else ""
        shown = self.question.compare(self.chosen, self.right, memory)._repr_html_()
        self.reveal.value = live(shown + (card("open", "Not stored.", trouble) if trouble else ""))

    def lock(self, is_locked):
        """Lock the choice, or open it again."""
        self.committed = self.control.disabled = self.button.disabled = is_locked

    def restore(self, entry):
        """Show what was answered before. What another kernel or another day has seen can be answered again."""
        self.choose(entry["last"])
        self.right = entry["last_right"]
        self.lock(True)
        if record.is_remembered(self.question):
            again = widgets.Button(description="Answer again", tooltip="Your first answer is kept beside it")
            again.on_click(self.answer_again)
            self.children = (*self.children, again)
        self.show()

    def answer_again(self, button):
        """Ask as if for the first time, and take the button away that asked for this."""
        self.lock(False)
        self.right = None
        self.control.value = self.question.blank
        self.reveal.value = live("")
        self.children = tuple(child for child in self.children if child is not button)
        cells.free(button)

    def _repr_mimebundle_(self, **kwargs):
        """Show the widget or, where none can be shown, the question as Markdown or as plain text."""
        text, options = self.question.question, self.question.options
        plain = "\n".join([f"Predict. {text}", *(f"  ( ) {option}" for option in options)])
        choices = "\n".join(f"- {_markdown(option)}" for option in options)
        markdown = f"**Predict.** {_markdown(text)}" + (f"\n\n{choices}" if choices else "")
        return {cells.VIEW: self.get_view_spec(), "text/plain": plain, "text/markdown": markdown}


@dataclass(frozen=True, repr=False)
class Recall(Cards):
    """What was predicted next to what happens, as it is now; without a commit it gives nothing away."""

    chosen: str | None
    happens: str
    right: bool | None
    memory: str = ""  # what else is known of the answer: its day, and the first one

    def _repr_html_(self):
        return side_by_side(*(card(*part) for part in self.parts))

    @property
    def parts(self):
        """The cards."""
        if self.chosen is None:
            ask = "You have not committed to a prediction. Do so above, then run this cell again."
            return (("open", "…", ask),)
        tone, sign, verdict = ("good", "✓", "So it is.") if self.right else ("again", "✗", "Not so.")
        return (tone, f"{sign} You predicted:", self.own(verdict)), ("told", "What happens:", self.happens)

    def own(self, verdict):
        """Return what the reader said, the verdict, and what is remembered."""
        return "\n".join(filter(None, (self.chosen, verdict, self.memory)))


def refuse_empty(**texts):
    """Refuse what is no text or an empty one, by its name."""
    for name, text in texts.items():
        if not isinstance(text, str) or not text.strip():
            raise arguments.invalid_argument(name, "a text that is not empty", text)


def live(html):
    """Wrap what a screen reader should read out when it changes."""
    return f'<div role="status" aria-live="polite">{html}</div>'


def _markdown(text):
    return _MARKDOWN.sub(r"\\\1", text)
