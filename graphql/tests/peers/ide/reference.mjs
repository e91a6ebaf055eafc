// A schema as the page reads it, from its definition by graphql-js.
import { readFileSync } from 'node:fs';
import { buildSchema, graphqlSync } from 'graphql';
import { Schema, introspectionQuery } from '../../../HotChocolate.AspNetCore/Http/Ide/schema.mjs';

export function load(sdl) {
  const reference = buildSchema(sdl);
  const { data, errors } = graphqlSync({ schema: reference, source: introspectionQuery });
  if (errors) throw errors[0];
  return { reference, schema: new Schema(data.__schema) };
}

export const loadInput = () => load(readFileSync(0, 'utf8'));
