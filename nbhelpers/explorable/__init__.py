"""A picture with sliders, attached: `FigureImage` draws, `Explorable` wires controls, trace, view and sentence."""

from nbhelpers.explorable.adjustable import Adjustable
from nbhelpers.explorable.controls import choice, layer_list, layer_sizes, log_slider, slider, stages, whole
from nbhelpers.explorable.demo import Explorable
from nbhelpers.explorable.image import FigureImage
from nbhelpers.explorable.live import Live
from nbhelpers.explorable.picture import Picture

__all__ = [
    "Adjustable",
    "Explorable",
    "FigureImage",
    "Live",
    "Picture",
    "choice",
    "layer_list",
    "layer_sizes",
    "log_slider",
    "slider",
    "stages",
    "whole",
]
