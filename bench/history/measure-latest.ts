import { uuidv7 } from '@trekker/kit';
import { placedWithin, type TestHistory } from '@trekker/positions/testing';

import { seededRandom } from '../presence/seeded-random.ts';
import { inTurns } from './timing.ts';
import { waysOf } from './ways.ts';

const TRACKERS = 10_000;
const POSITIONS_EACH = 20;
const ROUNDS = 15;
/** A tenth of the width of where they are. */
const VIEW_DEGREES = 0.2;
const ANYBODY = { trackerIds: null, unitIds: null, reach: 'all' } as const;

/**
 * Who of ten thousand trackers is in a part of the map now. Beside it the newest row of each tracker of the plain table,
 * by one look into its primary key for each.
 */
export async function measureLatest(history: TestHistory) {
  const { admin } = history.postgres;
  const tenantId = uuidv7();
  await admin`create table if not exists peer.trackers (tenant_id uuid, tracker_id uuid, primary key (tenant_id, tracker_id))`;
  await admin`insert into peer.trackers select ${tenantId}, gen_random_uuid() from generate_series(1, ${TRACKERS})`;
  await admin`
    insert into peer.history (tenant_id, tracker_id, recorded_at, dedupe, latitude_e7, longitude_e7, event_kind,
      received_at, appended_at, partition, "offset")
    select t.tenant_id, t.tracker_id, now() - n * interval '10 seconds', '\\x0000000000000000',
      470000000 + hashtext(t.tracker_id::text) % 10000000 + n, 80000000 + hashtext(reverse(t.tracker_id::text)) % 10000000 + n,
      0, now(), now(), 0, n
    from peer.trackers t, generate_series(0, ${POSITIONS_EACH - 1}) as n where t.tenant_id = ${tenantId}`;
  await admin`
    insert into positions.latest (tenant_id, tracker_id, recorded_at, dedupe, latitude_e7, longitude_e7, event_kind,
      received_at, partition, "offset")
    select distinct on (tracker_id) tenant_id, tracker_id, recorded_at, dedupe, latitude_e7, longitude_e7, event_kind,
      received_at, partition, "offset"
    from peer.history where tenant_id = ${tenantId} order by tracker_id, recorded_at desc, dedupe desc`;
  await admin`vacuum analyze positions.latest`;
  const random = seededRandom(3);
  const views = Array.from({ length: ROUNDS }, () => ({ south: 46 + random() * 1.8, west: 7 + random() * 1.8 }));
  return inTurns(views, waysOf(history, newestWithin(history, tenantId)));
}

interface View {
  readonly south: number;
  readonly west: number;
}

function newestWithin({ database, postgres: { admin } }: TestHistory, tenantId: string) {
  return {
    ours: async ({ south, west }: View) => {
      const box = { south, west, north: south + VIEW_DEGREES, east: west + VIEW_DEGREES };
      const { result } = await database.withTenant(tenantId, (tx) => placedWithin(tx, box, ANYBODY), {
        mode: 'snapshot',
      });
      return { count: result.length, sum: result.reduce((sum, { latitudeE7 }) => sum + latitudeE7, 0) };
    },
    peer: async ({ south, west }: View) => {
      const { s, w, n, e } = edgesOf({ south, west });
      const rows = await admin<{ latitude_e7: number }[]>`
        select t.tracker_id, l.latitude_e7, l.longitude_e7 from peer.trackers t cross join lateral (
          select latitude_e7, longitude_e7 from peer.history h
          where h.tenant_id = t.tenant_id and h.tracker_id = t.tracker_id order by recorded_at desc, dedupe desc limit 1) as l
        where t.tenant_id = ${tenantId} and l.latitude_e7 between ${s} and ${n} and l.longitude_e7 between ${w} and ${e}`;
      return { count: rows.length, sum: rows.reduce((sum, row) => sum + row.latitude_e7, 0) };
    },
  };
}

/** In 1e-7 degrees. */
function edgesOf({ south, west }: View) {
  const [s, w] = [Math.round(south * 1e7), Math.round(west * 1e7)];
  return { s, w, n: s + VIEW_DEGREES * 1e7, e: w + VIEW_DEGREES * 1e7 };
}
