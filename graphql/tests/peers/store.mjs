// The root values of the store, the same as GraphQL.Tests/Differential/Store.cs has them.
const id = n => `00000000-0000-0000-0000-00000000000${n}`;
const day = n => `2026-01-0${n}T10:00:00.000Z`;
const refuse = message => () => { throw new Error(message); };
const user = n => ({ id: id(n), username: `user${n}`, email: `u${n}@example.com`, type: n === 1 ? 1 : 0, createdAt: day(n) });
const product = n => ({
  id: String(n), name: `Product ${n}`, description: n === 2 ? null : 'Élan "vital"', price: n * 995, weight: n / 4, stock: n === 3 ? refuse('Unknown.') : n * 10,
});
const line = (n, quantity) => ({ productId: String(n), quantity, price: n * 995, product: async () => n === 4 ? null : product(n) });
const status = ['PENDING', 'CONFIRMED', 'REJECTED'];
const order = (n, lines, key) => ({
  id: String(n), userId: id(n), status: status[n % 3], reason: n % 3 === 2 ? 'Out of stock.' : null,
  total: lines.reduce((sum, l) => sum + l.price * l.quantity, 0), lines, events: async () => n === 3 ? refuse('Failed.')() : [{ type: 'PLACED', at: day(n) }],
  user: async () => n === 3 ? null : user(n), key: key ?? null,
});
const orders = () => [order(1, [line(1, 2)]), order(2, [line(2, 1), line(4, 3)]), order(3, [])];
const page = (all, { first, after }) => all.filter(one => after == null || one.id > after).slice(0, Math.max(0, first ?? 100));

export default () => ({
  users: async args => page([user(1), user(2)], args),
  user: async ({ id: wanted }) => [user(1), user(2)].find(one => one.id === wanted) ?? refuse('Unknown.')(),
  me: () => user(1),
  products: async args => page([product(1), product(2), product(3)], args),
  product: async ({ id: wanted }) => [product(1), product(2), product(3)].find(one => one.id === wanted) ?? refuse('Unknown.')(),
  orders: async args => page(orders(), args),
  order: async ({ id: wanted }) => orders().find(one => one.id === wanted) ?? refuse('Unknown.')(),
  search: ({ filter }) => orders().filter(one => filter == null || filter.statuses.includes(one.status) && (filter.minimum == null || one.total >= filter.minimum)),
  registerUser: async ({ input }) => ({ ...user(2), username: input.username, email: input.email, type: input.type }),
  createProduct: async ({ input }) => ({ ...product(1), name: input.name, price: input.price, weight: input.weight ?? null }),
  placeOrder: async ({ input }) => input.lines.length === 0 ? refuse('Empty.')()
    : order(1, input.lines.map(one => line(one.quantity > 3 ? 4 : 1, one.quantity)), input.idempotencyKey),
  cancelOrder: async () => refuse('Unknown.')(),
});
