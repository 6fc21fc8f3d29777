"""The start page: it is short, its three tables are true to the lessons, and every notebook leads to the next."""

import ast
import re
from itertools import chain
from pathlib import Path

import numpy as np
from shipped import FOLDER, LESSONS, PATHS, START, each_notebook, opening, prose, read, rows

import nbhelpers
from nbhelpers.activations import ACTIVATIONS

PACKAGE = Path(nbhelpers.__file__).parent
PLACE = re.compile(r"\[(\d)\]\((\w+\.ipynb)\) · (\d+)")  # [lesson](its notebook) · section

SIGNS = {
    **{r"\alpha": "α", r"\sigma": "σ", r"\varepsilon": "ε", r"\partial ": "∂", r"\sum": "Σ", r"\|": "‖"},
    **{"_i": "ᵢ", "_0": "₀", "_1": "₁", "_2": "₂", "'": "′", r"\,": "", r"\leftarrow": "←", r"\ln": "ln"},
    r"\delta": "δ",
}
"""How a sign is written in a formula, and how the table writes it."""


def sections(path):
    """Return the text of each numbered section of a notebook, by its number."""
    parts = re.split(r"^## (\d+)\. ", prose(read(path)), flags=re.MULTILINE)
    return dict(zip(map(int, parts[1::2]), parts[2::2], strict=True))


MAP, NOTATION, ERRATA = (rows(sections(START)[number]) for number in (1, 3, 4))
MET = [row[0].split(", ") for row in NOTATION]


def places(cell):
    """Return each lesson and section that a cell names, both counted from 1."""
    found = [PLACE.fullmatch(each).groups() for each in cell.split(", ")]
    assert all(LESSONS[int(lesson) - 1].name == name for lesson, name, _ in found)
    return [(int(lesson), int(section)) for lesson, _, section in found]


def test_it_takes_as_long_to_read_as_it_says_and_its_map_has_every_lesson_and_a_picture_of_each():
    texts = [cell.source for cell in read(START).cells if cell.cell_type == "markdown"]
    lines = "\n".join(text for text in texts if not text.startswith("<details>")).splitlines()  # hints are folded
    words = re.findall(r"[\w’']+", " ".join(line for line in lines if not line.startswith("|")))
    minutes = int(re.match(r"(\d+) minutes to read", opening(START)[2])[1])
    assert minutes - 1 < len(words) / 150 <= minutes
    pictures = [re.fullmatch(r'<img src="(images/\w+\.png)" width="\d+" alt="([^"]+)">', row[3]) for row in MAP]
    for row, path in zip(MAP, LESSONS, strict=True):
        title, question, time = opening(path)
        assert row[:3] == [f"[{title}]({path.name})", question, time]
    assert {FOLDER / picture[1] for picture in pictures} == set((FOLDER / "images").glob("*.png"))
    assert all(len(picture[2]) > 40 for picture in pictures)


@each_notebook
def test_first_and_last_lines_lead_to_the_neighbours_and_sections_are_numbered(path):
    names = [opening(other)[0].partition(" · ")[2] for other in PATHS]
    links = [f"({other.name})" for other in PATHS]
    at = PATHS.index(path)
    parts = [f"[← {names[at - 1]}]{links[at - 1]}"] if at > 0 else []
    parts += [f"[{names[0]}]{links[0]}"] if at > 1 else []
    parts += [f"[{names[at + 1]} →]{links[at + 1]}"] if at + 1 < len(PATHS) else []
    cells = read(path).cells
    assert cells[0].source.splitlines()[4] == cells[-1].source.splitlines()[-1] == " · ".join(parts)
    headings = re.findall(r"^## (.+)", prose(read(path)), re.MULTILINE)
    assert [heading.partition(". ")[0] for heading in headings] == [str(n + 1) for n in range(len(headings))]


def written_out(text):
    """Return a text with its formulas in the signs of the table."""
    text = re.sub(r"\\color\{[^}]*\}|\\d?frac|[{}]", " ", re.sub(r"\}\s*\{", "/", text))
    for latex, sign in SIGNS.items():
        text = text.replace(latex, sign)
    return text


def first_place(signs, since):
    """Return lesson and section where one of the signs first stands, from a lesson on."""
    any_of_them = re.compile("|".join(rf"(?<![\w\\]){re.escape(sign)}(?![\w₀₁₂ᵢ′])" for sign in signs))
    for lesson, path in enumerate(LESSONS[since - 1 :], since):
        for section, text in sections(path).items():
            if any_of_them.search(written_out(text)):
                return lesson, section
    return None


def test_each_sign_first_stands_where_the_table_says_in_the_order_of_the_lessons():
    first = [places(row[3]) for row in NOTATION]
    assert first == sorted(first)
    for at, signs in enumerate(MET):
        ((lesson, section),) = first[at]
        again = set(chain(*MET[:at])) & set(signs)  # with another meaning, from this lesson on
        assert first_place(signs, since=lesson if again else 1) == (lesson, section), signs
        assert all(NOTATION[at])


def test_what_means_two_things_is_marked_and_the_names_in_the_table_are_in_the_code():
    met = list(chain(*MET))
    twice = {sign for sign in met if met.count(sign) > 1}
    assert {"z", "w₁"} <= twice
    assert all(row[2].startswith("**") for row, signs in zip(NOTATION, MET, strict=True) if twice & set(signs))
    known = names_in(PACKAGE) | set(ACTIVATIONS)
    for row in NOTATION:
        names = re.findall(r"`([\w.]+)`", row[4])
        assert names
        for name in names:
            assert hasattr(np, name[3:]) if name.startswith("np.") else name in known, name


def names_in(package):
    """Return the names of the functions, classes, arguments, fields and variables of the package."""
    nodes = chain(*(ast.walk(ast.parse(path.read_text("utf-8"))) for path in package.rglob("*.py")))
    return {getattr(node, kind, None) for node in nodes for kind in ("id", "name", "arg")}


def test_each_place_where_the_notes_are_loose_is_in_a_section_of_a_lesson():
    for what, instead, where in ERRATA:
        assert what
        assert instead
        assert all(section in sections(LESSONS[lesson - 1]) for lesson, section in places(where))
