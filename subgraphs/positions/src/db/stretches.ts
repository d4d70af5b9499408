import type { Page, Tx } from '@trekker/kit';

import type { Stretch } from '../domain/motion/stretch.ts';

/** Some trips or stops of a tracker. */
export interface StretchSpan {
  readonly trackerId: string;
  readonly kind: Stretch['kind'];
  /** Unix milliseconds; `to` is excluded. */
  readonly from: number;
  readonly to: number;
  readonly page: Page;
}

/** One more than a page of a tracker's trips or stops that are over and reach into `[from, to)`, oldest first. */
export async function pageOfStretches(tx: Tx, { trackerId, kind, from, to, page }: StretchSpan): Promise<Stretch[]> {
  const behind = Number(page.after?.[0] ?? 0);
  // They do not overlap, so of those that begin before only the last can reach into the span.
  const rows = await tx.sql<StretchDbRow[]>`
    select kind, from_at, to_at, from_latitude_e7, from_longitude_e7, to_latitude_e7, to_longitude_e7, distance_mm,
      max_speed_mms, ended_by
    from positions.stretches
    where tracker_id = ${trackerId} and kind = ${kind} and from_at < ${to} and to_at > ${from} and from_at > ${behind}
      and from_at >= coalesce((
        select max(from_at) from positions.stretches where tracker_id = ${trackerId} and from_at <= ${from}), '-infinity')
    order by from_at limit ${page.first + 1}`;
  return rows.map(stretchOf);
}

/** A tracker's stops that are over and reach into a span, oldest first. */
export async function stopsBetween(tx: Tx, trackerId: string, { from, to }: Span): Promise<Stretch[]> {
  const page = { first: Number.MAX_SAFE_INTEGER - 1, after: null };
  return pageOfStretches(tx, { trackerId, kind: 'STOP', from, to, page });
}

/** Unix milliseconds, `[from, to)`. */
interface Span {
  readonly from: number;
  readonly to: number;
}

interface StretchDbRow {
  readonly kind: 'TRIP' | 'STOP';
  readonly from_at: number;
  readonly to_at: number;
  readonly from_latitude_e7: number;
  readonly from_longitude_e7: number;
  readonly to_latitude_e7: number;
  readonly to_longitude_e7: number;
  readonly distance_mm: number;
  readonly max_speed_mms: number | null;
  readonly ended_by: 'STOP' | 'DEPARTURE' | 'SILENCE';
}

function stretchOf(row: StretchDbRow): Stretch {
  const from = { at: row.from_at, latitudeE7: row.from_latitude_e7, longitudeE7: row.from_longitude_e7 };
  if (row.kind === 'STOP') {
    const endedBy = row.ended_by === 'SILENCE' ? 'SILENCE' : 'DEPARTURE';
    const center = { latitudeE7: from.latitudeE7, longitudeE7: from.longitudeE7 };
    return { kind: 'STOP', from: row.from_at, to: row.to_at, center, endedBy };
  }
  const to = { at: row.to_at, latitudeE7: row.to_latitude_e7, longitudeE7: row.to_longitude_e7 };
  const endedBy = row.ended_by === 'SILENCE' ? 'SILENCE' : 'STOP';
  return { kind: 'TRIP', from, to, mm: row.distance_mm, maxSpeedMms: row.max_speed_mms, endedBy };
}
