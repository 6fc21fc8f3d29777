/* Draws the display lists of `recorder.py` on a canvas, in the colours of the page's theme, with the sentence and
 * the call under it, and lets the reader grab what can be grabbed. Plain JavaScript; it needs no build. */
const VERSION = 2;
const CAPS = ['butt', 'round', 'square'], JOINS = ['miter', 'round', 'bevel'];
const FEW = 8; // markers, up to which it takes less time to draw each
const LEFT = v => v; // where it is
const EM = 100; // units of a glyph's outline
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

/** Return a display list's numbers; throw what the reader is told if this file cannot play it. */
function numbers({buffer, byteOffset, byteLength}) {
  const a = new Float32Array(buffer.slice(byteOffset, byteOffset + byteLength - byteLength % 4));
  if (a.length && a[0] !== VERSION) throw new Error('Another version of nbhelpers made it: run the cell again.');
  if (a[1] !== a.length) throw new Error('It arrived incomplete: move a control, or run the cell again.');
  return a;
}

/** A path in a display list: `n` codes, which are Matplotlib's, and as many vertices. */
class Outline {
  constructor(a, i, n) {
    const start = i + Math.ceil(n / 4);
    this.end = start + 2 * n;
    [this.codes, this.vertices] = [new Uint8Array(a.buffer, 4 * i, n), a.subarray(start, this.end)];
  }

  /** Follow it on a canvas or in a Path2D. `at` puts each coordinate where it is to be. */
  follow(c, at) {
    const {codes, vertices: v} = this;
    const points = (i, n) => Array.from(v.subarray(2 * i, 2 * (i + n)), at);
    for (let i = 0; i < codes.length; i++) {
      if (codes[i] === 1) c.moveTo(at(v[2 * i]), at(v[2 * i + 1]));
      else if (codes[i] === 2) c.lineTo(at(v[2 * i]), at(v[2 * i + 1]));
      else if (codes[i] === 3) c.quadraticCurveTo(...points(i++, 2));
      else if (codes[i] === 4) c.bezierCurveTo(...points((i += 2) - 2, 3));
      else if (codes[i] === 79) c.closePath();
    }
  }

  /** Say whether it is upright or level all along. */
  isSquare() {
    const {codes, vertices: v} = this;
    const isSlanted = i => [i, i + 1].every(j => Math.abs(v[j] - v[j - 2]) > 1e-3);
    return !codes.some((code, i) => code === 3 || code === 4 || code === 2 && isSlanted(2 * i));
  }
}

/** Return what makes of a colour in a display list, 0xRRGGBB and its opacity, the page's 0xRRGGBBAA, or CSS. */
function makeInk(dark) {
  const number = (rgb, opacity) => (dark[rgb] ?? rgb) * 256 + Math.round(255 * opacity);
  return {number, css: (...color) => `#${number(...color).toString(16).padStart(8, '0')}`};
}

/** Plays display lists on a canvas of `k` device pixels for each pixel of the page. */
class Player {
  constructor(context, k, ink, glyphs) {
    Object.assign(this, {c: context, k, ink, glyphs, handles: [], stroked: false, filled: false, width: 0});
  }

  play(a) {
    const does = [, this.style, this.clip, this.path, this.markers, this.text, this.images, this.handle]; // by `Op`
    const {c, k} = this;
    c.setTransform(k, 0, 0, k, 0, 0);
    c.miterLimit = 4; // Agg's
    c.save();
    for (let i = 2; i < a.length;) {
      const operation = does[a[i]];
      if (!operation) throw new Error(`There is no operation ${a[i]}: run the cell again.`);
      i = operation.call(this, a, i + 1);
    }
    c.restore();
  }

  style(a, i) {
    const {c} = this, n = a[i + 7];
    [this.stroked, this.filled, this.width, this.dressed] = [a[i + 1] > 0, a[i + 3] > 0, a[i + 4], i];
    if (this.stroked) c.strokeStyle = this.ink.css(a[i], a[i + 1]);
    if (this.filled) c.fillStyle = this.ink.css(a[i + 2], a[i + 3]);
    [c.lineWidth, c.lineCap, c.lineJoin] = [this.width, CAPS[a[i + 5]], JOINS[a[i + 6]]];
    c.setLineDash(n ? Array.from(a.subarray(i + 9, i + 8 + n)) : []);
    c.lineDashOffset = n ? a[i + 8] : 0;
    return i + 8 + n;
  }

  clip(a, i) {
    const {c} = this;
    c.restore();
    c.save();
    if (a[i]) {
      c.beginPath();
      c.rect(...a.subarray(i + 1, i + 5));
      c.clip();
    }
    if (this.dressed) this.style(a, this.dressed); // the clip before has taken its style along
    return i + (a[i] ? 5 : 1);
  }

  /** Return what brings a coordinate of a path onto whole device pixels, where Agg does so; else what leaves it. */
  grid(snap, outline) {
    if (snap === 0 || snap === 2 && !outline.isSquare()) return LEFT;
    const {k} = this, middle = this.stroked ? Math.round(this.width * k) % 2 / 2 : 0;
    return v => (Math.floor(v * k + 0.5) + middle) / k;
  }

  paint(...path) {
    if (this.filled) this.c.fill(...path);
    if (this.stroked) this.c.stroke(...path);
  }

  path(a, i) {
    const outline = new Outline(a, i + 2, a[i + 1]);
    this.c.beginPath();
    outline.follow(this.c, this.grid(a[i], outline));
    this.paint();
    return outline.end;
  }

  markers(a, i) {
    const {c, k} = this, outline = new Outline(a, i + 3, a[i + 1]), marker = new Path2D(), n = a[i + 2];
    const at = this.grid(a[i], outline), end = outline.end + 2 * n;
    outline.follow(marker, at);
    const reach = Math.ceil(k * (2 * this.width + Math.max(...outline.vertices.map(Math.abs))));
    const stamp = n > FEW && this.stamp(marker, a, reach), place = stamp || at !== LEFT ? Math.round : LEFT;
    for (i = outline.end; i < end; i += 2) {
      const [x, y] = [place(a[i] * k), place(a[i + 1] * k)];
      c.setTransform(k, 0, 0, k, x, y);
      if (stamp) c.drawImage(stamp, -reach / k, -reach / k, 2 * reach / k, 2 * reach / k);
      else this.paint(marker);
    }
    c.setTransform(k, 0, 0, k, 0, 0);
    return end;
  }

  /** Return a marker as an image, which can be drawn many times in the time of a few paths. */
  stamp(marker, a, reach) {
    const image = Object.assign(document.createElement('canvas'), {width: 2 * reach, height: 2 * reach});
    const player = new Player(image.getContext('2d'), this.k, this.ink);
    player.c.setTransform(this.k, 0, 0, this.k, reach, reach);
    player.style(a, this.dressed);
    player.paint(marker);
    return image;
  }

  text(a, i) {
    const {c, k} = this, [x, y, size, angle, n] = a.subarray(i, i + 5), end = i + 5 + n;
    c.save();
    c.translate(x, angle ? y : Math.round(y * k) / k);
    c.rotate(-angle);
    c.scale(size / EM, size / EM);
    for (i += 5; i < end; i++) {
      const [advance, outline] = a[i] < 0 ? [a[++i]] : this.glyphs[a[i]]; // a length alone is kerning
      if (outline) c.fill(outline);
      c.translate(advance * EM, 0);
    }
    c.restore();
    return end;
  }

  images(a, i) {
    const {c, k} = this, [n, columns, rows, nColors] = a.subarray(i, i += 4), colors = i + 4 * n;
    const bytes = new DataView(new ArrayBuffer(4 * nColors)), table = new Uint32Array(bytes.buffer);
    for (let j = 0, at = colors; j < nColors; j++, at += 2) bytes.setUint32(4 * j, this.ink.number(a[at], a[at + 1]));
    const end = colors + 2 * nColors, size = {width: columns, height: n * rows}; // one above the other
    const shades = new Uint8Array(a.buffer, 4 * end, n * rows * columns);
    const sheet = Object.assign(document.createElement('canvas'), size), context = sheet.getContext('2d');
    const data = context.createImageData(columns, n * rows), pixels = new Uint32Array(data.data.buffer);
    for (let j = 0; j < shades.length; j++) pixels[j] = table[shades[j]];
    context.putImageData(data, 0, 0);
    c.imageSmoothingEnabled = false;
    for (let j = 0; j < n; j++, i += 4) {
      const [x, y, width, height] = a.subarray(i, i + 4);
      const [left, top, right, bottom] = [x, y, x + width, y + height].map(v => Math.round(v * k) / k);
      c.drawImage(sheet, 0, j * rows, columns, rows, left, top, right - left, bottom - top);
    }
    return end + Math.ceil(shades.length / 4);
  }

  handle(a, i) {
    const [index, isClicked, x, y, ...box] = a.subarray(i, i += 8);
    this.handles.push({index, isClicked, x, y, box});
    return i;
  }
}

/** Say whether the page is dark, by its text. */
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
      this.paper = Object.assign(canvas, size) && paper;
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
    model.set('grabbed', [held.index, x + held.right, y + held.down, event.timeStamp]); // a second click is another
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
  const keep = event => picture.under(event.touches[0]) && event.preventDefault(); // or a finger moves the page
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
    const since = performance.now() - changed;
    changed += since;
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
    isDue ||= !queueMicrotask(update); // once for all that a message changes
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
