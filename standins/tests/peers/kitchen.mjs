// The zoo with the fields that give back what they are given, as GraphQL.Tests/Differential/Kitchen.cs has them.
import zoo from './zoo.mjs';

export default () => ({
  ...zoo(),
  echo: ({ d }) => d,
  mirror: args => args,
  moments: args => args,
  unpack: ({ box }) => box,
  unpackLater: async ({ boxes }) => boxes,
  pick: ({ by }) => by.id ?? by.name ?? by.inner.label,
});
