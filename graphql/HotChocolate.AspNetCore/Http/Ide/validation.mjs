// Errors of a document as it is typed: its syntax, and what the schema does not have. The server's rules are more.
import { parse } from './parser.mjs';
import { isRequired, typeText } from './schema.mjs';
import { checkValue } from './validation-values.mjs';

/** Errors with their positions; without a schema those of syntax only, in an unfinished document names besides. */
export function validate(text, schema) {
  const document = parse(text);
  if (!schema) return document.errors;
  const validation = new Validation(schema, document);
  for (const definition of validation.definitions) validation.definition(definition);
  return document.errors.length > 0
    ? [...document.errors, ...validation.errors.filter(({ unknown }) => unknown)]
    : validation.errors;
}

class Validation {
  constructor(schema, { definitions }) {
    this.schema = schema;
    this.errors = [];
    this.definitions = definitions.filter(({ kind, name, on }) => kind === 'operation' || (name && on));
    this.operations = definitions.filter(({ kind }) => kind === 'operation');
    this.fragments = new Map(
      this.definitions.filter(({ kind }) => kind === 'fragment').map(node => [node.name.text, node]),
    );
  }

  error({ start, end }, message) {
    this.errors.push({ start, end, message });
  }

  /** What stays wrong however the document goes on. */
  unknown({ start, end }, message) {
    this.errors.push({ start, end, message, unknown: true });
  }

  definition(node) {
    this.variables = undefined;
    if (node.kind === 'operation') this.operation(node);
    else this.fragment(node);
  }

  operation(node) {
    const { name, start, operation } = node;
    const head = name ?? { start, end: start + (node.bodyStart === start ? 1 : operation.length) };
    if (!name && this.operations.length > 1) this.error(head, 'Beside other operations this one needs a name.');
    if (name && this.operations.find(other => other.name?.text === name.text) !== node) {
      this.error(name, `There are two operations ${name.text}.`);
    }
    const type = this.schema.roots[operation];
    if (!type) return this.error(head, `The schema has no ${operation}s.`);
    this.variables = new Map(node.variables.map(variable => [variable.name.text, variable]));
    this.used = new Set();
    this.seen = new Set();
    for (const variable of node.variables) this.variable(variable);
    this.directives(node);
    this.selections(node, type);
    for (const variable of node.variables) {
      if (!this.used.has(variable.name.text)) this.error(variable, `$${variable.name.text} is not used.`);
    }
  }

  variable({ name, type, value }) {
    const named = this.typeNamed(type);
    if (named && !this.schema.isInput(named)) this.error(type, `${named.name} is no input type.`);
    else if (named && value) checkValue(this, value, this.schema.resolve(type));
    if (this.variables.get(name.text).name !== name) this.error(name, `There are two variables $${name.text}.`);
  }

  typeNamed(node) {
    if (!node) return undefined;
    if (node.item) return this.typeNamed(node.item);
    const type = this.schema.types.get(node.name.text);
    if (!type) this.unknown(node, `There is no type ${node.name.text}.`);
    return type;
  }

  fragment(node) {
    if (this.fragments.get(node.name.text) !== node)
      this.error(node.name, `There are two fragments ${node.name.text}.`);
    const type = this.condition(node.on);
    this.directives(node);
    if (type) this.selections(node, type);
    const spread = this.operations.some(operation => reaches(operation, node.name.text, this.fragments, new Set()));
    if (!spread) this.error(node.name, `The fragment ${node.name.text} is not used.`);
  }

  condition(name, parent) {
    const type = this.schema.types.get(name.text);
    if (!type) this.unknown(name, `There is no type ${name.text}.`);
    else if (!this.schema.isComposite(type)) this.error(name, `${name.text} has no fields.`);
    else if (parent && !this.schema.overlaps(parent, type)) this.error(name, `${parent.name} is never ${name.text}.`);
    else return type;
    return undefined;
  }

  selections({ selections }, type) {
    for (const node of selections) {
      this.directives(node);
      if (node.kind === 'field') this.field(node, type);
      else if (node.kind === 'spread') this.spread(node, type);
      else if (!node.on) this.selections(node, type);
      else {
        const on = this.condition(node.on, type);
        if (on) this.selections(node, on);
      }
    }
  }

  field(node, parent) {
    const field = this.schema.field(parent, node.name.text);
    if (!field) return this.unknown(node.name, `${parent.name} has no field ${node.name.text}.`);
    this.arguments(node, field, node.name);
    const type = this.schema.named(field.type);
    if (this.schema.isComposite(type)) {
      if (node.selections) this.selections(node, type);
      else this.error(node.name, `${node.name.text} is ${typeText(field.type)}: select some of its fields.`);
    } else if (node.selections) {
      this.error(node.name, `${node.name.text} is ${typeText(field.type)}, which has no fields.`);
    }
  }

  // An operation's variables are used in its fragments too, whose other errors their definitions show.
  spread(node, type) {
    const fragment = this.fragments.get(node.name.text);
    if (!fragment) return this.error(node.name, `There is no fragment ${node.name.text}.`);
    const on = this.schema.types.get(fragment.on.text);
    if (on && this.schema.isComposite(on) && !this.schema.overlaps(type, on)) {
      this.error(node.name, `${node.name.text} is on ${on.name}, which ${type.name} never is.`);
    }
    if (!this.variables || !on || this.seen.has(fragment)) return undefined;
    this.seen.add(fragment);
    const { errors } = this;
    this.errors = [];
    this.directives(fragment);
    this.selections(fragment, on);
    this.errors = errors;
    return undefined;
  }

  directives({ directives }) {
    for (const node of directives) {
      const directive = this.schema.directives.get(node.name.text);
      if (directive) this.arguments(node, directive, node.name);
      else this.unknown(node.name, `There is no directive @${node.name.text}.`);
    }
  }

  arguments({ args }, definition, at) {
    const items = args?.items ?? [];
    for (const { name, value } of items) {
      const argument = definition.args.find(candidate => candidate.name === name.text);
      if (argument) checkValue(this, value, argument.type, argument.defaultValue !== null);
      else this.unknown(name, `${definition.name} has no argument ${name.text}.`);
    }
    const missing = definition.args.filter(
      argument => isRequired(argument) && !items.some(({ name }) => name.text === argument.name),
    );
    if (missing.length > 0) {
      this.error(
        at,
        `${definition.name} needs ${missing.map(({ name, type }) => `${name}: ${typeText(type)}`).join(', ')}.`,
      );
    }
  }
}

function reaches({ selections }, name, fragments, seen) {
  return selections.some(node => {
    if (node.kind !== 'spread') return node.selections && reaches(node, name, fragments, seen);
    const { text } = node.name;
    if (text === name || seen.has(text)) return text === name;
    seen.add(text);
    return fragments.has(text) && reaches(fragments.get(text), name, fragments, seen);
  });
}
