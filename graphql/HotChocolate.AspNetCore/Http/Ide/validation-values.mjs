// Literals and variables against the type of their place: GraphQL, sections 5.6 and 5.8.
import { isRequired, typeText } from './schema.mjs';

// The literals that a built-in scalar takes: section 3.5. Any may be one of another scalar.
const literals = {
  Int: ['int'],
  Float: ['int', 'float'],
  String: ['string', 'block'],
  Boolean: ['boolean'],
  ID: ['string', 'block', 'int'],
};

export function checkValue(validation, value, type, hasDefault = false) {
  if (!value) return undefined;
  if (value.kind === 'variable') return checkVariable(validation, value, type, hasDefault);
  if (type.kind === 'NON_NULL') {
    return value.kind === 'null' ? wrong(validation, value, type) : checkValue(validation, value, type.ofType);
  }
  if (value.kind === 'null') return undefined;
  if (type.kind === 'LIST') {
    for (const item of value.kind === 'list' ? value.items : [value]) checkValue(validation, item, type.ofType);
    return undefined;
  }
  const named = validation.schema.types.get(type.name);
  if (named?.kind === 'INPUT_OBJECT') return checkObject(validation, value, named);
  if (named?.kind === 'ENUM') return checkEnum(validation, value, named);
  const accepted = literals[type.name];
  if ((accepted && !accepted.includes(value.kind)) || (type.name === 'Int' && Math.abs(Number(value.text)) > 2 ** 31)) {
    wrong(validation, value, type);
  }
  return undefined;
}

const wrong = (validation, value, type) => validation.error(value, `This is no ${typeText(type)}.`);

function checkEnum(validation, value, type) {
  if (value.kind !== 'enum') wrong(validation, value, type);
  else if (!type.enumValues.some(({ name }) => name === value.text)) {
    validation.error(value, `${type.name} has no value ${value.text}.`);
  }
}

function checkObject(validation, value, type) {
  if (value.kind !== 'object') return wrong(validation, value, type);
  for (const { name, value: item } of value.items) {
    const field = type.inputFields.find(candidate => candidate.name === name.text);
    if (field) checkValue(validation, item, field.type, field.defaultValue !== null);
    else validation.unknown(name, `${type.name} has no field ${name.text}.`);
  }
  const missing = type.inputFields.filter(
    field => isRequired(field) && !value.items.some(({ name }) => name.text === field.name),
  );
  if (missing.length > 0) {
    validation.error(
      value,
      `${type.name} needs ${missing.map(({ name, type: of }) => `${name}: ${typeText(of)}`).join(', ')}.`,
    );
  }
  if (type.isOneOf && value.items.length !== 1) validation.error(value, `${type.name} takes exactly one field.`);
  return undefined;
}

function checkVariable(validation, { name, start, end }, type, hasDefault) {
  if (!validation.variables) return undefined;
  validation.used.add(name.text);
  const variable = validation.variables.get(name.text);
  if (!variable) return validation.error({ start, end }, `There is no variable $${name.text}.`);
  if (!variable.type) return undefined;
  const declared = validation.schema.resolve(variable.type);
  const place =
    type.kind === 'NON_NULL' &&
    declared.kind !== 'NON_NULL' &&
    (hasDefault || (variable.value && variable.value.kind !== 'null'))
      ? type.ofType
      : type;
  if (!isSubtype(declared, place)) {
    validation.error({ start, end }, `$${name.text} is ${typeText(declared)}, which is no ${typeText(type)}.`);
  }
  return undefined;
}

function isSubtype(declared, place) {
  if (place.kind === 'NON_NULL') return declared.kind === 'NON_NULL' && isSubtype(declared.ofType, place.ofType);
  if (declared.kind === 'NON_NULL') return isSubtype(declared.ofType, place);
  if (place.kind === 'LIST' || declared.kind === 'LIST')
    return place.kind === declared.kind && isSubtype(declared.ofType, place.ofType);
  return declared.name === place.name;
}
