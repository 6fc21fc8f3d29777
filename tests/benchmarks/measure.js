// Moves a slider by its keys and counts the pictures that follow. Times are in milliseconds.
//
// A picture counts in the first frame after the browser has it: an <img> that has loaded, a <canvas> that something was
// drawn on, or a label with another text.
async ([label, kind, moves, seconds]) => {
    const rows = [...document.querySelectorAll('.jp-NotebookPanel :is(.widget-inline-hbox, .nbhelpers-control)')];
    const handleOf = row => row.querySelector('.noUi-handle, input[type="range"]');
    const row = rows.find(row => handleOf(row) && (!label || row.querySelector('label')?.textContent === label));
    const handle = handleOf(row), output = row.closest('.jp-OutputArea');
    const frame = () => new Promise(requestAnimationFrame), pause = ms => new Promise(go => setTimeout(go, ms));

    let loaded = 0;
    output.addEventListener('load', () => loaded++, true);
    const signs = {
        img: () => loaded,
        canvas: () => window.draws,
        label: () => [...output.querySelectorAll('.widget-label')].at(-1).textContent,
    };
    const sign = signs[kind];
    let shown = sign();
    const isNew = () => { const now = sign(), other = now !== shown; shown = now; return other; };

    let key = 'ArrowRight';
    const press = () => {
        const [low, now, high] = handle.max ? [0, +handle.value, +handle.max]
            : ['min', 'now', 'max'].map(end => +handle.getAttribute(`aria-value${end}`));
        if (now >= high) key = 'ArrowLeft';
        if (now <= low) key = 'ArrowRight';
        if (!handle.max) handle.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}));
        else if (key === 'ArrowRight') handle.stepUp(); else handle.stepDown(); // a key of a script moves nothing
        if (handle.max) handle.dispatchEvent(new Event('input', {bubbles: true}));
    };
    const still = async ms => {  // until so long after the last new picture; returns when that came, if any did
        let last = performance.now(), found;
        while (performance.now() - last < ms) {
            await frame();
            if (isNew()) found = last = performance.now();
        }
        return found;
    };

    handle.scrollIntoView({block: 'center'});
    handle.focus();
    press();
    await still(1500);
    const latencies = [];
    for (let i = 0; i < moves; i++) {
        if (i % 20 === 10) key = key === 'ArrowRight' ? 'ArrowLeft' : 'ArrowRight';
        const start = performance.now();
        press();
        do await frame(); while (!isNew() && performance.now() - start < 5000);
        latencies.push(performance.now() - start);
        await pause(120);
        isNew();
    }
    await still(1500);

    let pictures = 0, presses = 0, released;
    const start = performance.now();
    while (performance.now() - start < 1000 * seconds) {
        if (++presses % 100 === 0) key = key === 'ArrowRight' ? 'ArrowLeft' : 'ArrowRight';
        press();
        released = performance.now();
        await frame();
        if (isNew()) pictures++;
    }
    const last = await still(1500);
    return {latencies, rate: pictures / seconds, presses, last: last ? last - released : 0};
}
