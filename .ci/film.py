"""Make the README's short film: the start point dragged along the bowl, in a dark JupyterLab. Run by hand.

It needs what the browser tests need: ``python .ci/film.py``.
"""

import io
import sys
import tempfile
from pathlib import Path

import nbformat
from PIL import Image, ImageDraw
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from browser.conftest import jupyter, launch  # noqa: E402  (found on the path set above)
from browser.lab import Lab  # noqa: E402

from nbhelpers import explore  # noqa: E402

FILM = ROOT / "notebooks" / "images" / "drag.gif"
WIDTH = 760  # pixels
FRAMES, PAUSE = 22, 80  # there, and as many back; milliseconds from one to the next
REACH = 215  # pixels of the page that the point is dragged by
COLORS = 128
POINTER = [(0, 0), (0, 17), (4, 13), (7, 20), (10, 19), (7, 12), (12, 12)]


def main():
    """Open the demo, drag, write the film."""
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        home, folder = Path(temporary) / "home", Path(temporary) / "notebooks"
        home.mkdir()
        folder.mkdir()
        source = "from nbhelpers.explore import explore_descent\n\nexplore_descent(n_steps=6)"
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
        notebook.metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
        nbformat.write(notebook, folder / "film.ipynb")
        browser = launch(playwright.chromium)
        with jupyter(home, "jupyterlab", "LabApp", notebooks=folder) as server:
            page = browser.new_page(viewport={"width": 1340, "height": 900})
            frames = dragged(Lab(page, server, folder / "film.ipynb"))
        browser.close()
    palette = frames[len(frames) // 2].quantize(COLORS, method=Image.Quantize.MAXCOVERAGE)
    first, *others = (frame.quantize(palette=palette, dither=Image.Dither.NONE) for frame in frames)
    first.save(FILM, save_all=True, append_images=others, duration=PAUSE, loop=3)
    print(f"{FILM.relative_to(ROOT)}: {FILM.stat().st_size / 1e3:.0f} kB")


def dragged(lab):
    """Return the frames."""
    page = lab.page
    lab.take_theme("Dark")
    page.evaluate("probe.runAll")
    page.locator(".nbhelpers-figure code", has_text="explore_descent(").wait_for()
    (demo,) = lab.demos()
    twin = explore.explore_descent(n_steps=6)
    box = demo.output.locator("canvas").bounding_box()
    scale = box["width"] / twin.picture.size[0]

    def place():
        """Return where the point is on the page; the twin says so, as the page does not."""
        ((x, y), _), *_ = twin.picture.handles[0].places()
        return box["x"] + x * scale, box["y"] + (twin.picture.size[1] - y) * scale

    start, _ = place()
    page.mouse.move(*place())
    page.mouse.down()
    way = [REACH * i / FRAMES for i in range(FRAMES + 1)]
    frames = []
    for right in [*way, *way[-2:0:-1]]:
        twin.picture.grabbed = [0, (start - box["x"]) / scale + right, 0]
        page.mouse.move(*place())
        page.locator("code", has_text=twin.call).wait_for()
        page.wait_for_timeout(100)
        frames.append(frame(page, demo.output.bounding_box(), *place()))
    page.mouse.up()
    return frames


def frame(page, area, x, y):
    """Return what the page shows there, with a pointer, which a screenshot leaves out."""
    picture = Image.open(io.BytesIO(page.screenshot(clip=area))).convert("RGB")
    outline = [(x - area["x"] + right, y - area["y"] + down) for right, down in POINTER]
    ImageDraw.Draw(picture).polygon(outline, fill="white", outline="black")
    height = round(picture.height * WIDTH / picture.width)
    return picture.resize((WIDTH, height), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    main()
