import { SocketClient } from '../socket-client.ts';
import type { GatewayApart } from './apart.ts';

/** A GraphQL request as its JSON. */
export type Body = string;

/** How a request is sent; answers the code of the refusal. */
export type Transport = (site: GatewayApart, body: Body) => Promise<Refusal>;

/** How a request was refused. */
export interface Refusal {
  /** HTTP status; null on a socket. */
  readonly status: number | null;
  readonly text: string;
}

/** Every way to ask the gateway. A socket stands already, as whoever attacks opens it once. */
export const transports: Readonly<Record<'HTTP' | 'SSE' | 'WebSocket', Transport>> = {
  HTTP: (site, body) => post(site, body, 'application/graphql-response+json'),
  SSE: (site, body) => post(site, body, 'text/event-stream'),
  async WebSocket(site, body) {
    using client = await SocketClient.signedIn(site.socketUrl);
    client.send(`{"id":"1","type":"subscribe","payload":${body}}`);
    const refused = client.next('error', '1').then(({ payload }) => JSON.stringify({ errors: payload }));
    const cut = client.closed.then(({ code }) => `closed with ${code}`);
    return { status: null, text: await Promise.race([refused, cut]) };
  },
};

async function post({ origin }: GatewayApart, body: Body, accept: string): Promise<Refusal> {
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body,
  });
  return { status: response.status, text: await response.text() };
}
