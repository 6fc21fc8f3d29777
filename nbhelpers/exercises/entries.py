"""What is kept of a student's answers, as plain data: how an entry looks, and how a later one is added to it.

All entries are a dict of two kinds, "predictions" and "exercises", each a dict of entries by name. An entry of one
answer, or of one try, has the same form as one of many. Nothing here changes its arguments.
"""

from contextlib import suppress
from datetime import date

LONGEST, LONGEST_CODE, LONGEST_NAME = 1000, 4000, 200
"""Characters of an answer, of the code of a function, and of a name: of a question, an exercise or two slips."""

MOST_TRIES = 10**6

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July")
MONTHS += ("August", "September", "October", "November", "December")


def today():
    """Return the day, as entries have it."""
    return date.today().isoformat()


def day_in_words(day):
    """Return an entry's day as it is said today: "today", "on Tuesday", "on 3 March"; with the year if not this."""
    then, now = date.fromisoformat(day), date.fromisoformat(today())
    if then == now:
        return "today"
    if 0 < (now - then).days <= 6:
        return f"on {WEEKDAYS[then.weekday()]}"
    return f"on {then.day} {MONTHS[then.month - 1]}" + (f" {then.year}" if then.year != now.year else "")


def number_of(kind, number):
    """Return a kind of entries with their number: "1 prediction", "2 predictions"."""
    return f"{number} {kind if number != 1 else kind.removesuffix('s')}"


def cut(text, longest=LONGEST):
    """Return a text as it can be kept: not too long, and without half characters."""
    return text[:longest].encode("utf-8", "replace").decode()


def _text(longest):
    return lambda value: isinstance(value, str) and value == cut(value, longest)


def _or_none(form):
    return lambda value: value is None or form(value)


def _is_day(value):
    return isinstance(value, str) and value == date.fromisoformat(value).isoformat()


def _is_count(value):
    return type(value) is int and 0 < value <= MOST_TRIES


is_name, _is_answer = _text(LONGEST_NAME), _text(LONGEST)
_is_right = _or_none(lambda value: isinstance(value, bool))
_TRY = {
    "status": lambda value: value in ("correct", "not yet"),
    "mistake": _or_none(is_name),
    "misconception": _or_none(is_name),
    "on": _is_day,
}
FORMS = {
    "predictions": {
        "first": _is_answer,
        "first_right": _is_right,
        "first_on": _is_day,
        "last": _is_answer,
        "last_right": _is_right,
        "last_on": _is_day,
    },
    "exercises": {
        "first": _TRY,
        "last": _TRY,
        "tries": _is_count,
        "done_on": _or_none(_is_day),
        "code": _or_none(_text(LONGEST_CODE)),
    },
}
"""The kinds of entries, and for each of their fields what is accepted in it."""


def empty():
    """Return what is kept at first."""
    return {kind: {} for kind in FORMS}


def of_answer(text, right):
    """Return the entry of one answer to a prediction."""
    said = {"": cut(text), "_right": right, "_on": today()}
    return {which + field: value for which in ("first", "last") for field, value in said.items()}


def of_try(outcome, code):
    """Return the entry of one try at an exercise."""
    names = {"mistake": outcome.mistake, "misconception": outcome.misconception}
    names = {what: name and cut(name, LONGEST_NAME) for what, name in names.items()}
    tried = {"status": str(outcome.status), **names, "on": today()}
    return {
        "first": tried,
        "last": tried,
        "tries": 1,
        "done_on": today() if outcome else None,
        "code": code and cut(code, LONGEST_CODE),
    }


def joined(earlier, later):
    """Return all entries of both; where both have one, it begins as the earlier and ends as the later."""
    entries = {kind: dict(named) for kind, named in earlier.items()}
    for kind, join in (("predictions", _joined_answers), ("exercises", _joined_tries)):
        for name, entry in later[kind].items():
            entries[kind][name] = join(entries[kind][name], entry) if name in entries[kind] else entry
    return entries


def _joined_answers(earlier, later):
    """Keep what was said first. A verdict on the same words holds for what was said first too."""
    first = {field: earlier[field] for field in ("first", "first_right", "first_on")}
    if later["last"] == earlier["first"] and later["last_right"] is not None:
        first["first_right"] = later["last_right"]
    return later | first


def _joined_tries(earlier, later):
    """Add up the tries. The same code with the same outcome is no further one, and keeps its day."""
    before, now = ((it["status"], it["mistake"]) for it in (earlier["last"], later["first"]))
    is_same = later["code"] is not None and later["code"] == earlier["code"] and now == before
    return later | {
        "first": earlier["first"],
        "tries": min(earlier["tries"] + later["tries"] - is_same, MOST_TRIES),
        "done_on": earlier["done_on"] if is_same else later["done_on"] or earlier["done_on"],
    }


def without(entries, is_meant):
    """Return the entries whose kind and name are not meant."""
    return {
        kind: {name: entry for name, entry in named.items() if not is_meant(kind, name)}
        for kind, named in entries.items()
    }


def lighter(entries, known):
    """Return less of entries that take too much room: without half of the names that are not known, the older ones.

    Where all are known, the longest code is left out; where there is none, the older half.
    """
    each_one = [(kind, name) for kind, named in entries.items() for name in named]
    oldest = sorted(each_one, key=lambda one: last_day(entries[one[0]][one[1]]))
    unknown = [one for one in oldest if one not in known]
    codes = [(len(entry["code"]), name) for name, entry in entries["exercises"].items() if entry["code"]]
    if codes and not unknown:
        name = max(codes)[1]
        lighter_one = {name: entries["exercises"][name] | {"code": None}}
        return entries | {"exercises": entries["exercises"] | lighter_one}
    old = unknown or oldest
    left_out = set(old[: len(old) // 2 + 1])
    return without(entries, lambda *one: one in left_out)


def last_day(entry):
    """Return the day of the last answer or the last try."""
    return entry["last_on"] if "last_on" in entry else entry["last"]["on"]


def readable(content):
    """Return the entries in what was read from a file, without those that do not have the form of one."""
    found = empty()
    for kind, form in FORMS.items():
        for name, value in content.get(kind, {}).items():
            with suppress(KeyError, TypeError, ValueError):
                found[kind][_fitting(name, is_name)] = _fitting(value, form)
    return found


def _fitting(value, form):
    """Return a value without what the form does not name; raise an exception if it does not have this form."""
    if isinstance(form, dict):
        return {field: _fitting(value[field], each) for field, each in form.items()}
    if not form(value):
        raise ValueError
    return value
