"""The pictures that are committed in the notebooks, which are what a reader on GitHub sees."""

import base64
import io
import re
from importlib import metadata

import demos
import numpy as np
import pytest
from PIL import Image
from shipped import ROOT, code_cells, each_notebook, read

from nbhelpers import explore
from nbhelpers.descent import DescentTrace

PINNED = re.search(r"^matplotlib==(\S+)", (ROOT / "binder/requirements.txt").read_text(), re.MULTILINE)[1]

STILL = ("show_steps(trace)", "show_error_slopes()", "show_digits()")
CLEARLY, FEW = 32, 100  # of 255 levels in a channel; pixels


def pixels(png):
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)


@pytest.mark.skipif(metadata.version("matplotlib") != PINNED, reason="other versions place some pixels elsewhere")
@each_notebook
def test_they_are_what_their_cells_draw(path):
    for cell in code_cells(read(path)):
        call = cell.source.splitlines()[-1]
        if demos.called(call) or call in STILL:
            it = eval(call, vars(explore) | {"trace": demos.TRACES[DescentTrace]})
            (committed,) = (output.data["image/png"] for output in cell.outputs if "image/png" in output.data)
            one, other = pixels(base64.b64decode(committed)), pixels(it.png)
            assert one.shape == other.shape
            assert np.count_nonzero(np.abs(one - other).max(axis=2) > CLEARLY) < FEW, call
            if call not in STILL:
                it.close()
