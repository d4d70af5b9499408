import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The one that opens a session. */
export const PASSWORD = 'right horse';

/** Answers the few questions the pages ask, for the session `secret-session`. */
export function createGatewayStandIn() {
  const asked: string[] = [];
  let failing = false;
  let address: string | undefined;
  let nextAnswer: object | null = null;
  const server = createServer((incoming, response) => void answer(incoming, response));
  server.on('upgrade', (_incoming, socket) => {
    socket.on('error', () => socket.destroy());
    socket.on('end', () => socket.destroy()).resume();
    socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n');
  });

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    if (failing) {
      failing = false;
      response.destroy();
      return;
    }
    const { query, operationName, variables } = JSON.parse(Buffer.concat(chunks).toString());
    const operation = operationName ?? /(?:query|mutation) (\w+)/.exec(query)?.[1] ?? '';
    asked.push(operation);
    const { cookie = '', 'x-trekker-csrf': guard, 'x-forwarded-for': from } = incoming.headers;
    address = String(from);
    const signedIn = cookie.includes('secret-session') && (guard === '1' || operation === 'Echo');
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(nextAnswer ?? answerTo(operation, { variables, signedIn, cookie })));
    nextAnswer = null;
  }

  return {
    start: async () => {
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
    url: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    asked: () => asked,
    /** Where the last request says it comes from. */
    lastAddress: () => address,
    failNext: () => {
      failing = true;
    },
    answerNext: (body: object) => {
      nextAnswer = body;
    },
  };
}

function answerTo(
  operation: string,
  { variables, signedIn, cookie }: { variables: { input?: { password?: string } }; signedIn: boolean; cookie: string },
): object {
  if (operation === 'SignIn') {
    const right = variables.input?.password === PASSWORD;
    const session = right ? { sessionToken: 'secret-session', expiresAt: '2030-01-01T00:00:00.000Z' } : null;
    return { data: { signIn: { session, userErrors: right ? [] : [{ code: 'SIGN_IN_REFUSED' }] } } };
  }
  if (!signedIn) return { errors: [{ message: 'sign in first', extensions: { code: 'UNAUTHENTICATED' } }] };
  const looks = { locale: 'en-GB', brandColor: null, brandLogo: null };
  const tenant = { id: 't', slug: 'demo', name: 'Demo Harbour', timeZone: 'Europe/Berlin', ...looks };
  const user = { id: 'u', name: 'Olivia', signInName: 'admin' };
  const answers: Record<string, object> = {
    Viewer: { viewer: { tenant, user, permissions: [], tenantPermissions: [] } },
    SignOut: { signOut: { signedOut: true } },
    IssueAccessToken: { issueAccessToken: { token: 'access', expiresAt: '2026-11-20T09:05:00.000Z' } },
    Echo: { cookie },
  };
  return { data: answers[operation] };
}
