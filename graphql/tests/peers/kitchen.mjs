// The zoo with the fields that give back what they are given, as GraphQL.Tests/Differential/Kitchen.cs has them.
import zoo from './zoo.mjs';

const take = (items, first) => items.slice(0, Math.max(0, first));

const tin = label => ({
  __typename: 'Tin',
  label,
  inside({ first }) {
    return first < 0 ? null : [...take(vessels.filter(vessel => vessel !== this), first), null];
  },
});

const kettle = (label, litres) => ({
  __typename: 'Kettle',
  label,
  litres,
  inside({ first }) {
    if (first > 3) {
      throw new Error('That many do not fit in.');
    }
    return take(vessels, first);
  },
  async lid({ mood }) {
    return mood === 'CALM' ? this : null;
  },
});

const vessels = [tin('tea'), kettle('whistling', 1.5), tin('')];

export default () => ({
  ...zoo(),
  vessels: ({ first }) => take(vessels, first),
  pot: ({ label }) => vessels.find(vessel => vessel.litres && vessel.label === label),
  echo: ({ d }) => d,
  mirror: args => args,
  moments: args => args,
  unpack: ({ box }) => box,
  unpackLater: async ({ boxes }) => boxes,
  pick: ({ by }) => by.id ?? by.name ?? by.inner.label,
});
