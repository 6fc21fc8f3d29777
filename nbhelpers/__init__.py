"""The maths, the pictures and the checks behind the notebooks.

Nothing else is imported here on purpose: ``import nbhelpers.descent`` needs NumPy alone, and the Jupyter server
loads ``nbhelpers.server`` without any of the rest.
"""

from nbhelpers.environment import check_environment

__all__ = ["check_environment"]
