"""What asks before it does something that cannot be taken back; and forgetting, which is such a thing."""

import ipywidgets as widgets

from nbhelpers import cells
from nbhelpers.exercises import entries, record
from nbhelpers.exercises.asking import Shown, live
from nbhelpers.exercises.outcome import Cards


class Confirmation(Shown):
    """Cards with a question, and buttons. Where there are none, `call` says what to write instead."""

    def __init__(self, cards, call, actions, more=""):
        self.cards, self.call, self.reply = cards, call, widgets.HTML(live(""))
        self.buttons = [widgets.Button(description=label) for label in actions]
        for button, action in zip(self.buttons, actions.values(), strict=True):
            button.on_click(lambda _, action=action: action())
        super().__init__([widgets.HTML(cards._repr_html_() + more), *self.buttons, self.reply])

    def answer(self, *card):
        """Show a card that says what was done, and return it."""
        said = Cards((card,))
        self.reply.value = live(said._repr_html_())
        for button in self.buttons:
            button.disabled = True
        return said

    def _repr_mimebundle_(self, **kwargs):
        """Show the widget or, where none can be shown, the cards and the call."""
        return {cells.VIEW: self.get_view_spec(), "text/plain": f"{self.cards!r}\n{self.call}"}


class Forgetting(Confirmation):
    """Asks whether to forget the answers with these names; None means all there are."""

    def __init__(self, names):
        self.names = names
        sizes = (entries.number_of(kind, len(named)) for kind, named in record.everything(names).items())
        text = f"Forget what you answered in {'this lesson' if names else 'the whole course'}: {', '.join(sizes)}?"
        actions = {"Forget": self.forget, "Keep": lambda: self.answer("open", "Kept.", "Nothing is forgotten.")}
        super().__init__(Cards((("again", "Start anew.", text),)), "lesson.forget(sure=True) does it.", actions)

    def forget(self):
        """Forget them."""
        if trouble := record.forget(self.names):
            return self.answer("again", "Not forgotten.", trouble)
        return self.answer("good", "Forgotten.", "A question on this page asks anew once its cell is run again.")


def forget(names, *, sure=False):
    """Ask whether to forget what was answered; if you are `sure`, forget it at once."""
    asking = Forgetting(names)
    return asking.forget() if sure else asking
