// The documentation explorer: the schema's types and fields as pages with links, and a search through them.
import { h, prose } from './dom.mjs';
import { isRequired, typeText } from './schema.mjs';
import { search } from './search.mjs';

const found = 60;

export class Docs {
  /** `use` is called with an operation's kind and a root field that somebody wants to run. */
  constructor(host, use) {
    Object.assign(this, { use, stack: [] });
    this.page = h('div', { className: 'page', tabIndex: -1 });
    this.search = h('input', {
      type: 'search',
      placeholder: 'Search types and fields',
      'aria-label': 'Search the documentation',
      oninput: () => this.show(),
    });
    this.back = h('button', { className: 'link back', hidden: true, onclick: () => this.goBack() });
    host.append(this.search, this.back, this.page);
  }

  load(schema) {
    Object.assign(this, { schema, stack: [] });
    this.show();
  }

  /** What stands instead of a schema. */
  explain(...content) {
    this.schema = undefined;
    this.search.disabled = true;
    this.back.hidden = true;
    this.page.replaceChildren(...content);
  }

  open(definition, owner) {
    this.search.value = '';
    this.stack.push({ definition, owner });
    this.show();
    this.page.focus();
  }

  goBack() {
    this.stack.pop();
    this.show();
    this.page.focus();
  }

  show() {
    if (!this.schema) return;
    this.search.disabled = false;
    const term = this.search.value.trim().toLowerCase();
    const current = this.stack.at(-1);
    this.back.hidden = !current || term !== '';
    this.back.textContent = `‹ ${this.stack.at(-2)?.definition.name ?? 'Schema'}`;
    this.page.replaceChildren(...(term ? this.results(term) : current ? this.definition(current) : this.roots()));
    this.page.scrollTop = 0;
  }

  roots() {
    const { schema } = this;
    const named = [...schema.types.values()].filter(
      type => !type.name.startsWith('__') && !Object.values(schema.roots).includes(type),
    );
    return [
      schema.description && prose(schema.description),
      ...Object.entries(schema.roots).map(([operation, type]) => this.entries(operation, type?.fields, type)),
      this.names('Types', named),
      section(
        'Directives',
        [...schema.directives.values()].map(directive => this.directive(directive)),
      ),
    ].filter(Boolean);
  }

  results(term) {
    const hits = search(this.schema, term);
    const shown = hits
      .slice(0, found)
      .map(({ definition, owner }) =>
        h(
          'div',
          { className: 'hit' },
          owner ? this.link(`${owner.name}.${definition.name}`, definition, owner) : this.typeLink(definition.name),
        ),
      );
    const more =
      hits.length === 0 ? 'Nothing has that name.' : hits.length > found && `and ${hits.length - found} more`;
    return more ? [...shown, h('p', { className: 'quiet' }, more)] : shown;
  }

  definition({ definition, owner }) {
    const { type, args, locations, name } = definition;
    const isType = definition.kind !== undefined;
    const operation = Object.entries(this.schema.roots).find(([, root]) => root && root === owner)?.[0];
    return [
      h(
        'h2',
        null,
        locations ? '@' : '',
        name,
        h('small', null, isType ? definition.kind.toLowerCase().replace('_', ' ') : owner?.name),
      ),
      operation && h('button', { onclick: () => this.use(operation, definition) }, `Try ${name}`),
      definition.description && prose(definition.description),
      definition.isDeprecated && deprecation(definition),
      type && section('Type', [h('p', null, this.reference(type))]),
      this.entries('Arguments', args),
      locations &&
        section('Where', [h('p', { className: 'quiet' }, locations.join(', ').toLowerCase().replaceAll('_', ' '))]),
      ...(isType ? this.members(definition) : []),
    ].filter(Boolean);
  }

  members(type) {
    return [
      type.specifiedByURL && section('Specified by', [h('p', { className: 'quiet' }, type.specifiedByURL)]),
      type.isOneOf && h('p', { className: 'quiet' }, 'Exactly one field is to be given.'),
      this.names('Implements', type.interfaces),
      this.names('Possible types', type.possibleTypes),
      this.entries('Fields', type.fields ?? type.inputFields, type),
      this.entries('Values', type.enumValues, type),
    ];
  }

  names(title, types) {
    return (
      types?.length > 0 &&
      section(
        title,
        types.map(({ name }) => h('div', { className: 'hit' }, this.typeLink(name))),
      )
    );
  }

  directive(directive) {
    return h('div', { className: 'hit' }, this.link(`@${directive.name}`, directive, undefined, 'directive'));
  }

  entries(title, list, owner) {
    return (
      list?.length > 0 &&
      section(
        title,
        list.map(item => this.field(item, owner)),
      )
    );
  }

  field(field, owner) {
    const list = field.args?.length > 0 && [
      '(',
      ...field.args.flatMap((argument, index) => [
        index > 0 && ', ',
        h('span', { className: 'argument' }, argument.name),
        ': ',
        this.reference(argument.type),
      ]),
      ')',
    ];
    return h(
      'div',
      { className: field.isDeprecated ? 'entry deprecated' : 'entry' },
      h(
        'code',
        null,
        owner ? this.link(field.name, field, owner) : h('span', { className: 'argument' }, field.name),
        list,
        field.type && [': ', this.reference(field.type)],
        field.defaultValue && ` = ${field.defaultValue}`,
      ),
      !owner && isRequired(field) && h('span', { className: 'tag' }, 'required'),
      field.isDeprecated && deprecation(field),
      field.description && prose(field.description),
    );
  }

  reference(type) {
    const [before, after] = typeText(type).split(/\w+/);
    return h('span', null, before, this.typeLink(typeText(type).replace(/\W/g, '')), after);
  }

  typeLink(name) {
    return this.link(name, this.schema.types.get(name), undefined, 'type');
  }

  link(text, definition, owner, style = 'field') {
    return h('button', { className: `link ${style}`, onclick: () => this.open(definition, owner) }, text);
  }
}

const section = (title, content) => h('section', null, h('h3', null, title), content);

const deprecation = ({ deprecationReason }) =>
  h('div', { className: 'warning' }, prose(`Deprecated${deprecationReason ? `: ${deprecationReason}` : '.'}`));
