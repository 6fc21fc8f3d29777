"""The colours: each can be read, every two stay apart for every eye, and in grey a form tells them apart."""

import io
import re
from itertools import combinations, pairwise, product

import demos
import numpy as np
import pytest
from colorspacious import cspace_convert
from matplotlib.colors import to_hex, to_rgb
from PIL import Image
from words import faults, placed, words

from nbhelpers import style
from nbhelpers.figure.png import png
from nbhelpers.views import activations, digits
from nbhelpers.views.tiles import INKED, SIGNED

TEXT, MARK = 4.5, 3.0  # contrast asked for by WCAG 2.2, success criteria 1.4.3 and 1.4.11
APART = 10.0
"""Least distance of two roles in CAM02-UCS, where 1 is about what can just be seen on two patches side by side.

Here a thin line is to be matched with a word some centimetres away, so ten times that is asked for.
"""

ROLES = {
    name: getattr(style, name) for name in ("INK", "QUIET", "MODEL", "ERROR", "GRADIENT", "TARGET", "VIOLET")
} | {name: color for name, color in style.FACTORS.items() if name in ("da2_dz2", "dz2_dw2", "dz1_dw1")}
GROUNDS = {name: getattr(style, name) for name in ("PAPER", "GOOD_ZONE", "MIXED_ZONE", "BAD_ZONE")}
EYES = [None, "protanomaly", "deuteranomaly", "tritanomaly"]  # at severity 100: protanopia and so on
COLORS = [*ROLES.values(), *GROUNDS.values(), style.FAINT]
PALETTES = {"light": dict(zip(COLORS, COLORS, strict=True)), "dark": style.DARK}  # what each colour is shown as


def luminance(color):
    """Return the relative luminance of WCAG 2.2, between 0 and 1."""
    rgb = np.array(to_rgb(color))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4) @ (0.2126, 0.7152, 0.0722)


def contrast(a, b):
    """Return the contrast ratio of two colours by WCAG 2.2, between 1 and 21."""
    dark, light = sorted((luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)


def seen(color, eye=None):
    """Return where an eye sees a colour in CAM02-UCS; other eyes by Machado, Oliveira and Fernandes (2009)."""
    rgb = np.array(to_rgb(color))
    if eye:
        space = {"name": "sRGB1+CVD", "cvd_type": eye, "severity": 100}
        rgb = np.clip(cspace_convert(rgb, space, "sRGB1"), 0, 1)
    return cspace_convert(rgb, "sRGB1", "CAM02-UCS")


def distance(a, b, eye=None):
    """Return how far apart an eye sees two colours."""
    return np.linalg.norm(seen(a, eye) - seen(b, eye))


def alike_in_grey(a, b):
    """Say whether two colours differ too little in lightness alone."""
    return abs(seen(a)[0] - seen(b)[0]) < APART


def test_every_colour_of_style_is_a_role_or_a_ground_and_has_a_dark_one_of_its_own():
    named = {value for value in vars(style).values() if isinstance(value, str) and re.fullmatch(r"#\w{6}", value)}
    assert named | set(style.FACTORS.values()) == set(COLORS) == set(style.DARK)
    assert len(set(style.DARK.values())) == len(style.DARK)


@pytest.mark.parametrize("shown", PALETTES.values(), ids=PALETTES)
def test_words_and_marks_can_be_read_on_every_ground_and_roles_stay_apart_for_every_eye(shown):
    grounds = [shown[color] for color in GROUNDS.values()]
    for role, color in ROLES.items():
        assert contrast(shown[color], shown[style.PAPER]) >= TEXT, role
        needed = TEXT if role in ("INK", "QUIET") else MARK  # of words on zones only these have no box
        assert min(contrast(shown[color], ground) for ground in grounds) >= needed, role
    for color in {style.FAINT, *GROUNDS.values()} - {style.PAPER}:  # zones and the grid are seen, and quiet
        assert 1.1 <= contrast(shown[color], shown[style.PAPER]) <= 1.5, color
    # cells have shades of a role over paper; ink has to be read on the strongest, the darkest on light paper
    paper, ink = (np.array(to_rgb(shown[color])) for color in (style.PAPER, style.INK))
    strongest = product((style.MODEL, style.ERROR), (digits._SOFT, activations._SOFT))
    shades = [(1 - alpha) * paper + alpha * np.array(to_rgb(shown[color])) for color, alpha in strongest]
    assert min(contrast(ink, shade) for shade in shades) >= TEXT
    triples = [(eye, *pair) for eye, pair in product(EYES, combinations(ROLES, 2))]
    assert not [(eye, a, b) for eye, a, b in triples if distance(shown[ROLES[a]], shown[ROLES[b]], eye) < APART]


def test_the_colours_of_pixels_run_from_orange_over_the_bare_paper_to_blue_and_from_there_to_ink():
    """Each is a role, and opacity alone makes it paler."""
    for ramp, low, high in ((SIGNED, style.ERROR, style.MODEL), (INKED, style.INK, style.INK)):
        role, opacity = ramp.colors[:, :3], ramp.colors[:, 3].astype(int)
        bare = int(opacity.argmin())
        assert {to_hex(color / 255) for color in role[:bare]} <= {low}
        assert {to_hex(color / 255) for color in role[bare:]} == {high}
        assert (opacity[bare], opacity[-1], opacity[0]) == (0, 255, 255 if bare else 0)
        assert (np.diff(opacity) * np.sign(np.arange(len(opacity) - 1) - bare + 0.5) > 0).all()
    assert SIGNED.shades([-2, -1, 0, 1, np.nan]).tolist() == [0, 0, 25, 50, 0]
    assert INKED.shades([0, 1, np.nan]).tolist() == [0, 25, 0]


@pytest.fixture(scope="module", params=demos.ALL + demos.STILLS, ids=lambda make: make.__name__)
def figure(request):
    """Return the figure of each demo in its first state, and of each still picture."""
    if request.param in demos.STILLS:
        return demos.still(request.param)[1]
    return demos.quickly(request.param).view.figure


def lines_of(ax):
    """Return the lines of some axes that show something."""
    return [line for line in ax.get_lines() if line.get_visible() and len(line.get_xdata())]


def has_dashes(line):
    """Say whether a line is drawn, and not only its markers."""
    return line.get_linestyle() not in ("None", "none", " ", "")


def ink(line):
    """Return the colour that a line is seen in: its own, or that of its markers where there is nothing else."""
    if has_dashes(line):
        return to_hex(line.get_color())
    fill = to_hex(line.get_markerfacecolor())
    return fill if fill != style.PAPER else to_hex(line.get_markeredgecolor())


def test_pictures_use_these_colours_and_words_can_be_read_where_they_stand(figure):
    assert faults(figure) == []
    texts = placed(figure)
    lines = [ink(line) for ax in figure.axes for line in lines_of(ax)]
    used = {to_hex(color) for color in [*lines, *(text.get_color() for text, _ in texts)]}
    assert used <= {*ROLES.values(), style.FAINT, style.PAPER}  # holes are paper
    assert style.INK in used
    for text, _ in texts:
        text.set_visible(False)
    pixels = np.asarray(Image.open(io.BytesIO(png(figure, scale=1))).convert("RGB"))
    for text, box in texts:
        text.set_visible(True)
        left, bottom, right, top = np.round(box).astype(int)
        patch = pixels[len(pixels) - top : len(pixels) - bottom, left:right].reshape(-1, 3)
        colors, times = np.unique(patch, axis=0, return_counts=True)
        ground = colors[times.argmax()] / 255  # what most of the text stands on
        assert contrast(text.get_color(), ground) >= TEXT, text.get_text()


def test_lines_alike_in_grey_differ_in_form_or_bear_their_names(figure):
    for ax in figure.axes:
        lines = [line for line in lines_of(ax) if not _ends_a_line(line, ax)]
        for one, other in combinations(lines, 2):
            a, b = ink(one), ink(other)
            if a != b and any(alike_in_grey(shown[a], shown[b]) for shown in PALETTES.values()):
                named = _bears_its_name(one, ax) and _bears_its_name(other, ax)
                assert named or _differ_in_form(one, other), (a, b)


def _ends_a_line(marks, ax):
    """Say whether these are markers on points of a line in their own colour, which tells them apart."""
    points = set(map(tuple, marks.get_xydata()))
    own = [line for line in lines_of(ax) if has_dashes(line) and ink(line) == ink(marks)]
    return not has_dashes(marks) and any(points <= set(map(tuple, line.get_xydata())) for line in own)


def _differ_in_form(*lines):
    """Say whether two lines differ in marker or dashes, or clearly in width."""
    one, other = [
        (str(line.get_marker()), has_dashes(line) and str(line._unscaled_dash_pattern))  # which has no public name
        for line in lines
    ]
    thin, thick = sorted(has_dashes(line) * line.get_linewidth() for line in lines)
    return one != other or thick >= 1.5 * thin > 0


def _bears_its_name(line, ax):
    """Say whether a word in the line's own colour stands within half an inch of it."""
    points = line.get_transform().transform(line.get_xydata())
    along = np.concatenate([np.linspace(a, b, 20) for a, b in pairwise(points)] or [points])
    near = [
        np.linalg.norm(along - text.get_transform().transform(text.get_position()), axis=1).min()
        for text in words(ax)
        if to_hex(text.get_color()) == ink(line)
    ]
    return bool(near) and min(near) <= 0.5 * ax.figure.dpi
