// The schema as introspection shows it: GraphQL, section 4.

const typeRef = depth => (depth === 0 ? 'kind name' : `kind name ofType { ${typeRef(depth - 1)} }`);

const inputValue = `name description defaultValue isDeprecated deprecationReason type { ${typeRef(7)} }`;

export const introspectionQuery = `query IntrospectionQuery {
  __schema {
    description
    queryType { name }
    mutationType { name }
    subscriptionType { name }
    types {
      kind name description specifiedByURL isOneOf
      fields(includeDeprecated: true) {
        name description isDeprecated deprecationReason
        args(includeDeprecated: true) { ${inputValue} }
        type { ${typeRef(7)} }
      }
      inputFields(includeDeprecated: true) { ${inputValue} }
      interfaces { name }
      enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
      possibleTypes { name }
    }
    directives { name description isRepeatable locations args(includeDeprecated: true) { ${inputValue} } }
  }
}`;

/** A type reference as the schema language writes it. */
export const typeText = type =>
  type.kind === 'NON_NULL'
    ? `${typeText(type.ofType)}!`
    : type.kind === 'LIST'
      ? `[${typeText(type.ofType)}]`
      : type.name;

export const namedType = type => (type.ofType ? namedType(type.ofType) : type);

export const nullable = type => (type?.kind === 'NON_NULL' ? type.ofType : type);

export const isRequired = input => input.type.kind === 'NON_NULL' && input.defaultValue === null;

const meta = (name, type, args = []) => ({ name, type, args, description: null, isDeprecated: false });
const nonNull = ofType => ({ kind: 'NON_NULL', name: null, ofType });
const scalarString = { kind: 'SCALAR', name: 'String' };
const typename = meta('__typename', nonNull(scalarString));

export class Schema {
  constructor({ types, directives, description, ...roots }) {
    this.description = description;
    this.types = new Map(types.map(type => [type.name, type]));
    this.directives = new Map(directives.map(directive => [directive.name, directive]));
    this.roots = {
      query: this.types.get(roots.queryType?.name),
      mutation: this.types.get(roots.mutationType?.name),
      subscription: this.types.get(roots.subscriptionType?.name),
    };
  }

  /** The type of a reference in the schema, without its wrappers. */
  named(type) {
    return type && this.types.get(namedType(type).name);
  }

  isComposite(type) {
    return ['OBJECT', 'INTERFACE', 'UNION'].includes(type?.kind);
  }

  isInput(type) {
    return ['SCALAR', 'ENUM', 'INPUT_OBJECT'].includes(type?.kind);
  }

  /** The fields that can be selected on a type, those of introspection last. */
  fields(type) {
    if (!this.isComposite(type)) return [];
    const own = type.fields ?? [];
    return type === this.roots.query
      ? [
          ...own,
          typename,
          meta('__schema', nonNull({ kind: 'OBJECT', name: '__Schema' })),
          meta('__type', { kind: 'OBJECT', name: '__Type' }, [
            { name: 'name', type: nonNull(scalarString), defaultValue: null },
          ]),
        ]
      : [...own, typename];
  }

  field(type, name) {
    return this.fields(type).find(field => field.name === name);
  }

  /** The names of the object types that a value of the type can have. */
  possible(type) {
    return type.possibleTypes ? type.possibleTypes.map(({ name }) => name) : [type.name];
  }

  /** Whether a fragment on one type can apply where the other is selected from. */
  overlaps(one, other) {
    const names = this.possible(one);
    return this.possible(other).some(name => names.includes(name));
  }

  /** The type that a reference in a document names, in the form that introspection has. */
  resolve(node) {
    return node.kind === 'nonNull'
      ? nonNull(this.resolve(node.item))
      : node.kind === 'list'
        ? { kind: 'LIST', name: null, ofType: this.resolve(node.item) }
        : { kind: this.types.get(node.name.text)?.kind, name: node.name.text };
  }
}
