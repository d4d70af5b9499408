import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { createLogger, uuidv7 } from '@trekker/kit';
import * as fc from 'fast-check';

import { pageAsOf, type HistoryKey } from '../src/db/history.ts';
import type { PositionRow } from '../src/db/rows.ts';
import { DAY_MS } from '../src/domain/day.ts';
import { dedupeBytes } from '../src/domain/dedupe.ts';
import type { NewPosition } from '../src/domain/new-position.ts';
import { CLOSED_MS, openHistory, position } from './history-site.ts';
import { fix, post, startPositions, type TestPositions } from './positions.ts';

const fixes = fc.uniqueArray(
  fc.record({
    tracker: fc.integer({ min: 0, max: 2 }),
    day: fc.integer({ min: 0, max: 3 }),
    ms: fc.constantFrom(0, 1, 40_000_000, DAY_MS - 1),
    latitudeE7: fc.integer({ min: 0, max: 2 }),
  }),
  {
    minLength: 1,
    maxLength: 16,
    selector: ({ tracker, day, ms, latitudeE7 }) => `${tracker} ${day} ${ms} ${latitudeE7}`,
  },
);

test('finds of each tracker what was recorded last by then, wherever it lies', { timeout: 120_000 }, async () => {
  await using history = await openHistory();
  const admin = history.postgres.admin;
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        early: fixes,
        late: fixes,
        packs: fc.boolean(),
        first: fc.integer({ min: 1, max: 4 }),
        at: fc.constantFrom(-1, 0, 1, 40_000_000, DAY_MS - 1, DAY_MS, 2 * DAY_MS + 5, 9 * DAY_MS),
      }),
      async ({ early, late, packs, first, at }) => {
        await admin`truncate positions.history, positions.packed_days, positions.late_days, positions.latest`;
        const tenantId = uuidv7();
        const trackerIds = [uuidv7(), uuidv7(), uuidv7()];
        const positionOf = ({ tracker, day, ms, latitudeE7 }: (typeof early)[number]): NewPosition =>
          position(
            { tenantId, trackerId: trackerIds[tracker] ?? '', recordedAt: CLOSED_MS + day * DAY_MS + ms },
            { quantities: { latitudeE7 } },
          );
        // Some days are packed when what is late still lies as rows.
        await history.append(early.map(positionOf));
        if (packs) await history.pack();
        await history.append(late.map(positionOf));
        const all = [...early, ...late].map(positionOf);
        for (const newest of newestOf(all, Infinity)) await noteLatest(newest);
        const found: HistoryKey[] = [];
        await history.database.withTenant(tenantId, async (tx) => {
          for (let rows = await read(null); ; rows = await read(found.at(-1)?.trackerId ?? null)) {
            found.push(...rows.slice(0, first).map(keyOfRow));
            if (rows.length <= first) return;
          }
          function read(behind: string | null): Promise<PositionRow[]> {
            const page = { first, after: behind === null ? null : [behind] };
            return pageAsOf(tx, page, { reach: 'all', at: CLOSED_MS + at });
          }
        });
        assert.deepEqual(found, newestOf(all, CLOSED_MS + at).map(keyOfPosition));
      },
    ),
    { numRuns: 60, endOnFailure: true },
  );

  async function noteLatest({ tenantId, record }: NewPosition): Promise<void> {
    await admin`
      insert into positions.latest (tenant_id, tracker_id, recorded_at, dedupe, latitude_e7, longitude_e7, event_kind,
        received_at, partition, "offset")
      values (${tenantId}, ${record.trackerId}, ${record.recordedAt}, ${dedupeBytes(record.dedupe)}, ${record.latitudeE7},
        ${record.longitudeE7}, 0, ${record.recordedAt}, 0, 0)`;
  }
});

/** Of each tracker the position recorded last by an instant, by tracker. */
function newestOf(positions: readonly NewPosition[], at: number): NewPosition[] {
  const newest = new Map<string, NewPosition>();
  for (const each of positions) {
    const known = newest.get(each.record.trackerId);
    if (each.record.recordedAt <= at && (!known || isLater(each, known))) newest.set(each.record.trackerId, each);
  }
  return [...newest.values()].toSorted((a, b) => (a.record.trackerId < b.record.trackerId ? -1 : 1));
}

function isLater({ record: a }: NewPosition, { record: b }: NewPosition): boolean {
  const byDedupe = Buffer.compare(dedupeBytes(a.dedupe), dedupeBytes(b.dedupe));
  return a.recordedAt - b.recordedAt > 0 || (a.recordedAt === b.recordedAt && byDedupe > 0);
}

function keyOfRow(row: PositionRow): HistoryKey {
  return { trackerId: row.tracker_id, recordedAt: row.recorded_at, dedupe: row.dedupe };
}

function keyOfPosition({ record }: NewPosition): HistoryKey {
  return { trackerId: record.trackerId, recordedAt: record.recordedAt, dedupe: dedupeBytes(record.dedupe) };
}

let site: TestPositions;
before(async () => void (site = await startPositions({}, createLogger('silent'))));
after(() => site[Symbol.asyncDispose]());

const AS_OF = `query A($asOf: DateTime, $first: Int! = 50, $after: String) {
  latestPositions(asOf: $asOf, first: $first, after: $after) {
    nodes { recordedAt tracker { id } } pageInfo { hasNextPage endCursor } } }`;

test('tells where everybody was, to nobody but who may see it', async () => {
  const { door, tracker, viewer } = await site.tenant();
  const stranger = await site.tenant();
  const [early] = [await tracker('early'), await tracker('late')];
  const at = (seconds: number) => new Date(Date.now() - 3_600_000 + seconds * 1_000).toISOString();
  const times = { first: at(0), second: at(60), third: at(120) };
  await post(door, [
    fix('early', 0, { time: times.first }),
    fix('early', 0, { time: times.third }),
    fix('late', 0, { time: times.third }),
  ]);
  assert.ok(await site.positions.caughtUp(10_000));
  const ask = async (as: { viewer: ReturnType<typeof viewer> }, asOf: string | null) => {
    const { data, errors } = await site.run(AS_OF, { ...as, variables: { asOf } });
    assert.equal(errors, undefined, JSON.stringify(errors));
    return data.latestPositions.nodes.map((node: any) => [node.tracker.id, node.recordedAt]);
  };
  const as = { viewer: viewer() };
  assert.deepEqual(await ask(as, times.second), [[early, times.first]]);
  assert.deepEqual(await ask(as, times.first), [[early, times.first]]);
  assert.deepEqual(await ask(as, '1990-01-01T00:00:00Z'), []);
  assert.deepEqual(await ask(as, '9999-12-31T23:59:59Z'), await ask(as, null));
  assert.equal((await ask(as, times.third)).length, 2);
  assert.deepEqual(await ask({ viewer: stranger.viewer() }, times.third), []);
  const page = await site.run(AS_OF, { ...as, variables: { asOf: times.third, first: 1 } });
  assert.equal(page.data.latestPositions.pageInfo.hasNextPage, true);
  const refused = await site.run(AS_OF, { variables: { asOf: times.third } });
  assert.equal(refused.errors?.[0]?.extensions?.['code'], 'UNAUTHENTICATED');
});
