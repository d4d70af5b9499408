import type { Tx } from '@trekker/kit';

import type { PlacedTracker } from '../domain/map/cells.ts';
import type { Box } from '../domain/map/viewport.ts';
import { asked, type TrackersAsked } from './motion-hours.ts';

/** A tracker's id, latitude and longitude as they are packed. */
const BYTES = { id: 16, all: 24 } as const;

/** Where every tracker within a box is, in no order. Handed over in one piece, which takes a third of the time of rows. */
export async function placedWithin(tx: Tx, box: Box, wanted: TrackersAsked): Promise<PlacedTracker[]> {
  const [westE7, southE7, eastE7, northE7] = [box.west, box.south, box.east, box.north].map(toE7) as Edges;
  const { sql } = tx;
  const eastward =
    box.east < box.west
      ? sql`(longitude_e7 >= ${westE7} or longitude_e7 <= ${eastE7})`
      : sql`longitude_e7 between ${westE7} and ${eastE7}`;
  const [row] = await sql<{ packed: Buffer | null }[]>`
    select string_agg(uuid_send(tracker_id) || int4send(latitude_e7) || int4send(longitude_e7), ''::bytea) as packed
    from positions.latest
    where latitude_e7 between ${southE7} and ${northE7} and ${eastward} and ${asked(sql, wanted)}`;
  return unpack(row?.packed ?? Buffer.alloc(0));
}

type Edges = [number, number, number, number];

function toE7(edge: number): number {
  return Math.round(edge * 1e7);
}

function unpack(packed: Buffer): PlacedTracker[] {
  return Array.from({ length: packed.length / BYTES.all }, (_, index) => {
    const at = index * BYTES.all;
    return {
      id: packed.toString('latin1', at, at + BYTES.id),
      latitudeE7: packed.readInt32BE(at + BYTES.id),
      longitudeE7: packed.readInt32BE(at + BYTES.id + 4),
    };
  });
}
