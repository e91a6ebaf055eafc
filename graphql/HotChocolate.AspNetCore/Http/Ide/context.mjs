// What stands at a position of a document, finished or not: the tokens before it say which type is meant there.
import { tokenize } from './lexer.mjs';
import { nullable } from './schema.mjs';

const operations = ['query', 'mutation', 'subscription'];

/** What can stand at the position, in `expects`, and where the word at or before it begins and ends. */
export function contextAt(text, position, schema) {
  const tokens = tokenize(text).filter(token => token.kind !== 'comment' || token.end >= position);
  const word = tokens.find(token => token.start < position && position <= token.end);
  if (word && ['comment', 'string', 'block', 'error', 'int', 'float'].includes(word.kind))
    return { expects: 'nothing' };
  const touched = word?.kind === 'name' ? word : undefined;
  const before = tokens.filter(token => token.kind !== 'comment' && token.end <= (touched ? touched.start : position));
  const walk = new Walk(schema);
  for (const token of before) walk.take(token);
  return { ...walk.expected(), start: touched?.start ?? position, end: touched?.end ?? position };
}

class Walk {
  constructor(schema) {
    this.schema = schema;
    this.stack = [{ in: 'document' }];
    this.last = undefined;
  }

  get top() {
    return this.stack.at(-1);
  }

  take(token) {
    const { top, last } = this;
    const handler = { '{': 'open', '(': 'openArguments', '[': 'openList', '}': 'close', ')': 'close', ']': 'close' }[
      token.text
    ];
    if (handler && token.kind === 'punctuator') this[handler](token);
    else if (token.kind === 'name') this.name(token, top, last);
    else if (token.text === ':' && top.in === 'selection') top.field = undefined;
    this.last = token;
  }

  name(token, top, last) {
    const { text } = token;
    if (last?.text === '@') this.directive = this.schema.directives.get(text);
    else if (top.in === 'document') {
      if (operations.includes(text) && last?.text !== 'fragment')
        [top.keyword, top.type] = [text, this.schema.roots[text]];
      else if (text === 'fragment') [top.keyword, top.type] = [text, undefined];
      else if (last?.text === 'on') top.type = this.schema.types.get(text);
    } else if (top.in === 'selection') {
      this.directive = undefined;
      if (last?.text === 'on' && top.spread) top.on = this.schema.types.get(text);
      else if (last?.text === '...') [top.spread, top.on, top.field] = [true, undefined, undefined];
      else [top.spread, top.field] = [false, this.schema.field(top.type, text)];
    } else if (last?.text !== ':' && last?.text !== '$' && (top.in === 'arguments' || top.in === 'object')) {
      top.input = top.inputs.find(input => input.name === text);
    } else if (top.in === 'variables' && last?.text !== '$') {
      top.type = this.schema.types.get(text);
    }
  }

  open() {
    const { top, schema } = this;
    this.directive = undefined;
    if (top.in === 'document') {
      this.stack.push({ in: 'selection', type: top.keyword ? top.type : schema.roots.query });
      [top.keyword, top.type] = [undefined, undefined];
    } else if (top.in === 'selection') {
      const inline = this.last?.text === '...' || top.spread;
      this.stack.push({ in: 'selection', type: inline ? (top.on ?? top.type) : schema.named(top.field?.type) });
    } else {
      this.stack.push({ in: 'object', inputs: schema.named(this.valueType())?.inputFields ?? [] });
    }
  }

  openArguments() {
    const { top } = this;
    if (top.in === 'document') this.stack.push({ in: 'variables' });
    else this.stack.push({ in: 'arguments', inputs: (this.directive ?? top.field)?.args ?? [] });
    this.directive = undefined;
  }

  openList() {
    const type = nullable(this.valueType());
    this.stack.push({ in: 'list', item: type?.kind === 'LIST' ? type.ofType : type });
  }

  close() {
    if (this.stack.length === 1) return;
    const closed = this.stack.pop();
    if (closed.in === 'selection') [this.top.spread, this.top.on] = [false, undefined];
  }

  valueType() {
    return this.top.in === 'list' ? this.top.item : this.top.in === 'variables' ? this.top.type : this.top.input?.type;
  }

  expected() {
    const { top, last } = this;
    if (last?.text === '@') return { expects: 'directive', location: this.location() };
    if (last?.text === '$') return { expects: top.in === 'variables' ? 'nothing' : 'variable', type: this.valueType() };
    if (top.in === 'document') return this.inDocument();
    if (top.in === 'selection') return this.inSelection();
    if (top.in === 'variables') {
      return last?.text === ':' || last?.text === '['
        ? { expects: 'inputType' }
        : last?.text === '='
          ? { expects: 'value', type: top.type, constant: true }
          : { expects: 'nothing' };
    }
    if (top.in === 'list' && this.stack.some(level => level.in === 'variables')) return { expects: 'inputType' };
    if (top.in === 'list' || last?.text === ':') return { expects: 'value', type: this.valueType() };
    return { expects: 'input', inputs: top.inputs };
  }

  inDocument() {
    const { top, last } = this;
    if (last?.text === 'on' && top.keyword === 'fragment') return { expects: 'compositeType' };
    return top.keyword ? { expects: 'nothing' } : { expects: 'keyword' };
  }

  inSelection() {
    const { top, last } = this;
    if (last?.text === '...') return { expects: 'spread', type: top.type };
    if (last?.text === 'on' && top.spread) return { expects: 'compositeType', type: top.type };
    return { expects: 'field', type: top.type };
  }

  location() {
    const { top } = this;
    return top.in === 'document'
      ? top.keyword === 'fragment'
        ? 'FRAGMENT_DEFINITION'
        : top.keyword?.toUpperCase()
      : top.in === 'variables'
        ? 'VARIABLE_DEFINITION'
        : !top.spread
          ? 'FIELD'
          : top.on
            ? 'INLINE_FRAGMENT'
            : 'FRAGMENT_SPREAD';
  }
}

/** The field, argument, type or directive that the word at the position names. */
export function definitionAt(text, position, schema) {
  const token = tokenize(text).find(({ kind, start, end }) => kind === 'name' && start <= position && position <= end);
  if (!token) return undefined;
  const { expects, type, inputs } = contextAt(text, token.end, schema);
  const name = token.text;
  if (expects === 'field') return owned(schema.field(type, name), type);
  if (expects === 'input') return owned(inputs.find(input => input.name === name));
  if (expects === 'directive') return owned(schema.directives.get(name));
  if (expects === 'compositeType' || expects === 'inputType') return owned(schema.types.get(name));
  const value = expects === 'value' && schema.named(type);
  const member = value && value.enumValues?.find(item => item.name === name);
  return member && { definition: member, owner: value };
}

const owned = (definition, owner) => definition && { definition, owner };
