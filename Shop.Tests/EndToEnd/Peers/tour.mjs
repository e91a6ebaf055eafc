// node tour.mjs PACKAGES_FOLDER < {protos, users, products, orders, email, password, product}: a call to every service.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const require = createRequire(`${process.argv[2]}/`);
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const input = JSON.parse(readFileSync(0, 'utf8'));
const files = ['users', 'products', 'orders'].map((name) => `shop/${name}/v1/${name}.proto`);
const { shop } = grpc.loadPackageDefinition(loader.loadSync(files, { includeDirs: [input.protos], enums: String, longs: Number }));

const call = (client, method, request, metadata = new grpc.Metadata()) =>
  new Promise((resolve) =>
    client[method](request, metadata, { deadline: Date.now() + 20_000 }, (error, response) =>
      resolve(error ? { code: error.code, details: error.details, rich: Boolean(error.metadata.get('grpc-status-details-bin')[0]) } : response)));

const credentials = grpc.credentials.createInsecure();
const users = new shop.users.v1.UsersService(input.users, credentials);
const products = new shop.products.v1.ProductsService(input.products, credentials);
const orders = new shop.orders.v1.OrdersService(input.orders, credentials);

const login = await call(users, 'Login', { email: input.email, password: input.password });
const metadata = new grpc.Metadata();
metadata.set('authorization', `Bearer ${login.token}`);
const placed = await call(orders, 'PlaceOrder', { lines: [{ productId: input.product, quantity: 2 }] }, metadata);

process.stdout.write(JSON.stringify({
  login: Boolean(login.token),
  product: (await call(products, 'GetProduct', { id: input.product })).product,
  order: placed.order,
  orders: (await call(orders, 'GetOrders', {}, metadata)).orders?.length,
  malformed: await call(products, 'GetProduct', { id: 'x' }),
  anonymous: await call(orders, 'GetOrders', {}),
  forbidden: await call(products, 'AddProduct', { name: 'n', description: 'd', price: 1, stock: 1 }, metadata),
}));
for (const client of [users, products, orders]) client.close();
