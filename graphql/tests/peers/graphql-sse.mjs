// As graphql-ws.mjs, with clients of graphql-sse.
import { createClient } from 'graphql-sse';
import { readInput, report } from './subscriber.mjs';

const { url, query, clients, retries } = await readInput();
await Promise.all(Array.from({ length: clients }, (_, number) => new Promise(resolve => {
  const client = createClient({ url, retryAttempts: retries });
  const ended = line => {
    report(number, line);
    client.dispose();
    resolve();
  };
  client.subscribe({ query }, {
    next: result => report(number, result),
    error: error => ended({ error: { message: error.message } }),
    complete: () => ended('complete'),
  });
})));
