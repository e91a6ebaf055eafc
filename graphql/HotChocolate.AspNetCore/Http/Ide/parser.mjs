// Parses executable documents (GraphQL, section 2). It never throws: it notes what is wrong and goes on after it.
import { tokenize } from './lexer.mjs';
import { parseArguments, parseType, parseValue } from './parser-values.mjs';
import { TokenSource } from './token-source.mjs';

const operations = ['query', 'mutation', 'subscription'];

let last;

/** { definitions, errors, comments }, kept for the text asked for last. */
export function parse(text) {
  if (last?.text !== text) last = { text, document: read(text) };
  return last.document;
}

function read(text) {
  const tokens = tokenize(text);
  const source = new TokenSource(
    text,
    tokens.filter(token => token.kind !== 'comment'),
  );
  const definitions = [];
  try {
    parseDefinitions(source, definitions);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    source.error(source.token, 'This is nested too deeply.');
  }
  if (definitions.length === 0 && source.errors.length === 0) source.fail('an operation');
  return { definitions, errors: source.errors, comments: tokens.filter(token => token.kind === 'comment') };
}

function parseDefinitions(source, definitions) {
  while (!source.ended) {
    const before = source.index;
    const definition = parseDefinition(source);
    if (definition) definitions.push(definition);
    if (source.index === before) source.skip();
  }
}

function parseDefinition(source) {
  const { start } = source.token;
  const described = source.token.kind === 'string' || source.token.kind === 'block' ? source.skip() : undefined;
  if (source.is('{') && !described) {
    return { kind: 'operation', operation: 'query', start, variables: [], directives: [], ...selectionSet(source) };
  }
  const keyword = source.token.kind === 'name' ? source.token.text : '';
  if (operations.includes(keyword)) return parseOperation(source, start, described);
  if (keyword === 'fragment') return parseFragment(source, start, described);
  source.fail('query, mutation, subscription, fragment or {');
  while (
    !source.ended &&
    !source.is('{') &&
    source.token.text !== 'fragment' &&
    !operations.includes(source.token.text)
  ) {
    source.skip();
  }
  return undefined;
}

function parseOperation(source, start, description) {
  const operation = source.skip().text;
  const name = source.token.kind === 'name' ? source.skip() : undefined;
  const variables = source.is('(') ? parseVariables(source) : [];
  return {
    kind: 'operation',
    operation,
    start,
    description,
    name,
    variables,
    directives: parseDirectives(source),
    ...selectionSet(source),
  };
}

function parseFragment(source, start, description) {
  source.skip();
  const name = source.is('on') ? source.fail('a name other than on') : source.name();
  const on = source.expect('on') && source.name();
  return {
    kind: 'fragment',
    start,
    description,
    name,
    on,
    directives: parseDirectives(source),
    ...selectionSet(source),
  };
}

function parseVariables(source) {
  const variables = [];
  source.skip();
  while (!source.ended && !source.is(')') && !source.is('{')) {
    const before = source.index;
    const { start } = source.token;
    const description = source.token.kind === 'string' || source.token.kind === 'block' ? source.skip() : undefined;
    const dollar = source.expect('$');
    const name = dollar && source.name();
    const type = name && source.expect(':') && parseType(source);
    const value = type && source.take('=') ? parseValue(source, true) : undefined;
    const directives = parseDirectives(source, true);
    if (name) variables.push({ start, end: source.lastEnd, description, name, type, value, directives });
    if (source.index === before) source.skip();
  }
  if (variables.length === 0) source.fail('$');
  source.expect(')');
  return variables;
}

function parseDirectives(source, constant = false) {
  const directives = [];
  while (source.is('@')) {
    const { start } = source.skip();
    const name = source.name();
    const args = source.is('(') ? parseArguments(source, constant) : undefined;
    if (name) directives.push({ start, end: source.lastEnd, name, args });
  }
  return directives;
}

function selectionSet(source) {
  const open = source.expect('{');
  if (!open) return { selections: [], bodyStart: source.lastEnd, end: source.lastEnd };
  const selections = [];
  while (!source.ended && !source.is('}')) {
    const before = source.index;
    const selection = source.is('...') ? parseSpread(source) : parseField(source);
    if (selection) selections.push(selection);
    if (source.index === before) source.skip();
  }
  if (selections.length === 0) source.fail('a field');
  source.expect('}');
  return { selections, bodyStart: open.start, end: source.lastEnd };
}

function parseField(source) {
  const { start } = source.token;
  let name = source.name();
  let alias;
  if (name && source.take(':')) [alias, name] = [name, source.name()];
  if (!name) return undefined;
  const args = source.is('(') ? parseArguments(source) : undefined;
  const directives = parseDirectives(source);
  const body = source.is('{') ? selectionSet(source) : undefined;
  return { kind: 'field', start, alias, name, args, directives, ...body, end: source.lastEnd };
}

function parseSpread(source) {
  const { start } = source.skip();
  if (source.token.kind === 'name' && !source.is('on')) {
    return { kind: 'spread', start, name: source.skip(), directives: parseDirectives(source), end: source.lastEnd };
  }
  const on = source.take('on') && source.name();
  return { kind: 'inline', start, on, directives: parseDirectives(source), ...selectionSet(source) };
}
