// A text area over a coloured copy of its text: undo, selection and input methods are the browser's own.
import { Completions } from './completions.mjs';
import { h } from './dom.mjs';
import { editKey } from './editing.mjs';

const idle = 500;
let count = 0;

export class Editor {
  /** highlight(text) gives tokens with a style, check(text) errors, complete(text, position) suggestions. */
  constructor(host, { label, placeholder = '', highlight, check, complete, changed, moved }) {
    Object.assign(this, { highlight, check, changed, moved, errors: [], settled: true });
    const listId = `completions-${count++}`;
    this.numbers = h('div');
    this.gutter = h('div', { className: 'gutter', 'aria-hidden': 'true' }, this.numbers);
    this.layer = h('pre', { className: 'layer', 'aria-hidden': 'true' });
    this.area = h('textarea', {
      placeholder,
      spellcheck: false,
      autocomplete: 'off',
      wrap: 'off',
      autocapitalize: 'off',
      'aria-label': label,
      'aria-autocomplete': 'list',
      'aria-haspopup': 'listbox',
      'aria-controls': listId,
    });
    this.completions = new Completions(this, listId, complete);
    host.append(this.gutter, h('div', { className: 'view' }, this.layer, this.area), this.completions.list);
    this.area.addEventListener('input', event => this.input(event));
    this.area.addEventListener('scroll', () => this.scroll());
    this.area.addEventListener('keydown', event => this.keydown(event));
    for (const name of ['blur', 'pointerdown']) this.area.addEventListener(name, () => this.completions.close());
    for (const name of ['keyup', 'click', 'focus']) this.area.addEventListener(name, () => this.move());
    new ResizeObserver(() => this.paint()).observe(this.area);
    this.render();
  }

  get text() {
    return this.area.value;
  }

  get position() {
    return this.area.selectionStart;
  }

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
    const done =
      text === '' ? start === end || document.execCommand('delete') : document.execCommand('insertText', false, text);
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
    const line = this.lineAt(start);
    const { lineHeight } = this;
    if (
      line * lineHeight < this.area.scrollTop ||
      (line + 2) * lineHeight > this.area.scrollTop + this.area.clientHeight
    ) {
      this.area.scrollTop = Math.max(0, line * lineHeight - this.area.clientHeight / 2);
    }
    this.move();
  }

  get lineHeight() {
    return (this.height ??= parseFloat(getComputedStyle(this.area).lineHeight));
  }

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
    if (event.inputType === 'insertText' && /^[\w$@.]$/.test(event.data ?? '') && !this.replacing)
      this.completions.open(true);
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

  /** Reads the text anew. What the caret touches is marked as wrong when the typing pauses. */
  render() {
    const { text, position } = this;
    this.errors = this.check?.(text).map(error => visible(error, text)) ?? [];
    this.tokens = this.highlight(text);
    this.starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
    this.marked = this.errors.filter(({ start, end }) => this.settled || position < start || position > end);
    this.area.setAttribute('aria-invalid', this.settled && this.errors.length > 0);
    this.paint();
  }

  /** Colours the lines that are in view. */
  paint() {
    const {
      text,
      starts,
      lineHeight,
      area: { scrollTop, scrollLeft, clientHeight },
    } = this;
    const first = Math.max(0, Math.floor(scrollTop / lineHeight) - 1);
    const last = Math.min(starts.length, first + Math.ceil(clientHeight / lineHeight) + 3);
    const [from, to] = [starts[first] ?? text.length, starts[last] ?? text.length];
    this.layer.replaceChildren(...spans(text, this.tokens, this.marked, from, to));
    this.layer.style.transform = `translate(${-scrollLeft}px, ${first * lineHeight - scrollTop}px)`;
    const wrong = new Set(this.marked.map(({ start }) => this.lineAt(start)));
    this.gutter.style.minWidth = `calc(${Math.max(2, `${starts.length}`.length)}ch + 24px)`;
    this.numbers.replaceChildren(
      ...Array.from({ length: last - first }, (_, index) =>
        h('div', { className: wrong.has(first + index) ? 'wrong' : '' }, `${first + index + 1}`),
      ),
    );
    this.numbers.style.transform = `translateY(${first * lineHeight - scrollTop}px)`;
  }

  /** The index of the line of a position. */
  lineAt(position) {
    let [low, high] = [0, this.starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (this.starts[middle] <= position) low = middle;
      else high = middle;
    }
    return low;
  }

  scroll() {
    this.paint();
    if (this.completions.isOpen) this.completions.place();
  }
}

// An error at the end of the text stands at the last of it.
function visible(error, text) {
  if (error.start < text.trimEnd().length) return error;
  const end = text.trimEnd().length;
  return { ...error, start: Math.max(0, end - 1), end };
}

function* spans(text, tokens, errors, from, to) {
  let at = from;
  for (const { start, end, style } of tokens) {
    if (end <= from) continue;
    if (start >= to) break;
    if (start > at) yield text.slice(at, start);
    const wrong = errors.some(error => error.start < end && start < error.end);
    yield h(
      'span',
      { className: wrong ? `${style} error` : style },
      text.slice(Math.max(start, at), Math.min(end, to)),
    );
    at = Math.min(end, to);
  }
  yield text.slice(at, to);
}
