import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { test, type TestContext } from 'node:test';

import { signIn } from './api.ts';

const LOGIN = { tenant: 'demo', name: 'ada', password: 'a secret' };

/** An API whose newest token alone is valid; `expire` makes it the last but one. */
async function apiServer(t: TestContext) {
  const state = { signIns: 0, valid: 1, ran: [] as { query: string; readAfter: unknown }[] };
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { query } = (await json(request)) as { query: string };
    const say = (body: unknown) => response.end(JSON.stringify(body));
    if (query.includes('signIn')) {
      state.signIns += 1;
      return say({ data: { signIn: { session: { accessToken: { token: `t${state.signIns}` } }, userErrors: [] } } });
    }
    if (request.headers.authorization !== `Bearer t${state.valid}`)
      return say({ errors: [{ message: 'the access token has expired', extensions: { code: 'TOKEN_EXPIRED' } }] });
    state.ran.push({ query, readAfter: request.headers['x-trekker-read-after'] });
    response.setHeader('x-trekker-wrote', `mark ${state.ran.length}`);
    return say({ data: { did: query } });
  };
  const server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  return { url, state, expire: () => (state.valid += 1) };
}

test('signs in anew, once for all, when the token has expired, and still reads its own writes', async (t) => {
  const { url, state, expire } = await apiServer(t);
  const api = await signIn(url, LOGIN);
  await api.run('mutation A { a }');
  expire();
  const documents = ['b', 'c', 'd'].map((name) => `mutation { ${name} }`);
  assert.deepEqual(
    await Promise.all(documents.map((document) => api.run(document))),
    documents.map((did) => ({ did })),
  );
  assert.equal(state.signIns, 2);
  assert.deepEqual(state.ran.map(({ query }) => query).toSorted(), ['mutation A { a }', ...documents]);
  assert.ok(state.ran.slice(1).every(({ readAfter }) => String(readAfter).startsWith('mark ')));
});

test('gives up when a fresh token is refused, too', async (t) => {
  const { url, state, expire } = await apiServer(t);
  const api = await signIn(url, LOGIN);
  expire();
  expire();
  await assert.rejects(api.run('{ a }'), { name: 'ApiError', code: 'TOKEN_EXPIRED' });
  assert.equal(state.signIns, 2);
});
