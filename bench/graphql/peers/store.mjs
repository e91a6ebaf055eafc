// The same data as Data/Store.cs.
const two = (number) => String(number).padStart(2, '0');
const range = (count) => Array.from({ length: count }, (_, index) => index);

const products = range(20).map((index) => ({
  id: `019b0000-0000-7000-8000-0000000000${two(index + 1)}`,
  name: `Product ${index + 1}`,
  description: `The product number ${index + 1} of the catalogue`,
  price: (index + 1) * 100,
  stock: index + 1,
}));

const orders = range(20).map((index) => ({
  id: `019b0000-0000-7000-9000-0000000000${two(index + 1)}`,
  lines: range(50).map((line) => ({ quantity: line + 1, product: products[(index + 1 + line) % products.length] })),
}));

export const typeDefs = `
  type Query { products: [Product!]! orders: [Order!]! }
  type Product { id: String! name: String! description: String! price: Int! stock: Int! }
  type Order { id: String! lines: [Line!]! }
  type Line { quantity: Int! product: Product! }
`;

export const resolvers = { Query: { products: () => products, orders: () => orders } };
