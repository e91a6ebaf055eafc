// The variables' JSON text beside the operation that it is for: errors and suggestions.
import { highlightJson } from './highlight.mjs';
import { isRequired, nullable, typeText } from './schema.mjs';

/** The operation's variables as inputs of the schema: name, type, defaultValue. */
export const declaredInputs = (operation, schema) => schema ? (operation?.variables ?? []).filter(({ type }) => type)
  .map(({ name, type, value }) => ({ name: name.text, type: schema.resolve(type), defaultValue: value ? '' : null })) : [];

/** Errors of the text: its syntax, unknown variables, wrong values. Empty text is no variables. */
export function checkVariables(text, operation, schema) {
  if (!text.trim()) return [];
  const tokens = highlightJson(text);
  const errors = [];
  const root = new Reader(tokens, text.length, errors).document();
  if (errors.length > 0 || root.kind !== 'object') {
    return errors.length > 0 ? errors : [{ ...root, message: 'The variables are a JSON object.' }];
  }
  if (schema && operation) {
    checkFields(root, declaredInputs(operation, schema), 'The operation', schema, (node, message) => errors.push({ ...node, message }));
  }
  return errors;
}

/** The JSON names or values that can stand at a position. */
export function completeVariables(text, position, operation, schema) {
  const tokens = highlightJson(text);
  const word = tokens.find(({ start, end, style }) => start < position && position <= end && style !== 'punctuation');
  const start = word?.start ?? position;
  const typed = text.slice(start, position).replace('"', '').toLowerCase();
  const all = schema ? suggestions(tokens.filter(({ end }) => end <= start), operation, schema) : [];
  return { items: all.filter(({ label }) => label.toLowerCase().startsWith(typed)), start, end: word?.end ?? position, typed };
}

function suggestions(before, operation, schema) {
  let level = { inputs: [{ name: '', type: undefined }], path: [] };
  const stack = [];
  for (const { text, style } of before) {
    if (text === '{') {
      stack.push(level);
      const type = schema.named(level.input?.type);
      level = { inputs: stack.length === 1 ? declaredInputs(operation, schema) : type?.inputFields ?? [], given: [] };
    } else if (text === '[') stack.push(level);
    else if (text === '}' || text === ']') level = stack.pop() ?? level;
    else if (style === 'key') {
      level.input = level.inputs.find(({ name }) => `"${name}"` === text);
      level.given?.push(text);
    }
  }
  const last = before.at(-1)?.text;
  if (last === ':' || last === '[') return values(schema.named(level.input?.type));
  if (last !== '{' && last !== ',' || stack.length === 0) return [];
  return level.inputs.filter(({ name }) => !level.given?.includes(`"${name}"`)).map(input =>
    ({ label: input.name, detail: typeText(input.type), description: input.description, insert: `"${input.name}": `, again: true }));
}

const values = type => type?.kind === 'ENUM'
  ? type.enumValues.map(({ name, description }) => ({ label: name, insert: `"${name}"`, detail: type.name, description }))
  : type?.kind === 'INPUT_OBJECT' ? [{ label: '{', insert: '{ | }', detail: type.name, again: true }]
  : type?.name === 'Boolean' ? [{ label: 'true' }, { label: 'false' }] : [];

class Reader {
  constructor(tokens, length, errors) {
    Object.assign(this, { tokens, errors, index: 0, end: { text: '', style: 'end', start: length, end: length } });
  }

  get token() { return this.tokens[this.index] ?? this.end; }

  take(text) { return this.token.text === text ? this.tokens[this.index++] : undefined; }

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
    return { kind: style === 'constant' ? text === 'null' ? 'null' : 'boolean' : style, text, start, end };
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

function checkFields({ items, start, end }, inputs, owner, schema, report) {
  for (const { name, value } of items) {
    const input = inputs.find(candidate => candidate.name === name.text);
    if (input) checkJson(value, input.type, schema, report);
    else report(name, `${owner} has no ${owner === 'The operation' ? `variable $` : 'field '}${name.text}.`);
  }
  const missing = inputs.filter(input => isRequired(input) && !items.some(({ name }) => name.text === input.name));
  if (missing.length > 0) {
    report({ start, end }, `${owner} needs ${missing.map(({ name, type }) => `${name}: ${typeText(type)}`).join(', ')}.`);
  }
}

const kinds = { Int: ['number'], Float: ['number'], String: ['string'], Boolean: ['boolean'], ID: ['string', 'number'] };

function checkJson(node, type, schema, report) {
  if (node.kind === 'null') {
    if (type.kind === 'NON_NULL') report(node, `This is no ${typeText(type)}.`);
    return;
  }
  const inner = nullable(type);
  const named = schema.types.get(inner.name);
  if (inner.kind === 'LIST') {
    for (const item of node.kind === 'list' ? node.items : [node]) checkJson(item, inner.ofType, schema, report);
  } else if (named?.kind === 'INPUT_OBJECT' && node.kind === 'object') {
    checkFields(node, named.inputFields, named.name, schema, report);
  } else if (named?.kind === 'INPUT_OBJECT' || (kinds[inner.name] && !kinds[inner.name].includes(node.kind))
    || inner.name === 'Int' && !Number.isInteger(Number(node.text))) {
    report(node, `This is no ${typeText(type)}.`);
  } else if (named?.kind === 'ENUM' && !named.enumValues.some(({ name }) => node.text === `"${name}"`)) {
    report(node, `${named.name} has no value ${node.text ?? 'of this kind'}.`);
  }
}
