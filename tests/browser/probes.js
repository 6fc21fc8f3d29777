// What the tests ask of a page: put into it before it loads.
(() => {
    // How often each canvas was drawn on, and when last; how often all together. The product draws a picture by copying
    // what stands still onto its canvas first.
    const draw = CanvasRenderingContext2D.prototype.drawImage;
    window.draws = 0;
    CanvasRenderingContext2D.prototype.drawImage = function (...what) {
        this.canvas.draws = (this.canvas.draws ?? 0) + 1;
        this.canvas.drawn = performance.now();
        window.draws++;
        return draw.apply(this, what);
    };

    const OUTPUT = '.jp-NotebookPanel .jp-OutputArea-output', VOICE = '.nbhelpers-figure [role="status"]';
    const all = selector => [...document.querySelectorAll(selector)];
    const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));
    const frame = () => new Promise(requestAnimationFrame);
    const session = () => jupyterapp.shell.currentWidget.sessionContext;
    const voice = () => document.getElementById('nbhelpers-voice')?.textContent;

    // --- the notebook and its kernel ---
    const hasKernel = () => jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel;
    const execute = code => session().session.kernel.requestExecute({code, silent: true, store_history: false}).done;
    const runAll = async () => {
        await session().ready;
        await jupyterapp.commands.execute('notebook:run-all-cells');
        await execute('');  // comes last: when it is done, all cells are
    };
    const ask = async expression => {
        const request = {code: '', silent: true, store_history: false, user_expressions: {expression}};
        const reply = await session().session.kernel.requestExecute(request).done;
        return Number(reply.content.user_expressions.expression.data['text/plain']);
    };
    // An exception in a control's callback reaches neither the page nor the server's log, only this channel.
    const listen = () => {
        window.kernelComplaints = [];
        session().session.kernel.iopubMessage.connect((_, message) => {
            const {text, name, traceback} = message.content;
            if (traceback || name === 'stderr') kernelComplaints.push(text || traceback.join('\n'));
        });
    };
    const command = ([name, options]) => {
        window.isDone = false;
        jupyterapp.commands.execute(name, options).finally(() => { window.isDone = true; });
    };

    // --- what the outputs show ---
    // A picture that the browser cannot read counts as none, and so does a canvas on which nothing is drawn.
    const countPictures = cells => Promise.all(cells.map(async cell => {
        const pictures = [...cell.querySelectorAll('.jp-OutputArea-output img:not(.nbhelpers-still)')];
        await Promise.allSettled(pictures.map(picture => picture.decode()));
        const canvases = [...cell.querySelectorAll('.jp-OutputArea-output canvas')];
        return [...pictures.filter(({naturalWidth}) => naturalWidth), ...canvases.filter(({draws}) => draws)].length;
    }));
    const allThere = n => all(`${OUTPUT} .nbhelpers-figure canvas`).filter(({draws}) => draws).length === n;
    const papers = () => [...new Set(all(`${OUTPUT} canvas`).map(canvas => '#' + [...canvas.getContext('2d').getImageData(
        1, 1, 1, 1).data].slice(0, 3).map(part => part.toString(16).padStart(2, '0')).join('')))];
    // What moves or speaks: a canvas that is drawn on, and a picture, a shape or a voice that changes.
    const moves = async milliseconds => {
        const look = () => [...all(`${OUTPUT} canvas`).map(({draws}) => draws), ...said(),
            ...all(`${OUTPUT} :is(img, [style])`).map(part =>
                `${part.tagName} ${part.className} ${part.src} ${part.style.cssText}`)];
        const before = look();
        await pause(milliseconds);
        return look().filter((part, i) => part !== before[i]);
    };
    const said = () => [voice(), ...all(VOICE).map(({textContent}) => textContent)];
    // Everything that sticks out of its output at the right, also where the demo's own frame hides it, once the panels
    // have followed the window, which takes a few frames.
    const stickingOut = async () => {
        const outputs = all(OUTPUT);
        for (let still = 0, last = ''; still < 10; still++) {
            await frame();
            const now = [innerWidth, ...outputs.map(({clientWidth}) => clientWidth)].join();
            if (now !== last) [last, still] = [now, 0];
        }
        return outputs.flatMap(output => {
            const edge = output.getBoundingClientRect().right + 4;
            const parts = [...output.querySelectorAll('img, canvas, button, select, code, p, .nbhelpers-control')];
            const out = parts.filter(part => part.getBoundingClientRect().right > edge);
            return output.scrollWidth > output.clientWidth + 4 ? [output, ...out] : out;
        }).map(part => `${part.tagName} ${part.className} ${part.innerText || ''}`.slice(0, 120));
    };

    // --- one demo ---
    // At rest is a demo that has been still for as long as its voice waits, in which nothing runs, whose picture has a
    // name that says what the sentence says, and so does the voice, if the demo has been moved. With `before`, a state
    // it was in, something has to have been drawn since, or at least the bar has to say something else.
    const atRest = async (demo, [before, patience]) => {
        const REST = 200, end = performance.now() + patience;
        const find = part => demo.querySelector(part), text = part => find(part)?.textContent;
        let ran = -Infinity;
        while (performance.now() < end) {
            const canvas = find('.nbhelpers-figure canvas'), call = text('code'), notice = text('.nbhelpers-notice');
            const sentence = text('.nbhelpers-notice + p'), voice = text(VOICE);
            const bar = text('.widget-hprogress .widget-label') ?? '', name = canvas?.ariaLabel;
            if (find('.widget-toggle-button.mod-active')) ran = performance.now();
            const isNew = canvas?.draws > (before?.draws ?? 0), isOther = before && before.bar !== bar;
            const hasSpoken = voice === `${notice} ${sentence}`.trim() || voice === '' && !(before && isNew);
            const isStill = performance.now() - Math.max(ran, canvas?.drawn) > REST;
            if ((isNew || isOther) && isStill && hasSpoken && name.startsWith(sentence)) {
                const {draws, width, height} = canvas;
                const {data} = canvas.getContext('2d').getImageData(0, 0, width, height);
                const picture = new Uint8Array(await crypto.subtle.digest('SHA-256', data)).join();
                const density = width / canvas.clientWidth / devicePixelRatio;
                const colors = new Set(), isOneMore = color => colors.add(color).size > 2;
                const is_drawn = !canvas.hidden && new Uint32Array(data.buffer).some(isOneMore);
                return {call, notice, sentence, name, picture, bar, density, is_drawn, draws};
            }
            await pause(20);
        }
        return null;
    };
    const watch = demo => {
        const call = () => demo.querySelector('code')?.textContent;
        demo.watcher?.disconnect();
        demo.calls = [call()];
        demo.watcher = new MutationObserver(() => call() && call() !== demo.calls.at(-1) && demo.calls.push(call()));
        demo.watcher.observe(demo, {subtree: true, childList: true, characterData: true});
    };
    const calls = ([demo, n]) => demo.calls.length >= n && demo.calls;
    // All that a demo's voice says, and how long nothing had been drawn before it did.
    const hear = demo => {
        const canvas = demo.querySelector('canvas'), voice = demo.querySelector(VOICE);
        window.heard = [];
        window.ear?.disconnect();
        window.ear = new MutationObserver(() => heard.push([voice.textContent, performance.now() - canvas.drawn]));
        ear.observe(voice, {subtree: true, childList: true, characterData: true});
    };
    const dragFast = async range => {
        const start = Number(range.value), move = value => {
            range.value = value;
            range.dispatchEvent(new Event('input', {bubbles: true}));
        };
        for (let i = 0; i < 30; i++) {
            move(start + (i % 10 < 5 ? i % 5 : 5 - i % 5));
            await pause(5);
        }
        move(range.max);
    };

    // --- the focus ---
    // What a reader sees of a demo's controls and buttons, in the order of the page, as the names of the places where
    // Tab should stop. A number beside a slider can be typed over.
    const places = demo => {
        const parts = [...demo.querySelectorAll('.nbhelpers-control, button')];
        const there = parts.filter(part => part.offsetParent && !part.matches(':disabled, :has(:disabled)'));
        return there.flatMap(part => {
            const label = (part.querySelector('label') ?? part).innerText.trim();
            return part.querySelector('[type="range"] + [type="text"]') ? [label, `${label}, as a number`] : [label];
        });
    };
    // Whether one can see what in a demo has the focus: its edges or its ground are other than without. Else null.
    const focus = async demo => {
        const element = document.activeElement;
        if (!demo.contains(element)) return null;
        const settle = () => Promise.allSettled(document.getAnimations().map(animation => animation.finished));
        const look = () => [element, element.parentElement].map(part => {
            const {outlineStyle, outlineWidth, boxShadow, borderColor, backgroundColor} = getComputedStyle(part);
            return [outlineStyle !== 'none' && outlineWidth, boxShadow, borderColor, backgroundColor].join();
        }).join();
        await settle();
        const focused = look();
        element.blur();
        await settle();
        const other = look() !== focused;
        element.focus();
        return other;
    };

    // --- for every eye and ear ---
    const contrast = element => {
        const numbers = color => color.match(/[\d.]+/g).map(Number);
        const light = color => numbers(color).slice(0, 3).map(c => c / 255).map(
            c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
        ).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
        let behind = element;
        while (numbers(getComputedStyle(behind).backgroundColor)[3] === 0) behind = behind.parentElement;
        const colors = [getComputedStyle(element).color, getComputedStyle(behind).backgroundColor];
        const [low, high] = colors.map(light).sort((a, b) => a - b);
        return (high + 0.05) / (low + 0.05);
    };
    const violations = async ([cells, rules]) => {  // of some kinds of rules, or of all
        jupyterapp.shell.currentWidget.content.activeCellIndex = 0;  // a heading, with its button to fold
        const only = rules ? {runOnly: rules} : {};
        const found = await axe.run({include: [[cells]]}, {...only, resultTypes: ['violations'], iframes: false});
        return found.violations.filter(({impact}) => ['serious', 'critical'].includes(impact)).flatMap(
            ({id, nodes}) => nodes.map(({target}) => document.querySelector(target[0])).map(part =>
                ({id, classes: [...part.classList].map(name => `.${name}`), html: part.outerHTML.slice(0, 300)})));
    };

    window.probe = {
        hasKernel, runAll, execute, ask, listen, command, countPictures, allThere, papers, moves, said, stickingOut, atRest,
        watch, calls, hear, dragFast, places, focus, contrast, violations,
    };
})();
