import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../socket-client.ts';
import type { Interception } from './http-subgraphs.ts';
import { library } from './library.ts';
import { openSite, type Answered } from './standalone-harness.ts';

const BOOKS = '{ books { id } }';
const codeOf = ({ errors }: Answered) => errors?.[0]?.extensions.code;

/** Lets the connection of the first so many requests break, with the rest answered as ever. */
function breaking(times: number): Interception {
  let left = times;
  return (_, response) => {
    if (left === 0) return false;
    left -= 1;
    response.destroy();
    return true;
  };
}

describe('a query to a subgraph', () => {
  test('is asked once more when its connection is lost, and no more often than told', async () => {
    await using site = await openSite(library, { subgraphRetries: 1 });
    site.subgraphs.intercept(breaking(1));
    assert.equal((await site.ask(BOOKS)).errors, undefined);
    assert.equal(site.subgraphs.seen.length, 2);
    // The first of these breaks a connection that may have been idle for too long, which does not count.
    site.subgraphs.intercept(breaking(3));
    const failed = await site.ask(BOOKS);
    assert.equal(codeOf(failed), 'UNAVAILABLE');
    assert.doesNotMatch(failed.text, /127\.0\.0\.1|ECONN|socket/u);
    assert.equal(site.subgraphs.seen.length, 5);
  });

  for (const status of [502, 503, 504]) {
    test(`is asked once more when a proxy answers ${status} for it`, async () => {
      await using site = await openSite(library);
      site.subgraphs.intercept((_, response) => {
        if (site.subgraphs.seen.length > 1) return false;
        response.writeHead(status, { 'content-type': 'text/html' }).end('<h1>wait</h1>');
        return true;
      });
      assert.equal((await site.ask(BOOKS)).errors, undefined);
      assert.equal(site.subgraphs.seen.length, 2);
    });
  }

  test('fails with TIMEOUT when it takes too long, and other subgraphs are answered', async () => {
    await using site = await openSite(library, { subgraphTimeoutMs: 300 });
    const answer = await site.ask('{ slow(ms: 5000) readers { name } }');
    assert.deepEqual(answer.data, { slow: null, readers: [{ name: 'Ada' }, { name: 'Bo' }] });
    assert.equal(codeOf(answer), 'TIMEOUT');
  });

  test('fails when it is answered with something else than GraphQL', async () => {
    await using site = await openSite(library);
    for (const [type, body] of [
      ['text/html', '<h1>hello</h1>'],
      ['application/json', '[1]'],
      ['application/json', '{"half":'],
      ['application/json', ''],
    ] as const) {
      site.subgraphs.intercept(({ subgraph }, response) => {
        if (subgraph === 'readers') return false;
        response.writeHead(200, { 'content-type': type }).end(body);
        return true;
      });
      const answer = await site.ask('{ book(id: "b1") { id } readers { name } }');
      assert.deepEqual(answer.data, { book: null, readers: [{ name: 'Ada' }, { name: 'Bo' }] }, body);
      assert.equal(codeOf(answer), 'UNAVAILABLE', body);
    }
  });

  test('keeps the GraphQL errors of an answer that is no 200', async () => {
    await using site = await openSite(library);
    site.subgraphs.intercept((_, response) => {
      response.writeHead(400, { 'content-type': 'application/graphql-response+json' });
      response.end('{"errors":[{"message":"not today","extensions":{"code":"CLOSED","stacktrace":["x"]}}]}');
      return true;
    });
    const { data, errors } = await site.ask('{ book(id: "b1") { id } }');
    assert.deepEqual(data, { book: null });
    assert.deepEqual(errors, [{ message: 'not today', path: ['book'], extensions: { code: 'CLOSED' } }]);
  });

  test('ends when the client that asked goes away', async () => {
    await using site = await openSite(library);
    let cut = false;
    site.subgraphs.intercept((_, response) => {
      response.on('close', () => (cut = !response.writableEnded));
      return true;
    });
    const leaving = new AbortController();
    const asked = fetch(`${site.origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: BOOKS }),
      signal: leaving.signal,
    });
    await eventually(() => site.subgraphs.seen.length === 1);
    leaving.abort();
    await assert.rejects(asked);
    await eventually(() => cut, 1_000);
  });

  test('waits for a connection where there are no more, and gets one', async () => {
    await using site = await openSite(library, { subgraphConnections: 1 });
    let open = 0;
    let most = 0;
    site.subgraphs.intercept((_, response) => {
      most = Math.max(most, (open += 1));
      response.on('finish', () => (open -= 1));
      return false;
    });
    const answers = await Promise.all(Array.from({ length: 10 }, () => site.ask('{ slow(ms: 10) }')));
    assert.ok(answers.every(({ data }) => data?.slow === 'awake'));
    assert.equal(most, 1);
  });
});

describe('a mutation to a subgraph', () => {
  for (const [how, interception] of [
    ['its connection is lost', breaking(9)],
    [
      'a proxy answers 503 for it',
      (_, response) => {
        response.writeHead(503).end();
        return true;
      },
    ],
  ] as readonly [string, Interception][]) {
    test(`is never asked twice, also when ${how}`, async () => {
      await using site = await openSite(library, { subgraphRetries: 5 });
      site.subgraphs.intercept(interception);
      assert.equal(codeOf(await site.ask('mutation { lend(id: "b1") { id } }')), 'UNAVAILABLE');
      await sleep(200);
      assert.equal(site.subgraphs.seen.length, 1);
    });
  }
});

describe('a subgraph that keeps failing', () => {
  test('is left alone for a while, /readyz names it, and one request finds out that it is back', async () => {
    await using site = await openSite(library, { breakerFailures: 3, breakerOpenMs: 300, subgraphRetries: 0 });
    site.subgraphs.intercept((_, response) => {
      response.writeHead(500).end();
      return true;
    });
    for (let n = 0; n < 6; n++) assert.equal(codeOf(await site.ask(BOOKS)), 'UNAVAILABLE');
    assert.equal(site.subgraphs.seen.length, 3);
    assert.equal((await site.ask('{ readers { name } }')).data, null);
    assert.match(await (await fetch(`${site.origin}/readyz`)).text(), /^ready\nbooks keeps failing$/mu);
    site.subgraphs.intercept(() => false);
    await sleep(350);
    assert.equal((await site.ask(BOOKS)).errors, undefined);
    assert.equal(await (await fetch(`${site.origin}/readyz`)).text(), 'ready\n');
  });
});

describe('equal queries under way', () => {
  const SLOW = '{ slow(ms: 200) }';

  test('are sent to the subgraph once where that is switched on, and each is answered', async () => {
    await using site = await openSite(library, { dedupeSubgraphRequests: true });
    const answers = await Promise.all(Array.from({ length: 5 }, () => site.ask(SLOW)));
    assert.ok(answers.every(({ data }) => data?.slow === 'awake'));
    assert.equal(site.subgraphs.seen.length, 1);
    await site.ask(SLOW);
    assert.equal(site.subgraphs.seen.length, 2);
  });

  test('are sent apart where it is not, for callers who pass other fields on, and as mutations', async () => {
    await using off = await openSite(library);
    await Promise.all([off.ask(SLOW), off.ask(SLOW)]);
    assert.equal(off.subgraphs.seen.length, 2);
    await using on = await openSite(library, { dedupeSubgraphRequests: true });
    await Promise.all(['a', 'b'].map((token) => on.ask(SLOW, {}, { authorization: token })));
    assert.equal(on.subgraphs.seen.length, 2);
    await Promise.all([1, 2].map(() => on.ask('mutation { lend(id: "b1") { id } }')));
    assert.equal(on.subgraphs.seen.length, 4);
  });

  test('go on when one of those who wait leaves, and end with the last', async () => {
    await using site = await openSite(library, { dedupeSubgraphRequests: true });
    const leaving = new AbortController();
    const leaves = fetch(`${site.origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: SLOW }),
      signal: leaving.signal,
    });
    await eventually(() => site.subgraphs.seen.length === 1);
    const stays = site.ask(SLOW);
    await sleep(50);
    leaving.abort();
    await assert.rejects(leaves);
    assert.deepEqual((await stays).data, { slow: 'awake' });
    assert.equal(site.subgraphs.seen.length, 1);
  });
});
