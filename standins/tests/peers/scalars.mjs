// Scalars beyond the specification's, with the values that GraphQL.Tests/Differential/Samples.cs has of them.
import { GraphQLError, Kind } from 'graphql';

const integer = (min, max) => ({
  json: value => Number.isInteger(value) && value >= min && value <= max ? value : undefined,
  literal: node => {
    const value = node.kind === Kind.INT ? BigInt(node.value) : undefined;
    return value >= BigInt(min) && value <= BigInt(max) ? Number(value) : undefined;
  },
});
const text = pattern => ({
  json: value => typeof value === 'string' && pattern.test(value) ? value : undefined,
  literal: node => node.kind === Kind.STRING && pattern.test(node.value) ? node.value : undefined,
});
const kinds = {
  Long: integer(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
  Short: integer(-32768, 32767),
  Decimal: {
    json: value => typeof value === 'number' ? value : undefined,
    literal: node => node.kind === Kind.INT || node.kind === Kind.FLOAT ? Number(node.value) : undefined,
  },
  DateTime: text(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?(Z|[+-]\d\d:\d\d)$/),
  LocalDate: text(/^\d{4}-\d\d-\d\d$/),
  UUID: text(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
};

function accepted(name, value, nodes) {
  if (value === undefined) {
    throw new GraphQLError(`This is not a ${name}.`, { nodes });
  }
  return value;
}

export function setScalars(schema) {
  for (const [name, { json, literal }] of Object.entries(kinds)) {
    const type = schema.getType(name);
    if (type) {
      type.parseValue = value => accepted(name, json(value));
      type.parseLiteral = node => accepted(name, literal(node), node);
    }
  }
}
