// What the editor colours: GraphQL and JSON tokens with the class of their colour.
import { tokenize } from './lexer.mjs';

const definitions = ['query', 'mutation', 'subscription', 'fragment'];
const colours = { int: 'number', float: 'number', block: 'string', error: 'wrong', punctuator: 'punctuation' };

export function highlightGraphQL(text) {
  const tokens = tokenize(text);
  const open = [];
  return tokens.map((token, index) => {
    const previous = tokens[index - 1]?.text;
    if (token.kind === 'punctuator') {
      if ('([{'.includes(token.text)) open.push(token.text === '(' && open.length === 0 ? 'variables' : token.text);
      else if (')]}'.includes(token.text)) open.pop();
    }
    const style =
      token.kind === 'name'
        ? nameStyle(token.text, previous, tokens[index + 1]?.text, open)
        : token.text === '$'
          ? 'variable'
          : token.text === '@'
            ? 'directive'
            : (colours[token.kind] ?? token.kind);
    return { ...token, style };
  });
}

function nameStyle(text, previous, next, open) {
  const inside = open.at(-1);
  if (previous === '$') return 'variable';
  if (previous === '@') return 'directive';
  if (open.length === 0)
    return definitions.includes(text) || text === 'on' ? 'keyword' : previous === 'on' ? 'type' : 'definition';
  if (text === 'on' && previous === '...') return 'keyword';
  if (previous === 'on' || (open.includes('variables') && next !== ':' && previous !== '=')) return 'type';
  if (open.includes('(') || open.includes('variables')) return next === ':' ? 'argument' : 'constant';
  return previous === '...' ? 'definition' : inside === '{' && next === ':' ? 'alias' : 'field';
}

const json = new RegExp(
  [
    /(?<key>"(?:[^"\\\n]|\\.)*"(?=\s*:))/,
    /(?<string>"(?:[^"\\\n]|\\.)*")/,
    /(?<number>-?\d[\d.eE+-]*)/,
    /(?<constant>true|false|null)/,
    /(?<punctuation>[{}[\],:])/,
    /(?<wrong>"(?:[^"\\\n]|\\.)*|[^\s])/,
  ]
    .map(part => part.source)
    .join('|'),
  'g',
);

export function highlightJson(text) {
  return [...text.matchAll(json)].map(match => ({
    style: Object.entries(match.groups).find(([, found]) => found !== undefined)[0],
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}
