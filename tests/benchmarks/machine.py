"""Where a benchmark ran: the line above each table."""

import contextlib
import os
import platform
from datetime import date
from importlib.metadata import version
from pathlib import Path


def describe(*packages):
    """Return the date, the processor and the versions of Python and of these packages."""
    versions = [f"{package} {version(package)}" for package in packages]
    python = f"Python {platform.python_version()}"
    return ", ".join([str(date.today()), _cpu(), f"{os.cpu_count()} cores", python, *versions])


def _cpu():
    with contextlib.suppress(OSError, StopIteration):  # only Linux tells it there
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        return next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    return platform.processor() or platform.machine()
