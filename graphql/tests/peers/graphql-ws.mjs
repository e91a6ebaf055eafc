// Reads address, request and number of clients from standard input, subscribes with that many clients of graphql-ws, and
// prints a line for each result: the client's number and the result.
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { readInput, report } from './subscriber.mjs';

const { url, query, clients, connectionParams, retries } = await readInput();
await Promise.all(Array.from({ length: clients }, (_, number) => new Promise(resolve => {
  const client = createClient({
    url: url.replace('http', 'ws'),
    webSocketImpl: WebSocket,
    connectionParams,
    retryAttempts: retries,
    retryWait: () => new Promise(wake => setTimeout(wake, 100)),
  });
  const ended = line => {
    report(number, line);
    client.dispose();
    resolve();
  };
  client.subscribe({ query }, {
    next: result => report(number, result),
    error: error => ended({ error: Array.isArray(error) ? error : { code: error.code, reason: error.reason } }),
    complete: () => ended('complete'),
  });
})));
