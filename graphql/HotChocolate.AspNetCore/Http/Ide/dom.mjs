// Elements from data; text never becomes markup.

/** An element with properties (on…: listeners, names with a dash: attributes) and children: nodes, text, nothing. */
export function h(tag, properties, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name.includes('-') || name === 'role') element.setAttribute(name, value);
    else element[name] = value;
  }
  for (const child of children.flat(2)) {
    if (child !== undefined && child !== null && child !== false) element.append(child);
  }
  return element;
}

export const byId = id => document.getElementById(id);

/** A description with its `code` marked. */
export const prose = text =>
  h(
    'p',
    { className: 'prose' },
    text.split(/`([^`]+)`/).map((part, index) => (index % 2 === 1 ? h('code', null, part) : part)),
  );

/** Lets the arrow keys move in a list of tabs; `select` is called with the tab chosen. */
export function tabList(list, select) {
  list.addEventListener('click', ({ target }) => {
    const tab = target.closest('[role=tab]');
    if (tab) select(tab);
  });
  list.addEventListener('keydown', event => {
    const tabs = [...list.querySelectorAll('[role=tab]')];
    const index = tabs.indexOf(event.target);
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (index < 0 || !step) return;
    event.preventDefault();
    const next = (index + step + tabs.length) % tabs.length;
    select(tabs[next]);
    list.querySelectorAll('[role=tab]')[next]?.focus();
  });
}

/** Shows the tab as chosen, and of the panels that tabs control its own. */
export function showTab(list, chosen) {
  for (const tab of list.querySelectorAll('[role=tab]')) {
    tab.setAttribute('aria-selected', tab === chosen);
    tab.tabIndex = tab === chosen ? 0 : -1;
    const panel = byId(tab.getAttribute('aria-controls'));
    if (panel) panel.hidden = tab !== chosen && panel !== byId(chosen.getAttribute('aria-controls'));
  }
}
