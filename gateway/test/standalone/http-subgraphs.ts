import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse, type GraphQLSchema } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';

/** A subgraph to be served. */
export interface SubgraphModule {
  readonly name: string;
  /** SDL; the link to federation is added where it has none. */
  readonly sdl: string;
  readonly resolvers?: object;
  /** What resolvers are given besides the headers of the request. */
  readonly context?: object;
}

/** What a subgraph was asked over HTTP. */
export interface SeenRequest {
  readonly subgraph: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly headers: IncomingHttpHeaders;
}

/** Answers instead of a subgraph where it wants to; true when it has. */
export type Interception = (seen: SeenRequest, response: ServerResponse) => boolean;

/** Subgraphs over HTTP and graphql-transport-ws, each on a port of its own. */
export interface HttpSubgraphs extends AsyncDisposable {
  readonly supergraphSdl: string;
  readonly seen: SeenRequest[];
  /** Addresses by name. */
  readonly urls: ReadonlyMap<string, string>;
  intercept(interception: Interception): void;
}

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
  "@key", "@shareable", "@external", "@requires", "@provides", "@override", "@inaccessible", "@interfaceObject",
  "@extends", "@composeDirective", "@tag", "@context", "@fromContext", "@requiresScopes", "@authenticated", "@policy"])\n`;

/** Serves subgraphs made by @apollo/subgraph and composes them. */
export async function serveSubgraphs(modules: readonly SubgraphModule[]): Promise<HttpSubgraphs> {
  const seen: SeenRequest[] = [];
  const stops: (() => Promise<void>)[] = [];
  let interception: Interception = () => false;
  const services = [];
  for (const { name, sdl, resolvers = {}, context = {} } of modules) {
    const typeDefs = parse(sdl.includes('specs.apollo.dev/federation') ? sdl : `${LINK}${sdl}`);
    const schema = buildSubgraphSchema([{ typeDefs, resolvers: resolvers as never }]);
    const server = createServer((request, response) => {
      void answer({ name, schema, context, seen, intercept: (...all) => interception(...all) }, request, response);
    });
    const sockets = new WebSocketServer({ server, path: '/graphql' });
    const operations = useServer({ schema }, sockets);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    stops.push(async () => {
      await operations.dispose();
      server.closeAllConnections();
      server.close();
    });
    services.push({ name, typeDefs, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql` });
  }
  const stop = async () => {
    for (const each of stops) await each();
  };
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) {
    await stop();
    throw new Error(`the subgraphs do not compose: ${errors?.join('\n')}`);
  }
  return {
    supergraphSdl,
    seen,
    urls: new Map(services.map(({ name, url }) => [name, url])),
    intercept: (next) => (interception = next),
    [Symbol.asyncDispose]: stop,
  };
}

interface Answering {
  readonly name: string;
  readonly schema: GraphQLSchema;
  readonly context: object;
  readonly seen: SeenRequest[];
  readonly intercept: Interception;
}

async function answer(
  { name, schema, context, seen, intercept }: Answering,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const text = Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>)).toString('utf8');
  const {
    query,
    variables = {},
    operationName,
  } = JSON.parse(text) as { query: string; variables?: Record<string, unknown>; operationName?: string };
  const asked = { subgraph: name, query, variables, headers: request.headers };
  seen.push(asked);
  if (intercept(asked, response)) return;
  const result = await graphql({
    schema,
    source: query,
    variableValues: variables,
    operationName: operationName ?? null,
    contextValue: { ...context, headers: request.headers },
  });
  response.setHeader('content-type', 'application/json; charset=utf-8');
  response.end(JSON.stringify(result));
}
