/* A control of a demo: a slider with its number, a list, or a box to write in. Plain JavaScript; it needs no build.
 * The kernel says which places there are, and reads what is typed; a slider is moved here and tells its place. */
const CSS = `
  .nbhelpers-controls {
    display: grid !important; grid-template-columns: repeat(auto-fill, minmax(min(100%, 23em), 1fr)); gap: 0.3em 2em;
    max-width: 1200px; font-size: var(--jp-widgets-font-size, 13px); }
  .nbhelpers-controls > * { margin: 0; min-width: 0; }
  .nbhelpers-control {
    display: grid; grid-template-columns: min(8.5em, 35%) minmax(0, 1fr) min(5em, 25%); gap: 0 0.6em; align-items: center;
    overflow: visible; }
  .nbhelpers-control label { text-align: right; line-height: 1.2; }
  .nbhelpers-control :is(select, input, output) {
    box-sizing: border-box; width: 100%; min-width: 0; margin: 0; height: 1.8em; font: inherit;
    color: var(--jp-ui-font-color1, #1f2328); background: var(--jp-layout-color1, #ffffff); }
  .nbhelpers-control input[type="range"] { background: none; accent-color: var(--jp-brand-color1, #1976d2); }
  .nbhelpers-control :is(select, input[type="text"]) {
    border: 1px solid var(--jp-border-color1, #8c959f); border-radius: 2px; padding: 0 0.3em; }
  .nbhelpers-control.nbhelpers-wide > :nth-child(2) { grid-column: 2 / 4; }
  .nbhelpers-control :focus { outline: 2px solid var(--jp-brand-color1, #1976d2); outline-offset: 1px; }
  .nbhelpers-control:has(:disabled) { opacity: 0.5; }
  .nbhelpers-control [role="status"] { grid-column: 1 / 4; margin: 0; }`;

function add(parent, name, attributes = {}) {
  return parent.appendChild(Object.assign(document.createElement(name), attributes));
}

/** Return whether a key is for the page around, and not for what has the focus. */
function isCommand({key, ctrlKey, altKey, metaKey, shiftKey}) {
  return ctrlKey || altKey || metaKey || shiftKey && key === 'Enter';
}

/** Keep what is typed on a demo from the notebook, which has commands on plain keys. `labextension` does so for the
 * controls of ipywidgets; a demo cannot count on it, because not every page loads it. */
function guardKeys(event) {
  const {target} = event;
  if (target.closest?.('.nbhelpers-demo')) target.toggleAttribute('data-lm-suppress-shortcuts', !isCommand(event));
}

/** Make a box in which something can be written; it counts with Enter, Tab or a click elsewhere. */
function makeBox(model, el, names) {
  const box = add(el, 'input', {type: 'text', autocomplete: 'off', spellcheck: false, ...names});
  let isEdited = false; // since the kernel was told, so that its answer does not take away what is typed meanwhile
  const show = () => isEdited || (box.value = model.get('text'));
  const finish = typed => {
    if (isEdited && typed !== undefined) model.send({typed});
    isEdited = false;
    if (typed === undefined) show();
  };
  box.addEventListener('input', () => { isEdited = true; });
  box.addEventListener('blur', () => finish(box.value));
  box.addEventListener('keydown', event => {
    if (event.key === 'Enter') finish(box.value);
    if (event.key === 'Escape') finish();
  });
  model.on('change:text msg:custom', show);
  show();
  return box;
}

/** Make a slider; a digit typed on it begins a number in its box. */
function makeSlider(model, el, names) {
  const labels = model.get('labels');
  const range = add(el, 'input', {type: 'range', min: 0, max: labels.length - 1, step: 1, ...names});
  const asNumber = {ariaLabel: `${model.get('description')}, as a number`};
  const box = model.get('is_number') ? makeBox(model, el, asNumber) : add(el, 'output');
  const show = () => {
    range.value = model.get('at');
    range.ariaValueText = model.get('text');
    if (box.tagName === 'OUTPUT') box.value = model.get('text');
  };
  range.addEventListener('input', () => {
    const at = Number(range.value);
    model.set({at, text: labels[at]});
    model.save_changes();
  });
  range.addEventListener('keydown', event => {
    if (box.tagName === 'OUTPUT' || isCommand(event) || !/^[\d.,−-]$/.test(event.key)) return;
    event.preventDefault();
    box.focus();
    box.value = event.key;
    box.dispatchEvent(new Event('input'));
  });
  model.on('change:at change:text', show);
  show();
  return [range, box];
}

function makeList(model, el, names) {
  const labels = model.get('labels'), list = add(el, 'select', names);
  for (const option of labels) add(list, 'option').append(option);
  const show = () => { list.selectedIndex = model.get('at'); };
  list.addEventListener('change', () => {
    model.set({at: list.selectedIndex, text: labels[list.selectedIndex]});
    model.save_changes();
  });
  model.on('change:at', show);
  show();
  return [list];
}

function render({model, el}) {
  if (!document.getElementById('nbhelpers-control-css')) {
    add(document.head, 'style', {id: 'nbhelpers-control-css'}).append(CSS);
    window.addEventListener('keydown', guardKeys, {capture: true}); // before the notebook, which listens below
  }
  const kind = model.get('kind'), id = `nbhelpers-${Math.random()}`; // each control has a module of its own
  el.classList.add('nbhelpers-control');
  el.classList.toggle('nbhelpers-wide', kind !== 'slider');
  add(el, 'label', {htmlFor: id}).append(model.get('description'));
  const make = {slider: makeSlider, list: makeList, text: (...all) => [makeBox(...all)]}[kind];
  const parts = make(model, el, {id}), said = add(el, 'p', {role: 'status'});
  const enable = () => parts.forEach(part => { part.disabled = model.get('disabled'); });
  model.on('change:disabled', enable);
  model.on('change:at change:text', () => { said.textContent = ''; });
  model.on('msg:custom', answer => { said.textContent = answer.said; });
  enable();
}

export default {render};
