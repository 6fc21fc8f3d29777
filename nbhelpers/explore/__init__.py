"""The demos, one function each: from what a reader sets to a trace, with the ranges of the controls and the view.

`descent`, `backprop`, `vanishing`, `activations` and `playground` are lessons 1 to 5; `choices` holds what several
of them offer. Three files know no lesson: `demo` makes a demo of a function and lets what is grabbed in its picture
move a control, `controls` says what a slider, a list or a box accepts, and `runs` lets a demo go on by itself.
Functions that begin with `show_` make still pictures. What is computed belongs in the maths, and what a picture
shows or says in `views`.
"""

from nbhelpers.explore.activations import (
    explore_activation,
    explore_activation_race,
    explore_layer_outputs,
    explore_softmax,
    show_costs,
)
from nbhelpers.explore.backprop import (
    explore_backprop,
    explore_gradient_check,
    explore_samples,
    explore_training,
    show_neurons,
)
from nbhelpers.explore.descent import (
    explore_cost_scales,
    explore_descent,
    explore_fit,
    explore_learning_rates,
    explore_two_parameters,
    show_steps,
)
from nbhelpers.explore.playground import explore_digit, explore_digits, explore_starts, playground, show_digits
from nbhelpers.explore.vanishing import (
    explore_chain_gradient,
    explore_gradient_flow,
    explore_training_race,
    show_error_slopes,
)
