// Scalars beyond the specification's, with the values that GraphQL.Tests/Differential/Samples.cs has of them.
import { GraphQLError, Kind } from 'graphql';

const integer = bits => {
  const fits = value => BigInt.asIntN(bits, value) === value;
  return {
    json: value => Number.isInteger(value) && fits(BigInt(value)) ? value : undefined,
    literal: node => node.kind === Kind.INT && fits(BigInt(node.value)) ? Number(node.value) : undefined,
  };
};
const text = pattern => ({
  json: value => typeof value === 'string' && pattern.test(value) ? value : undefined,
  literal: node => node.kind === Kind.STRING && pattern.test(node.value) ? node.value : undefined,
});
const kinds = {
  Long: integer(64),
  Short: integer(16),
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
