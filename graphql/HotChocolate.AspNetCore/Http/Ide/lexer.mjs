// Tokens of a document: GraphQL, section 2.1. Comments are kept for colours; what is malformed becomes an error token.

const pattern = new RegExp(
  [
    /(?<ignored>[ \t\n\r,\uFEFF]+)/,
    /(?<comment>#[^\n\r]*)/,
    /(?<block>"""(?:\\"""|(?!\\?""")[^])*""")/,
    /(?<string>"(?!"")(?:[^"\\\n\r]|\\["\\/bfnrt]|\\u[0-9A-Fa-f]{4}|\\u\{[0-9A-Fa-f]+\})*")/,
    /(?<float>-?(?:0|[1-9]\d*)(?:\.\d+(?:[eE][+-]?\d+)?|[eE][+-]?\d+)(?![\w.]))/,
    /(?<int>-?(?:0|[1-9]\d*)(?![\w.]))/,
    /(?<name>[A-Za-z_]\w*)/,
    /(?<punctuator>\.\.\.|[!$&()[\]{|}:=@])/,
    /(?<unclosed>"""[^]*|"(?:[^"\\\n\r]|\\[^\n\r])*"?)/,
    /(?<number>-?\d[\w.]*|-)/,
    /(?<other>[^])/u,
  ]
    .map(part => part.source)
    .join('|'),
  'yu',
);

const messages = {
  unclosed: text =>
    text.startsWith('"""') ? 'This block string has no end.' : 'This string has no end or a wrong escape.',
  number: text => `${text} is not a number.`,
  other: text => `${text} has no meaning here.`,
};

let last;

/** The tokens in their order. They are kept for the text asked for last, which several ask for after each key. */
export function tokenize(text) {
  if (last?.text !== text) last = { text, tokens: read(text) };
  return last.tokens;
}

function read(text) {
  const tokens = [];
  pattern.lastIndex = 0;
  while (pattern.lastIndex < text.length) {
    const start = pattern.lastIndex;
    const { groups } = pattern.exec(text);
    const [kind, value] = Object.entries(groups).find(([, found]) => found !== undefined);
    if (kind === 'ignored') continue;
    const message =
      kind === 'string' && !hasOnlyScalarEscapes(value)
        ? 'This string has an escape that is not a character.'
        : messages[kind]?.(value);
    tokens.push({ kind: message ? 'error' : kind, text: value, start, end: pattern.lastIndex, message });
  }
  return tokens;
}

// Section 2.9.4: an escape is a scalar value, or two are a surrogate pair.
function hasOnlyScalarEscapes(text) {
  const units = text.replace(/\\([^u])/g, '').replace(/\\u\{([0-9A-Fa-f]+)\}/g, (_, hex) => {
    const value = parseInt(hex, 16);
    return value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff) ? '\\uDFFF' : '';
  });
  return !/\\u[Dd][89A-Fa-f]/.test(units.replace(/\\u[Dd][89ABab][0-9A-Fa-f]{2}\\u[Dd][C-Fc-f][0-9A-Fa-f]{2}/g, ''));
}
