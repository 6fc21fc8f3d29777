"""The recorder draws what it can, and says of the rest what it is: a display list has no gaps."""

import numpy as np
import pytest
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from nbhelpers.figure.recorder import VERSION, Glyphs, Op, Recorder
from nbhelpers.views.parts import TextLine

BAD = [np.nan, np.inf, -np.inf, 1e308, -1e308]


def axes():
    figure = Figure(figsize=(4, 3), dpi=100)
    return figure.add_axes((0.1, 0.1, 0.8, 0.8), xlim=(0, 1), ylim=(0, 1))


def recorded(artist):
    """Return the numbers of one artist's display list."""
    return np.frombuffer(Recorder(400, 300, Glyphs()).record(artist.draw), np.float32)


@pytest.mark.parametrize("bad", BAD)
def test_what_cannot_be_drawn_is_left_out_and_the_rest_is_as_it_was(bad):
    """Nothing is thrown either, while NumPy raises for what it would warn of."""
    ax = axes()
    dots = [recorded(ax.plot(x, y, "o", color="C0")[0]) for x, y in (([0.1], [0.2]), ([0.1, 0.3], [0.2, bad]))]
    assert np.array_equal(*dots)
    line = TextLine(ax, bad, 0.2)
    line.set_text("here")
    assert recorded(line).tolist() == [VERSION, 2]
    whole = [[(0, 0), (1, 1)]]
    good, both = (recorded(ax.add_collection(LineCollection(it))) for it in (whole, [*whole, [(bad, bad)] * 2]))
    assert np.array_equal(both[2 : len(good)], good[2:])
    whole = recorded(ax.plot([0.1, 0.2, 0.3], [0.5, 0.6, 0.5])[0])
    broken = recorded(ax.plot([0.1, 0.2, 0.3, 0.4], [0.5, 0.6, 0.5, bad], color="C0")[0])
    assert set(whole[-8:-2]) <= set(broken)  # the three vertices, before where the path ends
    for found in (*dots, good, both, whole, broken):
        assert found[:2].tolist() == [VERSION, len(found)]


def test_a_line_is_its_points_after_its_clip_and_its_style_which_are_said_once():
    line = axes().plot([0.1, 0.2, 0.3], [0.5, 0.6, 0.5], "--", color="#d14000", lw=1.44, dashes=(3, 2))[0]
    twice = Recorder(400, 300, Glyphs()).record(lambda renderer: [line.draw(renderer), line.draw(renderer)])
    clip, style = [Op.CLIP, 1, 40, 30, 320, 240], [Op.STYLE, 0xD14000, 1, 0, 0, 2, 0, 1, 3, 0, 6, 4]
    found = np.frombuffer(twice, np.float32)[2:]
    path = found[len(clip + style) :][:12]
    assert found.tolist() == pytest.approx([*clip, *style, *path, *path], nan_ok=True)
    assert path[:3].tolist() == [Op.PATH, 2, 4]
    assert list(path[3:4].tobytes()) == [1, 2, 2, 0]  # go there, draw on, draw on, end
    assert path[4:10].tolist() == pytest.approx([72, 150, 104, 126, 136, 150])


def test_what_the_page_could_not_draw_is_an_error():
    ax = axes()
    hatched = ax.add_patch(Circle((0.5, 0.5), 0.2, hatch="/"))
    photograph = ax.imshow(np.linspace(0, 1, 1200).reshape(20, 20, 3), interpolation="none", extent=(0, 1, 0, 1))
    clipped = ax.plot([0, 1], [0, 1])[0]
    clipped.set_clip_path(Circle((0.5, 0.5), 0.2, transform=ax.transData))
    for artist, said in ((hatched, "hatch"), (clipped, "clip"), (photograph, "any colours")):
        with pytest.raises(NotImplementedError, match=said):
            recorded(artist)


def test_an_outline_is_read_once_and_text_is_as_wide_as_it_is_drawn():
    glyphs, ax = Glyphs(), axes()
    text = ax.text(0.1, 0.5, "WAVe 0.25")
    recorder = Recorder(400, 300, glyphs)
    first = recorder.record(text.draw)
    n_known = len(glyphs.outlines)
    assert recorder.record(text.draw) == first
    assert len(glyphs.outlines) == n_known
    assert set("WAVe 0.25") == {character for _, character in glyphs._numbers} - set("lp")  # by which some measure
    alone = sum(recorder.get_text_width_height_descent(c, text.get_fontproperties(), ismath=False)[0] for c in "WA")
    together = recorder.get_text_width_height_descent("WA", text.get_fontproperties(), ismath=False)[0]
    assert together < alone  # kerning
