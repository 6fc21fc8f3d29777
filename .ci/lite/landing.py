"""The site's first page: each lesson with what its notebook says of itself, and the picture of its first demo."""

import base64
import json
import re
from dataclasses import dataclass
from html import escape
from pathlib import Path
from string import Template

PAGE = Path(__file__).with_name("index.html")
PICTURES = "pictures"

LESSON = Template("""\
    <li>
      <a href="$address">
        <img src="$picture" width="$width" height="$height" alt="$alt" loading="lazy">
        <h2>$title</h2>
        <p class="question">$question</p>
        <p class="time">$time</p>
      </a>
      <p class="kept" hidden>It opens as you left it.
      <button type="button" value="$name" aria-label="Fresh copy of $title">Fresh copy</button></p>
    </li>
""")


@dataclass(frozen=True)
class Lesson:
    """What the page says of a lesson; `alt` says in words what its picture shows."""

    title: str
    question: str
    time: str
    picture: bytes
    alt: str

    @property
    def size(self):
        """Width and height of the picture, from the header of the PNG."""
        return tuple(int.from_bytes(self.picture[start : start + 4], "big") for start in (16, 20))


def write_landing_page(site, notebooks, readme):
    """Write `index.html` and the pictures it shows into the site."""
    (site / PICTURES).mkdir()
    items = []
    for path in sorted(notebooks.glob("*.ipynb")):
        lesson = read_lesson(path)
        picture = f"{PICTURES}/{path.stem}.png"
        (site / picture).write_bytes(lesson.picture)
        items.append(item(lesson, path.name, picture))
    heading = re.match(r"# (.+)", readme.read_text(encoding="utf-8"))[1]
    page = Template(PAGE.read_text(encoding="utf-8"))
    text = page.substitute(title=escape(heading), lessons="".join(items).rstrip())
    (site / "index.html").write_text(text, encoding="utf-8")


def item(lesson, name, picture):
    """Return a lesson's entry in the list."""
    width, height = lesson.size
    words = {part: escape(getattr(lesson, part)) for part in ("title", "question", "time", "alt")}
    return LESSON.substitute(
        words, name=name, address=f"lab/index.html?path={name}", picture=picture, width=width, height=height
    )


def read_lesson(path):
    """Return what a notebook says of itself in its first cell, and the picture of its first demo."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    text = "".join(cells[0]["source"])
    title = find(r"# (.+)", text, path, "title")
    question = find(r"\n\*\*(.+\?)\*\*\n", text, path, "question")
    time = find(r"\*\*Time:\*\* (.+?)\.", text, path, "time")
    for cell in cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "image/png" in data and "explore" in cell["metadata"].get("tags", []):
                sentence = "".join(data["text/plain"])
                return Lesson(title, question, time, base64.b64decode("".join(data["image/png"])), sentence)
    raise ValueError(f"{path.name}: no demo with a picture")


def find(pattern, text, path, what):
    """Return the group of a pattern that the notebook's first cell has to match."""
    found = re.search(pattern, text)
    if not found:
        raise ValueError(f"{path.name}: no {what} in the first cell")
    return found[1]
