// Sends operations: queries and mutations after GraphQL over HTTP, subscriptions by the graphql-transport-ws protocol.

const acknowledgeTimeout = 10_000;

/** Sends a request and gives { status, statusText, text, json, size, elapsed }; json is undefined when it is none. */
export async function send(endpoint, headers, request, signal) {
  const started = performance.now();
  const sent = new Headers(headers);
  sent.set('content-type', 'application/json');
  if (!sent.has('accept')) sent.set('accept', 'application/graphql-response+json, application/json;q=0.9');
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: sent,
    body: JSON.stringify(request),
    signal,
  });
  const body = await response.arrayBuffer();
  const elapsed = performance.now() - started;
  const text = new TextDecoder().decode(body);
  return {
    status: response.status,
    statusText: response.statusText,
    text,
    json: parse(text),
    size: body.byteLength,
    elapsed,
  };
}

/**
 * Opens a subscription; the headers go into the payload of connection_init, for a browser sends none of its own.
 * Calls on.open(), on.next(result), on.error(errors) and, once and last, on.close(reason). Returns what stops it.
 */
export function subscribe(endpoint, headers, request, on, Socket = WebSocket) {
  const url = new URL(endpoint);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new Socket(url, 'graphql-transport-ws');
  const post = message => socket.readyState === 1 && socket.send(JSON.stringify(message));
  let ended = false;
  const end = (text, code = 1000) => {
    if (ended) return;
    ended = true;
    clearTimeout(timeout);
    socket.close(code);
    on.close(text);
  };
  const timeout = setTimeout(() => end('The server did not acknowledge the connection.', 4408), acknowledgeTimeout);
  const handlers = {
    connection_ack() {
      clearTimeout(timeout);
      post({ id: '1', type: 'subscribe', payload: request });
      on.open();
    },
    ping: () => post({ type: 'pong' }),
    pong() {},
    next: ({ payload }) => on.next(payload),
    error({ payload }) {
      on.error(payload);
      end('The server refused the subscription.');
    },
    complete: () => end('The server completed the subscription.'),
  };
  socket.onopen = () => post({ type: 'connection_init', payload: headers });
  socket.onmessage = ({ data }) => {
    const message = parse(data);
    const handler = Object.hasOwn(handlers, message?.type ?? '') ? handlers[message.type] : undefined;
    if (ended) return;
    if (handler) handler(message);
    else end('The server sent what is not of the protocol.', 4400);
  };
  socket.onclose = ({ code, reason }) => end(`The connection was closed (${code}${reason ? `: ${reason}` : ''}).`);
  return () => {
    post({ id: '1', type: 'complete' });
    end('Stopped.');
  };
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
