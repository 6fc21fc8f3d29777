"""The copies for a class: students get no solutions, slides show each section, and nothing else changes.

The handouts are read in `browser/test_printed.py`.
"""

import json
import re
import runpy
import shutil
import subprocess
import sys
from fnmatch import fnmatch

import copies
import deck
import nbformat
import paper
import pytest
from shipped import FOLDER, PATHS, ROOT, each_notebook, exercises, prose, read, tags

from nbhelpers.exercises.store import DAMAGED, FILE

BESIDE = "mathjax/MathJax.js"
LEFT = FILE, DAMAGED.format(""), DAMAGED.format("-2"), "hand-in 01_gradient_descent Ada.json"
LEFT += tuple(f".{name}.part" for name in LEFT)
"""What a student leaves beside the notebooks."""


def run(*arguments):
    """Run the command; return what it says."""
    command = [sys.executable, copies.HERE / "copies.py", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def contents():
    """Return what is in the folders that the command reads, without what Python compiles."""
    files = [path for folder in (copies.NOTEBOOKS, copies.HERE) for path in folder.rglob("*") if path.is_file()]
    return {path: path.read_bytes() for path in files if path.suffix != ".pyc"}


def copied(folder, kind, *options):
    """Make copies of a kind into a new folder, return that; what is read stays as it is."""
    before = contents()
    copies.main(kind, folder / kind, *options)
    assert contents() == before
    return folder / kind


@pytest.fixture(scope="module")
def answered(tmp_path_factory):
    """Have the copies made of a folder in which a student has answered and handed in."""
    folder = tmp_path_factory.mktemp("notebooks")
    shutil.copytree(FOLDER, folder, dirs_exist_ok=True)
    for name in LEFT:
        (folder / name).touch()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(copies, "NOTEBOOKS", folder)
        yield


@pytest.fixture(scope="module")
def students(tmp_path_factory, answered):
    return copied(tmp_path_factory.mktemp("copies"), "students")


@pytest.fixture(scope="module")
def slides(tmp_path_factory, answered):
    return copied(tmp_path_factory.mktemp("copies"), "slides", f"--SlidesExporter.mathjax_url={BESIDE}")


def test_each_notebook_gets_its_copy_and_the_pictures_come_along_but_nobodys_answers(students, slides):
    written = {path.relative_to(students).as_posix() for path in students.rglob("*") if path.is_file()}
    kept = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file()}
    assert written == {name for name in kept if "/." not in f"/{name}" and not name.endswith(".json")}
    assert {each.name for each in slides.iterdir()} == {f"{each.stem}.slides.html" for each in PATHS}
    lite = json.loads((ROOT / ".ci/lite/jupyter_lite_config.json").read_text(encoding="utf-8"))
    (of_site,) = lite["LiteBuildConfig"]["extra_ignore_contents"]
    of_git = (ROOT / ".gitignore").read_text(encoding="utf-8").split("\n")
    for name in LEFT:
        assert re.search(of_site, f"/{name}")
        assert any(fnmatch(name, pattern) for pattern in of_git)
    assert not [name for name in written if re.search(of_site, f"/{name}")]


@each_notebook
def test_a_student_copy_is_the_notebook_without_solutions_and_with_further_exercises_at_its_end(students, path):
    copy, notebook = read(students / path.name), read(path)
    nbformat.validate(copy)
    assert copy.metadata == notebook.metadata
    *kept, last = [cell for cell in notebook.cells if "solution" not in tags(cell)]
    further = copy.cells[len(kept) : -1]
    assert copy.cells == [*kept, *further, last]
    text, found = "\n".join(cell.source for cell in copy.cells), exercises(notebook)
    assert found
    for stub, _, solution in found:
        own = [line for line in solution.splitlines() if line not in stub.source and "import" not in line]
        assert own
        assert "\n".join(own) not in text
    assert "<summary>Solution" not in (students / path.name).read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", prose(copy)) if not link.startswith("https:")]
    assert links
    assert [link for link in links if not (students / link).is_file()] == []
    guide = copies.HERE / f"{path.stem}.md"
    assert bool(further) == guide.exists()
    if further:
        are_the_guides(further, guide.read_text(encoding="utf-8"))


def are_the_guides(cells, guide):
    """See to it that these are the further exercises of a guide, without their answers."""
    heading, *further = [cell.source for cell in cells]
    assert heading.startswith("## Further exercises")
    told = re.findall("^### Further exercise.+$", guide, re.MULTILINE)
    assert [each.splitlines()[0] for each in further] == told
    answers = re.findall(r"^> (.+)$", guide, re.MULTILINE)
    assert len(answers) >= len(further) >= 3
    assert not [answer for answer in answers if answer in "\n".join(further)]
    assert not [each for each in further if re.search("^>", each, re.MULTILINE) or len(each) < 60]


@each_notebook
def test_every_slide_begins_with_its_heading_and_shows_pictures_and_no_solution(slides, path):
    page = (slides / f"{path.stem}.slides.html").read_text(encoding="utf-8")
    begun = re.findall(r"<section\s*><section\s*>.*?<(h\d|p|pre|img)\b", page, re.DOTALL)
    sections = [cell for cell in read(path).cells if re.match("##? ", cell.source)]
    assert len(begun) >= len(sections) > 2
    assert set(begun) <= {"h1", "h2"}
    images = re.findall(r"<img [^>]*>", page)
    assert images
    for image in images:  # in the page, each with its sentence
        assert 'src="data:image/png;base64,' in image
        assert len(re.search(r'alt="([^"]*)"', image)[1]) > 20
    demos = [cell for cell in read(path).cells if "explore" in tags(cell)]
    assert page.count("<figcaption>") >= len(demos) > 0
    assert not re.search(
        r"<summary>|Not attempted yet|You have not committed|check_environment|lesson\.\w+\(", page
    )
    links = [link for link in re.findall(r'<a href="([^"#]+)"', page) if not link.startswith("https:")]
    assert links
    assert [link for link in links if not (slides / link).is_file()] == []
    fetched = re.findall(r'<(?:script|link|img)[^>]* (?:src|href)="(https?://[^"]+)"', page)
    assert len(fetched) == 3
    assert all("reveal.js" in url for url in fetched)
    assert f'<script src="{BESIDE}">' in page  # options go to nbconvert


@each_notebook
def test_a_question_is_asked_before_its_answer_waits_for_a_key_and_a_slide_holds_no_more_than_fits(path):
    notebook = read(path)
    cells = deck.to_slides(notebook).cells
    assert notebook == read(path)
    begins = [cell.metadata.slideshow.slide_type for cell in cells]
    for question in deck.module_of(notebook).QUESTIONS.values():
        first, again = [i for i, cell in enumerate(cells) if question.question in cell.source]
        assert begins[first] == begins[again] == "subslide"
        assert question.because in cells[again + 1].source
        assert begins[again + 1] == "fragment"
        assert begins[first + 1] in ("slide", "subslide")
        assert again - first > 1
    folded = [cell for cell in notebook.cells if cell.source.startswith("<details><summary><strong>What")]
    told = [i for i, cell in enumerate(cells) if cell.source.startswith("**What you should have seen.**")]
    assert [begins[i] for i in told].count("fragment") == len(folded)
    filled = 0
    for cell, begun in zip(cells, begins, strict=True):
        filled = deck.height_of(cell) + (0 if begun in ("slide", "subslide") else filled)
        assert begun != "-" or filled <= deck.HEIGHT  # unless it is one piece


def test_what_is_no_command_is_refused_and_a_folder_with_files_is_left_alone(tmp_path, monkeypatch):
    for arguments in (["students"], ["teachers", str(tmp_path / "new")]):
        monkeypatch.setattr(sys, "argv", ["copies.py", *arguments])
        with pytest.raises(SystemExit, match="NEW_FOLDER"):
            runpy.run_path(str(copies.HERE / "copies.py"), run_name="__main__")
    (tmp_path / "file").touch()
    taken, within = "is not an empty folder", copies.NOTEBOOKS / "class"
    for folder, said in ((tmp_path, taken), (tmp_path / "file", taken), (within, "would be copied into itself")):
        with pytest.raises(SystemExit, match=said):
            copies.main("students", folder)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
    assert not within.exists()


def test_what_a_handout_needs_is_said_in_a_sentence_and_no_file_of_ours_names_a_host(monkeypatch, tmp_path):
    monkeypatch.setattr(paper, "BROWSERS", ())
    with pytest.raises(SystemExit, match="please install one"):
        copies.main("handout", tmp_path)
    monkeypatch.setitem(sys.modules, "math_core", None)
    with pytest.raises(SystemExit, match="pip install math-core"):
        paper.to_paper(read(PATHS[1]))
    ours = "\n".join(path.read_text(encoding="utf-8") for path in copies.HERE.iterdir() if path.is_file())
    assert not re.findall(r"https?://\S+", ours)
