"""The check in each lesson's first cell: silent where all is well, else one sentence with what mends it."""

import re
import sys
from importlib import metadata
from types import ModuleType

import ipywidgets
import pytest
from IPython.core.formatters import DisplayFormatter
from packaging.requirements import Requirement
from shipped import PATHS, START, code_cells, read

from nbhelpers import cells, environment
from nbhelpers.exercises import start_here
from nbhelpers.explore import explore_fit

FIRST = code_cells(read(START))[0].source


@pytest.fixture
def said(monkeypatch, capsys):
    """Return what the first cell says where this is installed; None stands for what is not there."""

    def says(**changes):
        def version(name):
            found = changes[name] if name in changes else real(name)
            if found is None:
                raise metadata.PackageNotFoundError(name)
            return found

        monkeypatch.setattr(metadata, "version", version)
        exec(FIRST, {})
        return capsys.readouterr().out

    real = metadata.version
    return says


def test_it_is_the_same_in_each_notebook_looks_at_what_the_lessons_run_on_and_is_silent_where_all_is_well(said):
    assert {code_cells(read(path))[0].source for path in PATHS} == {FIRST}
    assert said() == ""
    names = ["numpy", "matplotlib", "pillow", "anywidget", "psygnal", "ipywidgets", "jupyterlab_widgets"]
    assert {need.name for need in environment._needed()} == {*names, "typing-extensions"}
    for name in names:  # one is missing; without ipywidgets nothing asks for the last
        asked = it_says(said(**{name: None}), f"{name} is missing")
        assert (Requirement(asked).name, bool(Requirement(asked).specifier)) == (name, True)


def it_says(text, found):
    """Assert that the sentence says what was found; return what it wants to be installed."""
    said = r"Before you start: (.+)\. Run %pip install (.+) in a cell, and restart the kernel and the page\.\n"
    what, asked = re.fullmatch(said, text).groups()
    assert what == found
    return asked.strip('"')


def test_something_is_too_old_and_two_things_are_one_sentence(said):
    it_says(said(numpy="1.26.4"), "numpy 1.26.4 does not fit (>=2.0)")
    it_says(said(ipywidgets="7.8.1"), "ipywidgets 7.8.1 does not fit (>=8.1.5)")
    asked = it_says(said(numpy="1.26.4", pillow=None), "numpy 1.26.4 does not fit (>=2.0), pillow is missing")
    assert asked == 'numpy>=2.0" "pillow>=11'
    said = said(jupyterlab_widgets="1.1.1")  # has to fit the widgets
    assert "jupyterlab_widgets 1.1.1 does not fit (~=3" in said


def test_ipywidgets_7_is_enough_for_notebook_6_and_for_no_other(said):
    elsewhere = {"jupyterlab": None, "notebook": None}  # the server's part of ipywidgets is not looked for
    assert said(**elsewhere, jupyterlab_widgets=None) == ""
    old = {"jupyterlab": None, "notebook": "6.5.7", "ipywidgets": "7.7.1"}
    assert said(**old) == ""
    for newer in ({"notebook": None}, {"jupyterlab": "4.3.2"}):
        assert "ipywidgets 7.7.1 does not fit (>=8" in said(**old | newer)


@pytest.mark.parametrize("make", [explore_fit, start_here.predict_larger_w])
def test_ipywidgets_7_shows_what_is_made(make, monkeypatch):
    """It has another method for that, which prints a demo's children and no picture."""
    monkeypatch.delattr(ipywidgets.Widget, "_repr_mimebundle_")
    monkeypatch.setattr(ipywidgets.Widget, "_ipython_display_", print, raising=False)
    data, _ = DisplayFormatter().format(make())
    assert data[cells.VIEW]["model_id"]
    assert len(data) == 3


def test_versions_are_compared_where_matplotlib_brings_nothing_to_do_so(said, monkeypatch):
    for name in ("pip", "pip._vendor", "pip._vendor.packaging"):  # which not every environment has
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    monkeypatch.setitem(sys.modules, "pip._vendor.packaging.requirements", sys.modules["packaging.requirements"])
    monkeypatch.setitem(sys.modules, "packaging.requirements", None)
    it_says(said(matplotlib=None), "matplotlib is missing")


def test_a_kernel_without_the_package_or_with_a_checkout_that_is_not_installed(said, monkeypatch):
    def requires(name, real=metadata.requires):
        if name == "nbhelpers":
            raise metadata.PackageNotFoundError(name)
        return real(name)

    monkeypatch.setattr(metadata, "requires", requires)
    for _ in range(2):
        assert re.fullmatch(r"nbhelpers is missing: run %pip install .+\n", said(nbhelpers=None))
        monkeypatch.setitem(sys.modules, "nbhelpers", None)
