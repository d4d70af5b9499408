import { uuidv7, type Page, type Tx, type TxSql, type UnitReach } from '@trekker/kit';

import type { PlausibleRegionEvent } from '../domain/judge.ts';
import { contentOf } from '../domain/region-content.ts';
import { within } from './reach.ts';
import type { RegionEventRow } from './rows.ts';

/** Keeps what a tracker said of a region; said before, it is there already and stays as it was. */
export async function insertRegionEvent(
  tx: Tx,
  tenantId: string,
  { trackerId, receivedAt, said }: { trackerId: string; receivedAt: number; said: PlausibleRegionEvent },
): Promise<void> {
  const { recordedAt, event, region, regionId, latitudeE7, longitudeE7, accuracyCentimeters } = said;
  await tx.sql`
    insert into positions.region_events
      (tenant_id, tracker_id, recorded_at, content, event_id, kind, region, region_id, latitude_e7, longitude_e7,
       accuracy_cm, received_at)
    values (${tenantId}, ${trackerId}, ${recordedAt}, ${contentOf(said)}, ${uuidv7(receivedAt)}, ${event.toUpperCase()},
      ${region}, ${regionId}, ${latitudeE7}, ${longitudeE7}, ${accuracyCentimeters}, ${receivedAt})
    on conflict do nothing`;
}

/** One more than a page of what a tracker said of regions in `[from, to)`, oldest first. */
export async function pageOfRegionEvents(
  tx: Tx,
  { trackerId, from, to, page }: { trackerId: string; from: number; to: number; page: Page },
): Promise<RegionEventRow[]> {
  const [recordedAt, content] = page.after ?? [];
  const behind =
    recordedAt === undefined
      ? tx.sql``
      : tx.sql`and (recorded_at, content) > (${Number(recordedAt)}::timestamptz, ${Buffer.from(content ?? '', 'hex')}::bytea)`;
  return tx.sql<RegionEventRow[]>`
    select ${columns(tx.sql)} from positions.region_events
    where tracker_id = ${trackerId} and recorded_at >= ${from} and recorded_at < ${to} ${behind}
    order by recorded_at, content limit ${page.first + 1}`;
}

/** Region events by their ids, as far as the reach goes. */
export async function regionEventsById(
  tx: Tx,
  eventIds: readonly string[],
  reach: UnitReach,
): Promise<RegionEventRow[]> {
  return tx.sql<RegionEventRow[]>`
    select ${columns(tx.sql)} from positions.region_events
    where event_id = any(${[...eventIds]}::uuid[]) and ${within(tx.sql, reach)}`;
}

function columns(sql: TxSql) {
  return sql`event_id, tracker_id, recorded_at, content, kind, region, latitude_e7, longitude_e7, accuracy_cm, received_at`;
}
