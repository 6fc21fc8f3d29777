// What the tests ask of a page: put into it before it loads.
(() => {
    // How often a picture was drawn on each canvas, and how often on all together. The product draws one by copying what
    // stands still onto its canvas first, as it is; tiles and marks are given a size.
    const draw = CanvasRenderingContext2D.prototype.drawImage;
    window.draws = 0;
    CanvasRenderingContext2D.prototype.drawImage = function (...what) {
        if (what.length === 3) {
            this.canvas.draws = (this.canvas.draws ?? 0) + 1;
            window.draws++;
        }
        return draw.apply(this, what);
    };

    const OUTPUT = '.jp-NotebookPanel .jp-OutputArea-output';
    const all = selector => [...document.querySelectorAll(selector)];
    const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));
    const frame = () => new Promise(requestAnimationFrame);
    const session = () => jupyterapp.shell.currentWidget.sessionContext;

    // --- the notebook and its kernel ---
    const hasKernel = () => jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel;
    const execute = async code => {
        const request = {code, silent: true, store_history: false};
        const {content: {status}} = await session().session.kernel.requestExecute(request).done;
        if (status !== 'ok') throw new Error(`${code}: ${status}`);
    };
    const runAll = async () => {
        await session().ready;
        hear();
        await jupyterapp.commands.execute('notebook:run-all-cells');
        await execute('');  // comes last: when it is done, all cells are
    };
    const ask = async expression => {
        const request = {code: '', silent: true, store_history: false, user_expressions: {expression}};
        const reply = await session().session.kernel.requestExecute(request).done;
        return Number(reply.content.user_expressions.expression.data['text/plain']);
    };
    // What widgets have sent and the kernel is not yet done with, and what it complains of: an exception in a control's
    // callback reaches neither the page nor the server's log, only this channel.
    let heard, unanswered = new Set(), complaints = [];
    const hear = () => {
        const {kernel} = session().session;
        unanswered = new Set();
        if (heard === kernel) return;
        heard = kernel;
        kernel.anyMessage.connect((_, {direction, msg: {header}}) => {
            if (direction === 'send' && header.msg_type === 'comm_msg') unanswered.add(header.msg_id);
        });
        kernel.iopubMessage.connect((_, {parent_header, content: {text, name, traceback, execution_state}}) => {
            if (traceback || name === 'stderr') complaints.push(text || traceback.join('\n'));
            if (execution_state === 'idle') unanswered.delete(parent_header.msg_id);
        });
    };
    const listen = () => {
        hear();
        complaints = [];
    };
    const complained = () => complaints.splice(0);
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
    const paper = canvas => '#' + [...canvas.getContext('2d').getImageData(1, 1, 1, 1).data].slice(0, 3).map(
        part => part.toString(16).padStart(2, '0')).join('');
    const hasTheme = ([name, color]) => document.body.dataset.jpThemeLight === String(name === 'Light')
        && !document.getElementById('jupyterlab-splash') && all(`${OUTPUT} canvas`).every(one => paper(one) === color);
    const said = () => [...all('#nbhelpers-voice, .nbhelpers-figure [role="status"]')].map(({textContent}) => textContent);
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
    // At rest is a demo when the kernel is done with all that the page has sent, nothing runs, the picture is there and
    // sharp, and its name and the demo's voice say what the sentence says.
    const atRest = async (demo, patience) => {
        const end = performance.now() + patience;
        const find = part => demo.querySelector(part), text = part => find(part)?.textContent;
        while (performance.now() < end) {
            await pause(10);
            const canvas = find('.nbhelpers-figure canvas');
            if (unanswered.size || find('.mod-active') || !canvas?.draws || canvas.hidden) continue;
            const {width, height, clientWidth, ariaLabel: name} = canvas, notice = text('.nbhelpers-notice');
            const call = text('code'), sentence = text('.nbhelpers-notice + p'), bar = text('.widget-hprogress .widget-label') ?? '';
            const isSharp = Math.abs(width / clientWidth / devicePixelRatio - 1) < 0.002;  // a pixel is rounded
            const hasSpoken = ['', `${notice} ${sentence}`.trim()].includes(text('.nbhelpers-figure [role="status"]'));
            if (!isSharp || !hasSpoken || !name.startsWith(sentence)) continue;
            const {data} = canvas.getContext('2d').getImageData(0, 0, width, height);
            const colors = new Set(), isOneMore = color => colors.add(color).size > 2;
            if (!new Uint32Array(data.buffer).some(isOneMore)) continue;  // nothing but its ground
            const picture = new Uint8Array(await crypto.subtle.digest('SHA-256', data)).join();
            return {call, notice, sentence, name, picture, bar};
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
    // The name of what in a demo has the focus, if one can see that: its edges or its ground are other than without.
    const focus = async demo => {
        const element = document.activeElement;
        if (!demo.contains(element)) return null;
        const ends = animation => animation.effect.getComputedTiming().endTime < Infinity;
        const settle = () => Promise.allSettled(document.getAnimations().filter(ends).map(({finished}) => finished));
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
        return other && (element.ariaLabel ?? (element.labels?.[0] ?? element).innerText.trim());
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
        hasKernel, runAll, execute, ask, listen, complained, command, countPictures, allThere, hasTheme, said, stickingOut,
        atRest, watch, calls, places, focus, contrast, violations,
    };
})();
