"""A picture with sliders: `Explorable` wires controls, trace, view, picture and words; `demo` declares one."""

from nbhelpers.explorable.adjustable import Adjustable
from nbhelpers.explorable.controls import choice, layer_list, layer_sizes, log_slider, slider, stages, whole
from nbhelpers.explorable.declare import demo
from nbhelpers.explorable.demo import Explorable
from nbhelpers.explorable.live import Live
from nbhelpers.explorable.picture import Picture

__all__ = [
    "Adjustable",
    "Explorable",
    "Live",
    "Picture",
    "choice",
    "demo",
    "layer_list",
    "layer_sizes",
    "log_slider",
    "slider",
    "stages",
    "whole",
]
