"""The pictures: artists made once, moved by ``update(trace)``, put into words by ``describe(trace)``.

Lesson 1 has `descent`; lesson 2 `backprop` and, for its trainings and the gradient check, `training`; lesson 3
`vanishing`; lesson 4 `activations` and `activation_race`; lesson 5 `playground` and `digits`. What several pictures
show is in `panels`; all are made of `parts` and `tiles`, and `text` says how numbers and names are written. The
numbers that are shown come from the maths, the controls from `explore`.
"""

import nbhelpers.figure  # first, because it keeps Matplotlib silent while that is loaded
