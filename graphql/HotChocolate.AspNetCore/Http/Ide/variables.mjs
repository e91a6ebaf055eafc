// Suggestions for the variables' JSON text from the operation that it is for.
import { highlightJson } from './highlight.mjs';
import { typeText } from './schema.mjs';

/** The operation's variables as inputs of the schema: name, type, defaultValue. */
export const declaredInputs = (operation, schema) =>
  schema
    ? (operation?.variables ?? [])
        .filter(({ type }) => type)
        .map(({ name, type, value }) => ({
          name: name.text,
          type: schema.resolve(type),
          defaultValue: value ? '' : null,
        }))
    : [];

/** The JSON names or values that can stand at a position. */
export function completeVariables(text, position, operation, schema) {
  const tokens = highlightJson(text);
  const word = tokens.find(({ start, end, style }) => start < position && position <= end && style !== 'punctuation');
  const start = word?.start ?? position;
  const typed = text.slice(start, position).replace('"', '').toLowerCase();
  const before = tokens.filter(({ end }) => end <= start);
  const all = schema ? suggestions(before, operation, schema) : [];
  return {
    items: all.filter(({ label }) => label.toLowerCase().startsWith(typed)),
    start,
    end: word?.end ?? position,
    typed,
  };
}

function suggestions(before, operation, schema) {
  let level = { inputs: [] };
  const stack = [];
  for (const { text, style } of before) {
    if (text === '{') {
      stack.push(level);
      const type = schema.named(level.input?.type);
      level = { inputs: stack.length === 1 ? declaredInputs(operation, schema) : (type?.inputFields ?? []), given: [] };
    } else if (text === '[') stack.push(level);
    else if (text === '}' || text === ']') level = stack.pop() ?? level;
    else if (style === 'key') {
      level.input = level.inputs.find(({ name }) => `"${name}"` === text);
      level.given?.push(text);
    }
  }
  const last = before.at(-1)?.text;
  if (last === ':' || last === '[') return values(schema.named(level.input?.type));
  if ((last !== '{' && last !== ',') || stack.length === 0) return [];
  return level.inputs
    .filter(({ name }) => !level.given?.includes(`"${name}"`))
    .map(input => ({
      label: input.name,
      detail: typeText(input.type),
      description: input.description,
      insert: `"${input.name}": `,
      again: true,
    }));
}

const values = type =>
  type?.kind === 'ENUM'
    ? type.enumValues.map(({ name, description }) => ({
        label: name,
        insert: `"${name}"`,
        detail: type.name,
        description,
      }))
    : type?.kind === 'INPUT_OBJECT'
      ? [{ label: '{', insert: '{ | }', detail: type.name, again: true }]
      : type?.name === 'Boolean'
        ? [{ label: 'true' }, { label: 'false' }]
        : [];
