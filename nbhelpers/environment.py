"""Whether what the lessons need is installed where they run, said in one sentence."""

from importlib import metadata


def check_environment():
    """Say in one sentence what is missing or too old, and what mends it; say nothing if all is well.

    It compares what is installed where the kernel runs with what nbhelpers asks for. Where JupyterLab is installed
    too, its part of ipywidgets has to be there: without it a page has pictures, no sliders. With a Jupyter Notebook
    that brings no JupyterLab, which is to say one older than 7, its ipywidgets 7 is enough.

    Raises
    ------
    ImportError
        If nbhelpers can be imported but is not installed. A lesson's first cell then says the same as where there
        is none at all.

    """
    wrong = [(need, found) for need in _needed() if (found := _unfit(need))]
    if wrong:
        found = ", ".join(f"{need.name} {state}" for need, state in wrong)
        pins = " ".join(f'"{need.name}{need.specifier}"' for need, _ in wrong)
        print(f"Before you start: {found}. Run %pip install {pins} in a cell, and restart the kernel and the page.")


def _needed():
    """Return what has to be there: a list of requirements."""
    # What anywidget asks for may be missing too, where it was installed without its requirements.
    needed = _requirements("anywidget") | _requirements("nbhelpers")
    del needed["jupyterlab"]  # which may run elsewhere
    if version("jupyterlab"):
        asked = _requirements("ipywidgets")
        needed |= {name: asked[name] for name in asked if name == "jupyterlab_widgets"}
    elif version("notebook"):
        needed |= _parsed(["ipywidgets>=7.7.1"])
    return list(needed.values())


def _requirements(package):
    """Return what a package asks for, extras left out, by name; nothing if it is not there and not our own."""
    if package != "nbhelpers" and not version(package):
        return {}
    texts = metadata.requires(package) or []  # older versions of ipywidgets write the name with a hyphen:
    return _parsed(text.replace("jupyterlab-widgets", "jupyterlab_widgets") for text in texts)


def _parsed(texts):
    try:  # not at import, which is to stay light
        from packaging.requirements import Requirement  # Matplotlib brings it, which may be what is missing
    except ImportError:
        from pip._vendor.packaging.requirements import Requirement
    needs = map(Requirement, texts)
    return {need.name: need for need in needs if need.marker is None or need.marker.evaluate({"extra": ""})}


def _unfit(need):
    """Say what is wrong with a package; nothing if it is as it should be."""
    found = version(need.name)
    if found is None:
        return "is missing"
    fits = need.specifier.contains(found, prereleases=True)
    return None if fits else f"{found} does not fit ({need.specifier})"


def version(package):
    """Return what is installed of a package; None if it is not."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None
