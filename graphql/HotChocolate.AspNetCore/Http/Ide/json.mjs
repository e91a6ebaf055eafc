// Reads JSON with the positions of its values: GraphQL's variables and headers as they are typed.
import { highlightJson } from './highlight.mjs';

/** { value, errors }; of errors only the first is noted. */
export function readJson(text) {
  const errors = [];
  const value = new Reader(highlightJson(text), text.length, errors).document();
  return { value, errors };
}

class Reader {
  constructor(tokens, length, errors) {
    Object.assign(this, { tokens, errors, index: 0, end: { text: '', style: 'end', start: length, end: length } });
  }

  get token() {
    return this.tokens[this.index] ?? this.end;
  }

  take(text) {
    return this.token.text === text ? this.tokens[this.index++] : undefined;
  }

  fail(expected) {
    if (this.errors.length > 0) return;
    const { text, start, end } = this.token;
    this.errors.push({ start, end, message: `Expected ${expected}, found ${text || 'the end'}.` });
  }

  document() {
    const value = this.value();
    if (this.index < this.tokens.length) this.fail('the end');
    return value;
  }

  value() {
    const { style, text, start, end } = this.token;
    if (this.take('{')) return { kind: 'object', start, ...this.list('}', () => this.pair()) };
    if (this.take('[')) return { kind: 'list', start, ...this.list(']', () => this.value()) };
    if (!['string', 'key', 'number', 'constant'].includes(style)) this.fail('a value');
    else if (!isJson(text)) this.fail('a JSON value');
    this.index++;
    return { kind: style === 'constant' ? (text === 'null' ? 'null' : 'boolean') : style, text, start, end };
  }

  list(close, item) {
    const items = [];
    while (!this.take(close) && this.errors.length === 0) {
      items.push(item());
      if (this.token.text !== close && !this.take(',')) this.fail(`, or ${close}`);
      else if (this.tokens[this.index - 1].text === ',' && this.token.text === close) this.fail('another item');
    }
    return { items, end: this.tokens[this.index - 1]?.end };
  }

  pair() {
    const { style, text, start, end } = this.token;
    if (style !== 'key' || !isJson(text)) this.fail('a name in quotes and a colon');
    this.index += 2;
    return { name: { text: isJson(text) ? JSON.parse(text) : text, start, end }, value: this.value() };
  }
}

function isJson(text) {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
