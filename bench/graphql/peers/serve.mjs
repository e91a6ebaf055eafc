// node serve.mjs mercurius|mercurius-jit|yoga|apollo PORT
import { resolvers, typeDefs } from './store.mjs';

const [kind, port] = process.argv.slice(2);
const host = '127.0.0.1';

const servers = {
  mercurius: () => mercurius(0),
  'mercurius-jit': () => mercurius(1),
  yoga,
  apollo,
};

async function mercurius(jit) {
  const { default: fastify } = await import('fastify');
  const { default: plugin } = await import('mercurius');
  const app = fastify();
  app.register(plugin, { schema: typeDefs, resolvers, jit, path: '/graphql' });
  await app.listen({ port: Number(port), host });
}

async function yoga() {
  const { createServer } = await import('node:http');
  const { createSchema, createYoga } = await import('graphql-yoga');
  const handler = createYoga({ schema: createSchema({ typeDefs, resolvers }), logging: false, graphiql: false });
  createServer(handler).listen(Number(port), host);
}

async function apollo() {
  const { ApolloServer } = await import('@apollo/server');
  const { startStandaloneServer } = await import('@apollo/server/standalone');
  await startStandaloneServer(new ApolloServer({ typeDefs, resolvers }), { listen: { port: Number(port), host } });
}

await servers[kind]();
