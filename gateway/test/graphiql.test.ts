import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { startGateway } from './gateway-harness.ts';

describe('GraphiQL', () => {
  test('comes whole from this server and loads nothing from elsewhere', async () => {
    await using site = await startGateway();
    const page = await fetch(`${site.origin}/graphiql`);
    assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'.*connect-src 'self'/u);
    const html = await page.text();
    assert.doesNotMatch(html, /https?:\/\//u);
    const parts = [...html.matchAll(/(?:src|href)="(\/[^"]+)"/gu)].map(([, path]) => path ?? '');
    const workers = ['editorWorkerService', 'json', 'graphql'].map((label) => `/graphiql/worker-${label}.js`);
    assert.equal(parts.length, 5);
    for (const path of [...parts, ...workers]) {
      const response = await fetch(`${site.origin}${path}`);
      assert.equal(response.status, 200, path);
      assert.match(response.headers.get('content-type') ?? '', /^text\/(?:javascript|css)/u);
      assert.ok((await response.text()).length > 100, path);
      const etag = response.headers.get('etag') ?? '';
      assert.equal((await fetch(`${site.origin}${path}`, { headers: { 'if-none-match': etag } })).status, 304);
    }
  });

  test('can be switched off', async () => {
    await using site = await startGateway({ graphiql: false });
    assert.equal((await fetch(`${site.origin}/graphiql`)).status, 404);
  });
});
