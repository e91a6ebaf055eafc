// Compares the editor's errors with graphql-js: what it marks is wrong for the reference too. Prints false alarms, in how
// many documents it found errors and which it took for valid.
import { readFileSync } from 'node:fs';
import { parse, validate as validateReference } from 'graphql';
import { validate } from '../../../HotChocolate.AspNetCore/Http/Ide/validation.mjs';
import { load } from './reference.mjs';

const { sdl, documents } = JSON.parse(readFileSync(0, 'utf8'));
const { reference, schema } = load(sdl);
const differences = [];
const missed = [];
let found = 0;

// The reference marks where a construct begins, the editor its name.
const near = 10;

for (const text of documents) {
  const ours = validate(text, schema);
  const theirs = validateReference(reference, parse(text)).flatMap(({ message, positions }) =>
    positions.map(at => ({ at, message })),
  );
  for (const { start, end, message } of ours) {
    if (!theirs.some(({ at }) => start - near <= at && at <= end + near))
      differences.push({ text, ours: message, theirs });
  }
  if (theirs.length > 0 && ours.length > 0) found++;
  if (theirs.length > 0 && ours.length === 0) missed.push({ text, theirs });
}
process.stdout.write(JSON.stringify({ differences, found, missed }));
