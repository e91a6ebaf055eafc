// Puts the page together.
import { complete } from './completion.mjs';
import { Documents } from './documents.mjs';
import { byId, showTab, tabList } from './dom.mjs';
import { Editor } from './editor.mjs';
import { highlightGraphQL, highlightJson } from './highlight.mjs';
import { LoginBox } from './login-box.mjs';
import { Panel } from './panel.mjs';
import { showPlace } from './place.mjs';
import { prettify } from './printer.mjs';
import { Result } from './result.mjs';
import { operationAt, operationsOf, readObject } from './request.mjs';
import { Runner } from './runner.mjs';
import { Schema, introspectionQuery } from './schema.mjs';
import { splitter } from './splitter.mjs';
import { scope, session } from './storage.mjs';
import { send } from './transport.mjs';
import { validate } from './validation.mjs';
import { checkVariables } from './variables-check.mjs';
import { completeVariables } from './variables.mjs';

const schemaTimeout = 30_000;
const endpoint = new URL(document.body.dataset.endpoint, document.baseURI);
if (endpoint.pathname.length > 1) endpoint.pathname = endpoint.pathname.replace(/\/$/, '');

let schema;
let shown;
const operation = () => operationAt(query.text, query.position);

const query = new Editor(byId('query'), {
  label: 'Operation',
  highlight: highlightGraphQL,
  check: text => validate(text, schema),
  complete: (text, position) => (schema ? complete(text, position, schema) : { items: [] }),
  changed() {
    documents.update(query.text, variables.text);
    variables.render();
    showOperations();
  },
  moved: showOperations,
});
const variables = new Editor(byId('variables'), {
  label: 'Variables, a JSON object',
  placeholder: '{ "name": "value" }',
  highlight: highlightJson,
  check: text => checkVariables(text, operation(), schema),
  complete: (text, position) => completeVariables(text, position, operation(), schema),
  changed: () => documents.update(query.text, variables.text),
});
const headers = new Editor(byId('headers'), {
  label: 'Headers, a JSON object',
  placeholder: '{ "Authorization": "Bearer …" }',
  highlight: highlightJson,
  check: text => checkVariables(text),
  changed: keepHeaders,
});

const result = new Result();
const runner = new Runner(endpoint.href, result, showRunning);
const documents = new Documents(byId('documents'), item => {
  variables.text = item.variables;
  query.text = item.query;
  variables.render();
  showOperations();
});
const panel = new Panel((text, values) => {
  documents.open(text, values);
  query.area.focus();
});
const loginBox = new LoginBox(endpoint.href, token => {
  setHeader('Authorization', `Bearer ${token}`);
  result.say('Logged in', 'ok', 'The token is in the headers.');
});

function run() {
  if (runner.running) {
    runner.stop();
    return;
  }
  const chosen = operation();
  const request = { query: query.text, operationName: chosen?.name?.text };
  try {
    request.variables = readObject(variables.text, 'variables');
    const sent = readObject(headers.text, 'headers') ?? {};
    panel.remember({ ...request, variables: variables.text });
    runner.run(chosen?.operation ?? 'query', sent, request);
  } catch (error) {
    result.fail(error.message);
  }
}

function layOut() {
  const text = prettify(query.text);
  if (text === undefined) {
    query.select(query.errors[0].start);
    return;
  }
  if (text !== query.text) query.replace(0, query.text.length, text, Math.min(query.position, text.length));
  query.area.focus();
}

function showOperations() {
  const all = operationsOf(query.text);
  const select = byId('operation');
  select.hidden = all.length < 2;
  const options = all.map(({ name, operation: kind }) => name?.text ?? kind);
  if (options.join() !== [...select.options].map(option => option.text).join()) {
    select.replaceChildren(...options.map(text => new Option(text)));
  }
  const current = operation();
  if (current?.start !== shown?.start) variables.render();
  shown = current;
  select.selectedIndex = all.findIndex(({ start }) => start === current?.start);
  showPlace(byId('place'), query, schema, panel);
}

function showRunning() {
  const button = byId('run');
  button.classList.toggle('stop', runner.running);
  button.querySelector('span').textContent = runner.running ? 'Stop' : 'Run';
}

function keepHeaders() {
  session.write(scope('headers'), headers.text);
  byId('logout').hidden = !/"authorization"\s*:/i.test(headers.text);
}

function setHeader(name, value) {
  let kept = {};
  try {
    kept = readObject(headers.text, 'headers') ?? {};
  } catch {
    // What is no JSON cannot be kept.
  }
  for (const key of Object.keys(kept)) if (key.toLowerCase() === name.toLowerCase()) delete kept[key];
  if (value) kept[name] = value;
  headers.text = Object.keys(kept).length > 0 ? JSON.stringify(kept, null, 2) : '';
  keepHeaders();
}

async function loadSchema() {
  panel.explain('The schema is loading …');
  schema = undefined;
  try {
    const sent = readObject(headers.text, 'headers') ?? {};
    const request = { query: introspectionQuery, operationName: 'IntrospectionQuery' };
    const { json, status } = await send(endpoint.href, sent, request, AbortSignal.timeout(schemaTimeout));
    if (json?.data?.__schema) {
      schema = new Schema(json.data.__schema);
      panel.load(schema);
    } else {
      panel.explain(
        'This server does not show its schema: introspection is off or refused.',
        json?.errors?.[0]?.message ?? `It answered with status ${status}.`,
      );
    }
  } catch (error) {
    panel.explain('The schema could not be loaded.', error.message);
  }
  loginBox.load(schema);
  for (const editor of [query, variables]) editor.render();
  showOperations();
}

byId('endpoint').textContent = endpoint.pathname;
byId('run').addEventListener('click', run);
byId('prettify').addEventListener('click', layOut);
byId('reload').addEventListener('click', loadSchema);
byId('logout').addEventListener('click', () => setHeader('Authorization'));
byId('operation').addEventListener('change', ({ target }) =>
  query.select(operationsOf(query.text)[target.selectedIndex].start),
);
splitter(byId('splitter'));
tabList(byId('extras'), tab => showTab(byId('extras'), tab));
document.addEventListener('keydown', event => {
  if (!event.ctrlKey && !event.metaKey) return;
  const action = event.key === 'Enter' ? run : event.shiftKey && event.key.toLowerCase() === 'p' ? layOut : undefined;
  if (!action || byId('login').open) return;
  event.preventDefault();
  if (!event.repeat) action();
});

headers.text = session.read(scope('headers'), '');
keepHeaders();
documents.choose(documents.index);
query.area.focus();
loadSchema();
