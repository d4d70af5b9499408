import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { systemClock, uuidv7, type TenantAccess, type Tx, type TxSql } from '@trekker/kit';
import { testViewer } from '@trekker/kit/testing';

import { pageWithoutFlags } from '../src/actions/list-unflagged.ts';
import { storeRule } from '../src/db/filter-rules.ts';
import { pageOfHistory } from '../src/db/history.ts';
import { createLoaders } from '../src/db/loaders.ts';
import { DAY_MS } from '../src/domain/day.ts';
import { CLOSED_MS, openHistory, position, type TestHistory } from './history-site.ts';

let history: TestHistory;
before(async () => {
  history = await openHistory();
  const setting = { isOn: true, limit: 45, attributes: null };
  await history.database.withTenant(history.tenantId, (tx) =>
    storeRule(tx, {
      tenantId: history.tenantId,
      scope: { kind: 'TENANT' },
      rule: 'MIN_PERIOD',
      setting,
      setAt: CLOSED_MS,
    }),
  );
});
after(() => history[Symbol.asyncDispose]());

/** A page of a tracker with its flags, and how much was asked of the database for these. */
async function flagsOfPage(trackerId: string, first: number) {
  const asked = { queries: 0 };
  const { tenantId, database } = history;
  const read: TenantAccess['read'] = async (fn) =>
    (await database.withTenant(tenantId, (tx) => fn(counting(tx, asked)), { mode: 'snapshot' })).result;
  const loaders = createLoaders(
    { read, write: read, wrote: {} },
    testViewer(tenantId, ['positions:read']),
    systemClock,
  );
  const span = { trackerId, from: CLOSED_MS, to: CLOSED_MS + 2_000 * DAY_MS, page: { first, after: null } };
  const rows = (await read((tx) => pageOfHistory(tx, span))).slice(0, first);
  loaders.flags.noteRun(rows);
  asked.queries = 0;
  const flags = await Promise.all(rows.map((row) => loaders.flags.load(row)));
  return { queries: asked.queries, kinds: flags.map((own) => own.map(({ kind }) => kind).join()) };
}

function counting(tx: Tx, asked: { queries: number }): Tx {
  const sql = new Proxy(tx.sql, {
    apply(target, self, call) {
      const query = Reflect.apply(target, self, call) as ReturnType<TxSql>;
      const then = query.then.bind(query);
      // A part of another query is never waited for.
      // oxlint-disable-next-line unicorn/no-thenable -- a query has one already
      query.then = (...on) => {
        asked.queries += 1;
        return then(...on);
      };
      return query;
    },
  });
  return Object.assign(Object.create(tx) as Tx, { sql });
}

/** A tracker that reported so often, so many milliseconds apart. */
async function trackerWith(count: number, apartMs: number): Promise<string> {
  const { tenantId } = history;
  const trackerId = uuidv7();
  await history.append(
    Array.from({ length: count }, (_, index) =>
      position({ tenantId, trackerId, recordedAt: CLOSED_MS + index * apartMs }),
    ),
  );
  return trackerId;
}

test('asks for the flags of a page as much, however many positions it has and however far apart they are', async () => {
  const dense = await trackerWith(500, 30_000);
  const sparse = await trackerWith(60, 3 * DAY_MS);
  const { queries } = await flagsOfPage(dense, 2);
  assert.ok(queries > 0 && queries < 12, `${queries} queries`);
  assert.equal((await flagsOfPage(dense, 500)).queries, queries);
  assert.equal((await flagsOfPage(sparse, 60)).queries, queries);
});

test('gives the same flags once the days are packed', async () => {
  const trackerId = await trackerWith(500, 30_000);
  const before = await flagsOfPage(trackerId, 500);
  assert.deepEqual(before.kinds.slice(0, 4), ['', 'FREQUENT', '', 'FREQUENT']);
  await history.pack();
  assert.ok((await history.places()).packed >= 500);
  assert.deepEqual((await flagsOfPage(trackerId, 500)).kinds, before.kinds);
});

test('gives a shorter page, and says where to go on, where nearly all of what it looked at is left out', async () => {
  const trackerId = await trackerWith(300, 100);
  const { database, tenantId } = history;
  const setting = { isOn: true, limit: 10, attributes: null };
  const rules = new Map([['MIN_PERIOD' as const, { rule: 'MIN_PERIOD' as const, setting, scope: null, setAt: null }]]);
  const span = { trackerId, from: CLOSED_MS, to: CLOSED_MS + DAY_MS, without: new Set(['FREQUENT' as const]) };
  const pages: [number, boolean][] = [];
  for (let after: readonly string[] | null = null; ;) {
    const page = { first: 50, after };
    const { result } = await database.withTenant(
      tenantId,
      (tx) => pageWithoutFlags(tx, rules, { ...span, page, mostLookedAt: 120 }),
      { mode: 'snapshot' },
    );
    const { nodes, pageInfo } = result;
    pages.push([nodes.length, pageInfo.hasNextPage]);
    if (!pageInfo.hasNextPage) break;
    after = JSON.parse(Buffer.from(pageInfo.endCursor ?? '', 'base64url').toString()) as string[];
  }
  assert.deepEqual(pages, [
    [2, true],
    [1, true],
    [0, false],
  ]);
});
