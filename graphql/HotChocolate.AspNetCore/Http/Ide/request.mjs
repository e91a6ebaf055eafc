// What is sent of what is written.
import { parse } from './parser.mjs';

export const operationsOf = text => parse(text).definitions.filter(({ kind }) => kind === 'operation');

/** The operation at the position: the last that begins before it, else the first. */
export function operationAt(text, position) {
  const all = operationsOf(text);
  return all.findLast(({ start }) => start <= position) ?? all[0];
}

/** The object that a JSON text states, or undefined for an empty text. */
export function readObject(text, what) {
  if (!text.trim()) return undefined;
  let value;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Error(`The ${what} are not valid JSON: ${error.message}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`The ${what} must be a JSON object.`);
  return value;
}
