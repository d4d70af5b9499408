import type { PositionQuantities } from '@trekker/geo';
import { unpackPositions } from '@trekker/geo';
import { silentLogger, systemClock, uuidv7, type Clock, type Database } from '@trekker/kit';
import { testDatabase } from '@trekker/kit/testing';

import { appendPositions } from '../src/actions/append-positions.ts';
import { packClosedDays } from '../src/actions/pack-closed-days.ts';
import { DAY_MS, startOfDay, dayOf } from '../src/domain/day.ts';
import { dedupeOf } from '../src/domain/dedupe.ts';
import { keyOf, type NewPosition } from '../src/domain/new-position.ts';
import { positionsMigrations } from '../src/index.ts';

/** Midnight of a day that is closed: ten days ago. */
export const CLOSED_MS = startOfDay(dayOf(Date.now() - 10 * DAY_MS));

export const QUANTITIES: PositionQuantities = {
  latitudeE7: 525_000_000,
  longitudeE7: 134_000_000,
  altitudeCentimeters: null,
  accuracyCentimeters: null,
  speedMillimetersPerSecond: null,
  headingCentidegrees: null,
  eventKind: 0,
};

/** A history on a database of its own, without anything around it. */
export async function openHistory() {
  const postgres = await testDatabase([positionsMigrations]);
  const database = postgres.open('positions');
  return {
    postgres,
    database,
    tenantId: uuidv7(),
    /** Keys of those that were new. */
    append: async (positions: readonly NewPosition[], partition = 0) => {
      const added = await appendPositions(database, new Map([[partition, positions]]));
      return new Set([...added].map(({ tenantId, record }) => keyOf(tenantId, record)));
    },
    /** Packs what is closed, drops what is packed. */
    pack: ({
      signal = new AbortController().signal,
      ...options
    }: { graceMs?: number; database?: Database; clock?: Clock; signal?: AbortSignal } = {}) =>
      packClosedDays(
        { database, afterDays: 3, clock: systemClock, log: silentLogger, graceMs: 0, ...options },
        { progress: async () => {}, signal },
      ),
    /** Gives a day a partition of its own, as it had when it was new. */
    partition: (day: number) =>
      database.withConsumer((tx) => tx.sql`select positions.make_partitions(${dayOf(day)}::date, 1)`),
    /** How many positions lie where. */
    async places() {
      const [row] = await postgres.admin<{ rows: number; late: number; packed: number; partitions: number }[]>`
        select (select count(*) from only positions.history_default)::int as late,
          (select count(*) from positions.history)::int as rows,
          (select coalesce(sum(count), 0) from positions.packed_days)::int as packed,
          (select count(*) from pg_inherits where inhparent = 'positions.history'::regclass)::int - 1 as partitions`;
      return row ?? { rows: 0, late: 0, packed: 0, partitions: 0 };
    },
    /** Every position the log told of, as tracker, time and dedupe, in the log's order. */
    async logged() {
      const entries = await postgres.admin<{ body: Buffer }[]>`
        select body from log.entries where topic = 'positions' and type = 'positions' order by partition, "offset"`;
      return entries.flatMap(({ body }) =>
        unpackPositions(body).map(({ trackerId, recordedAt, dedupe }) => `${trackerId}/${recordedAt}/${dedupe}`),
      );
    },
    [Symbol.asyncDispose]: () => postgres[Symbol.asyncDispose](),
  };
}

export type TestHistory = Awaited<ReturnType<typeof openHistory>>;

/** A position of a tracker. */
export function position(
  { tenantId, trackerId, recordedAt }: { tenantId: string; trackerId: string; recordedAt: number },
  {
    quantities = {},
    ...rest
  }: Partial<Omit<NewPosition, 'record'>> & { quantities?: Partial<PositionQuantities> } = {},
): NewPosition {
  const all = { ...QUANTITIES, ...quantities };
  const record = { trackerId, recordedAt, dedupe: dedupeOf(all), ...all };
  return { tenantId, record, batteryPercent: null, attributes: null, receivedAt: recordedAt + 1_000, ...rest };
}
