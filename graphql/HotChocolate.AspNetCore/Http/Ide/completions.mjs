// The list of suggestions beside the caret of an editor.
import { h, prose } from './dom.mjs';

const below = 4;
const width = 420;

export class Completions {
  constructor(editor, id, complete) {
    Object.assign(this, { editor, complete, items: [], active: 0 });
    this.list = h('ul', { id, className: 'completions', role: 'listbox', 'aria-label': 'Suggestions', hidden: true });
    // The text area keeps the focus.
    this.list.addEventListener('pointerdown', event => {
      event.preventDefault();
      const option = event.target.closest('[role=option]');
      if (option) this.accept([...this.list.children].indexOf(option));
    });
  }

  get isOpen() {
    return !this.list.hidden;
  }

  /** Shows what can stand at the caret; while typing, only where there is something to add. */
  open(typing) {
    const { text, position } = this.editor;
    const found = this.complete?.(text, position) ?? { items: [] };
    const only = found.items.length === 1 && found.items[0].label.toLowerCase() === found.typed;
    if (found.items.length === 0 || (typing && only)) {
      this.close();
      return;
    }
    Object.assign(this, { items: found.items, start: found.start, end: Math.max(found.end, position), active: 0 });
    this.list.replaceChildren(...found.items.map((item, index) => this.option(item, index)));
    this.list.hidden = false;
    this.place();
    this.activate(0);
  }

  close() {
    this.list.hidden = true;
    this.editor.area.removeAttribute('aria-activedescendant');
  }

  option({ label, detail, description, deprecated }, index) {
    return h(
      'li',
      {
        role: 'option',
        id: `${this.list.id}-${index}`,
        className: deprecated ? 'deprecated' : '',
        'aria-selected': 'false',
      },
      h('span', { className: 'name' }, label),
      h('span', { className: 'detail' }, detail),
      description && prose(description),
    );
  }

  activate(index) {
    this.active = (index + this.items.length) % this.items.length;
    [...this.list.children].forEach((option, at) => option.setAttribute('aria-selected', at === this.active));
    const option = this.list.children[this.active];
    option.scrollIntoView({ block: 'nearest' });
    this.editor.area.setAttribute('aria-activedescendant', option.id);
  }

  /** Handles a key while the list is open; whether it did. */
  keydown({ key, ctrlKey, metaKey }) {
    if (key === 'Enter' && (ctrlKey || metaKey)) this.close();
    if (!this.isOpen || ctrlKey || metaKey) return false;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[key];
    if (step)
      this.activate(
        Math.abs(step) === 1 ? this.active + step : Math.max(0, Math.min(this.items.length - 1, this.active + step)),
      );
    else if (key === 'Enter' || key === 'Tab') this.accept(this.active);
    else if (key === 'Escape') this.close();
    else {
      if (key.startsWith('Arrow') || key === 'Home' || key === 'End') this.close();
      return false;
    }
    return true;
  }

  accept(index) {
    const { editor, start, end } = this;
    const { label, insert, again } = this.items[index];
    const { text } = editor;
    const next = text.slice(end).trimStart()[0];
    const indent = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', start - 1) + 1))[0];
    const whole = (insert ?? label).replaceAll('\n', `\n${indent}`);
    const written = [...'{(:'].some(mark => next === mark && insert?.includes(mark)) ? label : whole;
    const caret = written.indexOf('|');
    this.close();
    editor.replacing = true;
    editor.replace(start, end, written.replace('|', ''), start + (caret < 0 ? written.length : caret));
    editor.replacing = false;
    if (again && written === whole) this.open(false);
  }

  place() {
    const { area, text } = this.editor;
    const before = text.slice(0, this.start).split('\n');
    const style = getComputedStyle(area);
    const box = area.getBoundingClientRect();
    const character = measure(style.font);
    const left =
      box.left +
      parseFloat(style.paddingLeft) +
      before.at(-1).replaceAll('\t', '  ').length * character -
      area.scrollLeft;
    const top = box.top + parseFloat(style.paddingTop) + (before.length - 1) * this.editor.lineHeight - area.scrollTop;
    const bottom = top + this.editor.lineHeight + below;
    const fits = bottom + this.list.offsetHeight <= innerHeight;
    this.list.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
    this.list.style.top = `${fits ? bottom : Math.max(8, top - this.list.offsetHeight - below)}px`;
  }
}

const context = document.createElement('canvas').getContext('2d');

function measure(font) {
  context.font = font;
  return context.measureText('0').width;
}
