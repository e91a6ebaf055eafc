// The open documents, each on a tab with its variables.
import { h, showTab, tabList } from './dom.mjs';
import { parse } from './parser.mjs';
import { scope, session } from './storage.mjs';

const limit = 20;

const welcome = `# Ctrl+Enter       runs the operation under the cursor
# Ctrl+Space       shows what can be written there
# Shift+Ctrl+P     lays the document out
#
# The explorer has a sample of each operation.

{
  __typename
}`;

export class Documents {
  constructor(list, show) {
    Object.assign(this, {
      list,
      show,
      ...session.read(scope('documents'), { items: [{ query: welcome, variables: '' }], index: 0 }),
    });
    tabList(list, tab => this.choose([...list.querySelectorAll('[role=tab]')].indexOf(tab)));
    list.addEventListener('keydown', ({ key, target }) => {
      if (key !== 'Delete' || target.getAttribute('role') !== 'tab') return;
      this.close(this.index);
      list.querySelector('[aria-selected=true]').focus();
    });
  }

  get current() {
    return this.items[this.index];
  }

  update(query, variables) {
    Object.assign(this.current, { query, variables });
    this.save();
    const tab = this.list.querySelectorAll('[role=tab]')[this.index];
    if (tab) tab.textContent = title(this.current);
  }

  /** Opens a document on a tab of its own, or on the current one where nothing would be lost. */
  open(query, variables) {
    const there = this.items.findIndex(item => item.query === query && item.variables === variables);
    const free = this.current.query === welcome || this.current.query.trim() === '';
    if (there < 0 && free) Object.assign(this.current, { query, variables });
    else if (there < 0) this.items = [...this.items, { query, variables }].slice(-limit);
    this.choose(there >= 0 ? there : free ? this.index : this.items.length - 1);
  }

  close(index) {
    this.items.splice(index, 1);
    if (this.items.length === 0) this.items.push({ query: '', variables: '' });
    this.choose(Math.min(this.index > index ? this.index - 1 : this.index, this.items.length - 1));
  }

  choose(index) {
    this.index = index;
    this.render();
    this.save();
    this.show(this.current);
  }

  render() {
    const tabs = this.items.map((item, index) => [
      h('button', { role: 'tab', 'aria-controls': 'query' }, title(item)),
      this.items.length > 1 &&
        h(
          'button',
          {
            className: 'close',
            tabIndex: -1,
            'aria-label': `Close ${title(item)}`,
            title: 'Close (Delete)',
            onclick: () => this.close(index),
          },
          '×',
        ),
    ]);
    const add = h(
      'button',
      { className: 'add', 'aria-label': 'New document', title: 'New document', onclick: () => this.open('', '') },
      '+',
    );
    this.list.replaceChildren(...tabs.map(tab => h('span', { className: 'tab', role: 'presentation' }, tab)), add);
    const chosen = this.list.querySelectorAll('[role=tab]')[this.index];
    showTab(this.list, chosen);
    chosen.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  save() {
    session.write(scope('documents'), { items: this.items, index: this.index });
  }
}

export function title({ query }) {
  const [first] = parse(query).definitions.filter(({ kind }) => kind === 'operation');
  return first?.name?.text ?? first?.selections[0]?.name?.text ?? 'New';
}
