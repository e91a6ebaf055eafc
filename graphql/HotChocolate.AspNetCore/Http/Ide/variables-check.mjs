// Errors of the variables' JSON text beside the operation that it is for.
import { readJson } from './json.mjs';
import { isRequired, nullable, typeText } from './schema.mjs';
import { declaredInputs } from './variables.mjs';

/** Errors of the text: its syntax, unknown variables, wrong values. Empty text is no variables. */
export function checkVariables(text, operation, schema) {
  if (!text.trim()) return [];
  const { value, errors } = readJson(text);
  if (errors.length > 0) return errors;
  if (value.kind !== 'object') return [{ ...value, message: 'This must be a JSON object.' }];
  if (schema && operation) {
    const report = ({ start, end }, message) => errors.push({ start, end, message });
    checkFields(value, declaredInputs(operation, schema), 'The operation', schema, report);
  }
  return errors;
}

function checkFields({ items, start, end }, inputs, owner, schema, report) {
  for (const { name, value } of items) {
    const input = inputs.find(candidate => candidate.name === name.text);
    if (input) checkJson(value, input.type, schema, report);
    else report(name, `${owner} has no ${owner === 'The operation' ? `variable $` : 'field '}${name.text}.`);
  }
  const missing = inputs.filter(input => isRequired(input) && !items.some(({ name }) => name.text === input.name));
  if (missing.length > 0) {
    report(
      { start, end },
      `${owner} needs ${missing.map(({ name, type }) => `${name}: ${typeText(type)}`).join(', ')}.`,
    );
  }
}

const kinds = {
  Int: ['number'],
  Float: ['number'],
  String: ['string'],
  Boolean: ['boolean'],
  ID: ['string', 'number'],
};

function checkJson(node, type, schema, report) {
  if (node.kind === 'null') {
    if (type.kind === 'NON_NULL') report(node, `This is no ${typeText(type)}.`);
    return;
  }
  const inner = nullable(type);
  const named = schema.types.get(inner.name);
  if (inner.kind === 'LIST') {
    for (const item of node.kind === 'list' ? node.items : [node]) checkJson(item, inner.ofType, schema, report);
  } else if (named?.kind === 'INPUT_OBJECT' && node.kind === 'object') {
    checkFields(node, named.inputFields, named.name, schema, report);
  } else if (
    named?.kind === 'INPUT_OBJECT' ||
    (kinds[inner.name] && !kinds[inner.name].includes(node.kind)) ||
    (inner.name === 'Int' && !Number.isInteger(Number(node.text)))
  ) {
    report(node, `This is no ${typeText(type)}.`);
  } else if (named?.kind === 'ENUM' && !named.enumValues.some(({ name }) => node.text === `"${name}"`)) {
    report(node, `${named.name} has no value ${node.text ?? 'of this kind'}.`);
  }
}
