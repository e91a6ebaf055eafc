// Samples and the login that the page makes from a schema.
import assert from 'node:assert/strict';
import { parse, print, validate } from 'graphql';
import { findLogin, loginRequest } from '../../../HotChocolate.AspNetCore/Http/Ide/login.mjs';
import { samples } from '../../../HotChocolate.AspNetCore/Http/Ide/samples.mjs';
import { load, loadInput } from './reference.mjs';

const { reference, schema } = loadInput();
const all = samples(schema);
assert.equal(all.length, 14);
for (const { query } of all) {
  const document = parse(query);
  assert.deepEqual(validate(reference, document), [], query);
  assert.equal(query, print(document));
}
const human = all.find(({ field }) => field.name === 'human');
assert.match(human.query, /^query Human\(\$id: ID!\) {\n  human\(id: \$id\) {\n    name\n/);
assert.deepEqual(JSON.parse(human.variables), { id: '' });
assert.equal(findLogin(schema), undefined);

const shop = load(`
  type Query { a: Int old: Int @deprecated }
  type Mutation {
    reset(password: String!): Boolean
    register(input: Registration!): Account!
    signIn(input: Credentials!, remember: Boolean): Session
    buy(lines: [Line!]!, kind: Kind!, choice: Choice!): Int
  }
  type Account { id: ID! }
  type Session { accessToken: String! expires: Int }
  input Registration { name: String! password: String! }
  input Credentials { user: Inner!, password: String!, hint: String }
  input Inner { e_mail: String!, number: Int! }
  input Line { id: ID!, quantity: Int! = 1, parent: Line }
  input Choice @oneOf { left: Int, right: String }
  enum Kind { GIFT OWN }`).schema;

assert.deepEqual(
  samples(shop).map(({ field }) => field.name),
  ['a', 'reset', 'register', 'signIn', 'buy'],
);
assert.deepEqual(JSON.parse(samples(shop).at(-1).variables), {
  lines: [{ id: '' }],
  kind: 'GIFT',
  choice: { left: 1 },
});

const login = findLogin(shop);
assert.equal(login.field.name, 'signIn');
assert.deepEqual(
  login.inputs.map(({ label, secret }) => [label, secret]),
  [
    ['e mail', false],
    ['number', false],
    ['password', true],
  ],
);
assert.deepEqual(loginRequest(login, ['a@b', '7', 'hush']), {
  query: 'mutation Login($input: Credentials!) { result: signIn(input: $input) { token: accessToken } }',
  variables: { input: { user: { e_mail: 'a@b', number: 7 }, password: 'hush' } },
});

process.stdout.write('passed');
