// Lays a document out: two spaces, one selection a line, arguments over 80 characters one a line. Comments stay before
// what they stood before, values as they are written.
import { parse } from './parser.mjs';

const width = 80;

/** The document laid out, or undefined where it has syntax errors. */
export function prettify(text) {
  const document = parse(text);
  return document.errors.length > 0 ? undefined : new Printer(text, document.comments).document(document);
}

class Printer {
  constructor(text, comments) {
    this.text = text;
    this.comments = comments;
    this.next = 0;
  }

  document({ definitions }) {
    const parts = [];
    for (const definition of definitions) {
      this.trail(parts, definition.start);
      parts.push([...this.before(definition.start), this.definition(definition)].join('\n'));
    }
    this.trail(parts, Infinity);
    const rest = this.before(Infinity);
    return [...parts, ...(rest.length > 0 ? [rest.join('\n')] : [])].join('\n\n');
  }

  definition({ kind, operation, description, name, on, variables, directives, ...body }) {
    const lead = description ? `${description.text}\n` : '';
    const list =
      variables?.length > 0 ? this.items('(', variables, ')', variables.at(-1).end, node => this.variable(node)) : '';
    const head =
      kind === 'fragment' ? `fragment ${name.text} on ${on.text}` : join(operation, `${name?.text ?? ''}${list}`);
    const start = join(head, this.directives(directives));
    return `${lead}${start === 'query' && !description ? '' : `${start} `}${this.body(body)}`;
  }

  variable({ description, name, type, value, directives }) {
    const lead = description ? `${description.text} ` : '';
    const fallback = value ? ` = ${this.value(value)}` : '';
    return join(
      `${lead}$${name.text}: ${this.slice(type).replace(/[\s,]|#.*/g, '')}${fallback}`,
      this.directives(directives),
    );
  }

  body({ selections, end }) {
    const lines = [];
    for (const selection of selections) {
      this.trail(lines, selection.start);
      lines.push(...this.before(selection.start), this.selection(selection));
    }
    this.trail(lines, end);
    lines.push(...this.before(end));
    return `{\n${indent(lines.join('\n'))}\n}`;
  }

  selection(node) {
    const { kind, alias, name, on, args, directives } = node;
    const head =
      kind === 'spread'
        ? `...${name.text}`
        : kind === 'inline'
          ? join('...', on ? `on ${on.text}` : '')
          : `${alias ? `${alias.text}: ` : ''}${name.text}`;
    const list = args ? this.items('(', args.items, ')', args.end, item => this.pair(item), head) : '';
    const start = join(`${head}${list}`, this.directives(directives));
    return node.selections ? `${start} ${this.body(node)}` : start;
  }

  directives(directives) {
    return directives
      .map(({ name, args }) => `@${name.text}${args ? `(${args.items.map(item => this.pair(item)).join(', ')})` : ''}`)
      .join(' ');
  }

  pair({ name, value }) {
    return `${name.text}: ${this.value(value)}`;
  }

  value(value) {
    return value.kind === 'list'
      ? `[${value.items.map(item => this.value(item)).join(', ')}]`
      : value.kind === 'object'
        ? `{${value.items.map(item => this.pair(item)).join(', ')}}`
        : value.kind === 'variable'
          ? `$${value.name.text}`
          : this.slice(value);
  }

  items(open, nodes, close, end, print, head = '') {
    if (!this.comments.slice(this.next).some(comment => comment.start > nodes[0].start && comment.start < end)) {
      const line = `${open}${nodes.map(print).join(', ')}${close}`;
      if (head.length + line.length <= width && !line.includes('\n')) return line;
    }
    const lines = [];
    for (const node of nodes) {
      this.trail(lines, node.start);
      lines.push(...this.before(node.start), print(node));
    }
    this.trail(lines, end);
    lines.push(...this.before(end));
    return `${open}\n${indent(lines.join('\n'))}\n${close}`;
  }

  slice({ start, end }) {
    return this.text.slice(start, end);
  }

  /** The comments that stand before a position and are not printed yet. */
  before(position) {
    const from = this.next;
    while (this.comments[this.next]?.start < position) this.next++;
    return this.comments.slice(from, this.next).map(comment => comment.text.trimEnd());
  }

  /** Puts a comment that ends a line of the source behind the line printed last. */
  trail(lines, position) {
    const comment = this.comments[this.next];
    if (lines.length === 0 || !comment || comment.start >= position) return;
    const lineStart =
      Math.max(this.text.lastIndexOf('\n', comment.start), this.text.lastIndexOf('\r', comment.start)) + 1;
    if (/^[\s,\uFEFF]*$/.test(this.text.slice(lineStart, comment.start))) return;
    lines[lines.length - 1] += ` ${comment.text.trimEnd()}`;
    this.next++;
  }
}

const join = (...parts) => parts.filter(part => part).join(' ');

// The lines of a block string are its value: only what the printer broke is moved.
const indent = text =>
  text
    .split(/("""(?:\\"""|(?!\\?""")[^])*""")/)
    .map((part, index) => (index % 2 === 1 ? part : part.replace(/\n(?!\n|$)/g, '\n  ')))
    .join('')
    .replace(/^/, '  ');
