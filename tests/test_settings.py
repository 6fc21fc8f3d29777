"""The reader's own settings of Matplotlib: they change nothing in our pictures, and ours nothing in theirs."""

import matplotlib
import matplotlib.style
from cycler import cycler
from demos import ALL, each, quickly, shown

HOSTILE = [
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
    for hostile in HOSTILE:
        with matplotlib.style.context(hostile):
            before = dict(matplotlib.rcParams)
            other = quickly(make)
            name = next(iter(other.controls))
            value = other.values[name]
            other.set(**{name: other.controls[name].values[-1]}).set(**{name: value})
            assert (shown(other), other.png) == usual, hostile
            other.view.figure.stale = True
            other.picture.redraw()
            assert shown(other) == usual[0], hostile
            assert dict(matplotlib.rcParams) == before
            other.close()
    it.close()
