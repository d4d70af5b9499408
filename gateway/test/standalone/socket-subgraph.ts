import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { WebSocketServer, type WebSocket } from 'ws';
import { eventually } from '../socket-client.ts';

/** A message of the gateway to the subgraph. */
export interface Heard {
  readonly type: string;
  readonly id?: string;
  readonly payload?: any;
}

/** One socket that the gateway opened. */
export interface Upstream {
  readonly socket: WebSocket;
  readonly headers: IncomingHttpHeaders;
  readonly heard: Heard[];
  send(message: object): void;
  /** The subscriptions that were begun here. */
  subscribed(): Heard[];
}

/** A subgraph of which a test plays every word: it acknowledges, and says nothing else by itself. */
export interface SocketSubgraph extends AsyncDisposable {
  readonly supergraphSdl: string;
  readonly upstreams: Upstream[];
  /** Whether it acknowledges connections. */
  acknowledges: boolean;
  /** The socket with this index, once it is open and has begun so many subscriptions. */
  upstream(index: number, subscriptions?: number): Promise<Upstream>;
}

const SDL = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.5", import: ["@key"])
  type Query { ping: String }
  type Subscription { stream(key: String!): Event! other: Event! }
  type Event { key: String! contents: String }`;

export async function serveSocketSubgraph(): Promise<SocketSubgraph> {
  const upstreams: Upstream[] = [];
  const server = createServer((_, response) => {
    response.setHeader('content-type', 'application/json');
    response.end('{"data":{"ping":"pong"}}');
  });
  const sockets = new WebSocketServer({ server, handleProtocols: () => 'graphql-transport-ws' });
  sockets.on('connection', (socket, request) => {
    const heard: Heard[] = [];
    const send = (message: object) => socket.send(JSON.stringify(message));
    socket.on('message', (data) => {
      const message = JSON.parse((data as Buffer).toString()) as Heard;
      heard.push(message);
      if (message.type === 'connection_init' && subgraph.acknowledges) send({ type: 'connection_ack' });
    });
    const subscribed = () => heard.filter(({ type }) => type === 'subscribe');
    upstreams.push({ socket, headers: request.headers, heard, send, subscribed });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  const { supergraphSdl = '' } = composeServices([{ name: 'events', typeDefs: parse(SDL), url }]);
  const subgraph: SocketSubgraph = {
    supergraphSdl,
    upstreams,
    acknowledges: true,
    async upstream(index, subscriptions = 1) {
      await eventually(() => (upstreams[index]?.subscribed().length ?? -1) >= subscriptions, 5_000);
      const found = upstreams[index];
      if (!found) throw new Error('it has just been there');
      return found;
    },
    async [Symbol.asyncDispose]() {
      for (const { socket } of upstreams) socket.terminate();
      server.closeAllConnections();
      server.close();
    },
  };
  return subgraph;
}
