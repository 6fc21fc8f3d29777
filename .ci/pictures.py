"""Make the README's pictures from the demos themselves: run by hand after a view has changed."""

from pathlib import Path

from nbhelpers.explore import explore_descent

FOLDER = Path(__file__).parents[1] / "notebooks" / "images"

(FOLDER / "explore_descent.png").write_bytes(explore_descent(n_steps=6).png)
