// What the editors suggest, at the bar.
import assert from 'node:assert/strict';
import { complete } from '../../../HotChocolate.AspNetCore/Http/Ide/completion.mjs';
import { definitionAt } from '../../../HotChocolate.AspNetCore/Http/Ide/context.mjs';
import { operationAt } from '../../../HotChocolate.AspNetCore/Http/Ide/request.mjs';
import { validate } from '../../../HotChocolate.AspNetCore/Http/Ide/validation.mjs';
import { checkVariables } from '../../../HotChocolate.AspNetCore/Http/Ide/variables-check.mjs';
import { completeVariables } from '../../../HotChocolate.AspNetCore/Http/Ide/variables.mjs';
import { loadInput } from './reference.mjs';

const { schema } = loadInput();

const labels = text => {
  const position = text.indexOf('|');
  return complete(text.replace('|', ''), position, schema)
    .items.map(({ label }) => label)
    .join(' ');
};

const cases = {
  '|': 'query mutation subscription fragment',
  'mut|': 'mutation',
  '{ do| }': 'dog catOrDog',
  '{ ty| }': '__typename __type',
  '{ dog { na| } }': 'name',
  '{ dog { name } cat { me| } }': 'meows',
  '{ x: dog { n|': 'name nickname',
  'mutation { |': 'feed __typename',
  '{ dog { isAt(|) } }': 'x y',
  '{ dog { isAt(x: 1, y|) } }': 'y',
  '{ dog { doesKnow(command: |) } }': 'SIT DOWN',
  '{ find(filter: {|}) { name } }': 'required defaulted text ids inner',
  '{ find(filter: {inner: {in|': 'inner',
  '{ find(filter: {required: |': 'true false',
  'query ($a: ID!, $b: Int) { human(id: $|': 'a',
  'query ($a: |': 'Boolean String Int ID Filter Choice Command Float',
  'query ($a: [Fil|': 'Filter',
  'query ($c: Command = |': 'SIT DOWN',
  '{ pet { ... on | } }': 'Being Pet Dog Cat CatOrDog',
  '{ pet { ... on Cat { vol| } } }': 'volume',
  '{ pet { ...| } } fragment F on Dog { name } fragment G on Query { dog { name } }': 'on F',
  'fragment F on Do|': 'Dog CatOrDog',
  '{ dog { name @| } }': 'onField again include skip',
  'query @|': 'onQuery',
  '{ dog { name @again(|) } }': 'times',
  '{ dog { name(surname: "|") } }': '',
  '{ dog # na|\n}': '',
  '{ unknown { |': '',
};

for (const [text, expected] of Object.entries(cases)) {
  assert.deepEqual(labels(text).split(' ').sort(), expected.split(' ').sort(), text);
}

const insert = (text, label) =>
  complete(text.replace('|', ''), text.indexOf('|'), schema).items.find(item => item.label === label).insert;
assert.equal(insert('{ | }', 'dog'), 'dog {\n  |\n}');
assert.equal(insert('{ | }', 'human'), 'human(|) {\n  \n}');
assert.equal(insert('{ dog { isAt(|) } }', 'x'), 'x: ');

assert.equal(definitionAt('{ dog { barks } }', 10, schema).definition.name, 'barks');
assert.equal(definitionAt('{ dog { barks } }', 10, schema).owner.name, 'Dog');
assert.equal(definitionAt('{ dog { isAt(x: 1) } }', 14, schema).definition.type.name, 'Int');
assert.equal(definitionAt('{ nothing }', 4, schema), undefined);

const text =
  'query A { dog { name } } query B($f: Filter!, $c: Command) { find(filter: $f) { name } dog { doesKnow(command: $c) } }';
assert.equal(operationAt(text, 3).name.text, 'A');
assert.equal(operationAt(text, text.length).name.text, 'B');
const operation = operationAt(text, text.length);
const variables = json =>
  completeVariables(json.replace('|', ''), json.indexOf('|'), operation, schema)
    .items.map(({ label }) => label)
    .join(' ');
assert.equal(variables('{ | }'), 'f c');
assert.equal(variables('{ "f|" }'), 'f');
assert.equal(variables('{ "c": |'), 'SIT DOWN');
assert.equal(variables('{ "f": { "te|'), 'text');
assert.equal(variables('{ "f": { "text": "", | } }'), 'required defaulted ids inner');

const problems = json => checkVariables(json, operation, schema).map(({ message }) => message);
assert.deepEqual(problems('{ "f": { "required": true, "ids": [1, "b"] }, "c": "SIT" }'), []);
assert.deepEqual(problems('{ "f": { "required": 1 }, "c": "RUN", "x": 1 }'), [
  'This is no Boolean!.',
  'Command has no value "RUN".',
  'The operation has no variable $x.',
]);
assert.deepEqual(problems('{}'), ['The operation needs f: Filter!.']);
for (const wrong of ['{', '[]', '{ "f": }', '{ "f": 1, }', '{ f: 1 }', '{} x', '{ "f": 01 }'])
  assert.notEqual(problems(wrong).length, 0, wrong);

// An unfinished document says what stays wrong, and not what may still come.
assert.deepEqual(
  validate('{ dog { nme isAt(', schema)
    .filter(({ unknown }) => unknown)
    .map(({ message }) => message),
  ['Dog has no field nme.'],
);

process.stdout.write('passed');
