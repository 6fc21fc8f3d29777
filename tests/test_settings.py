"""The reader's own settings of Matplotlib: they change nothing in our pictures, and ours nothing in theirs."""

import os
import subprocess
import sys

import matplotlib
import matplotlib.style
from cycler import cycler
from demos import ALL, STILLS, each, quickly, shown, still

HOSTILE = [  # all at once
    "dark_background",
    "ggplot",
    {"text.usetex": True, "figure.constrained_layout.use": True, "font.size": 40},
    {"figure.autolayout": True, "axes.unicode_minus": False, "mathtext.fontset": "stix", "font.family": "serif"},
    {"path.sketch": (1, 100, 2), "lines.linewidth": 9, "lines.antialiased": False, "axes.grid": False},
    {"axes.prop_cycle": cycler(color=["red"]), "axes.xmargin": 0.4, "axes.formatter.limits": (-1, 1)},
    {"xtick.top": True, "axes.spines.right": True, "image.cmap": "hot"},
    {"figure.dpi": 30, "savefig.dpi": 30, "savefig.transparent": True},
]


@each(ALL)
def test_settings_of_the_reader_change_nothing_and_are_left_alone(make):
    def seen(it):
        """Return all that is shown, and the still picture of one demo; for each, it is made of what is shown."""
        return shown(it), it.png if make is ALL[0] else None

    it = quickly(make)
    usual = seen(it)
    with matplotlib.style.context(HOSTILE):
        before = dict(matplotlib.rcParams)
        other = quickly(make)
        name, value = next(iter(other.values.items()))
        other.set(**{name: other.controls[name].values[-1]}).set(**{name: value})
        assert seen(other) == usual
        other.view.figure.stale = True
        other.picture.redraw()
        assert shown(other) == usual[0]
        assert dict(matplotlib.rcParams) == before
        other.close()
    it.close()


@each(STILLS)
def test_nor_do_they_change_a_still_picture(make):
    usual = still(make)[0].png
    with matplotlib.style.context(HOSTILE):
        assert still(make)[0].png == usual


FONTS = """
import logging, sys, threading
threading.Timer.run = lambda timer: timer.function()
logging.getLogger("matplotlib").setLevel("INFO")
import nbhelpers.explore
print("silent so far", file=sys.stderr)
sys.modules["matplotlib.font_manager"]._load_fontmanager(try_read_cache=False)
"""


def test_what_matplotlib_says_of_its_fonts_stays_out_of_the_lessons(tmp_path):
    """It can keep them nowhere, and thinks that it has read them for long."""
    (tmp_path / "file").touch()
    told = {"env": os.environ | {"MPLCONFIGDIR": str(tmp_path / "file")}, "encoding": "utf-8"}
    said = subprocess.run([sys.executable, "-c", FONTS], capture_output=True, check=True, **told).stderr
    before, _, after = said.partition("silent so far\n")
    assert before == ""
    assert "building the font cache" in after  # by itself it would say so
