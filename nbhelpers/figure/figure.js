/* Shows a figure, played by `player.js`, in the colours of the page's theme, with the sentence and the call under it,
 * and lets the reader grab what can be grabbed. Plain JavaScript; it needs no build. */
const REST = 200; // milliseconds without a change after which the sentence is read out
const PATIENCE = 900; // milliseconds for an answer to a move, and as many again for one to the question after it
const GRASP = {mouse: 14, pen: 18, touch: 28}; // pixels around a handle within which it can be taken hold of
const INK = 0x1f2328; // of the rings around handles, on light paper
const SILENT = 'The kernel does not answer, so nothing here follows the controls. If it is busy, wait until it is '
  + 'done; if it was restarted or has ended, run this cell again.';

const CSS = `
  .nbhelpers-figure { contain: layout style; line-height: 1.5; font-size: var(--jp-content-font-size1, 1.1em); }
  .nbhelpers-figure canvas:not([hidden]) { display: block; width: 100%; }
  .nbhelpers-figure p { margin: 0; }
  .nbhelpers-figure .nbhelpers-notice { font-weight: bold; }
  .nbhelpers-figure code { overflow-wrap: anywhere; }
  .nbhelpers-figure [role="status"] {
    position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .nbhelpers-demo > .nbhelpers-still { display: none; } /* the picture for pages without this file */
  .nbhelpers-alone > :not(.nbhelpers-figure), .nbhelpers-alone canvas { opacity: 0.35; }`;

/** Return whether the page is dark, by its text. */
function isDark(element) {
  const [r, g, b] = (getComputedStyle(element).color.match(/[\d.]+/g) ?? [0, 0, 0]).map(Number);
  return 0.3 * r + 0.6 * g + 0.1 * b > 128;
}

function add(parent, name, attributes = {}) {
  return parent.appendChild(Object.assign(document.createElement(name), attributes));
}

/** Draws the picture of a model, sharp at every density, in the colours of the page. */
class Picture {
  constructor(model, el) {
    Object.assign(this, {model, el, size: model.get('size'), handles: [], glyphs: []});
    this.canvas = add(el, 'canvas', {role: 'img'});
    this.fault = add(el, 'p');
    this.context = this.canvas.getContext('2d', {alpha: false});
    this.canvas.style.aspectRatio = this.size.join('/');
    el.style.maxWidth = `${this.size[0]}px`;
    this.print = matchMedia('print');
  }

  /** Draw all of it anew if the page shows it in another size, density or theme than it was drawn for. */
  renew() {
    const width = this.canvas.clientWidth * devicePixelRatio, isLight = this.print.matches || !isDark(this.el);
    const now = [width, isLight, this.print.matches].join();
    if (!width || now === this.drawnFor) return; // not on the page just now, or nothing new
    Object.assign(this, {paper: null, drawnFor: now, k: width / this.size[0]});
    this.ink = makeInk(isLight ? {} : this.model.get('dark'));
    this.draw();
  }

  draw() {
    if (!this.k) return; // not on the page yet
    try {
      this.paint();
      this.fault.textContent = '';
    } catch (error) {
      this.fault.textContent = `This picture cannot be drawn. ${error.message}`;
      this.paper = this.drawnFor = null;
    }
    this.canvas.hidden = Boolean(this.fault.textContent);
  }

  paint() {
    const {canvas, context, model} = this, [width, height] = this.size;
    const known = model.get('glyphs');
    while (this.glyphs.length < known.length) {
      const [advance, outline] = known[this.glyphs.length];
      this.glyphs.push([advance, new Path2D(outline)]);
    }
    if (!this.paper) {
      const size = {width: Math.round(width * this.k), height: Math.round(height * this.k)};
      const paper = Object.assign(document.createElement('canvas'), size);
      this.player(paper.getContext('2d', {alpha: false})).play(numbers(model.get('scene')));
      Object.assign(canvas, size); // which also wipes it
      this.paper = paper; // only now: an error above leaves none
    }
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.drawImage(this.paper, 0, 0);
    const player = this.player(context);
    player.play(numbers(model.get('moving')));
    this.handles = player.handles;
    if (!this.print.matches) this.handles.forEach(handle => this.ring(handle));
  }

  player(context) {
    return new Player(context, this.k, this.ink, this.glyphs);
  }

  ring({index, isClicked, x, y}) {
    const {context: c} = this, isHovered = this.hovered === index;
    if (isClicked) return;
    [c.strokeStyle, c.lineWidth] = [this.ink.css(INK, isHovered ? 1 : 0.45), isHovered ? 2.5 : 1.5];
    c.beginPath();
    c.arc(x, y, isHovered ? 14 : 12, 0, 2 * Math.PI);
    c.stroke();
  }

  /** Return where an event is, in pixels of the page. */
  place({clientX, clientY}) {
    const {left, top, width} = this.canvas.getBoundingClientRect(), scale = this.size[0] / width;
    return [(clientX - left) * scale, (clientY - top) * scale];
  }

  /** Return the handle under a pointer. */
  under(event) {
    const [x, y] = this.place(event), reach = GRASP[event.pointerType ?? 'touch'] ?? GRASP.mouse;
    let nearest, least = Infinity;
    for (const handle of this.handles) {
      const [left, top, right, bottom] = handle.box;
      const far = Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
      if (far <= (handle.isClicked ? 0 : reach) && far < least) [nearest, least] = [handle, far];
    }
    return nearest;
  }
}

/** Let the reader take hold of handles: a pointer's way is sent to the kernel, which moves the controls. */
function makeGrabbable(picture, model) {
  const {canvas} = picture;
  let held = null;
  const hover = handle => {
    canvas.style.cursor = held ? 'grabbing' : !handle ? '' : handle.isClicked ? 'pointer' : 'grab';
    if (picture.hovered === handle?.index) return;
    picture.hovered = handle?.index;
    picture.draw();
  };
  const move = event => {
    const [x, y] = picture.place(event);
    // The time makes a second click at one place a change.
    model.set('grabbed', [held.index, x + held.right, y + held.down, event.timeStamp]);
    model.save_changes();
  };
  canvas.addEventListener('pointerdown', event => {
    const handle = picture.under(event), [x, y] = picture.place(event);
    if (!handle || event.button) return;
    held = {index: handle.index, right: handle.x - x, down: handle.y - y};
    canvas.setPointerCapture(event.pointerId);
    hover(handle);
    if (handle.isClicked) move(event);
  });
  canvas.addEventListener('pointermove', event => held ? move(event) : hover(picture.under(event)));
  for (const end of ['pointerup', 'pointercancel']) canvas.addEventListener(end, event => {
    held = null;
    hover(picture.under(event));
  });
  canvas.addEventListener('pointerleave', () => held || hover());
  const keep = event => picture.under(event.touches[0]) && event.preventDefault(); // or the finger scrolls
  canvas.addEventListener('touchstart', keep, {passive: false});
}

/** Show and speak the words of a model; speak only when nothing has changed for a moment. */
function makeWords(model, el, canvas) {
  const notice = add(el, 'p', {className: 'nbhelpers-notice'}), sentence = add(el, 'p'), call = add(el, 'code');
  const voice = add(el, 'div', {role: 'status'});
  let timer, changed = -Infinity;
  const put = (element, text) => element.textContent === text || (element.textContent = text);
  const name = () => canvas.setAttribute('aria-label', `${model.get('sentence')} ${model.get('hint')}`.trim());
  const rest = () => {
    name();
    voice.textContent = `${notice.textContent} ${sentence.textContent}`.trim();
  };
  name();
  return ({isFirst = false, isSilent = false} = {}) => {
    put(notice, isSilent ? SILENT : model.get('notice'));
    put(sentence, model.get('sentence'));
    put(call, model.get('call'));
    if (isFirst) return;
    // Over a slow link a dragged slider sends a value each time the last one is answered: that is no rest.
    const now = performance.now(), since = now - changed;
    changed = now;
    clearTimeout(timer);
    timer = setTimeout(rest, since < 2 * REST ? Math.max(REST, 1.5 * since) : REST);
  };
}

/** Ask the kernel whether it is there when a move has had no answer; tell `say` when it is silent, and when not. */
function makeWatch(model, demo, say) {
  let timer, isSilent = false;
  const answered = () => {
    clearTimeout(timer);
    timer = undefined;
    if (isSilent) say(isSilent = false);
  };
  const unanswered = () => say(isSilent = true);
  const ask = () => {
    timer = setTimeout(unanswered, PATIENCE);
    try { model.send('are you there'); } catch {} // nor can it be asked once it was restarted
  };
  const moved = event => demo()?.contains(event.target) && !isSilent && (timer ??= setTimeout(ask, PATIENCE));
  model.on('msg:custom', answered);
  return {answered, moved};
}

function render({model, el}) {
  document.getElementById('nbhelpers-css') ?? add(document.head, 'style', {id: 'nbhelpers-css'}).append(CSS);
  el.classList.add('nbhelpers-figure');
  const picture = new Picture(model, el), say = makeWords(model, el, picture.canvas), end = new AbortController();
  const demo = () => el.closest('.nbhelpers-demo');
  const watch = makeWatch(model, demo, isSilent => {
    demo()?.classList.toggle('nbhelpers-alone', isSilent);
    const isCutOff = demo()?.classList.contains('jupyter-widgets-disconnected'); // and not only busy
    demo()?.querySelectorAll(':scope > *').forEach(row => { row.inert = isSilent && isCutOff && row !== el; });
    say({isSilent});
  });
  let isDue = false;
  const update = () => {
    isDue = false;
    picture.draw();
    say();
  };
  const changed = () => {
    watch.answered();
    if (!isDue) queueMicrotask(update); // once for all that a message changes
    isDue = true;
  };
  model.on('change:scene', () => { picture.paper = null; });
  for (const name of ['scene', 'moving', 'sentence', 'call', 'notice']) model.on(`change:${name}`, changed);
  makeGrabbable(picture, model);
  say({isFirst: true});

  const renew = () => picture.renew(), {signal} = end;
  const sizes = new ResizeObserver(renew), theme = new MutationObserver(renew);
  sizes.observe(picture.canvas);
  for (const part of [document.documentElement, document.body]) theme.observe(part, {attributes: true});
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', renew, {signal});
  picture.print.addEventListener('change', renew, {signal});
  addEventListener('resize', renew, {signal}); // a zoom changes the density, not always the size
  for (const kind of ['input', 'pointerup', 'keyup'])
    document.addEventListener(kind, watch.moved, {signal, capture: true});
  return () => {
    end.abort();
    sizes.disconnect();
    theme.disconnect();
  };
}

export default {render};
