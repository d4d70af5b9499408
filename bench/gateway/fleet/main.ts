import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, graphql, parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import { fleet, type FleetEvent } from './subgraphs.ts';

// Serves the subgraphs of a fleet: positions over graphql-transport-ws, trackers over HTTP. Tells by messages of the process
// its supergraph, and on request publishes, or says what was asked of it so far. An event is executed once for each text
// of an operation, however many follow it, so that what is measured is the gateway.

const [, , peers = ''] = process.argv;
const require = createRequire(join(peers, 'package.json'));
const { WebSocketServer } = require('ws') as { WebSocketServer: new (options: object) => SocketServer };

interface Socket {
  send(text: string): void;
  on(event: string, listener: (data: Buffer) => void): void;
}
interface SocketServer {
  on(event: 'connection', listener: (socket: Socket) => void): void;
}
interface Following {
  readonly socket: Socket;
  readonly id: string;
  readonly document: DocumentNode;
  readonly text: string;
  readonly variables: Record<string, unknown>;
}

const seen = { upstreams: 0, lookups: 0 };
const following = new Set<Following>();
let schemaOfEvents: GraphQLSchema | undefined;
let lastEvent: FleetEvent = { seq: 0, at: 0, positions: [] };
const services = [];
for (const { name, sdl, resolvers } of fleet) {
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
  services.push({ name, typeDefs: parse(sdl), url: `http://127.0.0.1:${await serve(name, schema)}/graphql` });
}
const { supergraphSdl, errors } = composeServices(services);
if (!supergraphSdl) throw new AggregateError(errors ?? [], 'the fleet does not compose');
process.send?.({ supergraphSdl });
process.on('message', (message: 'seen' | FleetEvent) => {
  if (message === 'seen') process.send?.({ ...seen, live: following.size });
  else void publish(message);
});
process.on('disconnect', () => process.exit());

async function serve(name: string, schema: GraphQLSchema): Promise<number> {
  const server = createServer((request, response) => void answer(schema, request, response));
  if (name === 'positions')
    listen(new WebSocketServer({ server, handleProtocols: () => 'graphql-transport-ws' }), schema);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port; // a TCP server that listens
}

function listen(sockets: SocketServer, schema: GraphQLSchema): void {
  schemaOfEvents = schema;
  sockets.on('connection', (socket) => {
    const own = new Map<string, Following>();
    const forget = (id: string) => following.delete(own.get(id) as Following);
    socket.on('close', () => [...own.keys()].forEach(forget));
    socket.on('error', () => {});
    socket.on('message', (data) => {
      const {
        type,
        id = '',
        payload,
      } = JSON.parse(data.toString()) as {
        type: string;
        id?: string;
        payload?: { query: string; variables?: Record<string, unknown> };
      };
      if (type === 'connection_init') socket.send('{"type":"connection_ack"}');
      if (type === 'ping') socket.send('{"type":"pong"}');
      if (type === 'complete') forget(id);
      if (type !== 'subscribe' || !payload) return;
      const { query, variables = {} } = payload;
      const text = query + JSON.stringify(variables);
      const one = { socket, id, document: parse(query), text, variables };
      own.set(id, one);
      following.add(one);
      seen.upstreams += 1;
      // A first event as it stands, for fields that begin with a snapshot; others make nothing of it.
      if (query.includes('fleet')) void tell([one], { ...lastEvent, snapshot: true });
    });
  });
}

async function publish(event: FleetEvent): Promise<void> {
  lastEvent = event;
  await tell([...following], event);
}

async function tell(followers: readonly Following[], event: FleetEvent): Promise<void> {
  const results = new Map<string, Promise<string>>();
  for (const { socket, id, text, document, variables } of followers) {
    const result = results.get(text) ?? resultOf(document, variables, event);
    results.set(text, result);
    void result.then((payload) => socket.send(`{"id":${JSON.stringify(id)},"type":"next","payload":${payload}}`));
  }
}

async function resultOf(document: DocumentNode, variableValues: Record<string, unknown>, event: FleetEvent) {
  if (!schemaOfEvents) throw new Error('positions are not served yet');
  const rootValue = { moved: event, fleet: event };
  return JSON.stringify(await execute({ schema: schemaOfEvents, document, variableValues, rootValue }));
}

async function answer(schema: GraphQLSchema, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const text = Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>)).toString('utf8');
  const { query, variables } = JSON.parse(text) as { query: string; variables?: Record<string, unknown> };
  if (query.includes('_entities')) seen.lookups += 1;
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(await graphql({ schema, source: query, variableValues: variables ?? null })));
}
