/* Plays the display lists of `recorder.py` on a canvas: its class `Op` says which numbers follow each operation.
 * Plain JavaScript, which `figure.js` follows in one module. */
const VERSION = 2;
const CAPS = ['butt', 'round', 'square'], JOINS = ['miter', 'round', 'bevel'];
const FEW = 8; // markers, up to which it takes less time to draw each
const SAME = v => v; // leaves a coordinate where it is
const EM = 100; // units of a glyph's outline

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

  /** Return whether all of it is upright or level. */
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
    const {c} = this, [line, lineOpacity, face, faceOpacity, width, cap, join, n] = a.subarray(i, i + 8);
    Object.assign(this, {stroked: lineOpacity > 0, filled: faceOpacity > 0, width, styleAt: i});
    if (this.stroked) c.strokeStyle = this.ink.css(line, lineOpacity);
    if (this.filled) c.fillStyle = this.ink.css(face, faceOpacity);
    [c.lineWidth, c.lineCap, c.lineJoin] = [width, CAPS[cap], JOINS[join]];
    const [offset = 0, ...dashes] = a.subarray(i + 8, i + 8 + n);
    c.setLineDash(dashes);
    c.lineDashOffset = offset;
    return i + 8 + n;
  }

  clip(a, i) {
    const {c} = this, hasBox = a[i++], end = hasBox ? i + 4 : i;
    c.restore();
    c.save();
    if (hasBox) {
      c.beginPath();
      c.rect(...a.subarray(i, end));
      c.clip();
    }
    if (this.styleAt) this.style(a, this.styleAt); // the clip before has taken its style along
    return end;
  }

  /** Return a function that snaps a coordinate of a path to device pixels where Agg does so, and else `SAME`. */
  grid(snap, outline) {
    if (snap === 0 || snap === 2 && !outline.isSquare()) return SAME;
    const {k} = this, middle = this.stroked ? Math.round(this.width * k) % 2 / 2 : 0;
    return v => (Math.floor(v * k + 0.5) + middle) / k;
  }

  paint(...path) {
    if (this.filled) this.c.fill(...path);
    if (this.stroked) this.c.stroke(...path);
  }

  path(a, i) {
    const [snap, n] = a.subarray(i, i + 2), outline = new Outline(a, i + 2, n);
    this.c.beginPath();
    outline.follow(this.c, this.grid(snap, outline));
    this.paint();
    return outline.end;
  }

  markers(a, i) {
    const {c, k} = this, [snap, nCodes, n] = a.subarray(i, i + 3), outline = new Outline(a, i + 3, nCodes);
    const marker = new Path2D(), at = this.grid(snap, outline), end = outline.end + 2 * n;
    outline.follow(marker, at);
    const reach = Math.ceil(k * (2 * this.width + Math.max(...outline.vertices.map(Math.abs))));
    const stamp = n > FEW && this.stamp(marker, a, reach), place = stamp || at !== SAME ? Math.round : SAME;
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
    player.style(a, this.styleAt);
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
