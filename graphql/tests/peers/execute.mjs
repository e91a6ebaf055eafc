// Executes requests on a schema and root values given by module, and prints data and errors; first the introspection.
import { buildSchema, execute, introspectionFromSchema, parse, validate } from 'graphql';
import { readFileSync } from 'node:fs';

const { sdl, root, requests } = JSON.parse(readFileSync(0, 'utf8'));
const schema = buildSchema(sdl);
const values = (await import(`./${root}`)).default;

async function run({ query, variables }) {
  let document;
  try {
    document = parse(query);
  } catch (error) {
    return { errors: [error] };
  }
  const errors = validate(schema, document);
  return errors.length ? { errors } : execute({ schema, document, rootValue: values(), variableValues: variables });
}

const results = [];
for (const request of requests) {
  const { data, errors } = await run(request);
  results.push({ data, errors: errors?.map(({ path, locations }) => ({ path, locations })) });
}
process.stdout.write(JSON.stringify({ introspection: introspectionFromSchema(schema, { inputValueDeprecation: true, specifiedByUrl: true, oneOf: true, schemaDescription: true, directiveIsRepeatable: true }), results }));
