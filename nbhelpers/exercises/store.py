"""What a student has answered, in one readable file beside the notebook, so that it is there tomorrow too.

It is written when a prediction is committed or judged, when an exercise that is no stub is checked, and when
something is forgotten; what it holds is in `entries`.

Where nobody sits in front of the notebook, as in tests or with nbconvert, nothing is read or written. Each change
is made to what the file holds at that moment, so that two notebooks do not undo each other's. What cannot be
written stays in memory, and is written as soon as that is possible.
"""

import json
import os
import shutil
import sys
import tempfile
import zlib
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from nbhelpers import cells
from nbhelpers.exercises import entries

try:
    from fcntl import LOCK_EX, flock
except ImportError:  # Windows has other locks; the browser alone has none, and needs none
    flock = None
    with suppress(ImportError):
        import msvcrt

FILE, DAMAGED = "progress.json", "progress.damaged{}.json"
HEADER = {"format": "nbhelpers progress", "version": 1}
SETTING = "NBHELPERS_PROGRESS"
"""The environment variable that says "off", or "on", where the front end is not to decide."""

LARGEST = 100_000
"""Bytes of the file. One of more than ten times as many was not written here, and is not read."""

MOST_DAMAGED = 5
"""How many damaged files are kept; the last of them is overwritten by the next."""


class _NewerError(Exception):
    """The file was written by a later version."""


class Store:
    """What one kernel knows: what the file held when it was last read, and what is not in it (yet)."""

    def __init__(self, known=tuple):
        self.known = known  # returns the (kind, name) pairs of the course: entries of others make room first
        self.path = None  # of the file; None as long as there is none to read or write
        self.trouble = ""  # a sentence: why the last answer is not in the file
        self.notice = ""  # a sentence: what became of a file that could not be read
        self._found, self._pending = entries.empty(), entries.empty()

    def all(self):
        """Return all entries, as they are now."""
        self._bring_up_to_date()
        return entries.joined(self._found, self._pending)

    def add(self, kind, name, entry):
        """Add one answer or one try to what is kept under this name.

        Return the entry as it is then, or None if the file has no room for it.
        """
        self._pending = entries.joined(self._pending, entries.empty() | {kind: {name: entry}})
        return self.all()[kind].get(name)

    def forget(self, is_meant):
        """Forget the entries whose kind and name are meant, here and in the file."""
        self._bring_up_to_date(is_meant)

    def _bring_up_to_date(self, is_meant=lambda kind, name: False):
        """Read the file, leave out what is to be forgotten, and write what is new."""
        if self.path is None and not _has_reader():
            self._pending = entries.without(self._pending, is_meant)
            return
        try:
            self.path = self.path or Path.cwd() / FILE
            with _locked(self.path):
                self._found = found = self._load()
                now = entries.without(entries.joined(found, self._pending), is_meant)
                if now != found:
                    self._found = self._write(now)
            self._pending, self.trouble = entries.empty(), ""
        except _NewerError:
            self.trouble = f"{FILE} was written by a newer version of this course and is left as it is."
        except OSError as error:
            self.trouble = f"{FILE} cannot be kept up to date ({error.strerror or type(error).__name__})."

    def _load(self):
        """Return the entries in the file; a damaged file is put aside."""
        try:
            if self.path.stat().st_size > 10 * LARGEST:
                raise ValueError
            content = json.loads(self.path.read_text(encoding="utf-8-sig"))
            if content["format"] != HEADER["format"] or content["version"] < HEADER["version"]:
                raise ValueError
            if content["version"] > HEADER["version"]:
                raise _NewerError
            return entries.readable(content)
        except FileNotFoundError:
            if self.path.parent.is_dir():
                return entries.empty()
            raise
        except (AttributeError, KeyError, RecursionError, TypeError, ValueError):
            self._put_aside()
            return entries.empty()

    def _put_aside(self):
        numbers = ["", *(f"-{number}" for number in range(2, MOST_DAMAGED + 1))]
        places = [self.path.with_name(DAMAGED.format(number)) for number in numbers]
        place = next((place for place in places if not place.exists()), places[-1])
        self.path.replace(place)
        self.notice = f"{FILE} could not be read. It is kept as {place.name}, and a new one was begun."

    def _write(self, now):
        """Put entries in the place of the file, all or nothing, and return those that have room in it."""
        while len(data := encoded(HEADER | now)) > LARGEST:
            now = entries.lighter(now, self.known())
        if now == entries.empty():
            self.path.unlink(missing_ok=True)
        else:
            put(self.path, data)
        return now


def put(path, data):
    """Write a file in the place of the one that is there, all or nothing."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.unlink(missing_ok=True)  # if it is a link, what it leads to is left alone
        part.write_bytes(data)
        with suppress(OSError):
            shutil.copymode(path, part)  # what only its owner could read stays so
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink()
        raise


def encoded(content):
    """Return what JSON makes of this, readable, as bytes."""
    return json.dumps(content, indent=1, ensure_ascii=False).encode() + b"\n"


def _has_reader():
    """Return whether somebody sits in front: a front end names the cell that it runs, and no program does.

    The browser alone always has a reader. Colab, which names no cells, is recognised by its own package.
    """
    setting = os.environ.get(SETTING)
    if setting in ("off", "on"):
        return setting == "on"
    return sys.platform == "emscripten" or "google.colab" in sys.modules or cells.cell_id() is not None


@contextmanager
def _locked(path):
    """Keep other kernels from a file meanwhile, where the system has locks; a killed kernel leaves none behind."""
    name = f"nbhelpers-{zlib.crc32(os.fsencode(path)):08x}.lock"  # not beside the notebooks
    with ExitStack() as stack:
        with suppress(OSError, NameError):  # without a lock, clashes are rare
            file = stack.enter_context((Path(tempfile.gettempdir()) / name).open("ab"))
            if flock:
                flock(file, LOCK_EX)
            else:
                msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        yield
