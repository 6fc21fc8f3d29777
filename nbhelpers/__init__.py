"""The maths, the pictures and the checks behind the notebooks. A line imports only from itself and those above it.

- `arguments`, `numerals`, `style`: checks of arguments, numbers as people type them, the colours of all pictures
- `cells`, `environment`, `server`, `labextension`, `latex`: what is added to Jupyter: kernel, server, page, PDF
- `gradcheck`, `datasets`, `activations`, `descent`, `backprop`, `network`: the maths, with NumPy alone; no pictures
- `figure`: how a Matplotlib figure comes into the browser and is grabbed there
- `views`: what each picture shows, and the sentence under it
- `explore`: the demos with their controls and ranges, and what makes them play and train
- `exercises`: predictions, checks with the messages for known mistakes, and the tally

"The notes" are the ones that the course is built on, "Module 2: Artificial Neural Networks".
"""


def check_environment() -> None:
    """Say in one sentence what the lessons lack here, and what mends it; say nothing if all is well."""
    from nbhelpers import environment  # not before it is asked for: who imports the maths loads NumPy alone

    environment.check_environment()
