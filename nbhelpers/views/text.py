"""Numbers and symbols as the reader sees them. Nothing is checked: what comes here is the package's own."""

import math

from nbhelpers.activations import ACTIVATIONS

_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")

INIT_NAMES = {"normal": "small normal", "xavier": "Xavier", "he": "He"}


def num(value, digits=5, least=1e-4):
    """Write a number with about so many significant digits: 1.775, −2.25, ∞.

    Whole parts are written in full, and zeros at the end of a decimal are dropped. From a million on and below
    `least` it is a power of ten, with one digit less but at least two: 3.791·10⁷.
    """
    if math.isnan(value):
        return "not a number"
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    if value == 0:
        return "0"
    if least <= abs(value) < 1e6:
        decimals = max(digits - 1 - math.floor(math.log10(abs(value))), 0)
        return _trimmed(f"{value:.{decimals}f}")
    mantissa, exponent = f"{value:.{max(digits - 2, 1)}e}".split("e")
    return f"{_trimmed(mantissa)}·10{str(int(exponent)).translate(_SUPERSCRIPTS)}"


def _trimmed(text):
    """Drop the zeros at the end of a decimal fraction, and write a minus sign as one."""
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("-", "−")


def signed(value, digits=5, least=1e-4):
    """Write a number as `num` does, but so that it can follow an operator: negative ones in brackets."""
    text = num(value, digits, least)
    return f"({text})" if text.startswith("−") else text


def plus(value, digits=5):
    """Write a number as a term to be added: `+ 0.5` or `− 0.5`."""
    return f"{'−' if value < 0 else '+'} {num(abs(value), digits)}"


def percent(fraction):
    """Write a fraction as a percentage with three significant digits."""
    return f"{num(100 * fraction, 3)} %"


def indexed(name):
    """Write a symbol with its digits as subscripts: w1 becomes w₁."""
    return name.translate(_SUBSCRIPTS)


def derivative(name):
    """Write a derivative by its name in the code: dE_da2 becomes ∂E/∂a₂."""
    above, below = name.removeprefix("d").split("_d")
    return f"∂{indexed(above)}/∂{indexed(below)}"


def kind(activation):
    """Write the name of an activation in a sentence: sigmoid, ReLU, binary step."""
    title = ACTIVATIONS[activation].title
    return title if title.startswith("ReLU") else title[0].lower() + title[1:]


def counted(n, thing):
    """Write how many there are of a thing: `1 step`, `5 steps`, `0 epochs`."""
    return f"{n} {thing}{'' if n == 1 else 's'}"


def network_name(network):
    """Write what a network is: `2-3-1 ReLU network`, by its layer sizes and the activation of its hidden units."""
    hidden = [kind(name) for name in network.activations[:-1]]
    return " ".join(["-".join(map(str, network.layer_sizes)), *hidden[:1], "network"])


def sentence(text):
    """Begin a text with a capital."""
    return text[0].upper() + text[1:]
