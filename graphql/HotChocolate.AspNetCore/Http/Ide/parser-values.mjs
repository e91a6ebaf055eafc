// Arguments, values and type references: GraphQL, sections 2.6, 2.9 and 2.11.

export function parseArguments(source, constant = false) {
  const { start } = source.skip();
  const items = parsePairs(source, ')', constant);
  if (items.length === 0) source.fail('an argument');
  source.expect(')');
  return { start, end: source.lastEnd, items };
}

export function parseValue(source, constant = false) {
  const { token } = source;
  const { start } = token;
  if (token.kind === 'int' || token.kind === 'float' || token.kind === 'string' || token.kind === 'block') {
    return { ...source.skip() };
  }
  if (token.kind === 'name') {
    const { text, end } = source.skip();
    return {
      kind: text === 'null' ? 'null' : text === 'true' || text === 'false' ? 'boolean' : 'enum',
      text,
      start,
      end,
    };
  }
  if (source.take('[')) return parseList(source, start, constant);
  if (source.take('{')) {
    const items = parsePairs(source, '}', constant);
    source.expect('}');
    return { kind: 'object', start, end: source.lastEnd, items };
  }
  if (source.is('$') && !constant) {
    source.skip();
    const name = source.name();
    return name && { kind: 'variable', start, end: name.end, name };
  }
  return source.fail(constant ? 'a constant value' : 'a value');
}

export function parseType(source) {
  const { start } = source.token;
  let type;
  if (source.take('[')) {
    const item = parseType(source);
    if (!item || !source.expect(']')) return undefined;
    type = { kind: 'list', item, start, end: source.lastEnd };
  } else {
    const name = source.name();
    if (!name) return undefined;
    type = { kind: 'named', name, start, end: name.end };
  }
  return source.take('!') ? { kind: 'nonNull', item: type, start, end: source.lastEnd } : type;
}

function parsePairs(source, close, constant) {
  const items = [];
  while (!source.ended && !source.is(close)) {
    const before = source.index;
    const name = source.name();
    const colon = name && source.expect(':');
    const value = colon && parseValue(source, constant);
    if (name) items.push({ name, value, start: name.start, end: source.lastEnd });
    if (!value && ['{', '}', ')'].includes(source.token.text)) break;
    if (source.index === before) source.skip();
  }
  return items;
}

function parseList(source, start, constant) {
  const items = [];
  while (!source.ended && !source.is(']')) {
    const before = source.index;
    const value = parseValue(source, constant);
    if (value) items.push(value);
    else if (['{', '}', ')'].includes(source.token.text)) break;
    if (source.index === before) source.skip();
  }
  source.expect(']');
  return { kind: 'list', start, end: source.lastEnd, items };
}
