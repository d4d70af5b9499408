import { DAY_MS, eachPath, eachSection, positionsInBox, type TestHistory } from '@trekker/positions/testing';

import { seededRandom } from '../presence/seeded-random.ts';
import type { Loaded } from './load-days.ts';
import { inTurns } from './timing.ts';
import { waysOf } from './ways.ts';

const DAYS_ASKED = 40;
const AREAS_ASKED = 5;
const HOUR_MS = 3_600_000;
/** About two by two kilometres. */
const AREA_E7 = 200_000;

/**
 * What questions take: a tracker's day as when and where, the same with everything, and who was in an area in an hour.
 * Beside them the same questions in SQL to the plain table, over connections of the same library.
 */
export async function measureReads(history: TestHistory, loaded: Loaded) {
  const days = daysAsked(loaded);
  const areas = days.slice(0, AREAS_ASKED).map(({ trackerId, from }) => ({ trackerId, from: from + 9 * HOUR_MS }));
  return {
    ...(await measureDays(history, loaded)),
    'rows with ids': await inTurns(
      days,
      waysOf(
        history,
        rowsOfDay(history, loaded, (rows) => rows),
      ),
    ),
    area: await inTurns(await aroundTrackers(history, loaded, areas), waysOf(history, areaOfHour(history, loaded))),
  };
}

/** Only what a tracker's day takes. */
export async function measureDays(history: TestHistory, loaded: Loaded) {
  const days = daysAsked(loaded);
  return {
    path: await inTurns(days, waysOf(history, pathOfDay(history, loaded))),
    rows: await inTurns(days, waysOf(history, rowsOfDay(history, loaded, endsOf))),
  };
}

/** Days of trackers, the same for the same history. */
function daysAsked({ trackerIds, days }: Loaded): Day[] {
  const random = seededRandom(7);
  return Array.from({ length: DAYS_ASKED }, () => ({
    trackerId: trackerIds[Math.floor(random() * trackerIds.length)] ?? '',
    from: days[Math.floor(random() * days.length)] ?? 0,
  }));
}

interface Day {
  readonly trackerId: string;
  readonly from: number;
}

function pathOfDay({ database, postgres: { admin } }: TestHistory, { tenantId }: Loaded) {
  return {
    ours: async ({ trackerId, from }: Day) => {
      const { result } = await database.withTenant(
        tenantId,
        async (tx) => {
          const sum = { count: 0, at: 0, latitude: 0, longitude: 0 };
          for await (const path of eachPath(tx, { trackerId, from, to: from + DAY_MS })) {
            sum.count += path.count;
            for (let index = 0; index < path.count; index += 1) {
              sum.at += path.recordedAt[index] ?? 0;
              sum.latitude += path.latitudeE7[index] ?? 0;
              sum.longitude += path.longitudeE7[index] ?? 0;
            }
          }
          return sum;
        },
        { mode: 'snapshot' },
      );
      return result;
    },
    peer: async ({ trackerId, from }: Day) => {
      const rows = await admin<{ recorded_at: number; latitude_e7: number; longitude_e7: number }[]>`
        select recorded_at, latitude_e7, longitude_e7 from peer.history
        where tenant_id = ${tenantId} and tracker_id = ${trackerId} and recorded_at >= ${from} and recorded_at < ${from + DAY_MS}
        order by recorded_at, dedupe`;
      const sum = { count: rows.length, at: 0, latitude: 0, longitude: 0 };
      for (const row of rows) {
        sum.at += row.recorded_at;
        sum.latitude += row.latitude_e7;
        sum.longitude += row.longitude_e7;
      }
      return sum;
    },
  };
}

interface Row {
  readonly recorded_at: number;
  readonly dedupe: Buffer;
  readonly speed_mms: number | null;
  readonly received_at: number;
}

/** The first and the last. */
function endsOf(rows: readonly Row[]): readonly Row[] {
  return [rows[0], rows.at(-1)].filter((row) => row !== undefined);
}

/** Something of several columns, so that all were read; and what the ids of some are made of, a hash where it is packed. */
function told(rows: readonly Row[], identified: (rows: readonly Row[]) => readonly Row[] = endsOf) {
  return {
    count: rows.length,
    speed: rows.reduce((sum, row) => sum + (row.speed_mms ?? 0), 0),
    received: rows.reduce((sum, row) => sum + row.received_at, 0),
    dedupes: identified(rows).reduce((sum, row) => (sum + row.dedupe.readUInt32BE(0)) % 1_000_003, 0),
  };
}

// oxlint-disable-next-line max-params -- whose ids are looked at
function rowsOfDay({ database, postgres: { admin } }: TestHistory, { tenantId }: Loaded, identified: typeof endsOf) {
  return {
    ours: async ({ trackerId, from }: Day) => {
      const { result } = await database.withTenant(
        tenantId,
        async (tx) => {
          const rows: Row[] = [];
          for await (const { path, row } of eachSection(tx, { trackerId, from, to: from + DAY_MS })) {
            for (let index = 0; index < path.count; index += 1) rows.push(row(index));
          }
          return told(rows, identified);
        },
        { mode: 'snapshot' },
      );
      return result;
    },
    peer: async ({ trackerId, from }: Day) =>
      told(
        await admin<Row[]>`
        select tracker_id, recorded_at, dedupe, latitude_e7, longitude_e7, altitude_cm, accuracy_cm, speed_mms, heading_cd,
          battery_percent, received_at, attributes
        from peer.history
        where tenant_id = ${tenantId} and tracker_id = ${trackerId} and recorded_at >= ${from} and recorded_at < ${from + DAY_MS}
        order by recorded_at, dedupe`,
        identified,
      ),
  };
}

interface Area {
  readonly from: number;
  readonly box: { southE7: number; westE7: number; northE7: number; eastE7: number };
}

/** Areas around where trackers were, so that somebody is in them. */
async function aroundTrackers(
  { postgres: { admin } }: TestHistory,
  { tenantId }: Loaded,
  days: readonly Day[],
): Promise<Area[]> {
  const areas: Area[] = [];
  for (const { trackerId, from } of days) {
    const [place] = await admin<{ latitude_e7: number; longitude_e7: number }[]>`
      select latitude_e7, longitude_e7 from peer.history
      where tenant_id = ${tenantId} and tracker_id = ${trackerId} and recorded_at >= ${from}
      order by recorded_at limit 1`;
    const [south, west] = [(place?.latitude_e7 ?? 0) - AREA_E7 / 2, (place?.longitude_e7 ?? 0) - AREA_E7 / 2];
    areas.push({ from, box: { southE7: south, westE7: west, northE7: south + AREA_E7, eastE7: west + AREA_E7 } });
  }
  return areas;
}

function areaOfHour({ database, postgres: { admin } }: TestHistory, { tenantId }: Loaded) {
  const most = 100_000;
  return {
    ours: async ({ box, from }: Area) => {
      const asked = { trackerIds: null, unitIds: null, reach: 'all' as const, after: null, most };
      const span = { ...asked, box, from, to: from + HOUR_MS };
      const { result } = await database.withTenant(tenantId, (tx) => positionsInBox(tx.sql, span), {
        mode: 'snapshot',
      });
      return told(result);
    },
    peer: async ({ box, from }: Area) =>
      told(
        await admin<Row[]>`
        select tracker_id, recorded_at, dedupe, latitude_e7, longitude_e7, altitude_cm, accuracy_cm, speed_mms, heading_cd,
          battery_percent, received_at, attributes
        from peer.history
        where tenant_id = ${tenantId} and recorded_at >= ${from} and recorded_at < ${from + HOUR_MS}
          and latitude_e7 between ${box.southE7} and ${box.northE7} and longitude_e7 between ${box.westE7} and ${box.eastE7}
        order by tracker_id, recorded_at, dedupe limit ${most}`,
      ),
  };
}
