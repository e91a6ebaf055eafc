// The root values of the zoo, the same as GraphQL.Tests/Execution/Zoo.cs has them.
const animals = () => [
  { __typename: 'Lion', id: '1', name: 'Leo', mood: 'VERY_HUNGRY', weight: 190.5, legs: 4, teeth: [30, 28], friend: async () => animals()[1] },
  { __typename: 'Snake', id: '2', name: 'Kaa', mood: 'CALM', weight: 80, legs: null, venomous: false, friend: () => null },
  { __typename: 'Lion', id: '3', name: 'Ünal "é" \n 😀', mood: 'CALM', weight: 1e21, legs: 3, teeth: [], friend: () => { throw new Error('No friend.'); } },
];
const fail = () => { throw new Error('Failed.'); };
const broken = async () => ({
  fine: 1, nullable: fail, required: null, asyncRequired: async () => null, list: [1, null, 3], strictList: [1, null, 3],
  strictItems: async () => [1, null], nested: broken, strictNested: broken, failing: fail, asyncFailing: async () => fail(),
  nestedList: async () => [await broken(), null],
});

export default () => {
  let counter = 0;
  return {
    hello: ({ name }) => `Hello, ${name}!`,
    animals: ({ first }) => animals().slice(0, first),
    animalsLater: async () => animals(),
    animal: async ({ id }) => animals().find(animal => animal.id === id) ?? null,
    pets: () => animals().slice(0, 2),
    matrix: () => [[1, 2], [], null, [3]],
    broken,
    strict: broken,
    echo: args => JSON.stringify(Object.keys(args).sort().map(key => [key, args[key]])),
    echoInput: ({ input }) => [input.name, input.tags?.join('+') ?? 'none', input.mood, input.size, input.inner?.name ?? 'none',
      'note' in input ? input.note ?? 'null' : 'absent'].join('|'),
    choose: ({ by }) => by.id != null ? `id ${by.id}` : `name ${by.name}`,
    increment: ({ by }) => ({ value: counter += by, again: async () => counter }),
    incrementLater: async ({ by }) => { await null; return { value: counter += by, again: async () => counter }; },
    incrementStrictly: ({ by }) => { if (by > 5) throw new Error('Too much.'); return counter += by; },
  };
};
