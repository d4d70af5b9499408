import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { RequestContext } from './request-context.ts';
import { createSignedInCheck } from './signed-in.ts';

// What the gateway's stand-in below does not look at.
const CONTEXT = {} as RequestContext;
const COOKIE = { cookie: 'trekker-theme=dark; __Host-trekker=token; x=y' };

suite('createSignedInCheck', () => {
  test('asks for a session once a minute, however many requests there are', async () => {
    const { check, asked, pass } = setUp(true);
    assert.deepEqual(await Promise.all([1, 2, 3].map(() => check(COOKIE, CONTEXT))), [true, true, true]);
    pass(59_000);
    assert.equal(await check(COOKIE, CONTEXT), true);
    assert.deepEqual(asked, ['token']);
    pass(2_000);
    await check(COOKIE, CONTEXT);
    assert.deepEqual(asked, ['token', 'token']);
  });

  test('asks nobody for who has no session, and for each session by itself', async () => {
    const { check, asked } = setUp(true);
    for (const headers of [{}, { cookie: '' }, { cookie: 'trekker=; x-trekker=token' }]) {
      assert.equal(await check(headers, CONTEXT), false);
    }
    await check({ cookie: 'trekker=plain' }, CONTEXT);
    await check(COOKIE, CONTEXT);
    assert.deepEqual(asked, ['plain', 'token']);
  });

  test('keeps a refusal, but not that nobody answered', async () => {
    const refused = setUp(false);
    const silent = setUp(undefined);
    for (const { check } of [refused, refused, silent, silent]) assert.equal(await check(COOKIE, CONTEXT), false);
    assert.deepEqual([refused.asked.length, silent.asked.length], [1, 2]);
  });

  test('remembers no more sessions than a server has room for, and forgets the oldest first', async () => {
    const { check, asked } = setUp(true);
    for (let session = 0; session <= 10_000; session++) await check({ cookie: `trekker=${session}` }, CONTEXT);
    asked.length = 0;
    for (const session of [10_000, 1, 0]) await check({ cookie: `trekker=${session}` }, CONTEXT);
    assert.deepEqual(asked, ['0']);
  });
});

function setUp(answer: boolean | undefined) {
  const asked: string[] = [];
  let now = 0;
  const ask = async (token: string) => {
    asked.push(token);
    return answer;
  };
  return { asked, check: createSignedInCheck(ask, () => now), pass: (ms: number) => void (now += ms) };
}
