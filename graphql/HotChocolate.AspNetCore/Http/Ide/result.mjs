// The result's pane: a line on how it went, the errors, and the JSON in colours; events of a subscription one by one.
import { byId, h } from './dom.mjs';
import { highlightJson } from './highlight.mjs';

// Beyond that many characters a text is shown plainly: a coloured one is an element for each token.
const coloured = 100_000;
const eventLimit = 200;

export class Result {
  constructor() {
    this.host = byId('result');
    this.status = byId('status');
    this.texts = [];
    byId('copy').addEventListener('click', ({ target }) => this.copy(target));
  }

  /** Texts of a line; the state is ok, failed, running or nothing. */
  say(text, state = '', ...facts) {
    this.status.className = state;
    this.status.replaceChildren(h('strong', null, text), ...facts.map(fact => h('span', null, fact)));
  }

  show({ status, statusText, text, json, size, elapsed }, name) {
    const errors = Array.isArray(json?.errors) ? json.errors : [];
    const good = status >= 200 && status < 300 && errors.length === 0 && json !== undefined;
    const count = errors.length > 0 && (errors.length === 1 ? '1 error' : `${errors.length} errors`);
    this.say(
      `${status} ${statusText}`.trim(),
      good ? 'ok' : 'failed',
      ...[name, count, duration(elapsed), bytes(size)].filter(Boolean),
    );
    this.texts = [json === undefined ? text : JSON.stringify(json, null, 2)];
    byId('copy').hidden = false;
    this.host.replaceChildren(
      ...errors.map(summary),
      json === undefined ? h('pre', null, text || 'The response is empty.') : coloredJson(this.texts[0]),
    );
    this.host.scrollTo(0, 0);
  }

  async copy(button) {
    try {
      await navigator.clipboard.writeText(this.texts.join('\n'));
      button.textContent = 'Copied';
    } catch {
      // The clipboard is for secure pages alone.
      getSelection().selectAllChildren(this.host);
      button.textContent = 'Selected';
    }
    setTimeout(() => {
      button.textContent = 'Copy';
    }, 1500);
  }

  fail(message) {
    this.say('No result', 'failed');
    this.host.replaceChildren(h('p', { className: 'summary', role: 'alert' }, message));
  }

  /** Begins a list of events. */
  stream(name) {
    this.count = 0;
    this.texts = [];
    this.say('Connecting …', 'running', name);
    this.events = h('ol', { className: 'events', 'aria-label': 'Events', 'aria-live': 'polite' });
    this.host.replaceChildren(this.events);
    this.name = name;
    byId('copy').hidden = false;
  }

  listening() {
    this.say('Listening', 'running', this.name, `${this.count} ${this.count === 1 ? 'event' : 'events'}`);
  }

  event(result, time = new Date()) {
    this.count++;
    const text = JSON.stringify(result, null, 2);
    this.texts = [...this.texts, text].slice(-eventLimit);
    const errors = Array.isArray(result?.errors) ? result.errors : [];
    this.events.prepend(
      h(
        'li',
        { className: errors.length > 0 ? 'failed' : '' },
        h('time', { dateTime: time.toISOString() }, clock(time)),
        errors.map(summary),
        coloredJson(text),
      ),
    );
    if (this.events.childElementCount > eventLimit) this.events.lastChild.remove();
    this.listening();
  }

  end(reason) {
    const good = this.count > 0 || reason === 'Stopped.';
    this.say(reason, good ? '' : 'failed', this.name, `${this.count} ${this.count === 1 ? 'event' : 'events'}`);
  }
}

const summary = ({ message, path, extensions }) =>
  h(
    'p',
    { className: 'summary', role: 'alert' },
    extensions?.code && h('strong', null, extensions.code),
    h('span', null, String(message)),
    Array.isArray(path) && h('code', null, path.join('.')),
  );

function coloredJson(text) {
  if (text.length > coloured) return h('pre', null, text);
  const parts = [];
  let at = 0;
  for (const { start, end, style } of highlightJson(text)) {
    if (start > at) parts.push(text.slice(at, start));
    parts.push(h('span', { className: style }, text.slice(start, end)));
    at = end;
  }
  return h('pre', null, parts);
}

const clock = time =>
  `${[time.getHours(), time.getMinutes(), time.getSeconds()].map(part => `${part}`.padStart(2, '0')).join(':')}` +
  `.${`${time.getMilliseconds()}`.padStart(3, '0')}`;

const duration = elapsed =>
  elapsed < 1000 ? `${Math.max(1, Math.round(elapsed))} ms` : `${(elapsed / 1000).toFixed(2)} s`;

const bytes = size =>
  size < 1024
    ? `${size} B`
    : size < 1024 ** 2
      ? `${(size / 1024).toFixed(1)} KB`
      : `${(size / 1024 ** 2).toFixed(1)} MB`;
