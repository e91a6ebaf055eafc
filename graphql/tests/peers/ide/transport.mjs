// The page's side of the graphql-transport-ws protocol, message by message.
import assert from 'node:assert/strict';
import { subscribe } from '../../../HotChocolate.AspNetCore/Http/Ide/transport.mjs';

class Socket {
  constructor(url, protocol) {
    Object.assign(this, { url: url.href, protocol, readyState: 1, sent: [], closed: [] });
    Socket.last = this;
  }

  send(text) {
    this.sent.push(JSON.parse(text));
  }

  close(code) {
    this.readyState = 2;
    this.closed.push(code);
  }

  receive(message) {
    this.onmessage({ data: typeof message === 'string' ? message : JSON.stringify(message) });
  }
}

function start(endpoint = 'https://shop/graphql') {
  const log = [];
  const stop = subscribe(
    endpoint,
    { Authorization: 'Bearer t' },
    { query: 'subscription { a }' },
    {
      open: () => log.push('open'),
      next: payload => log.push(payload),
      error: errors => log.push(errors),
      close: reason => log.push(reason),
    },
    Socket,
  );
  Socket.last.onopen();
  return { log, stop, socket: Socket.last };
}

const one = start();
assert.deepEqual([one.socket.url, one.socket.protocol], ['wss://shop/graphql', 'graphql-transport-ws']);
one.socket.receive({ type: 'connection_ack' });
one.socket.receive({ type: 'ping' });
one.socket.receive({ id: '1', type: 'next', payload: { data: { a: 1 } } });
one.stop();
one.socket.receive({ id: '1', type: 'next', payload: { data: { a: 2 } } });
one.socket.onclose({ code: 1000, reason: '' });
assert.deepEqual(one.socket.sent, [
  { type: 'connection_init', payload: { Authorization: 'Bearer t' } },
  { id: '1', type: 'subscribe', payload: { query: 'subscription { a }' } },
  { type: 'pong' },
  { id: '1', type: 'complete' },
]);
assert.deepEqual(one.log, ['open', { data: { a: 1 } }, 'Stopped.']);
assert.deepEqual(one.socket.closed, [1000]);

const completed = start('http://shop/graphql');
assert.equal(completed.socket.url, 'ws://shop/graphql');
completed.socket.receive({ type: 'connection_ack' });
completed.socket.receive({ id: '1', type: 'complete' });
assert.deepEqual(completed.log, ['open', 'The server completed the subscription.']);

const refused = start();
refused.socket.receive({ type: 'connection_ack' });
refused.socket.receive({ id: '1', type: 'error', payload: [{ message: 'No.' }] });
assert.deepEqual(refused.log, ['open', [{ message: 'No.' }], 'The server refused the subscription.']);

const closed = start();
closed.socket.onclose({ code: 4403, reason: 'Forbidden' });
assert.deepEqual(closed.log, ['The connection was closed (4403: Forbidden).']);

for (const message of ['{', '"text"', '{"type":"constructor"}', '{}', 'null']) {
  const broken = start();
  broken.socket.receive(message);
  assert.deepEqual(
    [broken.log, broken.socket.closed],
    [['The server sent what is not of the protocol.'], [4400]],
    message,
  );
}

process.stdout.write('passed');
