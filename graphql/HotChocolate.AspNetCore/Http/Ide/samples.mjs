// Operations that are ready to run, made from the schema: one for each field of the root types.
import { isRequired, nullable, typeText } from './schema.mjs';

const depth = 2;

/** { operation, field, query, variables } for each root field, variables as JSON text. */
export function samples(schema) {
  return Object.entries(schema.roots)
    .filter(([, type]) => type)
    .flatMap(([operation, type]) =>
      type.fields
        .filter(field => !field.isDeprecated)
        .map(field => ({ operation, field, ...sample(operation, field, schema) })),
    );
}

export function sample(operation, field, schema) {
  const required = field.args.filter(isRequired);
  const declared = required.map(({ name, type }) => `$${name}: ${typeText(type)}`).join(', ');
  const passed = required.map(({ name }) => `${name}: $${name}`).join(', ');
  const body = selection(schema.named(field.type), schema, depth, '  ');
  const query =
    `${operation} ${field.name[0].toUpperCase()}${field.name.slice(1)}${declared && `(${declared})`} {\n` +
    `  ${field.name}${passed && `(${passed})`}${body && ` ${body}`}\n}`;
  const variables = Object.fromEntries(required.map(argument => [argument.name, placeholder(argument.type, schema)]));
  return { query, variables: required.length > 0 ? JSON.stringify(variables, null, 2) : '' };
}

/**
 * The fields of a type that need no arguments, objects in it down to the depth. A field of a union's member is left out
 * where its name has another type in a member before: both could not be in one result.
 */
function selection(type, schema, levels, indent, types = new Map()) {
  if (!schema.isComposite(type)) return '';
  const inner = `${indent}  `;
  const lines = [];
  for (const field of type.fields ?? []) {
    if (field.isDeprecated || field.args.some(isRequired)) continue;
    const named = schema.named(field.type);
    if ((types.get(field.name) ?? typeText(field.type)) !== typeText(field.type)) continue;
    types.set(field.name, typeText(field.type));
    if (!schema.isComposite(named)) lines.push(field.name);
    else if (levels > 1) lines.push(`${field.name} ${selection(named, schema, levels - 1, inner)}`);
  }
  if (type.kind !== 'OBJECT') lines.unshift('__typename');
  if (type.kind === 'UNION') {
    const shared = new Map();
    for (const { name } of type.possibleTypes) {
      lines.push(`... on ${name} ${selection(schema.types.get(name), schema, levels - 1, inner, shared)}`);
    }
  }
  return `{\n${(lines.length > 0 ? lines : ['__typename']).map(line => `${inner}${line}\n`).join('')}${indent}}`;
}

const scalars = { Int: 1, Float: 1.5, Boolean: true };

/** A value of the type to begin with; text is empty. */
export function placeholder(type, schema, ancestors = []) {
  if (nullable(type).kind === 'LIST') {
    const item = placeholder(nullable(type).ofType, schema, ancestors);
    return item === null ? [] : [item];
  }
  const named = schema.named(type);
  if (named.kind === 'ENUM') return named.enumValues[0].name;
  if (named.kind !== 'INPUT_OBJECT') return scalars[named.name] ?? '';
  if (ancestors.includes(named)) return null;
  const fields = named.isOneOf ? named.inputFields.slice(0, 1) : named.inputFields.filter(isRequired);
  return Object.fromEntries(fields.map(field => [field.name, placeholder(field.type, schema, [...ancestors, named])]));
}
