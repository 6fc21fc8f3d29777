"""Long use of one kernel: cells run again and again, sliders moved without end. Nothing may pile up."""

import itertools
from types import SimpleNamespace

import pytest
from benchmarks.frontend import kernel

SOURCES = [  # a demo that plays, one that trains, and a question
    "from nbhelpers.exercises import gradient_descent as lesson\n"
    "from nbhelpers.explore import explore_descent, playground",
    "explore_descent()",
    "playground()",
    "lesson.predict_step()",
]
CELLS = [SimpleNamespace(cell_type="code", id=f"cell-{n}", source=source) for n, source in enumerate(SOURCES)]
NOTEBOOK = SimpleNamespace(cells=CELLS)
FORGET = """for one in gc.get_objects():
    if isinstance(one, functools._lru_cache_wrapper) and one.__module__.startswith("matplotlib"):
        one.cache_clear()"""
"""Matplotlib remembers sizes of texts, up to a limit."""

N_DEMOS = 2
OBJECTS_OF_A_RUN = 1000  # IPython's history; one demo has ten times as many
BYTES_OF_A_MOVE = 1000  # the kernel's list of messages; one trace left behind has thousands


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """Return a front end whose kernel has run the cells once."""
    with kernel(tmp_path_factory.mktemp("kernel")) as page:
        page.run_all(NOTEBOOK)
        page.rest()
        yield page
        page.rest()


def left(count):
    return {name: count[name] for name in ("demos", "figures", "tasks", "widgets")}


def test_running_all_again_or_one_cell_leaves_nothing_of_the_run_before(page):
    page.run_all(NOTEBOOK)  # what is made only once is there now
    before = page.count()
    assert left(before) == {"demos": N_DEMOS, "figures": N_DEMOS, "tasks": 0, "widgets": len(page.models)}
    for _ in range(3):
        page.run_all(NOTEBOOK)
    after = page.count()
    assert left(after) == left(before)
    assert after["objects"] - before["objects"] < 3 * OBJECTS_OF_A_RUN
    for _ in range(4):  # its last outputs are _, __ and ___, which Run All would push out
        page.execute(CELLS[1].source, CELLS[1].id)
    assert left(page.count()) == left(before)


def test_moves_leave_nothing_behind(page):
    """The first journey through all places fills caches; the same once more costs nothing.

    Some later journey may still fill one. What is left behind by a move is left by each of them.
    """
    page.execute("import functools, gc, tracemalloc; tracemalloc.start()")
    page.execute("from nbhelpers.explore import runs; runs.DURATION = 0.01")
    before, places, counts = left(page.count()), few(page.places()), []
    assert len(places) > 60
    for _ in range(4):
        for comm, state in places:
            page.move(comm, **state)
        for button in page.find(_model_name="ButtonModel", description="Reset"):
            page.press(button)
        page.rest()
        page.execute(FORGET)
        counts.append(page.count())
    page.execute("tracemalloc.stop()")
    assert [left(count) for count in counts] == [before] * 4
    growth = [after["traced"] - before["traced"] for before, after in itertools.pairwise(counts)]
    assert min(growth) < BYTES_OF_A_MOVE * len(places)


def few(places):
    """Return the ends of each list, and about twenty places of each fine slider."""
    by_control = {}
    for comm, state in places:
        by_control.setdefault(comm, []).append((comm, state))
    steps = [len(every) // 20 if len(every) > 60 else len(every) - 1 for every in by_control.values()]
    return [place for every, step in zip(by_control.values(), steps, strict=True) for place in every[::step]]


def test_run_all_ends_a_run_that_would_go_on_for_years_and_a_name_that_the_reader_gave_a_demo_stays_hers(page):
    page.execute("from nbhelpers.explore import runs; usual = runs.DURATION, runs.INTERVAL")
    page.execute("runs.DURATION = runs.INTERVAL = 1e9")
    for start in page.find(_model_name="ToggleButtonModel"):
        page.move(start, value=True)
    assert page.count()["tasks"] == N_DEMOS
    page.run_all(NOTEBOOK)
    page.rest()
    assert page.count()["tasks"] == 0
    page.execute("mine = explore_descent()\nmine", "another")
    page.execute("explore_descent()", "another")
    assert page.ask("type(mine).__name__") == "Explorable"
    page.execute("mine.close(); runs.DURATION, runs.INTERVAL = usual", "another")
