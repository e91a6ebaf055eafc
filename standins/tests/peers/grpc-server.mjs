// Serves echo.v1.EchoService with grpc-js; metadata tell what to do. Prints its port, and ends when stdin does.
import * as grpc from '@grpc/grpc-js';

const happened = new Set();
const same = bytes => bytes;
const text = (call, key) => call.metadata.get(key)[0];

async function handle(call) {
  const echoed = new grpc.Metadata();
  for (const key of ['x-text', 'x-data-bin']) {
    call.metadata.get(key).forEach(value => echoed.add(key, value));
  }
  call.sendMetadata(echoed);
  happened.add(`${text(call, 'x-key')}-started`);
  call.on('cancelled', () => { happened.add(`${text(call, 'x-key')}-cancelled`); });
  await new Promise(resolve => { setTimeout(resolve, Number(text(call, 'x-delay-ms') ?? 0)); });
  if (text(call, 'x-details-bin')) {
    echoed.set('grpc-status-details-bin', text(call, 'x-details-bin'));
  }
  echoed.set('x-deadline', String(call.getDeadline()));
  const asked = text(call, 'x-happened');
  const code = asked ? (happened.has(asked) ? 0 : 5) : Number(text(call, 'x-status') ?? 0);
  if (code) {
    call.emit('error', { code, details: text(call, 'x-message-bin')?.toString('utf8') ?? '', metadata: echoed });
    return;
  }
  const size = Number(text(call, 'x-size') ?? 0);
  const message = size ? sized(size) : call.request;
  for (let i = 0; i < Number(text(call, 'x-count') ?? 1); i++) {
    call.write(message);
  }
  call.end(echoed);
}

// A message whose first field is a string of this many bytes.
function sized(size) {
  const head = [0x0a];
  for (let rest = size; ; rest >>= 7) {
    head.push(rest > 127 ? (rest & 127) | 128 : rest);
    if (rest <= 127) {
      return Buffer.concat([Buffer.from(head), Buffer.alloc(size, 'x')]);
    }
  }
}

const method = name => ({
  path: `/echo.v1.EchoService/${name}`,
  requestStream: false,
  responseStream: true,
  requestSerialize: same,
  requestDeserialize: same,
  responseSerialize: same,
  responseDeserialize: same,
});
const server = new grpc.Server({ 'grpc.max_receive_message_length': 1024 * 1024 });
server.addService({ Echo: method('Echo'), Count: method('Count') }, { Echo: handle, Count: handle });
server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
  console.log(error ? `failed: ${error}` : port);
});
process.stdin.resume().on('end', () => process.exit(0));
