// The tokens that a parser takes one by one, and the errors that it notes on its way.

export class TokenSource {
  constructor(text, tokens) {
    this.tokens = tokens;
    this.end = { kind: 'end', text: '', start: text.length, end: text.length };
    this.index = 0;
    this.errors = [];
  }

  get token() {
    return this.tokens[this.index] ?? this.end;
  }
  get next() {
    return this.tokens[this.index + 1] ?? this.end;
  }
  get ended() {
    return this.index >= this.tokens.length;
  }
  get lastEnd() {
    return this.tokens[this.index - 1]?.end ?? 0;
  }

  is(text) {
    return this.token.text === text && (this.token.kind === 'punctuator' || this.token.kind === 'name');
  }
  skip() {
    return this.tokens[this.index++] ?? this.end;
  }
  take(text) {
    return this.is(text) ? this.skip() : undefined;
  }
  expect(text) {
    return this.take(text) ?? this.fail(text);
  }
  name() {
    return this.token.kind === 'name' ? this.skip() : this.fail('a name');
  }

  // One error for each place: what follows from it says nothing new.
  fail(expected) {
    const { token } = this;
    if (this.failedAt === this.index) return undefined;
    this.failedAt = this.index;
    const found =
      token.kind === 'end' ? 'the end' : token.text.length > 40 ? `${token.text.slice(0, 40)}…` : token.text;
    this.error(token, token.message ?? `Expected ${expected}, found ${found}.`);
    return undefined;
  }

  error({ start, end }, message) {
    this.errors.push({ start, end, message });
  }
}
