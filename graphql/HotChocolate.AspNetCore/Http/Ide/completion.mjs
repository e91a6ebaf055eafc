// What can be written at a position: names of the schema and of the document itself.
import { contextAt } from './context.mjs';
import { parse } from './parser.mjs';
import { isRequired, namedType, nullable, typeText } from './schema.mjs';

const limit = 50;

/** Suggestions for the word at the position, the best first. */
export function complete(text, position, schema) {
  const context = contextAt(text, position, schema);
  const typed = text.slice(context.start, position).toLowerCase();
  const all = suggest[context.expects]?.(context, schema, text) ?? [];
  const items = all
    .map(item => ({ ...item, rank: rank(item.label, typed) }))
    .filter(item => item.rank < 2)
    .sort((one, other) => one.rank - other.rank || (one.deprecated ?? false) - (other.deprecated ?? false));
  return { items: items.slice(0, limit), start: context.start, end: context.end, typed };
}

// Before the names that have it at the start of a later word come those that begin with it.
const rank = (label, typed) =>
  label.toLowerCase().startsWith(typed)
    ? 0
    : [...label.matchAll(/_+|[A-Z]/g)].some(({ 0: mark, index }) =>
          label
            .slice(mark.startsWith('_') ? index + mark.length : index)
            .toLowerCase()
            .startsWith(typed),
        )
      ? 1
      : 2;

const suggest = {
  keyword: (_, schema) =>
    Object.entries(schema.roots)
      .filter(([, type]) => type)
      .map(([label]) => ({ label }))
      .concat({ label: 'fragment' }),

  field: ({ type }, schema) =>
    schema.fields(type).map(field => ({
      ...describe(field, typeText(field.type)),
      ...insertField(field, schema),
    })),

  input: ({ inputs }) =>
    inputs.map(input => ({ ...describe(input, typeText(input.type)), insert: `${input.name}: `, again: true })),

  value: ({ type, constant }, schema, text) => [
    ...literals(schema.named(type), type),
    ...(constant
      ? []
      : variables(text)
          .filter(({ detail }) => !type || fits(detail, type))
          .map(({ label, detail }) => ({ label: `$${label}`, detail }))),
  ],

  variable: ({ type }, _, text) => variables(text).filter(({ detail }) => !type || fits(detail, type)),

  inputType: (_, schema) => names(schema, type => schema.isInput(type)),

  compositeType: ({ type }, schema) =>
    names(schema, candidate => schema.isComposite(candidate) && (!type || schema.overlaps(type, candidate))),

  spread: ({ type }, schema, text) => [
    { label: 'on', insert: 'on ', again: true },
    ...parse(text)
      .definitions.filter(
        ({ kind, name, on }) =>
          kind === 'fragment' &&
          name &&
          on &&
          type &&
          schema.types.has(on.text) &&
          schema.overlaps(type, schema.types.get(on.text)),
      )
      .map(({ name, on }) => ({ label: name.text, detail: on.text })),
  ],

  directive: ({ location }, schema) =>
    [...schema.directives.values()]
      .filter(({ locations }) => !location || locations.includes(location))
      .map(directive => ({
        ...describe(directive),
        insert: directive.args.some(isRequired) ? `${directive.name}(|)` : undefined,
        again: true,
      })),
};

const describe = ({ name, description, isDeprecated }, detail) => ({
  label: name,
  detail,
  description,
  deprecated: isDeprecated,
});

// The caret goes where the bar stands.
function insertField(field, schema) {
  const opens = schema.isComposite(schema.named(field.type)) ? ' {\n  |\n}' : '';
  return field.args.some(isRequired)
    ? { insert: `${field.name}(|)${opens.replace('|', '')}`, again: true }
    : opens
      ? { insert: `${field.name}${opens}`, again: true }
      : {};
}

function literals(named, type) {
  if (nullable(type)?.kind === 'LIST') return [{ label: '[', insert: '[|]', again: true, detail: typeText(type) }];
  if (named?.kind === 'ENUM') return named.enumValues.map(value => describe(value, named.name));
  if (named?.kind === 'INPUT_OBJECT') return [{ label: '{', insert: '{|}', again: true, detail: named.name }];
  return named?.name === 'Boolean' ? [{ label: 'true' }, { label: 'false' }] : [];
}

const names = (schema, accept) =>
  [...schema.types.values()]
    .filter(type => accept(type) && !type.name.startsWith('__'))
    .map(type => ({
      label: type.name,
      detail: type.kind.toLowerCase().replace('_', ' '),
      description: type.description,
    }));

const variables = text =>
  [...text.matchAll(/\$(\w+)\s*:\s*([[\]\w!]+)/g)].map(([, label, detail]) => ({ label, detail }));

const fits = (written, type) => written.replace(/[[\]!]/g, '') === namedType(type).name;
