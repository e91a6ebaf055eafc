// Makes the calls that stdin lists (JSON) with grpc-js and prints their outcomes. Messages are bytes in base64.
import * as grpc from '@grpc/grpc-js';
import { readFileSync } from 'node:fs';

const { address, calls } = JSON.parse(readFileSync(0, 'utf8'));
const client = new grpc.Client(address, grpc.credentials.createInsecure(), { 'grpc.max_receive_message_length': -1 });
const same = bytes => bytes;

function toMetadata(entries) {
  const metadata = new grpc.Metadata();
  for (const [key, value] of Object.entries(entries ?? {})) {
    metadata.add(key, key.endsWith('-bin') ? Buffer.from(value, 'base64') : value);
  }
  return metadata;
}

function fromMetadata(metadata) {
  const entries = {};
  for (const key of Object.keys(metadata?.getMap() ?? {})) {
    entries[key] = metadata.get(key).map(value => Buffer.isBuffer(value) ? value.toString('base64') : value).join(',');
  }
  return entries;
}

function make(call) {
  return new Promise(resolve => {
    const outcome = { messages: [], headers: {}, trailers: {} };
    const options = call.deadlineMs ? { deadline: Date.now() + call.deadlineMs } : {};
    const started = client.makeServerStreamRequest(
      call.path, same, same, Buffer.from(call.message, 'base64'), toMetadata(call.metadata), options);
    started.on('metadata', metadata => {
      outcome.headers = fromMetadata(metadata);
      if (call.cancelAtHeaders) {
        started.cancel();
      }
    });
    started.on('data', bytes => outcome.messages.push(bytes.toString('base64')));
    started.on('error', () => {});
    started.on('status', status => resolve({
      ...outcome, code: status.code, details: status.details, trailers: fromMetadata(status.metadata),
    }));
  });
}

console.log(JSON.stringify(await Promise.all(calls.map(make))));
client.close();
