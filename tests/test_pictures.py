"""What a cell puts out for pages where no widget can be shown, which is what a reader on GitHub sees."""

import base64
import io
import re
from importlib import metadata

import demos
import numpy as np
from matplotlib.colors import to_hex
from PIL import Image, ImageChops
from shipped import ROOT, code_cells, each_notebook, read

from nbhelpers import cells, explore, style
from nbhelpers.descent import DescentTrace

PINNED = re.search(r"^matplotlib==(\S+)", (ROOT / "binder/requirements.txt").read_text(), re.MULTILINE)[1]
"""Other versions place some pixels elsewhere."""

STILL = ("show_steps(trace)", "show_error_slopes()", "show_digits()")
CLEARLY, FEW = 32, 100  # of 255 levels in a channel; pixels


@each_notebook
def test_the_committed_pictures_are_what_the_cells_draw(path):
    for cell in code_cells(read(path)):
        call = cell.source.splitlines()[-1]
        if demos.called(call) or call in STILL:
            it = eval(call, vars(explore) | {"trace": demos.TRACES[DescentTrace]})
            still = bundled(it) if demos.called(call) else opened(it.png)
            (committed,) = (output.data["image/png"] for output in cell.outputs if "image/png" in output.data)
            if metadata.version("matplotlib") == PINNED:
                assert alike(still, opened(base64.b64decode(committed))), call


def bundled(it):
    """Return the picture that a demo shows where no widget can be; its page stays as it is."""
    before = demos.shown(it)
    data, about = it._repr_mimebundle_()
    assert data["text/plain"] == it.text
    assert cells.VIEW in data
    assert type(data["image/png"]) is bytes  # anything else becomes a list of numbers in the notebook
    assert len(data["image/png"]) < 400_000
    still = opened(data["image/png"])
    assert still.width == 2 * about["image/png"]["width"]  # sharp on a 2x screen
    colors = {to_hex(np.array(color) / 255) for _, color in still.getcolors(still.width**2)}
    assert {style.PAPER, style.INK} <= colors  # exact, among the few of a palette
    assert not it.view.figure.stale  # or the next move would send all of it
    it.picture.redraw()
    assert demos.shown(it) == before
    it.close()
    return still


def opened(png):
    return Image.open(io.BytesIO(png)).convert("RGB")


def alike(one, other):
    differences = np.asarray(ImageChops.difference(one, other)).max(axis=2)
    return one.size == other.size and np.count_nonzero(differences > CLEARLY) < FEW
