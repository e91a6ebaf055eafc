// The panel at the side: documentation, samples, history.
import { Docs } from './docs.mjs';
import { byId, h, prose, showTab, tabList } from './dom.mjs';
import { remember } from './history.mjs';
import { sample, samples } from './samples.mjs';
import { local, scope } from './storage.mjs';

export class Panel {
  /** `open` is called with a query and variables to edit. */
  constructor(open) {
    Object.assign(this, { open, panel: byId('panel'), tabs: byId('panel-tabs'), toggle: byId('panel-toggle') });
    this.docs = new Docs(byId('docs'), (operation, field) => this.use(sample(operation, field, this.schema)));
    tabList(this.tabs, tab => showTab(this.tabs, tab));
    this.toggle.addEventListener('click', () => this.showPanel(this.panel.hidden));
    byId('history-clear').addEventListener('click', () => this.keep([]));
    this.keep(local.read(scope('history'), []));
    this.showPanel(innerWidth > 1000);
  }

  load(schema) {
    this.schema = schema;
    this.docs.load(schema);
    const all = samples(schema);
    const kinds = [...new Set(all.map(({ operation }) => operation))];
    byId('samples-list').replaceChildren(
      ...kinds.map(kind =>
        h(
          'section',
          null,
          h('h3', null, kind[0].toUpperCase() + kind.slice(1)),
          all.filter(({ operation }) => operation === kind).map(item => this.sample(item)),
        ),
      ),
    );
  }

  /** Says why there is no schema, and what works without one. */
  explain(message, detail) {
    this.schema = undefined;
    this.docs.explain(
      h('p', { className: 'notice', role: 'status' }, message),
      detail && prose(detail),
      h(
        'p',
        { className: 'quiet' },
        'Operations run all the same; completion, documentation and samples need the schema.',
      ),
    );
    byId('samples-list').replaceChildren(h('p', { className: 'quiet' }, message));
  }

  openDocs(definition, owner) {
    this.showPanel(true);
    showTab(this.tabs, byId('docs-tab'));
    this.docs.open(definition, owner);
  }

  remember(request) {
    this.keep(remember(local.read(scope('history'), []), request, Date.now()));
  }

  use({ query, variables }) {
    this.open(query, variables);
    if (innerWidth <= 1000) this.showPanel(false);
  }

  showPanel(visible) {
    this.panel.hidden = !visible;
    this.toggle.setAttribute('aria-expanded', visible);
  }

  sample({ field, query, variables }) {
    return h(
      'button',
      { className: 'item', onclick: () => this.use({ query, variables }) },
      h('strong', null, field.name),
      field.description && h('span', null, field.description),
    );
  }

  keep(entries) {
    local.write(scope('history'), entries);
    byId('history-list').replaceChildren(
      ...entries.map(({ query, variables, operationName, at }) =>
        h(
          'button',
          { className: 'item', onclick: () => this.use({ query, variables }), title: query },
          h('strong', null, operationName ?? firstLine(query)),
          h('span', null, new Date(at).toLocaleString()),
        ),
      ),
    );
    byId('history-empty').hidden = entries.length > 0;
    byId('history-clear').hidden = entries.length === 0;
  }
}

const firstLine = query =>
  query
    .split('\n')
    .map(line => line.replace(/[{\s]+$/, '').trim())
    .find(line => line && !line.startsWith('#')) ?? query;
