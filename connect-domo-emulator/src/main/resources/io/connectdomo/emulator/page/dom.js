// Whatever comes from records is set as text, never as markup.

/** An element with attributes, listeners (onclick: function) and children, which are elements or texts. */
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element.addEventListener(key.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(key, value === true ? '' : value);
    }
  }
  element.append(...children.map(child => child ?? ''));
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

/** The same for a part of a drawing. */
export function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
}

export const byId = id => document.getElementById(id);

/** Sets a text where it differs, so that nothing is announced or selected anew each second. */
export function say(element, text) {
  if (element.textContent !== String(text)) {
    element.textContent = text;
  }
}

const shown = new WeakMap();

/** Fills an element anew, but only when what it shows has changed. */
export function fill(element, data, make) {
  const key = JSON.stringify(data);
  if (shown.get(element) !== key) {
    shown.set(element, key);
    element.replaceChildren(...make());
  }
}

/** Keeps one child for each item, by its key: what has the focus keeps it. */
export function keep(parent, items, keyOf, make, update) {
  const before = new Map([...parent.children].map(child => [child.dataset.key, child]));
  let place = parent.firstElementChild;
  for (const item of items) {
    const key = String(keyOf(item));
    let child = before.get(key);
    if (child) {
      before.delete(key);
    } else {
      child = make(item);
      child.dataset.key = key;
    }
    update(child, item);
    if (child === place) {
      place = place.nextElementSibling;
    } else {
      parent.insertBefore(child, place);
    }
  }
  before.forEach(child => child.remove());
}

export const number = value => Number(value).toLocaleString('en-US').replaceAll(',', '\u202f');

export const time = millis => new Date(millis).toLocaleTimeString('en-GB');

export function duration(millis) {
  const seconds = Math.max(0, millis) / 1000;
  if (seconds < 10) {
    return `${seconds.toFixed(1)} s`;
  }
  if (seconds < 120) {
    return `${Math.round(seconds)} s`;
  }
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

export function bytes(count) {
  if (count < 1000) {
    return `${count} B`;
  }
  return count < 1e6 ? `${(count / 1e3).toFixed(1)} kB` : `${(count / 1e6).toFixed(1)} MB`;
}
