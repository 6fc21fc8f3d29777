"""Make the README's pictures from the demos themselves: run by hand after a view has changed."""

from pathlib import Path

from nbhelpers.explore import explore_backprop, explore_descent

FOLDER = Path(__file__).parents[1] / "notebooks" / "images"

for demo in (explore_descent(n_steps=6), explore_backprop()):
    (FOLDER / f"{demo.name}.png").write_bytes(demo.png)
