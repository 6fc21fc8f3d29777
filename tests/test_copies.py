"""The copies for a class: students get no solutions, slides show each section, and nothing else changes.

The handouts are read in `browser/test_printed.py`.
"""

import hashlib
import os
import re
import subprocess
import sys

import nbformat
import pytest
from shipped import FOLDER, PATHS, exercises, read, tags

ROOT = FOLDER.parent
TEACHING = ROOT / "docs" / "teaching"
BESIDE = "mathjax/MathJax.js"
COMMAND = [sys.executable, TEACHING / "copies.py"]

each_notebook = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


def run(*arguments):
    """Run the command; return what it says."""
    # bytecode is all that importing leaves behind, and no test shall find it
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [*COMMAND, *arguments], capture_output=True, encoding="utf-8", check=False, env=environment
    )


def fingerprints():
    """Return what is in the folders that the command reads."""
    files = [path for folder in (FOLDER, TEACHING) for path in folder.rglob("*") if path.is_file()]
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def copied(folder, kind, *options):
    """Make copies of a kind into a new folder, return that; what the command reads stays as it is."""
    before = fingerprints()
    result = run(kind, folder / kind, *options)
    assert not result.returncode, result.stderr
    assert fingerprints() == before
    return folder / kind


@pytest.fixture(scope="module")
def students(tmp_path_factory):
    return copied(tmp_path_factory.mktemp("copies"), "students")


@pytest.fixture(scope="module")
def slides(tmp_path_factory):
    return copied(tmp_path_factory.mktemp("copies"), "slides", f"--SlidesExporter.mathjax_url={BESIDE}")


@pytest.fixture
def scripts(monkeypatch):
    """Make the command's modules importable."""
    monkeypatch.syspath_prepend(TEACHING)


def test_each_notebook_gets_a_student_copy_and_its_pictures_come_along(students):
    written = {path.relative_to(students).as_posix() for path in students.rglob("*") if path.is_file()}
    kept = {path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*") if path.is_file()}
    assert written == {name for name in kept if "/." not in f"/{name}"}


@each_notebook
def test_a_student_copy_has_every_exercise_and_no_solution_and_is_the_notebook_otherwise(students, path):
    copy, notebook = read(students / path.name), read(path)
    nbformat.validate(copy)
    assert copy.metadata == notebook.metadata
    assert [cell for cell in copy.cells if not cell.id.startswith("further-")] == [
        cell for cell in notebook.cells if "solution" not in tags(cell)
    ]
    shown, found = "\n".join(cell.source for cell in copy.cells), exercises(notebook)
    assert found
    for stub, _, solution in found:
        own = [line for line in solution.splitlines() if line not in stub.source and "import" not in line]
        assert own
        assert "\n".join(own) not in shown
    assert "<summary>Solution" not in (students / path.name).read_text(encoding="utf-8")


@each_notebook
def test_further_exercises_come_before_the_last_cell_without_their_answers(students, path):
    guide = TEACHING / f"{path.stem}.md"
    further = [cell.source for cell in read(students / path.name).cells if cell.id.startswith("further-")]
    if not guide.exists():
        assert not further
        return
    text = guide.read_text(encoding="utf-8")
    assert further[0].startswith("## Further exercises")
    assert [each.splitlines()[0] for each in further[1:]] == re.findall(
        "^### Further exercise.+$", text, re.MULTILINE
    )
    answers = re.findall(r"^> (.+)$", text, re.MULTILINE)
    assert len(answers) >= len(further) - 1 >= 3
    assert not [answer for answer in answers if answer in "\n".join(further)]
    assert not [each for each in further if re.search("^>", each, re.MULTILINE) or len(each) < 60]
    assert read(students / path.name).cells[-1] == read(path).cells[-1]


@each_notebook
def test_links_lead_to_the_copies(students, slides, path):
    text = "\n".join(cell.source for cell in read(students / path.name).cells if cell.cell_type == "markdown")
    page = (slides / f"{path.stem}.slides.html").read_text(encoding="utf-8")
    beside = [link for link in re.findall(r"\]\(([^)#]+)\)", text) if not link.startswith("https:")]
    assert beside
    assert [link for link in beside if not (students / link).is_file()] == []
    pages = [link for link in re.findall(r'<a href="([^"#]+)"', page) if not link.startswith("https:")]
    assert pages
    assert [link for link in pages if not (slides / link).is_file()] == []


@each_notebook
def test_every_slide_begins_with_its_heading_and_shows_pictures_and_no_solution(slides, path):
    assert {each.name for each in slides.iterdir()} == {f"{each.stem}.slides.html" for each in PATHS}
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
    for word in ("<summary>", "Not attempted yet", "You have not committed", "check_environment"):
        assert word not in page, word
    assert not re.search(r"lesson\.\w+\(", page)


@each_notebook
def test_each_question_is_asked_before_its_answer_waits_for_a_key(scripts, path):
    from deck import questions_of, to_slides

    deck = to_slides(read(path)).cells
    for question in questions_of(read(path)).values():
        asked = [i for i, cell in enumerate(deck) if question.question in cell.source]
        assert len(asked) == 2
        assert [deck[i].metadata.slideshow.slide_type for i in asked] == ["subslide", "subslide"]
        answer = deck[asked[1] + 1]
        assert question.because in answer.source
        assert answer.metadata.slideshow.slide_type == "fragment"
        assert deck[asked[0] + 1].metadata.slideshow.slide_type in ("slide", "subslide")
        assert asked[1] - asked[0] > 1
    told = [cell for cell in deck if cell.source.startswith("**What you should have seen.**")]
    folded = [cell for cell in read(path).cells if cell.source.startswith("<details><summary><strong>What")]
    assert sum(cell.metadata.slideshow.slide_type == "fragment" for cell in told) == len(folded)


@each_notebook
def test_a_slide_holds_no_more_than_fits_unless_it_is_one_piece(scripts, path):
    from deck import HEIGHT, height_of, to_slides

    filled = 0
    for cell in to_slides(read(path)).cells:
        begins = cell.metadata.slideshow.slide_type
        filled = height_of(cell) if begins in ("slide", "subslide") else filled + height_of(cell)
        assert begins != "-" or filled <= HEIGHT


def test_our_files_name_no_host_and_options_can_replace_those_of_nbconvert(slides):
    ours = "\n".join(path.read_text(encoding="utf-8") for path in TEACHING.iterdir() if path.is_file())
    assert not re.findall(r"https?://\S+", ours)
    page = (slides / f"{PATHS[0].stem}.slides.html").read_text(encoding="utf-8")
    fetched = re.findall(r'<(?:script|link|img)[^>]* (?:src|href)="(https?://[^"]+)"', page)
    assert len(fetched) == 3
    assert all("reveal.js" in url for url in fetched)
    assert f'<script src="{BESIDE}">' in page  # options go to nbconvert


def test_what_is_no_command_is_refused_and_a_folder_with_files_is_left_alone(tmp_path):
    for arguments in ([], ["students"], ["teachers", "somewhere"]):
        result = run(*arguments)
        assert result.returncode
        assert "students|handout|slides NEW_FOLDER" in result.stderr
    (tmp_path / "file").touch()
    result = run("students", tmp_path)
    assert result.returncode
    assert "is not empty" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_what_a_handout_needs_is_said_in_a_sentence(scripts, monkeypatch, tmp_path):
    import copies
    import paper

    monkeypatch.setattr(paper, "BROWSERS", ())
    with pytest.raises(SystemExit, match="please install one"):
        copies.main("handout", tmp_path)
    monkeypatch.setitem(sys.modules, "math_core", None)
    with pytest.raises(SystemExit, match="pip install math-core"):
        paper.to_paper(read(PATHS[1]))
