"""That a long run of the playground needs no more memory than a short one."""

import psutil

from nbhelpers.explore import playground


def test_ten_thousand_epochs_need_no_more_memory():
    """The record of a run is 32 bytes an epoch. All else goes with the run, or does not grow."""
    it, process, resident = playground(n_epochs=2000), psutil.Process(), []
    for _ in range(7):
        it.run._restart()
        while not it.run.is_finished:
            it.run._advance(2000)
            it.run.show()
        resident.append(process.memory_info().rss)
    it.close()
    assert resident[-1] - resident[1] < 3_000_000
