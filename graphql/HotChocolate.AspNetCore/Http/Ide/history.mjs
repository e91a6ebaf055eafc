// The operations that were run, the newest first, kept by the browser without their secrets.
import { tokenize } from './lexer.mjs';

const limit = 50;
const secret = /passw|secret|token|credential/i;

/** The entries with one more; one that was there moves to the front. */
export function remember(entries, { query, variables, operationName }, at) {
  const entry = { query: withoutSecrets(query), variables: withoutSecretValues(variables), operationName, at };
  const others = entries.filter(
    other =>
      other.query !== entry.query || other.variables !== entry.variables || other.operationName !== operationName,
  );
  return [entry, ...others].slice(0, limit);
}

/** The document with empty strings where literals are named like a secret. */
export function withoutSecrets(text) {
  const tokens = tokenize(text).filter(({ kind }) => kind !== 'comment');
  const blank = tokens.filter(
    ({ kind }, index) =>
      (kind === 'string' || kind === 'block') &&
      tokens[index - 1]?.text === ':' &&
      secret.test(tokens[index - 2]?.text),
  );
  return blank.reduceRight((result, { start, end }) => `${result.slice(0, start)}""${result.slice(end)}`, text);
}

/** The variables with empty strings for values that are named like a secret; what is not JSON is not kept. */
export function withoutSecretValues(text) {
  if (!text.trim()) return '';
  try {
    const hide = (key, value) => (secret.test(key) && typeof value === 'string' ? '' : value);
    return JSON.stringify(JSON.parse(text), hide, 2);
  } catch {
    return '';
  }
}
