import { Agent as HttpAgent, request as httpRequest, type ClientRequest, type IncomingMessage } from 'node:http';
import type { ServerResponse } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Duplex } from 'node:stream';
import { forwardedHeaders, responseHeaders } from './proxy-headers.ts';
import type { RequestOrigin } from './request-origin.ts';
import { joinUpgraded, refuseUpgrade } from './upgraded-sockets.ts';

/** What is known about the caller when its request is passed on. */
export interface ProxiedCaller {
  readonly origin: RequestOrigin;
  /** Network address of the browser. */
  readonly address: string;
}

/** Passes GraphQL over HTTP, server-sent events and WebSockets on to the gateway, and GraphiQL with its parts. */
export interface GraphqlProxy {
  /** Passes a request on and streams the answer back as it comes. */
  handle(request: IncomingMessage, response: ServerResponse, caller: ProxiedCaller): void;
  /** Passes a WebSocket upgrade on and joins the two sockets. */
  upgrade(request: IncomingMessage, client: { socket: Duplex; head: Buffer }, caller: ProxiedCaller): void;
  /** Ends everything under way; nothing of the proxy is left behind. */
  stop(): void;
}

/** @param gatewayUrl asked for each request, so that the gateway may move. */
export function createGraphqlProxy({ gatewayUrl }: { gatewayUrl: () => string }): GraphqlProxy {
  const agents = { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) };
  const underWay = new Set<{ destroy(): unknown }>();

  function track<T extends { destroy(): unknown; once(event: 'close', listener: () => void): unknown }>(stream: T): T {
    underWay.add(stream);
    stream.once('close', () => underWay.delete(stream));
    return stream;
  }

  function send(request: IncomingMessage, headers: Record<string, string | string[]>): ClientRequest {
    const url = new URL(gatewayUrl());
    const encrypted = url.protocol === 'https:';
    const options = { method: request.method ?? 'GET', headers: { ...headers, host: url.host } };
    const { pathname, search } = new URL(request.url ?? '/', url);
    // All else the gateway has lies beside its GraphQL endpoint.
    const target = new URL(pathname === '/graphql' ? search : `.${pathname}${search}`, url);
    return track(
      encrypted
        ? httpsRequest(target, { ...options, agent: agents.https })
        : httpRequest(target, { ...options, agent: agents.http }),
    );
  }

  return {
    handle(request, response, caller) {
      const upstream = send(request, forwardedHeaders(request, caller));
      upstream.once('response', (answer) => {
        response.writeHead(answer.statusCode ?? 502, responseHeaders(answer.headers));
        response.flushHeaders();
        answer.pipe(response);
        answer.once('error', () => response.destroy());
      });
      upstream.once('error', () => answerUnavailable(response));
      response.once('close', () => upstream.destroy());
      request.pipe(upstream);
    },

    upgrade(request, { socket, head }, caller) {
      track(socket);
      const upstream = send(request, forwardedHeaders(request, caller, { upgrade: true }));
      upstream.once('upgrade', (answer, gatewaySocket, gatewayHead) => {
        joinUpgraded(answer, { socket: track(gatewaySocket), head: gatewayHead }, { socket, head });
      });
      upstream.once('response', (answer) => {
        answer.resume();
        refuseUpgrade(socket, answer.statusCode ?? 502);
      });
      upstream.once('error', () => refuseUpgrade(socket, 502));
      socket.once('close', () => upstream.destroy());
      socket.on('error', () => socket.destroy());
      upstream.end();
    },

    stop() {
      for (const stream of underWay) stream.destroy();
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

function answerUnavailable(response: ServerResponse): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const error = { message: 'the API does not answer', extensions: { code: 'UNAVAILABLE', retryAfterMs: 1000 } };
  response.writeHead(502, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(JSON.stringify({ errors: [error] }));
}
