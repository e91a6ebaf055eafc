// Compares the editor's tokens, syntax errors and layout with graphql-js, and prints how they differ.
import { readFileSync } from 'node:fs';
import { Lexer, Source, TokenKind, parse as parseReference, print } from 'graphql';
import { tokenize } from '../../../HotChocolate.AspNetCore/Http/Ide/lexer.mjs';
import { parse } from '../../../HotChocolate.AspNetCore/Http/Ide/parser.mjs';
import { prettify } from '../../../HotChocolate.AspNetCore/Http/Ide/printer.mjs';

const documents = JSON.parse(readFileSync(0, 'utf8'));
const differences = [];
const counts = { tokens: 0, errors: 0, layouts: 0 };

for (const text of documents) {
  compare(text, 'tokens', ours(text), theirs(text));
  const tree = attempt(text);
  if (tree?.definitions.some(({ kind }) => kind !== 'OperationDefinition' && kind !== 'FragmentDefinition')) continue;
  compare(text, 'errors', parse(text).errors.length > 0, !tree);
  if (!tree) continue;
  const layout = prettify(text);
  compare(text, 'layouts', print(parseReference(layout)), print(tree));
  compare(text, 'layouts', prettify(layout), layout);
  // The reference moves comments and writes strings anew, and keeps variables on one line however many there are.
  const printed = print(tree);
  if (!/[#"\\]/.test(text) && !/^.{80,}{$/m.test(printed)) compare(text, 'layouts', layout, printed);
}
process.stdout.write(JSON.stringify({ differences, counts }));

function compare(text, what, one, other) {
  counts[what]++;
  if (JSON.stringify(one) !== JSON.stringify(other)) differences.push({ what, text, ours: one, theirs: other });
}

function attempt(text) {
  try {
    return parseReference(text);
  } catch {
    return undefined;
  }
}

// Up to the first error: what follows one is the reading of each.
function ours(text) {
  const tokens = tokenize(text);
  const error = tokens.findIndex(({ kind }) => kind === 'error');
  return [
    ...tokens.slice(0, error < 0 ? undefined : error).map(({ start, end }) => `${start}-${end}`),
    error < 0 ? 'end' : 'error',
  ];
}

function theirs(text) {
  const lexer = new Lexer(new Source(text));
  const found = [];
  let token = lexer.token;
  try {
    while ((token = token.next ?? next(lexer, token)).kind !== TokenKind.EOF) found.push(`${token.start}-${token.end}`);
  } catch {
    return [...found, 'error'];
  }
  return [...found, 'end'];
}

// The lexer passes over comments, which its tokens are linked through.
function next(lexer, token) {
  lexer.token = token;
  lexer.lookahead();
  return token.next;
}
