// Reads {sdl, documents} and answers, for each document, the locations of every error of the reference implementation.
import { buildSchema, parse, validate } from 'graphql';
import { readFileSync } from 'node:fs';

const { sdl, documents } = JSON.parse(readFileSync(0, 'utf8'));
const schema = buildSchema(sdl);
const answers = documents.map((text) => {
  try {
    return validate(schema, parse(text)).map((error) => error.locations.map(({ line, column }) => `${line}:${column}`).join(' '));
  } catch (error) {
    return [`syntax ${error.message}`];
  }
});
process.stdout.write(JSON.stringify(answers));
