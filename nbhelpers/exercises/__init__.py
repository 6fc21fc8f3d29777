"""The learning loop of the notebooks: predict, look, try it yourself, have it checked, take stock.

A lesson (``gradient_descent``) is data: its questions and its exercises. The rest is what all lessons share,
from the bottom up: ``cards`` (how a verdict looks) and ``outcome``; ``reading`` and ``attempt`` (a student's
function, called safely); ``record`` (what this kernel has seen, and the tally of it); ``diagnosis`` and
``exercise``; ``asking``, ``prediction`` and ``writing``.
"""
