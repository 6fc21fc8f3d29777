"""The maths, the pictures and the checks behind the notebooks.

Nothing is imported here on purpose: ``import nbhelpers.descent`` needs NumPy alone, and the Jupyter server
loads ``nbhelpers.server`` without any of the rest.
"""
