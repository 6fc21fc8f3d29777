"""Numbers as people write them: 0.8, 0,8, −1.57, 1/110, 1e-5, 10⁻⁵, 2·10^-5, 1 000."""

import math
import re
from collections.abc import Callable

_NUMBER = r"(?:\d+(?:\.\d*)?|\.\d+)"
_FORM = re.compile(
    rf"(?P<sign>[+-]?)"
    rf"(?:(?P<digits>{_NUMBER})(?:e(?P<e>[+-]?\d+))?|(?:(?P<times>{_NUMBER})\*)?10\^(?P<power>[+-]?\d+))"
    rf"(?:/(?P<below>{_NUMBER}))?"
)
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_SPACE = "[ \u00a0\u2009\u202f]"  # a plain one, and those that keep the digits of a number together
_GROUPED = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:,\d{3})+(?![\d,])")  # 1,000, in English a thousand


def number(text: str, is_allowed: Callable[[float], bool] = math.isfinite) -> float:
    """Return the number that a text means.

    A comma is the decimal point, or it groups the digits by threes: what is meant is what is allowed. A text that
    is not a number, or could be two of those allowed, is refused with a whole sentence.
    """
    # Step by step into what `_FORM` knows. Spaces that group digits go before those around signs.
    plain = re.sub(rf"(?<=\d){_SPACE}(?=\d{{3}}(?!\d))", "", text.strip())
    plain = re.sub(rf"{_SPACE}*([*/^·×+−-]){_SPACE}*", r"\1", plain).lower().replace("−", "-")
    plain = re.sub("(?<=10)[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻]+", lambda found: "^" + found[0].translate(_SUPERSCRIPT), plain)
    plain = re.sub("[·×]", "*", plain.replace("**", "^"))  # a power first, or its two * would be a product
    readings = [plain.replace(",", ".")]
    if _GROUPED.search(plain):
        readings.append(_GROUPED.sub(lambda found: found[0].replace(",", ""), plain))
    found = [value for value in map(_read, readings) if value is not None]
    if not found:
        raise ValueError(f"“{text.strip()}” is not a number: write it as in 0.8, 1/110 or 1e-5.")
    allowed = list(filter(is_allowed, found))
    if len(allowed) > 1:
        first, second = (f"{value:.10g}" for value in allowed)
        raise ValueError(f"“{text.strip()}” could be {first} or {second}: write it without the comma.")
    return (allowed or found)[0]


def _read(plain):
    """Return what the form says, or None."""
    if not (part := _FORM.fullmatch(plain)):
        return None
    sign, digits, e, times, power, below = part.groups()
    value, below = float(f"{sign}{digits or times or 1}e{e or power or 0}"), float(below or 1)
    return value / below if below and math.isfinite(value) else None
