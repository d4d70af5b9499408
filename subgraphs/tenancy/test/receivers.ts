import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer, text } from 'node:stream/consumers';

import { SMTPServer } from 'smtp-server';

/** What an endpoint was sent. */
export interface Posted {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly bytes: Buffer;
}

/** How an endpoint answers; `never` keeps the connection open. */
export interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** An endpoint on a loopback port of its own. */
export async function startEndpoint(
  answer: (posted: Posted, number: number) => Answer | 'never' | Promise<Answer> = () => ({ status: 204 }),
) {
  const posted: Posted[] = [];
  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const bytes = await buffer(request);
    const one = { path: request.url ?? '', headers: request.headers, body: bytes.toString(), bytes };
    posted.push(one);
    const given = await answer(one, posted.length);
    if (given !== 'never') response.writeHead(given.status, given.headers).end(given.body);
  }
  // Whoever is killed in the middle leaves a request without its end.
  const server = createServer((request, response) => void take(request, response).catch(() => response.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    posted,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A mail server on a loopback port of its own; `refuse` may answer a recipient with an SMTP code. */
export async function startMailServer(refuse: (address: string) => number | null = () => null) {
  const mails: { to: string[]; raw: string }[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onRcptTo(address, _session, done) {
      const code = refuse(address.address);
      done(code === null ? null : Object.assign(new Error('not here'), { responseCode: code }));
    },
    async onData(stream, session, done) {
      const raw = await text(stream).catch(() => null);
      if (raw === null) return done(); // cut off by whoever sent it
      mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw });
      done();
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    mails,
    port: (server.server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
