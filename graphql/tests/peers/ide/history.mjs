// The history keeps what was run and no secrets.
import assert from 'node:assert/strict';
import { remember, withoutSecrets, withoutSecretValues } from '../../../HotChocolate.AspNetCore/Http/Ide/history.mjs';

assert.equal(
  withoutSecrets('mutation { login(input: {email: "a@b", password: "hush", accessToken: """t"""}) { token } } # "x"'),
  'mutation { login(input: {email: "a@b", password: "", accessToken: ""}) { token } } # "x"',
);
assert.equal(withoutSecrets('{ a(name: "password") }'), '{ a(name: "password") }');
assert.deepEqual(
  JSON.parse(withoutSecretValues('{"input":{"email":"a@b","Password":"hush","list":[{"api_secret":"s"}]}}')),
  { input: { email: 'a@b', Password: '', list: [{ api_secret: '' }] } },
);
assert.equal(withoutSecretValues('{"password": "hush"'), '');

let entries = [];
for (let at = 0; at < 60; at++) entries = remember(entries, { query: `{ a${at} }`, variables: '' }, at);
assert.equal(entries.length, 50);
assert.equal(entries[0].query, '{ a59 }');
entries = remember(entries, { query: '{ a30 }', variables: '' }, 99);
assert.equal(entries.length, 50);
assert.deepEqual([entries[0].query, entries[0].at], ['{ a30 }', 99]);

process.stdout.write('passed');
