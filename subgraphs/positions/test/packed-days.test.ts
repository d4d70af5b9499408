import assert from 'node:assert/strict';
import { test } from 'node:test';

import { uuidv7, type Database, type Page, type Tx } from '@trekker/kit';
import * as fc from 'fast-check';

import {
  eachPath,
  eachSection,
  loggedFrom,
  neighboursOf,
  pageOfHistory,
  pageOfTrack,
  positionByKey,
  positionsInBox,
  type AreaSpan,
  positionsByKeys,
  type TrackPointRow,
} from '../src/db/history.ts';
import { DAY_MS } from '../src/domain/day.ts';
import { dedupeBytes } from '../src/domain/dedupe.ts';
import { keyOf, type NewPosition } from '../src/domain/new-position.ts';
import { CLOSED_MS, openHistory, position } from './history-site.ts';

const SPAN = { from: CLOSED_MS - DAY_MS, to: CLOSED_MS + 6 * DAY_MS };

/** Few instants, so that many fixes share one, on both sides of midnights; some repeat. */
const fix = fc.record({
  day: fc.integer({ min: 0, max: 3 }),
  ms: fc.constantFrom(0, 1, 40_000_000, 40_000_001, 60_000_000, DAY_MS - 1),
  latitudeE7: fc.integer({ min: 0, max: 3 }),
  speedMillimetersPerSecond: fc.option(fc.constant(1_500), { nil: null }),
  batteryPercent: fc.constantFrom(null, 87.3, 50),
  attributes: fc.constantFrom(null, {}, { ignition: true, raw: 'ю'.repeat(300) }),
});
const steps = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc
        .uniqueArray(fix, {
          minLength: 1,
          maxLength: 12,
          selector: ({ day, ms, latitudeE7, speedMillimetersPerSecond }) =>
            `${day} ${ms} ${latitudeE7} ${speedMillimetersPerSecond}`,
        })
        .map((fixes) => ({ kind: 'append' as const, fixes })),
    },
    { weight: 1, arbitrary: fc.constant({ kind: 'pack' as const }) },
  ),
  { minLength: 1, maxLength: 8 },
);

test('answers alike wherever positions lie, and takes each fix once', { timeout: 120_000 }, async () => {
  await using history = await openHistory();
  await fc.assert(
    fc.asyncProperty(steps, fc.integer({ min: 1, max: 7 }), fc.boolean(), async (run, first, hasPartition) => {
      await history.postgres.admin`truncate positions.history, positions.packed_days, positions.late_days`;
      if (hasPartition) await history.partition(CLOSED_MS + DAY_MS);
      const tenantId = uuidv7();
      const trackerId = uuidv7();
      const expected = new Map<string, NewPosition>();
      for (const step of run) {
        if (step.kind === 'pack') {
          await history.pack();
          continue;
        }
        const batch = step.fixes.map(({ day, ms, batteryPercent, attributes, ...quantities }) =>
          position(
            { tenantId, trackerId, recordedAt: CLOSED_MS + day * DAY_MS + ms },
            { quantities, batteryPercent, attributes },
          ),
        );
        const added = await history.append(batch);
        const news = batch.filter((one) => !expected.has(keyOf(tenantId, one.record)));
        assert.deepEqual(added, new Set(news.map((one) => keyOf(tenantId, one.record))));
        for (const one of news) expected.set(keyOf(tenantId, one.record), one);
      }
      await checkReads(history.database, { tenantId, trackerId, first, positions: [...expected.values()] });
    }),
    { numRuns: 60, endOnFailure: true },
  );
});

async function checkReads(
  database: Database,
  {
    tenantId,
    trackerId,
    first,
    positions,
  }: { tenantId: string; trackerId: string; first: number; positions: NewPosition[] },
) {
  const rows = positions
    .map(rowOf)
    .toSorted((a, b) => a.recorded_at - b.recorded_at || Buffer.compare(a.dedupe, b.dedupe));
  const plain = rows.map((row) => {
    const { attributes: _, ...rest } = row;
    return rest;
  });
  await database.withTenant(
    tenantId,
    async (tx) => {
      assert.deepEqual(
        (await allPages((page) => pageOfTrack(tx, { trackerId, ...SPAN, page }), first)).map(whole),
        rows,
      );
      assert.deepEqual(
        (await allPages((page) => pageOfHistory(tx, { trackerId, ...SPAN, page }), first)).map(whole),
        plain,
      );
      const part = { from: CLOSED_MS + 40_000_001, to: CLOSED_MS + 2 * DAY_MS + 40_000_001 };
      const inPart = rows.filter((row) => row.recorded_at >= part.from && row.recorded_at < part.to);
      for (const descending of [false, true]) {
        const sections = await Array.fromAsync(eachSection(tx, { trackerId, ...part, descending }));
        const read = (descending ? sections.toReversed() : sections).flatMap((section) =>
          Array.from(section.path.recordedAt, (at, index) => {
            assert.equal(section.row(index).recorded_at, at);
            assert.equal(section.row(index).latitude_e7, section.path.latitudeE7[index]);
            return whole(section.row(index));
          }),
        );
        assert.deepEqual(read, inPart);
        const paths = await Array.fromAsync(eachPath(tx, { trackerId, ...part, descending }));
        const places = (descending ? paths.toReversed() : paths).flatMap(({ recordedAt, latitudeE7, longitudeE7 }) =>
          Array.from(recordedAt, (at, index) => [at, latitudeE7[index], longitudeE7[index]]),
        );
        assert.deepEqual(
          places,
          inPart.map((row) => [row.recorded_at, row.latitude_e7, row.longitude_e7]),
        );
      }
      const around = await neighboursOf(tx, { trackerId, at: CLOSED_MS + DAY_MS, before: first, after: first });
      const border = rows.findIndex((row) => row.recorded_at >= CLOSED_MS + DAY_MS);
      const [before, after] = border < 0 ? [rows, []] : [rows.slice(0, border), rows.slice(border)];
      assert.deepEqual(
        { before: around.before.map(whole), after: around.after.map(whole) },
        { before: before.slice(-first), after: after.slice(0, first) },
      );
      const logged = await loggedFrom(tx.sql, {
        trackerId,
        from: 0,
        after: null,
        upTo: Number.MAX_SAFE_INTEGER,
        most: 1_000,
      });
      assert.deepEqual(
        logged.map((row) => [row.recorded_at, row.dedupe]),
        rows.map((row) => [row.recorded_at, row.dedupe]),
      );
      const upTo = logged[0]?.offset ?? 0;
      const told = logged.filter((row) => row.offset <= upTo);
      const from = CLOSED_MS;
      assert.deepEqual(
        await loggedFrom(tx.sql, { trackerId, from, after: null, upTo, most: first }),
        told.slice(0, first),
      );
      await checkAreas(tx, { trackerId, first, rows });
      const keys = rows.map((row) => ({ trackerId, recordedAt: row.recorded_at, dedupe: row.dedupe }));
      const unknown = { trackerId, recordedAt: CLOSED_MS, dedupe: Buffer.alloc(8) };
      const byKeys = await positionsByKeys(tx, [...keys, unknown], 'all');
      assert.deepEqual(
        byKeys.map(whole).toSorted((a, b) => a.recorded_at - b.recorded_at || Buffer.compare(a.dedupe, b.dedupe)),
        plain,
      );
      const byKey = await positionByKey(tx, keys[0] ?? unknown);
      assert.deepEqual(byKey && whole(byKey), plain[0]);
      assert.equal(await positionByKey(tx, unknown), undefined);
      assert.deepEqual(await positionsByKeys(tx, keys, [uuidv7()]), []);
    },
    { mode: 'snapshot' },
  );
}

/** A row as a plain object, whatever it is made of. */
function whole<T extends { dedupe: Buffer }>(row: T): T {
  return { ...row, dedupe: row.dedupe };
}

/** Boxes around some of the places and hours, page by page. */
async function checkAreas(
  tx: Tx,
  { trackerId, first, rows }: { trackerId: string; first: number; rows: readonly TrackPointRow[] },
) {
  for (const box of [
    { southE7: 1, westE7: 134_000_000, northE7: 2, eastE7: 134_000_000 },
    { southE7: 0, westE7: 1_700_000_000, northE7: 2, eastE7: -1_700_000_000 },
    { southE7: -10, westE7: 100_000_000, northE7: 1, eastE7: 150_000_000 },
  ]) {
    for (const [from, to] of [
      [CLOSED_MS + 39_600_000, CLOSED_MS + 43_200_000],
      [CLOSED_MS + 40_000_001, CLOSED_MS + 3 * DAY_MS + 1],
    ] as const) {
      const inside = rows.filter(
        (row) =>
          row.recorded_at >= from &&
          row.recorded_at < to &&
          row.latitude_e7 >= box.southE7 &&
          row.latitude_e7 <= box.northE7 &&
          box.westE7 < box.eastE7 + 1,
      );
      const found = await allInBox(tx, { trackerId, first, box, from, to });
      assert.deepEqual(found.map(whole), inside);
    }
  }
}

async function allInBox(
  tx: Tx,
  { trackerId, first, ...where }: { trackerId: string; first: number } & Pick<AreaSpan, 'box' | 'from' | 'to'>,
): Promise<TrackPointRow[]> {
  const found: TrackPointRow[] = [];
  for (;;) {
    const last = found.at(-1);
    const after = last ? { trackerId, recordedAt: last.recorded_at, dedupe: last.dedupe } : null;
    const asked = { trackerIds: [trackerId], unitIds: null, reach: 'all' as const, after, most: first };
    const page = await positionsInBox(tx.sql, { ...asked, ...where });
    found.push(...page);
    if (page.length < first) return found;
  }
}

async function allPages<T extends { recorded_at: number; dedupe: Buffer }>(
  read: (page: Page) => Promise<T[]>,
  first: number,
): Promise<T[]> {
  const all: T[] = [];
  for (;;) {
    const last = all.at(-1);
    const after = last ? [String(last.recorded_at), last.dedupe.toString('hex')] : null;
    const rows = await read({ first, after });
    assert.ok(rows.length <= first + 1);
    all.push(...rows.slice(0, first));
    if (rows.length <= first) return all;
  }
}

function rowOf({ record, batteryPercent, attributes, receivedAt }: NewPosition): TrackPointRow {
  return {
    tracker_id: record.trackerId,
    recorded_at: record.recordedAt,
    dedupe: dedupeBytes(record.dedupe),
    latitude_e7: record.latitudeE7,
    longitude_e7: record.longitudeE7,
    altitude_cm: record.altitudeCentimeters,
    accuracy_cm: record.accuracyCentimeters,
    speed_mms: record.speedMillimetersPerSecond,
    heading_cd: record.headingCentidegrees,
    battery_percent: batteryPercent,
    received_at: receivedAt,
    attributes,
  };
}
