"""The colours: each can be read, every two stay apart for every eye, and in grey a form tells them apart."""

import re
from itertools import combinations, pairwise, product

import demos
import numpy as np
import pytest
from colorspacious import cspace_convert
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex, to_rgb
from matplotlib.text import Text
from shipped import PATHS, prose, read

from nbhelpers import explore, style
from nbhelpers.views import activations, digits
from nbhelpers.views.parts import Line
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


def test_the_measures_agree_with_what_is_known():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)  # the well-known grey just below 4.5
    grey, plum = "#59636e", "#8a3f78"  # apart for most eyes, and hardly for one kind
    assert distance(grey, plum) > 25
    assert distance(grey, plum, "deuteranomaly") < 7


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


def test_a_picture_of_pixels_is_a_role_over_paper():
    found = {tuple(shade[:3]) for shade in np.concatenate([SIGNED.colors, INKED.colors]) if shade[3]}
    roles = (style.ERROR, style.MODEL, style.INK)
    assert found == {tuple(np.round(255 * np.array(to_rgb(color)))) for color in roles}
    assert (np.diff(SIGNED.colors[:, 3].astype(int))[[0, -1]] != 0).all()
    assert SIGNED.colors[len(SIGNED.colors) // 2, 3] == INKED.colors[0, 3] == 0


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_formulas_are_written_in_the_colours_of_the_pictures(path):
    found = re.findall(r"\\(?:text)?color\{([^}]*)\}", prose(read(path)))
    assert set(found) <= set(ROLES.values())


@pytest.fixture(scope="module", params=demos.NAMES)
def figure(request):
    """Return the figure of each demo in its first state, drawn once so that every artist has its place."""
    shown = getattr(explore, request.param)().view.figure
    FigureCanvasAgg(shown).draw()
    return shown


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


def words(parent):
    """Return the texts within an artist that say something."""
    return [text for text in parent.findobj(Text) if text.get_visible() and text.get_text().strip()]


def test_pictures_use_no_other_colours(figure):
    lines = [ink(line) for ax in figure.axes for line in lines_of(ax)]
    used = {to_hex(color) for color in [*lines, *(text.get_color() for text in words(figure))]}
    assert used <= {*ROLES.values(), style.FAINT, style.PAPER}  # holes are paper
    assert style.INK in used


def test_words_can_be_read_where_they_stand(figure):
    texts = words(figure)
    places = [_box(text, figure) for text in texts]
    pixels = _without(texts, figure)
    for text, (left, bottom, right, top) in zip(texts, places, strict=True):
        patch = pixels[len(pixels) - top : len(pixels) - bottom, left:right].reshape(-1, 3)
        if not len(patch):
            continue  # outside the page, as a tick's label beyond the limits
        colors, times = np.unique(patch, axis=0, return_counts=True)
        ground = colors[times.argmax()] / 255  # what most of the text stands on
        assert contrast(text.get_color(), ground) >= TEXT, text.get_text()


def _box(text, figure):
    """Return where a text is, in pixels from the lower left corner."""
    if isinstance(text, Line):  # its own way of drawing centres capitals on its y
        x, y = text.get_transform().transform(text.get_position())
        side = {"left": (0, 12), "center": (-6, 6), "right": (-12, 0)}[text.get_ha()]
        bounds = x + side[0], y - 6, x + side[1], y + 6
    else:
        bounds = text.get_window_extent().extents
    return np.clip(np.round(bounds).astype(int), 0, None)


def _without(texts, figure):
    """Return the picture, (height, width, 3) bytes, with the boxes of the texts but without their letters."""
    kept = [(text, text.get_alpha(), text.get_visible()) for text in texts]
    for text in texts:
        if isinstance(text, Line):
            text.set_visible(False)
        text.set_alpha(0)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    for artist in sorted(figure.findobj(lambda artist: artist.get_animated()), key=lambda artist: artist.zorder):
        artist.draw(canvas.get_renderer())
    pixels = np.asarray(canvas.buffer_rgba())[..., :3].copy()
    for text, alpha, visible in kept:
        text.set(alpha=alpha, visible=visible)
    return pixels


def test_lines_alike_in_grey_differ_in_form_or_bear_their_names(figure):
    for ax in figure.axes:
        lines = [line for line in lines_of(ax) if not _ends_a_line(line, ax)]
        for one, other in combinations(lines, 2):
            a, b = ink(one), ink(other)
            if a == b or not any(alike_in_grey(shown[a], shown[b]) for shown in PALETTES.values()):
                continue
            named = _bears_its_name(one, ax) and _bears_its_name(other, ax)
            assert named or _differ(_form(one), _form(other)), (_form(one), _form(other))


def _ends_a_line(marks, ax):
    """Say whether these are markers on points of a line in their own colour, which tells them apart."""
    points = set(map(tuple, marks.get_xydata()))
    own = [line for line in lines_of(ax) if has_dashes(line) and ink(line) == ink(marks)]
    return not has_dashes(marks) and any(points <= set(map(tuple, line.get_xydata())) for line in own)


def _form(line):
    """Return what a line looks like without its colour: its marker, its dashes and its width."""
    marker = "" if line.get_marker() in ("None", "none", None, "") else str(line.get_marker())
    if not has_dashes(line):
        return marker, "no line", 0.0
    return marker, str(line._unscaled_dash_pattern), line.get_linewidth()  # Matplotlib has no public name for it


def _differ(one, other):
    """Say whether two forms differ in marker or dashes, or clearly in width."""
    thin, thick = sorted((one[2], other[2]))
    return one[:2] != other[:2] or thick >= 1.5 * thin


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
