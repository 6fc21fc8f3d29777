"""The playground in the browser: while it trains, sliders and Stop are answered at once, and pictures come."""

import statistics

import pytest

from .conftest import NOTEBOOKS
from .demo import PATIENCE
from .test_live import grow

pytestmark = pytest.mark.browser

MOVES = 5

# Measured in the page itself, from the key or click to the first change of what it should change.
ANSWERED = """async (demo, [what, patience]) => {
    const reads = {
        slider: () => demo.querySelector('code').textContent.match(/learning_rate=([0-9.]+)/)[1],
        stop: () => demo.innerText.includes('Stop'),
    };
    const read = reads[what], before = read(), asked = performance.now();
    if (what === 'stop') [...demo.querySelectorAll('button')].find(button => /Stop/.test(button.innerText)).click();
    else document.activeElement.dispatchEvent(
        new KeyboardEvent('keydown', {key: 'ArrowLeft', keyCode: 37, bubbles: true, cancelable: true}));
    while (read() === before && performance.now() < asked + patience)
        await new Promise(resolve => setTimeout(resolve, 2));
    return performance.now() - asked;
}"""

PICTURES = """(demo, seconds) => new Promise(resolve => {
    const picture = demo.querySelector('img.widget-image');
    let n = 0;
    const watcher = new MutationObserver(() => n++);
    watcher.observe(picture, {attributes: true, attributeFilter: ['src']});
    setTimeout(() => { watcher.disconnect(); resolve(n / seconds); }, 1000 * seconds);
})"""


(LESSON,) = (path for path in NOTEBOOKS if path.stem == "05_training_playground")


@pytest.mark.parametrize("notebook", [LESSON], indirect=True, ids=lambda path: path.stem)
def test_it_answers_while_it_trains(lab):
    lab.let_runs_last(seconds=30)
    demo = lab.reset()[0]
    slider = {slider.label: slider for slider in demo.sliders()}
    before = demo.state()
    slider["epochs"].press("End")
    assert "n_epochs=200," in demo.state(after=before).call  # more epochs do not start it by themselves
    demo.watch()
    demo.button("Start").click()
    grow(demo, 3)
    rate = demo.output.evaluate(PICTURES, 2)
    slider["learning rate α"].handle.focus()
    waits = [demo.output.evaluate(ANSWERED, ["slider", PATIENCE]) for _ in range(MOVES)]
    assert demo.button("Stop").count()  # α does not end the run
    stop = demo.output.evaluate(ANSWERED, ["stop", PATIENCE])
    print(f"slider {statistics.median(waits):.0f} ms, Stop {stop:.0f} ms, {rate:.1f} pictures a second")
    assert max(*waits, stop) < PATIENCE  # how long exactly is a matter of what else the machine does
