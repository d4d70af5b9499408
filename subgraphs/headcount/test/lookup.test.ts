import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { uuidv7, type Database, type Tx } from '@trekker/kit';
import { testDatabase, type TestDatabase } from '@trekker/kit/testing';

import { instantStretch } from '../src/db/beliefs.ts';
import { noteRevisions, visitsIn, type Revision } from '../src/db/person-visits.ts';
import { headcountMigrations } from '../src/index.ts';
import { NOON } from './headcount.ts';

let postgres: TestDatabase;
let database: Database;
before(async () => {
  postgres = await testDatabase([headcountMigrations]);
  database = postgres.open('headcount');
});
after(() => postgres[Symbol.asyncDispose]());

const tenantId = uuidv7();
const MINUTE = 60_000;

/** Runs some work in a transaction and tells at how many rows of the table it looked. */
async function counting<T>(tx: Tx, work: () => Promise<T>): Promise<{ result: T; rows: number }> {
  const touched = async () => {
    const [row] = await tx.sql<{ n: number }[]>`
      select coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) as n from pg_stat_xact_user_tables
      where schemaname = 'headcount' and relname = 'person_visits'`;
    return row?.n ?? 0;
  };
  const before = await touched();
  const result = await work();
  return { result, rows: (await touched()) - before };
}

const note = (revisions: readonly Revision[]) =>
  database.withConsumer(async (tx) => {
    await tx.asTenant(tenantId);
    return counting(tx, () => noteRevisions(tx, tenantId, revisions));
  });

test('looks at few rows to find who is where and to end a belief, while the database knows nothing of the table', async () => {
  const [personId, zoneId] = [uuidv7(), uuidv7()];
  let offset = 0;
  const visit = (minute: number, to: number | null): Revision => ({
    offset: (offset += 1),
    knownFrom: NOON,
    retracted: false,
    personVisitId: uuidv7(),
    personId,
    zoneId,
    from: NOON + minute * MINUTE,
    to: to === null ? null : NOON + to * MINUTE,
    endReason: null,
    trackerId: null,
    alreadyInside: false,
    probable: [],
    stale: [],
    lost: null,
  });
  await postgres.admin`alter table headcount.person_visits set (autovacuum_enabled = false)`;
  const history = Array.from({ length: 10_000 }, (_, index) => visit(index - 10_000, index - 9_990));
  const lasting = Array.from({ length: 10 }, (_, index) => visit(index - 9_000, null));
  for (let at = 0; at < history.length; at += 500) await note(history.slice(at, at + 500));
  await note(lasting);
  const repeats = 8; // the database plans anew for the first few calls and then no longer
  for (let turn = 0; turn < repeats; turn += 1) {
    const at = NOON - 5_000.5 * MINUTE;
    const { result: found } = await database.withTenant(tenantId, (tx) =>
      counting(tx, () => visitsIn(tx, instantStretch(at, null), { zoneIds: null })),
    );
    assert.equal(found.result.length, 20);
    assert.ok(found.rows < 300, `${found.rows} rows`);
    const { rows } = await note(lasting.map((revision) => ({ ...revision, offset: (offset += 1) })));
    assert.ok(rows < 300, `${rows} rows`);
  }
});
