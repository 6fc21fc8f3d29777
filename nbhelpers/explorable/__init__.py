"""A picture with sliders, attached: `FigureImage` draws, `Explorable` wires controls, trace, view and sentence."""

from nbhelpers.explorable.controls import choice, log_slider, slider, stages, whole
from nbhelpers.explorable.demo import Explorable
from nbhelpers.explorable.image import FigureImage
from nbhelpers.explorable.live import Live
from nbhelpers.explorable.picture import Picture

__all__ = ["Explorable", "FigureImage", "Live", "Picture", "choice", "log_slider", "slider", "stages", "whole"]
