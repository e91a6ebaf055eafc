// Reads {released, present}, two schemas, and answers what of the second breaks clients of the first.
import { buildSchema, findBreakingChanges } from 'graphql';
import { readFileSync } from 'node:fs';

const { released, present } = JSON.parse(readFileSync(0, 'utf8'));
const changes = findBreakingChanges(buildSchema(released), buildSchema(present));
process.stdout.write(JSON.stringify(changes.map(({ type, description }) => `${type}: ${description}`)));
