// Answers each request, a JSON line on the standard input, by a line. The first line tells the schemas: their definition
// and the module of their root values; where there is none, documents are validated only.
import { buildSchema, execute, parse, specifiedRules, validate } from 'graphql';
import { createInterface } from 'node:readline';
import { toEdition } from './edition.mjs';
import { setScalars } from './scalars.mjs';

// The limit of nested lists in introspection is no rule of the specification.
const rules = specifiedRules.filter(rule => rule.name !== 'MaxIntrospectionDepthRule');

async function read({ sdl, root }) {
  const schema = buildSchema(sdl);
  setScalars(schema);
  toEdition(schema);
  return { schema, values: root && (await import(`./${root}`)).default };
}

async function answer({ schema, values }, { query, variables, operationName }) {
  let document;
  try {
    document = parse(query);
  } catch (error) {
    return { phase: 'syntax', errors: [error] };
  }
  let errors;
  try {
    errors = validate(schema, document, rules);
  } catch (error) {
    return { phase: 'request', errors: [error] };
  }
  if (errors.length || !values) {
    return { phase: 'request', errors };
  }
  const result = await execute({ schema, document, rootValue: values(), variableValues: variables, operationName });
  return { phase: 'data' in result ? 'execution' : 'request', ...result };
}

// graphql-js leaves fields that fail beside one that has failed already to nobody.
process.on('unhandledRejection', () => {});

// Its messages may be cut within a character.
const show = ({ path, locations, message }) => ({ path, locations, message: message.toWellFormed() });
let schemas;
for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  if (!schemas) {
    schemas = await Promise.all(JSON.parse(line).map(read));
    continue;
  }
  const request = JSON.parse(line);
  const { phase, data, errors } = await answer(schemas[request.schema], request);
  process.stdout.write(`${JSON.stringify({ phase, data, errors: errors?.map(show) })}\n`);
}
