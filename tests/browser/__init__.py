"""The notebooks in a real browser. A package, so that its fixtures end when its last test has run."""
