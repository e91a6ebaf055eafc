// A login that the schema offers: a mutation that takes a password and gives a token.
import { isRequired, nullable, typeText } from './schema.mjs';

const secret = /passw|secret/i;
const token = /^(access_?|id_?|auth_?)?(token|jwt)$/i;

/** { field, tokenField, inputs: [{ path, label, type, secret, description }] }, or undefined where there is none. */
export function findLogin(schema) {
  for (const field of schema.roots.mutation?.fields ?? []) {
    const tokenField = schema
      .named(field.type)
      ?.fields?.find(({ name, type }) => token.test(name) && nullable(type).kind === 'SCALAR');
    const inputs = tokenField && field.args.filter(isRequired).flatMap(argument => leaves(argument, schema, []));
    if (inputs?.some(input => input.secret) && inputs.every(input => input.type)) return { field, tokenField, inputs };
  }
  return undefined;
}

/** The request that logs in with the values in the order of the inputs. */
export function loginRequest({ field, tokenField, inputs }, values) {
  const required = field.args.filter(isRequired);
  const variables = {};
  inputs.forEach(({ path, type }, index) => {
    const parent = path.slice(0, -1).reduce((target, key) => (target[key] ??= {}), variables);
    parent[path.at(-1)] = convert(values[index], type);
  });
  const declared = required.map(({ name, type }) => `$${name}: ${typeText(type)}`).join(', ');
  const passed = required.map(({ name }) => `${name}: $${name}`).join(', ');
  return {
    query: `mutation Login(${declared}) { result: ${field.name}(${passed}) { token: ${tokenField.name} } }`,
    variables,
  };
}

// What a list or a missing type would need, a form of single lines does not have: its type stays empty.
function leaves(input, schema, above) {
  const path = [...above, input.name];
  const type = nullable(input.type);
  const named = type.kind === 'LIST' ? undefined : schema.named(type);
  if (named?.kind === 'INPUT_OBJECT' && path.length < 5) {
    return named.inputFields.filter(isRequired).flatMap(field => leaves(field, schema, path));
  }
  const leaf = ['SCALAR', 'ENUM'].includes(named?.kind) ? named.name : undefined;
  return [
    {
      path,
      label: input.name.replaceAll('_', ' '),
      type: leaf,
      secret: secret.test(input.name),
      description: input.description,
    },
  ];
}

const convert = (value, type) =>
  type === 'Int' || type === 'Float' ? Number(value) : type === 'Boolean' ? value === 'true' : value;
