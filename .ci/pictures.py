"""Make the README's pictures from the demos, one for each lesson: run by hand after a view has changed."""

from pathlib import Path

from nbhelpers import explore

FOLDER = Path(__file__).parents[1] / "notebooks" / "images"

STATES = {
    "explore_descent": {"n_steps": 6},
    "explore_backprop": {},
    "explore_gradient_flow": {},
    "explore_activation": {"activation": "leaky_relu", "z": -2.0, "overlay": "all", "slope": 0.1},
    "playground": {},
}
"""The state that each demo is set to, in the order of the lessons."""


def main():
    """Write a PNG for each."""
    FOLDER.mkdir(exist_ok=True)
    for name, state in STATES.items():
        (FOLDER / f"{name}.png").write_bytes(getattr(explore, name)().set(**state).png)


if __name__ == "__main__":
    main()
