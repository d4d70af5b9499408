import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse, type GraphQLSchema } from 'graphql';
import { shop } from './subgraphs.ts';

// Serves the subgraphs of the shop on free ports and tells the supergraph and how often they were asked by messages of
// the process. Every answer is computed once and given from memory from then on, so that what is measured is the gateway.

let calls = 0;
const served = await Promise.all(
  shop.map(async ({ name, sdl, resolvers }) => {
    const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
    const port = await serve(schema);
    return { name, url: `http://127.0.0.1:${port}/${name}`, typeDefs: parse(sdl) };
  }),
);
const { supergraphSdl, errors } = composeServices(served);
if (!supergraphSdl) throw new AggregateError(errors ?? [], 'the shop does not compose');
process.send?.({ supergraphSdl });
process.on('message', () => process.send?.({ calls }));
process.on('disconnect', () => process.exit());

async function serve(schema: GraphQLSchema): Promise<number> {
  const answers = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    void respond(request, response);
  });
  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request);
    calls += 1;
    const answer = answers.get(body) ?? (await answerTo(schema, body));
    answers.set(body, answer);
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length });
    response.end(answer);
  }
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port; // a TCP server that listens
}

async function answerTo(schema: GraphQLSchema, body: string): Promise<Buffer> {
  const { query, variables, operationName } = JSON.parse(body) as {
    query: string;
    variables?: Record<string, unknown>;
    operationName?: string;
  };
  return Buffer.from(
    JSON.stringify(
      await graphql({ schema, source: query, variableValues: variables ?? null, operationName: operationName ?? null }),
    ),
  );
}

async function textOf(request: IncomingMessage): Promise<string> {
  return Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>)).toString('utf8');
}
