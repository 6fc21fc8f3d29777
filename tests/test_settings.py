"""The reader's own settings of Matplotlib: they change nothing in our pictures, and ours nothing in theirs."""

import os
import subprocess
import sys

import matplotlib
import matplotlib.style
import pytest
from cycler import cycler
from demos import ALL, each, quickly, shown

HOSTILE = [  # all at once
    "dark_background",
    "ggplot",
    {"text.usetex": True, "figure.constrained_layout.use": True, "font.size": 40},
    {"figure.autolayout": True, "axes.unicode_minus": False, "mathtext.fontset": "stix", "font.family": "serif"},
    {
        "path.sketch": (1, 100, 2),
        "lines.linewidth": 9,
        "lines.antialiased": False,
        "axes.grid": False,
        "axes.prop_cycle": cycler(color=["red"]),
        "xtick.top": True,
        "axes.xmargin": 0.4,
        "axes.formatter.limits": (-1, 1),
        "axes.spines.right": True,
        "image.cmap": "hot",
        "figure.dpi": 30,
        "savefig.dpi": 30,
        "savefig.transparent": True,
    },
]


@each(ALL)
def test_settings_of_the_reader_change_nothing_and_are_left_alone(make):
    it = quickly(make)
    usual = shown(it), it.png
    with matplotlib.style.context(HOSTILE):
        before = dict(matplotlib.rcParams)
        other = quickly(make)
        name, value = next(iter(other.values.items()))
        other.set(**{name: other.controls[name].values[-1]}).set(**{name: value})
        assert (shown(other), other.png) == usual
        other.view.figure.stale = True
        other.picture.redraw()
        assert shown(other) == usual[0]
        assert dict(matplotlib.rcParams) == before
        other.close()
    it.close()


@pytest.mark.parametrize(
    ("module", "said"),
    [("matplotlib.font_manager", ["temporary cache", "building the font cache"]), ("nbhelpers.explore", [])],
)
def test_what_matplotlib_says_of_its_fonts_stays_out_of_the_lessons(module, said, tmp_path):
    """It can keep them nowhere, and thinks that it has read them for long."""
    (tmp_path / "file").touch()
    code = f"""
import logging, threading
threading.Timer.run = lambda timer: timer.function()
logging.getLogger("matplotlib").setLevel("INFO")
import {module}
print(logging.getLevelName(logging.getLogger("matplotlib").level))
"""
    told = {"env": os.environ | {"MPLCONFIGDIR": str(tmp_path / "file")}, "encoding": "utf-8"}
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, **told)
    assert result.stdout == "INFO\n"
    assert bool(result.stderr) == bool(said)
    assert all(words in result.stderr for words in said)
