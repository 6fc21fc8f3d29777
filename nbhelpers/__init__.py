"""The maths, the pictures and the checks behind the notebooks; a later line here imports only from earlier ones.

- `arguments`, `numerals`, `style`: refusing what cannot be used, numbers as people write them, colours
- `cells`, `environment`, `server`, `labextension`, `latex`: what Jupyter needs in kernel, server, page and PDF
- `descent`, `backprop`, `network`, `activations`, `gradcheck`, `datasets`: the maths, with NumPy alone
- `figure`: a Matplotlib figure that the browser draws
- `views`: the pictures and their sentences, by lesson
- `explore`: the demos, by lesson, and what makes a demo of a function
- `exercises`: the predictions and the checks, by lesson
"""


def check_environment() -> None:
    """Say in one sentence what the lessons lack here, and what mends it; say nothing if all is well."""
    from nbhelpers import environment  # not before it is asked for: who imports the maths loads NumPy alone

    environment.check_environment()
