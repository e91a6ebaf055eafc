// Runs the operation that was chosen, one at a time; what runs can be stopped.
import { send, subscribe } from './transport.mjs';

export class Runner {
  constructor(endpoint, result, changed) {
    Object.assign(this, { endpoint, result, changed });
  }

  get running() {
    return this.stop !== undefined;
  }

  /** The request has query, variables and operationName; kind is the operation's. */
  run(kind, headers, request) {
    const name = request.operationName ?? kind;
    if (kind === 'subscription') this.subscribe(headers, request, name);
    else this.send(headers, request, name);
    this.changed();
  }

  async send(headers, request, name) {
    const { endpoint, result } = this;
    const abort = new AbortController();
    this.stop = () => abort.abort();
    result.say('Running …', 'running', name);
    try {
      result.show(await send(endpoint, headers, request, abort.signal), name);
    } catch (error) {
      result.fail(error.name === 'AbortError' ? 'Stopped.' : `The request failed: ${error.message}`);
    }
    this.ended();
  }

  subscribe(headers, request, name) {
    const { endpoint, result } = this;
    result.stream(name);
    this.stop = subscribe(endpoint, headers, request, {
      open: () => result.listening(),
      next: payload => result.event(payload),
      error: errors => result.event({ errors }),
      close: reason => {
        result.end(reason);
        this.ended();
      },
    });
  }

  ended() {
    this.stop = undefined;
    this.changed();
  }
}
