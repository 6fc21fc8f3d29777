"""The static site's scripts: what they read from a notebook and from a Pyodide, and what they refuse."""

import base64
import json
import re

import build_site
import landing
import pytest
from build_site import FROM_HERE, FROM_PYODIDE
from shipped import PYPROJECT

PROJECT = PYPROJECT["project"]
FIRST_CELL = "# 9 · A & B\n\n**Why is a < b?**\n\nText.\n\n**Time:** 5 minutes. **Next:** none."
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (300).to_bytes(4, "big") + (200).to_bytes(4, "big")


def write_notebook(folder, first_cell=FIRST_CELL, tag="explore"):
    """Write a notebook with one picture; return its path."""
    data = {"image/png": base64.b64encode(PNG).decode(), "text/plain": ["Five of ", '"six".']}
    demo = {"cell_type": "code", "metadata": {"tags": [tag]}, "source": [], "outputs": [{"data": data}]}
    text = {"cell_type": "markdown", "metadata": {}, "source": first_cell.splitlines(keepends=True)}
    path = folder / "09_nine.ipynb"
    path.write_text(json.dumps({"cells": [text, demo]}), encoding="utf-8")
    return path


def test_the_page_says_what_a_notebook_says_of_itself_and_one_that_does_not_is_refused(tmp_path):
    lesson = landing.read_lesson(write_notebook(tmp_path))
    assert lesson == landing.Lesson("9 · A & B", "Why is a < b?", "5 minutes", PNG, 'Five of "six".')
    (tmp_path / "README.md").write_text("# A course\n\nText.", encoding="utf-8")
    (tmp_path / "site").mkdir()
    landing.write_landing_page(tmp_path / "site", tmp_path, tmp_path / "README.md")
    page = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    for text in ("<h1>A course</h1>", "9 · A &amp; B", "Why is a &lt; b?", 'alt="Five of &quot;six&quot;."'):
        assert text in page
    assert 'width="300" height="200"' in page
    assert 'href="lab/index.html?path=09_nine.ipynb"' in page
    assert (tmp_path / "site/pictures/09_nine.png").read_bytes() == PNG
    for what, said in {"title": "# 9", "question": "**Why", "time": "**Time:**"}.items():
        with pytest.raises(ValueError, match=rf"09_nine\.ipynb: no {what}"):
            landing.read_lesson(write_notebook(tmp_path, FIRST_CELL.replace(said, "")))
    with pytest.raises(ValueError, match=r"09_nine\.ipynb: no demo"):
        landing.read_lesson(write_notebook(tmp_path, tag="setup"))


def test_every_dependency_is_there_in_the_browser_and_a_pyodide_is_taken_if_it_is_whole(tmp_path):
    wanted = {re.match(r"[\w-]+", requirement)[0] for requirement in PROJECT["dependencies"]}
    assert wanted - {"jupyterlab"} <= {*FROM_HERE, *FROM_PYODIDE}  # the site itself is a JupyterLab
    packages = {name: {"file_name": f"{name}.whl", "depends": []} for name in (*FROM_PYODIDE, "six")}
    packages["numpy"]["depends"] = ["Six"]
    for package in packages.values():
        (tmp_path / package["file_name"]).touch()
    (tmp_path / "pyodide-lock.json").write_text(json.dumps({"packages": packages}), encoding="utf-8")
    build_site.check_pyodide(tmp_path)
    for file, lacks in (("six.whl", "lacks six"), ("pyodide-lock.json", "no Pyodide in")):
        (tmp_path / file).unlink()
        with pytest.raises(SystemExit, match=lacks):
            build_site.check_pyodide(tmp_path)
    with pytest.raises(SystemExit, match="is not empty"):
        build_site.main(tmp_path, None)
