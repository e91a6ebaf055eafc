// A text area over a coloured copy of its text: undo, selection and input methods are the browser's own.
import { Completions } from './completions.mjs';
import { h } from './dom.mjs';
import { editKey } from './editing.mjs';

const idle = 500;
let count = 0;

export class Editor {
  /** highlight(text) gives tokens with a style, check(text) errors, complete(text, position) suggestions. */
  constructor(host, { label, placeholder = '', highlight, check, complete, changed, moved }) {
    Object.assign(this, { host, highlight, check, changed, moved, errors: [], settled: true });
    const listId = `completions-${count++}`;
    this.gutter = h('div', { className: 'gutter', 'aria-hidden': 'true' });
    this.layer = h('pre', { className: 'layer', 'aria-hidden': 'true' });
    this.area = h('textarea', {
      placeholder, spellcheck: false, autocomplete: 'off', wrap: 'off', autocapitalize: 'off',
      'aria-label': label, 'aria-autocomplete': 'list', 'aria-haspopup': 'listbox', 'aria-controls': listId,
    });
    this.completions = new Completions(this, listId, complete);
    host.append(this.gutter, h('div', { className: 'view' }, this.layer, this.area), this.completions.list);
    this.area.addEventListener('input', event => this.input(event));
    this.area.addEventListener('scroll', () => this.scroll());
    this.area.addEventListener('keydown', event => this.keydown(event));
    for (const name of ['blur', 'pointerdown']) this.area.addEventListener(name, () => this.completions.close());
    for (const name of ['keyup', 'click', 'focus']) this.area.addEventListener(name, () => this.move());
    this.render();
  }

  get text() { return this.area.value; }
  get position() { return this.area.selectionStart; }

  /** Another document: what was undone before does not come back. */
  set text(value) {
    this.area.value = value;
    this.area.setSelectionRange(0, 0);
    this.area.scrollTo(0, 0);
    this.completions.close();
    this.render();
  }

  /** Replaces a part as if it was typed, so that it can be undone. */
  replace(start, end, text, caret = start + text.length) {
    this.area.focus();
    this.area.setSelectionRange(start, end);
    const done = text === '' ? start === end || document.execCommand('delete') : document.execCommand('insertText', false, text);
    if (!done) {
      this.area.setRangeText(text, start, end, 'end');
      this.area.dispatchEvent(new InputEvent('input'));
    }
    this.area.setSelectionRange(caret, caret);
    this.move();
  }

  select(start, end = start) {
    this.area.focus();
    this.area.setSelectionRange(start, end);
    const line = this.text.slice(0, start).split('\n').length - 1;
    const { lineHeight } = this;
    if (line * lineHeight < this.area.scrollTop || (line + 2) * lineHeight > this.area.scrollTop + this.area.clientHeight) {
      this.area.scrollTop = Math.max(0, line * lineHeight - this.area.clientHeight / 2);
    }
    this.move();
  }

  get lineHeight() { return parseFloat(getComputedStyle(this.area).lineHeight); }

  input(event) {
    this.settled = false;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.settled = true;
      this.render();
      this.moved?.();
    }, idle);
    this.render();
    this.changed?.();
    if (event.inputType === 'insertText' && /^[\w$@.]$/.test(event.data ?? '') && !this.replacing) this.completions.open(true);
    else if (this.completions.isOpen) this.completions.open(true);
  }

  keydown(event) {
    if (this.completions.keydown(event)) event.preventDefault();
    else if (event.ctrlKey && event.code === 'Space') {
      event.preventDefault();
      this.completions.open(false);
    } else if (!event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing && editKey(this, event.key)) {
      event.preventDefault();
    }
  }

  move() {
    if (this.area.selectionStart !== this.last) this.moved?.();
    this.last = this.area.selectionStart;
  }

  /** Colours the text anew. What the caret touches is marked as wrong when the typing pauses. */
  render() {
    const { text, position } = this;
    this.errors = this.check?.(text).map(error => visible(error, text)) ?? [];
    const shown = this.errors.filter(({ start, end }) => this.settled || position < start || position > end);
    this.layer.replaceChildren(...spans(text, this.highlight(text), shown));
    const lines = text.split('\n').length;
    if (this.gutter.childElementCount !== lines) {
      this.gutter.replaceChildren(...Array.from({ length: lines }, (_, index) => h('div', null, `${index + 1}`)));
    }
    const wrong = new Set(shown.map(({ start }) => text.slice(0, start).split('\n').length - 1));
    [...this.gutter.children].forEach((number, index) => number.classList.toggle('wrong', wrong.has(index)));
    this.area.setAttribute('aria-invalid', this.settled && this.errors.length > 0);
    this.scroll();
  }

  scroll() {
    const { scrollLeft, scrollTop } = this.area;
    this.layer.style.transform = `translate(${-scrollLeft}px, ${-scrollTop}px)`;
    this.gutter.scrollTop = scrollTop;
    if (this.completions.isOpen) this.completions.place();
  }
}

// An error at the end of the text stands at the last of it.
function visible(error, text) {
  if (error.start < text.trimEnd().length) return error;
  const end = text.trimEnd().length;
  return { ...error, start: Math.max(0, end - 1), end };
}

function* spans(text, tokens, errors) {
  let at = 0;
  for (const { start, end, style } of tokens) {
    if (start > at) yield text.slice(at, start);
    const wrong = errors.some(error => error.start < end && start < error.end);
    yield h('span', { className: wrong ? `${style} error` : style }, text.slice(start, end));
    at = end;
  }
  yield `${text.slice(at)}\n`;
}
