"""The check in each lesson's first cell: silent where all is well, else one sentence with what mends it."""

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
def installed(monkeypatch):
    """Return a dict of what is installed, to be changed; None stands for what is not there."""
    changes = {}

    def version(name, real=metadata.version):
        found = changes[name] if name in changes else real(name)
        if found is None:
            raise metadata.PackageNotFoundError(name)
        return found

    monkeypatch.setattr(metadata, "version", version)
    return changes


def said(capsys):
    exec(FIRST, {})
    return capsys.readouterr().out


def test_it_is_the_same_in_each_notebook_and_silent_where_all_is_well(capsys):
    assert {code_cells(read(path))[0].source for path in PATHS} == {FIRST}
    assert said(capsys) == ""


NEEDED = ["numpy", "matplotlib", "pillow", "anywidget", "psygnal", "ipywidgets", "jupyterlab_widgets"]


def test_what_the_lessons_run_on_is_looked_at():
    assert {need.name for need in environment._needed()} == {*NEEDED, "typing-extensions"}


@pytest.mark.parametrize("name", NEEDED)
def test_something_is_missing(name, installed, capsys):
    installed[name] = None
    if name == "ipywidgets":  # which asks for the other, and is not there to do so
        installed["jupyterlab_widgets"] = None
    text = said(capsys)
    assert text.startswith(f"Before you start: {name} is missing. Run %pip install ")
    assert text.endswith(" in a cell, and restart the kernel and the page.\n")
    assert text.count("\n") == 1
    asked = text.split('"')[1]
    assert Requirement(asked).name == name
    assert Requirement(asked).specifier


def test_something_is_too_old_and_two_things_are_one_sentence(installed, capsys):
    for name, version in (("numpy", "1.26.4"), ("ipywidgets", "7.8.1"), ("pillow", "10.4.0")):
        installed.clear()
        installed[name] = version
        assert f"{name} {version} does not fit (>=" in said(capsys)
    installed |= {"numpy": "1.26.4", "pillow": None}
    text = said(capsys)
    assert "numpy 1.26.4 does not fit (>=2.0), pillow is missing. Run %pip install" in text
    assert text.count('"') == 4
    installed.clear()
    installed["jupyterlab_widgets"] = "1.1.1"  # the extension has to fit the widgets
    assert "jupyterlab_widgets 1.1.1 does not fit (~=3" in said(capsys)


def test_where_the_server_runs_elsewhere_its_extension_is_not_looked_for(installed, capsys):
    installed |= {"jupyterlab": None, "notebook": None, "jupyterlab_widgets": None}
    assert said(capsys) == ""


@pytest.mark.parametrize(("name", "version"), [("ipywidgets", "7.7.1"), ("notebook", None)])
def test_ipywidgets_7_is_enough_for_notebook_6_and_for_no_other(name, version, installed, capsys):
    installed |= {"jupyterlab": None, "notebook": "6.5.7", "ipywidgets": "7.7.1", name: version}
    assert bool(said(capsys)) == (name == "notebook")
    installed |= {"jupyterlab": "4.3.2"}
    assert "ipywidgets 7.7.1 does not fit (>=8" in said(capsys)


@pytest.mark.parametrize("make", [explore_fit, start_here.predict_larger_w])
def test_ipywidgets_7_shows_what_is_made(make, monkeypatch):
    """It has another method for that, which prints a demo's children and no picture."""
    monkeypatch.delattr(ipywidgets.Widget, "_repr_mimebundle_")
    monkeypatch.setattr(ipywidgets.Widget, "_ipython_display_", print, raising=False)
    data, _ = DisplayFormatter().format(make())
    assert data[cells.VIEW]["model_id"]
    assert len(data) == 3


def test_versions_are_compared_where_matplotlib_brings_nothing_to_do_so(installed, monkeypatch, capsys):
    installed["matplotlib"] = None
    for name in ("pip", "pip._vendor", "pip._vendor.packaging"):  # which not every environment has
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    monkeypatch.setitem(sys.modules, "pip._vendor.packaging.requirements", sys.modules["packaging.requirements"])
    monkeypatch.setitem(sys.modules, "packaging.requirements", None)
    assert said(capsys).startswith("Before you start: matplotlib is missing. Run %pip install ")


def test_a_kernel_without_the_package_or_with_a_checkout_that_is_not_installed(monkeypatch, capsys):
    def requires(name):
        raise metadata.PackageNotFoundError(name)

    for patch in (
        lambda: monkeypatch.setattr(metadata, "requires", requires),
        lambda: monkeypatch.setitem(sys.modules, "nbhelpers", None),
    ):
        patch()
        text = said(capsys)
        assert text.startswith("nbhelpers is missing: run %pip install ")
        assert text.count("\n") == 1
