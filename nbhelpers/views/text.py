"""Numbers and symbols as the reader sees them."""

import math

from nbhelpers import arguments
from nbhelpers.activations import ACTIVATIONS

_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def num(value, digits=5, least=1e-4):
    """Write a number with so many significant digits: 1.775, −2.25, 3.8·10⁷, ∞; powers of ten below `least`."""
    value, digits = arguments.real("value", value), arguments.count("digits", digits, 1, 17)
    least = arguments.number("least", least, 0)
    if math.isnan(value):
        return "no number"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    if value != 0 and not least <= abs(value) < 1e6:
        mantissa, exponent = f"{value:.{max(digits - 2, 1)}e}".split("e")
        mantissa = mantissa.rstrip("0").rstrip(".")
        return f"{mantissa}·10{str(int(exponent)).translate(_SUPERSCRIPTS)}".replace("-", "−")
    return _plain(value, digits).replace("-", "−")


def signed(value, digits=5, least=1e-4):
    """Write a number as `num` does, to stand behind an operator: negative ones in brackets."""
    text = num(value, digits, least)
    return f"({text})" if text.startswith("−") else text


def plus(value, digits=5):
    """Write a number as a term to be added: `+ 0.5` or `− 0.5`."""
    value = arguments.real("value", value)
    return f"{'−' if value < 0 else '+'} {num(abs(value), digits)}"


def indexed(name):
    """Write a symbol with its digits as subscripts: w1 becomes w₁."""
    return arguments.instance("name", name, str).translate(_SUBSCRIPTS)


def partial(name):
    """Write a derivative by its name in the code: dE_da2 becomes ∂E/∂a₂."""
    parts = arguments.instance("name", name, str).removeprefix("d").split("_d")
    if len(parts) != 2:
        raise arguments.refuse("name", "a derivative, such as dE_da2", name)
    return f"∂{indexed(parts[0])}/∂{indexed(parts[1])}"


def kind(activation):
    """Write the name of an activation in a sentence: sigmoid, ReLU, binary step."""
    title = ACTIVATIONS[arguments.one_of("activation", activation, ACTIVATIONS)].title
    return title if title.startswith("ReLU") else title[0].lower() + title[1:]


def percent(share):
    """Write a share as a percentage with three significant digits."""
    return f"{num(100 * arguments.real('share', share), 3)} %"


def sub(name, index):
    """Write an indexed symbol: w₃."""
    index = arguments.count("index", index)
    return f"{arguments.instance('name', name, str)}{str(index).translate(_SUBSCRIPTS)}"


def counted(n, thing):
    """Write how many there are of a thing: `1 step`, `5 steps`, `0 epochs`."""
    return f"{arguments.count('n', n)} {arguments.instance('thing', thing, str)}{'' if n == 1 else 's'}"


def sentence(text):
    """Return a text of ours with a capital at its beginning, unchecked."""
    return text[0].upper() + text[1:]


def _plain(value, digits):
    decimals = max(digits - 1 - math.floor(math.log10(abs(value))), 0) if value else 0
    text = f"{value:.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text
