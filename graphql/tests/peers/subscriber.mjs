// What the subscribing clients share.
import { text } from 'node:stream/consumers';

export const readInput = async () => ({ clients: 1, retries: 0, ...JSON.parse(await text(process.stdin)) });

export const report = (number, line) => process.stdout.write(`${number} ${JSON.stringify(line)}\n`);
