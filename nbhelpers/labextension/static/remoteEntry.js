/*
 * What ipywidgets leaves out for readers who use no mouse or see no picture, and Python cannot add.
 *
 * Names for radio groups and the notebook's pictures; keys that the notebook would keep from a control; one place on
 * the page from which the answer to a prediction is spoken; coloured formulas that can be read on a dark page. What a
 * demo shows and says is the business of `figure/figure.js` and `explore/control.js`.
 * JupyterLab and Notebook 7 load this file as it is: it needs no build.
 */
(() => {
  const OUTPUT = '.jp-OutputArea-output';
  const CONTROL = '.jupyter-widgets :is(input, button)';
  const WIDGETS = {
    '.widget-radio': nameRadioButtons,
    '.jupyter-button i': icon => icon.setAttribute('aria-hidden', 'true'), // a letter of a font of pictures
    '.widget-html-content [role="status"]': sentence => sentence.setAttribute('aria-live', 'off'), // see `announce`
  };
  // On a dark page a formula in the colours of the pictures needs the pictures' paper behind it.
  const STYLE = `[data-jp-theme-light="false"] mjx-container:has([style*="color:"]) {
    background: #ffffff; color: #1f2328; padding: 0.2em 0.4em;
  }`;
  let groups = 0;

  /** Make radio buttons a group with a name, in which the browser moves by the arrow keys. */
  function nameRadioButtons(row) {
    const box = row.querySelector('.widget-radio-box');
    box.setAttribute('role', 'radiogroup');
    box.setAttribute('aria-label', row.querySelector('.widget-label').textContent);
    box.id ||= `nbhelpers-choice-${++groups}`;
    for (const button of box.querySelectorAll('input')) button.name = box.id;
  }

  /** Name the widgets in a part of the page that is new. */
  function nameWithin(part) {
    for (const [selector, give] of Object.entries(WIDGETS)) {
      if (part.matches(selector)) give(part);
      part.querySelectorAll(selector).forEach(give);
    }
  }

  /** Give the pictures that the notebook itself shows the words that their output holds beside them. */
  function describePictures(app, part) {
    for (const picture of part.querySelectorAll('.jp-RenderedImage img:not([alt])')) {
      const cells = [...app.shell.widgets('main')].flatMap(panel => panel.content?.widgets ?? []);
      const area = cells.find(cell => cell.outputArea?.node.contains(picture))?.outputArea;
      const at = area?.widgets.findIndex(output => output.node.contains(picture)) ?? -1;
      if (at >= 0) picture.alt = [area.model.get(at).data['text/plain'] ?? ''].flat().join('');
    }
  }

  /** Return a place that is read out when its text changes; it is there before, or screen readers miss it.
   * ipywidgets makes a sentence's own element anew each time. */
  function makeVoice() {
    const voice = document.createElement('div');
    voice.id = 'nbhelpers-voice';
    voice.setAttribute('role', 'status');
    voice.style.cssText = 'position: fixed; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%)';
    return document.body.appendChild(voice);
  }

  /** Speak words that replace others, where the reader has done something: Run All is silent. */
  function announce(voice, touched, {target, removedNodes}) {
    if (!removedNodes.length || !touched.has(target.closest(OUTPUT))) return;
    const sentence = target.matches('.widget-html-content') && target.querySelector('[role="status"]');
    if (sentence) voice.textContent = sentence.textContent;
  }

  /** Let a focused control of ipywidgets have its keys, which the notebook would take for its own. `control.js` does
   * so for the controls of demos, where this file may be missing. */
  function keepKeys(event) {
    const isCommand = event.ctrlKey || event.altKey || event.metaKey || event.shiftKey && event.key === 'Enter';
    event.target.closest?.(CONTROL)?.toggleAttribute('data-lm-suppress-shortcuts', !isCommand);
  }

  function activate(app) {
    document.head.appendChild(document.createElement('style')).textContent = STYLE;
    const voice = makeVoice();
    const touched = new WeakSet();
    const observer = new MutationObserver(records => {
      for (const record of records) {
        const parts = [...record.addedNodes].filter(part => part instanceof Element);
        parts.forEach(nameWithin);
        parts.forEach(part => describePictures(app, part));
        announce(voice, touched, record);
      }
    });
    observer.observe(document.body, {subtree: true, childList: true});
    const touch = event => touched.add(event.target.closest?.(OUTPUT) ?? document);
    for (const kind of ['focusin', 'pointerdown']) window.addEventListener(kind, touch, {capture: true});
    window.addEventListener('keydown', keepKeys, {capture: true}); // before the notebook, which listens below
  }

  const plugin = {id: 'nbhelpers:access', autoStart: true, activate};
  (window._JUPYTERLAB ??= {}).nbhelpers = {init: () => {}, get: async () => () => plugin};
})();
