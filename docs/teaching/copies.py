"""Make copies of the lessons for a class: copies.py students|handout|slides NEW_FOLDER [options for nbconvert].

students: the notebooks without their solutions, and with the guide's further exercises at their end.
handout: the same without hints, as a PDF for each notebook, printed by Chromium, Chrome or Edge.
slides: a page for each notebook, to be shown with reveal.js. Options after the folder go to `jupyter nbconvert`.

copies.py class FOLDER makes one page of what a class has handed in; `copies.py class -h` lists its options.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat
from deck import to_slides
from nbformat.v4 import new_markdown_cell
from paper import find_browser, print_page, to_paper

HERE = Path(__file__).resolve().parent
NOTEBOOKS = HERE.parents[1] / "notebooks"
FURTHER = "## Further exercises\n"


def lessons():
    """Return the paths of the notebooks, in the order of the lessons."""
    return sorted(NOTEBOOKS.glob("*.ipynb"))


def further_exercises(guide):
    """Return a guide's further exercises as Markdown, one text for each, without the quoted answers."""
    section = guide.partition(FURTHER)[2].partition("\n## ")[0]
    exercises = re.split(r"^(?=### )", section, flags=re.MULTILINE)[1:]
    return [re.sub(r"\n(>.*\n?)+", "\n", exercise).strip() for exercise in exercises]


def student_copy(notebook, further):
    """Return a notebook without the cells tagged `solution`; further exercises come before its last cell."""
    copy = nbformat.from_dict(notebook)
    copy.cells = [cell for cell in copy.cells if "solution" not in cell.metadata.get("tags", [])]
    if further:
        texts = [f"{FURTHER}\nThey have no check. Compare with your neighbour.", *further]
        copy.cells[-1:-1] = [new_markdown_cell(text, id=f"further-{i}") for i, text in enumerate(texts)]
    return copy


def copy_pictures(folder):
    """Copy what else lies beside the notebooks, but nobody's answers."""
    left_out = shutil.ignore_patterns("*.ipynb", "*.json", ".*")
    shutil.copytree(NOTEBOOKS, folder, ignore=left_out, dirs_exist_ok=True)


def write_students(folder):
    """Write the student copies."""
    copy_pictures(folder)
    for path in lessons():
        guide = HERE / path.with_suffix(".md").name
        further = further_exercises(guide.read_text(encoding="utf-8")) if guide.exists() else []
        nbformat.write(student_copy(nbformat.read(path, as_version=4), further), folder / path.name)


def write_handouts(folder, options):
    """Have nbconvert write pages from the student copies, and a browser print them."""
    browser = find_browser()
    # in the folder, because a sandboxed browser may see no other; the browser may still be closing files at the end
    with tempfile.TemporaryDirectory(dir=folder.resolve(), ignore_cleanup_errors=True) as name:
        write_students(Path(name))
        copies = sorted(Path(name).glob("*.ipynb"))
        for path in copies:
            nbformat.write(to_paper(nbformat.read(path, as_version=4)), path)
        nbconvert("html", "handout.html.j2", name, [*options, *copies])
        for path in copies:
            print_page(browser, path.with_suffix(".html"), folder.resolve() / f"{path.stem}.pdf")


def write_slides(folder, options):
    """Have nbconvert write the slides from copies whose cells say where a slide begins."""
    fixed = [
        "--SlidesExporter.reveal_theme=white",  # its fonts come with reveal.js, those of the default theme do not
        "--embed-images",
    ]
    with tempfile.TemporaryDirectory() as name:
        copy_pictures(Path(name))
        tagged = [Path(name, path.name) for path in lessons()]
        for path, copy in zip(lessons(), tagged, strict=True):
            nbformat.write(to_slides(nbformat.read(path, as_version=4)), copy)
        nbconvert("slides", "slides.html.j2", folder.resolve(), [*fixed, *options, *tagged])


def nbconvert(kind, template, folder, arguments):
    """Have nbconvert write pages of a kind into a folder, by a template of this folder."""
    fixed = ["--no-prompt", "--log-level=WARN", f"--output-dir={folder}"]
    command = [sys.executable, "-m", "nbconvert", f"--to={kind}", f"--template-file={HERE / template}", *fixed]
    subprocess.run([*command, *arguments], check=True)


def main(kind, folder, *options):
    """Make one kind of copies in a folder that is new or empty."""
    folder = Path(folder)
    if folder.is_file() or (folder.exists() and any(folder.iterdir())):
        sys.exit(f"{folder} is not an empty folder")
    if folder.resolve().is_relative_to(NOTEBOOKS):
        sys.exit(f"{folder} would be copied into itself")
    folder.mkdir(parents=True, exist_ok=True)
    if kind == "students":
        write_students(folder)
    elif kind == "handout":
        write_handouts(folder, options)
    else:
        write_slides(folder, options)
    print(f"{len(lessons())} lessons for {kind} in {folder}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["class"]:
        import classroom  # with Matplotlib and all lessons, which the copies do not need

        sys.exit(classroom.main(lessons(), sys.argv[2:]))
    if len(sys.argv) < 3 or sys.argv[1] not in ("students", "handout", "slides"):
        sys.exit(__doc__)
    try:
        main(*sys.argv[1:])
    except subprocess.CalledProcessError as error:
        sys.exit(error.stderr or error.returncode)  # nbconvert has said why
